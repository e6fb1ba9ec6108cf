from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from storsthlm_cli.model.blocks import Reference
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Section
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.rendering.kickers import kicker

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


def test_somebody_in_words_is_presented_in_these_words(directory: Directory) -> None:
    guest = replace(section("interview"), person=Text("Bo Al (S), kommunalråd i Nynäshamn", "", ()))
    assert kicker(guest, directory, TODAY) == "Intervju med Bo Al (S), kommunalråd i Nynäshamn"
