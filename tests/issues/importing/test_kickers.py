from __future__ import annotations

import pytest

from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.issues.importing.kickers import Casing, categories, kicker_entries
from storsthlm_cli.issues.importing.lines import Gap, Line
from storsthlm_cli.issues.importing.looks import Seen, look_by_itself
from storsthlm_cli.issues.importing.notes import Notes
from storsthlm_cli.source.yaml import parse_document

TEXTS = ("I dag möter vi Siv Ek, som är rektor i Exempelby stad. Hos Regionen finns VIS.", "Det är Siv Ek.")
CATEGORIES = """
social: {label: Social välfärd och hälsa, aliases: [Omsorg & hälsa], colour: "#000000", colour_dark: "#FFFFFF"}
digital: {label: Digitalisering, colour: "#000000", colour_dark: "#FFFFFF"}
ekonomi: {label: Ekonomi, colour: "#000000", colour_dark: "#FFFFFF"}
"""
PEOPLE = """
siv-ek: {name: Siv Ek, roles: [{label: rektor}], email: siv@kommun.example}
"""
DIRECTORY, _ = read_directory(
    {"categories": parse_document(CATEGORIES, "categories.yaml"), "people": parse_document(PEOPLE, "people.yaml")}
)


def seen(text: str) -> Seen:
    return look_by_itself(Line(1, text), Gap.NONE)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("hÄLSA OCH STÖD", "Hälsa och stöd"),
        ("UTBILDNING OCH ARBETE", "Utbildning och arbete"),
        ("till sist", "Till sist"),
        ("intervju med siv ek, rektor i exempelby", "Intervju med Siv Ek, rektor i Exempelby"),
        ("Intervju med Siv Ek, KSO i exempelby Stad", "Intervju med Siv Ek, KSO i Exempelby stad"),
        ("per ålund, blivande rektor", "Per Ålund, blivande rektor"),
        ("Förbundsmöte Nord 2019", "Förbundsmöte Nord 2019"),
        ("nytt från vis", "Nytt från VIS"),
    ],
)
def test_capitals_are_those_of_the_text(typed: str, shown: str) -> None:
    assert Casing(TEXTS).recased(typed) == shown


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("Social välfärd & hälsa", ["social"]),
        ("SOCIAL VÄLFÄRD OCH HÄLSA", ["social"]),
        ("omsorg och hälsa", ["social"]),
        ("digitalisering & ekonomi", ["digital", "ekonomi"]),
        ("ekonomi och annat", []),
        ("ekonomi & ekonomi", []),
    ],
)
def test_a_kicker_that_names_a_category_is_one(typed: str, keys: list[str]) -> None:
    assert categories(typed, DIRECTORY) == keys


@pytest.mark.parametrize(
    ("typed", "kind", "entries"),
    [
        ("Ekonomi", "article", {"category": "ekonomi"}),
        ("digitalisering & ekonomi", "article", {"category": ["digital", "ekonomi"]}),
        ("intervju med siv ek", "interview", {"person": "siv-ek"}),
        ("Per Ålund, vd", "personnel", {"person": "Per Ålund, vd"}),
        ("Per Ålund, vd", "article", {"kicker": "Per Ålund, vd"}),
        ("Till sist", "notice", {"kicker": "Till sist"}),
    ],
)
def test_a_kicker_becomes_what_the_kind_can_say(typed: str, kind: str, entries: dict[str, object]) -> None:
    assert kicker_entries(seen(typed), kind, DIRECTORY, Casing(TEXTS), Notes()) == entries


def test_another_title_than_the_directory_has_is_marked() -> None:
    notes = Notes()
    kicker_entries(seen("Siv Ek, professor"), "personnel", DIRECTORY, Casing(TEXTS), notes)
    assert notes.checks == ["the text calls Siv Ek professor; the directory has another title"]
