from __future__ import annotations

import datetime
import pathlib
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.checks.engine import judge
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.palette import Palette
from storsthlm_cli.model.places import Spot
from storsthlm_cli.rendering.designs import settings_of
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


ENGLISH = "The board of the association met to decide on the plan for the schools of the county."


@pytest.mark.parametrize(
    "body",
    [
        "body: «{}»",
        "body:\n  - quote: {{text: «{}», by: signe-rosenlof}}",
        "body:\n  - qa: {{question: Vad sa de?, answer: «{}»}}",
        "body: |\n  - Ett.\n  - «{}»",
    ],
)
def test_a_passage_in_english_without_a_mark_is_a_remark(finds: Finds, body: str) -> None:
    (arguments,) = finds("kind: notice\nheadline: a\n" + body.format(ENGLISH), "A108 info")
    assert arguments["language"] == "en"
    assert arguments["words"].startswith("The board of the ")


def test_a_passage_that_says_that_it_is_in_english_is_fine(finds: Finds) -> None:
    finds(f"kind: notice\nheadline: a\nlanguage: en\nbody: {ENGLISH}")
    finds(f"kind: notice\nheadline: a\nlanguage: en-GB\nbody: {ENGLISH}")
    finds(f"kind: notice\nheadline: a\nbody:\n  - quote: {{text: {ENGLISH}, by: signe-rosenlof, language: en}}")


@pytest.mark.parametrize(
    "text",
    [
        "The board of the association met in the county.",
        "Vi är i Nacka, by för by, och ser på is i en å med en and: be om lov, in i det sista, och fråga oss.",
        "Se Agenda for Change, Smart City Lab, Horizon Europe och Digital Skills and Jobs Platform i länet i höst.",
    ],
)
def test_names_in_english_are_no_passage(finds: Finds, text: str) -> None:
    finds(f"kind: notice\nheadline: a\nbody: '{text}'")


def test_an_issue_in_english_needs_no_mark() -> None:
    assert english("language: en\n") == []
    assert english("") == ["A108"]


def english(frame: str) -> list[str]:
    section = f"{{kind: short, headline: A, body: {ENGLISH}}}"
    text = f"date: 2021-06-21\nsubject: a\npreheader: b\n{frame}sections: [{section}]\n"
    issue, findings = read_issue(parse_document(text, "issue.yaml"), "2021-06")
    assert findings == ()
    assert issue is not None
    return [each.code for each in judge(issue, Evidence(Directory(), issue.date), {}) if each.code == "A108"]
