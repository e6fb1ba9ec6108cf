from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storsthlm_cli.model.contrast import LEAST, contrast
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Spot
from storsthlm_cli.rendering.colours import Tone, checked_colours, overridden, tones_of
from storsthlm_cli.rendering.designs import Design, settings_of

BUILT_IN = ("standard", "plain", "web")
SPOT = Spot("storsthlm.yaml", ("design", "colours", "card"))


def test_a_colour_cannot_smuggle_in_a_rule() -> None:
    with pytest.raises(Failure, match="colour `text`"):
        checked_colours({"text": "#fff;} body { display: none"}, "the newsletter")


def test_a_newsletter_can_only_override_colours_that_there_are(design: Design) -> None:
    assert overridden("standard", design.colours, {"accent": "#123456"})["accent"] == "#123456"
    with pytest.raises(Failure, match="has no colour `acent`") as caught:
        overridden("standard", design.colours, {"acent": "#123456"})
    assert caught.value.hint == "did you mean `accent`?"


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_pair_of_text_and_ground_of_every_design_can_be_read(name: str, tmp_path: Path) -> None:
    """WCAG 2.1, 1.4.3: at least 4.5 : 1."""
    settings = settings_of(name, tmp_path)
    colours = settings.colours
    faint = [pair for pair in settings.pairs if contrast(colours[pair[0]], colours[pair[1]]) < LEAST]
    assert faint == []
    assert settings.topics is not None


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_colour_of_a_design_that_words_have_is_in_a_pair(name: str, tmp_path: Path) -> None:
    settings = settings_of(name, tmp_path)
    paired = {text for text, _ in settings.pairs} | {ground for _, ground in settings.pairs}
    lines = {"line", "line_dark", "bar"}
    assert settings.colours.keys() - paired <= lines


def test_a_palette_has_the_newsletters_colours_that_the_design_knows(tmp_path: Path) -> None:
    palette = settings_of("standard", tmp_path).palette({"card": "#EEEEEE", "draft": "#123456"}, {"card": SPOT})
    assert palette.colours["card"] == "#EEEEEE"
    assert palette.topics == ("#EEEEEE", palette.colours["card_dark"])
    assert "draft" not in palette.colours
    assert palette.own == {"card": SPOT}


def test_a_section_has_the_colour_of_its_topic(issue: Issue, directory: Directory, design: Design) -> None:
    tones = tones_of(issue, directory, design.colours)
    assert tones["social"] == Tone("tone1", "#8A1C4A", "#F093B6")
    assert tones[""].light == design.colours["accent"]


def test_a_topic_whose_colour_is_none_has_the_designs(issue: Issue, directory: Directory, design: Design) -> None:
    broken = replace(directory.categories["social"], colour="red;} body { display: none")
    hostile = replace(directory, categories={"social": broken})
    assert set(tones_of(issue, hostile, design.colours)) == {""}
