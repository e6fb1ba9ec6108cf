from __future__ import annotations

from dataclasses import replace

import pytest

from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.rendering.colours import Tone, checked_colours, overridden, tones_of
from storsthlm_cli.rendering.designs import Design


def test_a_colour_cannot_smuggle_in_a_rule() -> None:
    with pytest.raises(Failure, match="colour `text`"):
        checked_colours({"text": "#fff;} body { display: none"}, "the newsletter")


def test_a_newsletter_can_only_override_colours_that_there_are(design: Design) -> None:
    assert overridden("standard", design.colours, {"accent": "#123456"})["accent"] == "#123456"
    with pytest.raises(Failure, match="has no colour `acent`") as caught:
        overridden("standard", design.colours, {"acent": "#123456"})
    assert caught.value.hint == "did you mean `accent`?"


def test_every_pair_of_text_and_ground_can_be_read(design: Design) -> None:
    """WCAG 2.1, 1.4.3: at least 4.5 : 1."""
    colours = design.colours
    light = [(text, ground) for text in ("text", "muted", "link") for ground in ("card", "soft", "ground")]
    pairs = [
        *light,
        *((f"{text}_dark", f"{ground}_dark") for text, ground in light),
        ("on_accent", "accent"),
        ("on_accent", "accent_dark"),
        ("on_accent", "button_dark"),
        ("accent", "card"),
        ("accent_text_dark", "card_dark"),
    ]
    for text, ground in pairs:
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_section_has_the_colour_of_its_topic(issue: Issue, directory: Directory, design: Design) -> None:
    tones = tones_of(issue, directory, design.colours)
    assert tones["social"] == Tone("tone1", "#8A1C4A", "#F093B6")
    assert tones[""].light == design.colours["accent"]


def test_a_topic_whose_colour_is_none_has_the_designs(issue: Issue, directory: Directory, design: Design) -> None:
    broken = replace(directory.categories["social"], colour="red;} body { display: none")
    hostile = replace(directory, categories={"social": broken})
    assert set(tones_of(issue, hostile, design.colours)) == {""}
