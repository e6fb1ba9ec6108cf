from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from storsthlm_cli.model.blocks import Reference
from storsthlm_cli.model.directory import Directory, Role
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.rendering.people import organisation, preposition, presentation, somebody, title

SPOT = Spot("issue.yaml")
TODAY = datetime.date(2021, 6, 21)


def words(content: str) -> Text:
    return Text(content, "issue.yaml", ())


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


def test_words_for_somebody_have_the_name_on_the_first_line_and_the_role_on_the_second(directory: Directory) -> None:
    person = somebody(words("Bo Al\nkommunalråd i Nynäshamn\n"), directory)
    assert person is not None
    assert presentation(person, directory, TODAY) == "Bo Al, kommunalråd i Nynäshamn"


def test_somebody_with_a_key_is_the_person_of_the_directory_or_nobody(directory: Directory) -> None:
    assert somebody(Reference("ek", SPOT), directory) is directory.people["ek"]
    assert somebody(Reference("nix", SPOT), directory) is None
    assert somebody(None, directory) is None


def test_an_organisation_is_called_by_its_name_in_words_or_by_its_key(directory: Directory) -> None:
    assert organisation(Reference("huddinge", SPOT), directory) == "Huddinge kommun"
    assert organisation(words("Sweco och RISE"), directory) == "Sweco och RISE"
    assert organisation(Reference("nix", SPOT), directory) == "nix"


def test_below_a_name_the_role_begins_with_a_capital_and_the_organisation_follows(directory: Directory) -> None:
    assert title(directory.people["dahl"], directory, TODAY) == "Framtidsdirektör, Huddinge kommun"
    nobody = somebody(words("Bo Al"), directory)
    assert nobody is not None
    assert title(nobody, directory, TODAY) == ""
