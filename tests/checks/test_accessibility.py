from __future__ import annotations

import datetime
import pathlib
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.checks.engine import judge
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence, ImageFacts
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.palette import Palette
from storsthlm_cli.model.places import Spot
from storsthlm_cli.rendering.designs import settings_of
from storsthlm_cli.source.edits import edited
from storsthlm_cli.source.yaml import parse_document

Finds = Callable[..., list[Mapping[str, str]]]

NOTICE = "kind: notice\nheadline: a\nbody: b"


@pytest.mark.parametrize(
    ("light", "dark", "colour", "ground", "ratio"),
    [
        ('«"#777777"»', '"#F093B6"', "#777777", "#FFFFFF", "4.5"),
        ('«"#FFFFFF"»', '"#F093B6"', "#FFFFFF", "#FFFFFF", "1.0"),
        ('"#8A1C4A"', '«"#8A1C4A"»', "#8A1C4A", "#191F23", "1.9"),
    ],
)
def test_a_faint_category_is_an_error_at_its_colour(
    finds: Finds, light: str, dark: str, colour: str, ground: str, ratio: str
) -> None:
    categories = f"a: {{label: Tema, colour: {light}, colour_dark: {dark}}}\n"
    (arguments,) = finds(NOTICE, "A101 error", categories=categories)
    assert arguments == {"label": "Tema", "colour": colour, "ground": ground, "ratio": ratio}


def test_colours_that_everybody_can_read_are_fine(finds: Finds) -> None:
    finds(NOTICE, categories='a: {label: Tema, colour: "#767676", colour_dark: "#FFFFFF"}\n')


def test_without_a_design_the_grounds_are_those_of_the_standard_one(tmp_path: pathlib.Path) -> None:
    assert settings_of("standard", tmp_path).palette({}, {}).topics == Palette().topics


def faint(colours: Mapping[str, str], own: tuple[str, ...]) -> list[Finding]:
    """Return what is found in a design that has text on paper and on a note."""
    pairs = (("text", "paper"), ("text", "note"))
    palette = Palette(colours, pairs, own={name: Spot("storsthlm.yaml", ("design", "colours", name)) for name in own})
    day = datetime.date(2021, 6, 21)
    issue = Issue(key="a", file="a", date=day, number=None, subject=(), preheader=(), sections=())
    return [found for found in judge(issue, Evidence(Directory(), day, palette=palette), {}) if found.code == "A102"]


def test_a_faint_colour_of_the_newsletter_is_an_error_where_it_is_set() -> None:
    (found,) = faint({"text": "#777777", "paper": "#FFFFFF", "note": "#000000"}, ("text",))
    assert found.where == Spot("storsthlm.yaml", ("design", "colours", "text"))
    assert found.arguments == {
        "name": "text",
        "text": "text",
        "colour": "#777777",
        "ground": "paper",
        "ground_colour": "#FFFFFF",
        "ratio": "4.5",
    }


def test_a_ground_of_the_newsletter_that_swallows_text_is_found_at_the_ground() -> None:
    (found,) = faint({"text": "#000000", "paper": "#FFFFFF", "note": "#222222"}, ("note",))
    assert found.where == Spot("storsthlm.yaml", ("design", "colours", "note"))


def test_what_the_design_brings_of_its_own_is_not_the_newsletters_fault() -> None:
    assert faint({"text": "#777777", "paper": "#FFFFFF", "note": "#777777"}, ()) == []
    assert faint({"text": "#767676", "paper": "#FFFFFF", "note": "#FFFFFF"}, ("text",)) == []


def test_a_subheading_below_another_is_warned_about(finds: Finds) -> None:
    body = "kind: notice\nheadline: a\nbody: |\n  ## b\n\n  c\n\n  {}\n\n  d"
    (arguments,) = finds(body.format("«#### e»"), "A103 warning")
    assert arguments == {"marks": "####", "others": "##"}
    finds(body.format("## e"))


def test_a_bold_line_above_a_paragraph_is_a_remark(finds: Finds) -> None:
    body = "kind: notice\nheadline: a\nbody: |\n  {}\n\n  c"
    (arguments,) = finds(body.format("**«Nya tider»**"), "A104 info")
    assert arguments == {"words": "Nya tider"}
    for other in ("**Nya tider gäller.**", "**Nya** tider", "### Nya tider", "**Frågor:**", f"**{'a' * 81}**"):
        finds(body.format(other))


def pictured(alt: str, more: str = "") -> str:
    return f"kind: notice\nheadline: a\nbody:\n  - image: {{file: bro_2.jpg, alt: {alt}, credit: b{more}}}"


IMAGES = {"bro_2.jpg": ImageFacts(600, 400, "JPEG", 1000)}


@pytest.mark.parametrize("alt", ["bro_2", "bro_2.jpg", "IMG_2034", "DSC 0012.JPG", "Skärmbild 2021-06-01.png"])
def test_a_file_name_is_no_description(finds: Finds, alt: str) -> None:
    finds(pictured(f"«{alt}»"), "A105 error", images=IMAGES)


@pytest.mark.parametrize("alt", ["Bro", "En bro", "Filen bro.jpg visas på en skärm", "Bildskärm 2", "''"])
def test_a_short_description_is_one(finds: Finds, alt: str) -> None:
    finds(pictured(alt), images=IMAGES)


def test_a_description_that_is_the_caption_is_warned_about(finds: Finds) -> None:
    finds(pictured("«En ny bro.»", ", caption: En ny bro"), "A106 warning", images=IMAGES)
    finds(pictured("En ny bro.", ", caption: En ny bro i Nacka"), images=IMAGES)


@pytest.mark.parametrize("words", ["Bild på", "En bild av", "Foto på", "Bilden visar", "Fotografi som föreställer"])
def test_a_description_that_says_it_is_an_image_is_warned_about(finds: Finds, words: str) -> None:
    (arguments,) = finds(pictured(f"«{words} »en bro."), "A107 warning", images=IMAGES)
    assert arguments == {"words": words}


@pytest.mark.parametrize("alt", ["Bildlärare på en bro", "Illustration av en bro", "En bild.", "Porträtt av Åsa Ek"])
def test_a_description_may_say_what_kind_of_image_it_is(finds: Finds, alt: str) -> None:
    finds(pictured(alt), images=IMAGES)


def test_the_fix_begins_with_what_is_to_be_seen() -> None:
    text = "date: 2021-06-21\nsubject: a\npreheader: b\nsections:\n  - kind: notice\n    headline: a\n    body:\n"
    text += "      - image: {file: a.jpg, alt: Bild på åar i skymning., credit: b}\n"
    document = parse_document(text, "issue.yaml")
    issue, _ = read_issue(document, "2021-06")
    assert issue is not None
    found = judge(issue, Evidence(Directory(), datetime.date(2021, 6, 21)), {})
    edits = [each.edit for each in found if each.code == "A107" and each.edit is not None]
    assert edited(document, edits) == text.replace("Bild på åar", "Åar")
