from __future__ import annotations

import pytest

from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.proof import Mark
from storsthlm_cli.rendering.proofs.names import names_of


def found(issue: Issue, directory: Directory, words: str) -> list[tuple[str, str, Mark, str | None]]:
    return [
        (words[start:end], known.name, known.mark, known.role)
        for start, end, known in names_of(issue, directory).find(words)
    ]


def test_a_person_is_found_with_the_role_of_that_day(issue: Issue, directory: Directory) -> None:
    assert found(issue, directory, "Det är Tyra Dahls idé, säger Åsa Ek.") == [
        ("Tyra Dahls", "Tyra Dahl", Mark.PERSON, "framtidsdirektör i Huddinge kommun"),
        ("Åsa Ek", "Åsa Ek", Mark.PERSON, "ordförande på Storsthlm"),
    ]


def test_an_organisation_goes_by_its_official_name(issue: Issue, directory: Directory) -> None:
    assert found(issue, directory, "I Huddinge och hos Storsthlm:s vänner") == [
        ("Huddinge", "Huddinge kommun", Mark.ORGANISATION, ""),
        ("Storsthlm:s", "Storsthlm", Mark.ORGANISATION, ""),
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Foto: Mimmi Sten", "Mimmi Sten"),
        ("Enligt Mimmi von Sten är det så.", "Mimmi von Sten"),
        ("Välkommen till Nya Torget i höst", "Nya Torget"),
    ],
)
def test_what_looks_like_a_name_is_found_too(issue: Issue, directory: Directory, words: str, name: str) -> None:
    assert found(issue, directory, words) == [(name, name, Mark.NAME, None)]


@pytest.mark.parametrize(
    "words", ["I Tyresö är det så.", "Skriv till ek@huddinge.example", "Nu är det. Vi ses.", "Huddingebor", ""]
)
def test_what_is_no_name_is_left_alone(issue: Issue, directory: Directory, words: str) -> None:
    assert found(issue, directory, words) == []
