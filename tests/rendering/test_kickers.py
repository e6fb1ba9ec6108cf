from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from storsthlm_cli.model.directory import Directory, Role
from storsthlm_cli.model.issue import Reference, Section
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.rendering.kickers import kicker, preposition, presentation

SPOT = Spot("issue.yaml")
TODAY = datetime.date(2021, 6, 21)


def section(kind: str = "article", person: str | None = None, *categories: str) -> Section:
    return Section(
        kind=kind,
        id="x",
        spot=SPOT,
        person=Reference(person, SPOT) if person else None,
        categories=tuple(Reference(key, SPOT) for key in categories),
    )


def test_an_interview_names_person_role_and_organisation(directory: Directory) -> None:
    written = kicker(section("interview", "dahl"), directory, TODAY)
    assert written == "Intervju med Tyra Dahl, framtidsdirektör i Huddinge kommun"


def test_news_of_a_person_begins_with_the_name_and_the_party(directory: Directory) -> None:
    assert kicker(section("personnel", "ek"), directory, TODAY) == "Åsa Ek (M), ordförande på Storsthlm"


def test_the_authors_own_words_win_and_begin_with_a_capital(directory: Directory) -> None:
    own = replace(section("interview", "dahl", "social"), kicker=Text("till sist", "", ()))
    assert kicker(own, directory, TODAY) == "Till sist"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["social"], "Social välfärd och hälsa"),
        (["social", "ekonomi"], "Social välfärd och hälsa, ekonomi"),
        (["ekonomi", "nix"], "Ekonomi"),
        (["nix"], ""),
        ([], ""),
    ],
)
def test_topics_become_one_phrase(directory: Directory, keys: list[str], expected: str) -> None:
    assert kicker(section("article", None, *keys), directory, TODAY) == expected


def test_a_person_without_a_role_on_that_day_is_only_named(directory: Directory) -> None:
    later = Role("direktör", None, datetime.date(2021, 9, 1), None, SPOT)
    person = replace(directory.people["dahl"], roles=(later,))
    assert presentation(person, directory, TODAY) == "Tyra Dahl"
    assert presentation(person, directory, datetime.date(2021, 9, 1)) == "Tyra Dahl, direktör"


@pytest.mark.parametrize(
    ("organisation", "expected"),
    [
        ("Huddinge kommun", "i"),
        ("Lidingö stad", "i"),
        ("Region Stockholm", "i"),
        ("Socialstyrelsen", "på"),
        ("Länsstyrelsen i Stockholms län", "på"),
        ("", "på"),
    ],
)
def test_one_works_in_a_municipality_and_at_an_authority(organisation: str, expected: str) -> None:
    assert preposition(organisation) == expected
