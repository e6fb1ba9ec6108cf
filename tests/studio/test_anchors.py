from __future__ import annotations

import pytest

from storsthlm_cli.model.places import Place
from storsthlm_cli.studio.anchors import Anchored, section_at, words_at

FILE = "issues/2021-06/issue.yaml"
SECTIONS = (
    Anchored("first", "Ett", Place(FILE, 5, 5, 9, 20)),
    Anchored("second", "Två", Place(FILE, 10, 5, 14, 8)),
)


@pytest.mark.parametrize(
    ("place", "section"),
    [
        (Place(FILE, 5, 5, 5, 9), "first"),
        (Place(FILE, 9, 20, 9, 20), "first"),
        (Place(FILE, 12, 1, 12, 3), "second"),
        (Place(FILE, 2, 1, 2, 3), None),
        (Place("directory/people.yaml", 12, 1, 12, 3), None),
    ],
)
def test_a_place_lies_in_its_section(place: Place, section: str | None) -> None:
    found = section_at(place, SECTIONS)
    assert (found.id if found else None) == section


@pytest.mark.parametrize(
    ("line", "marked", "words"),
    [
        ("  headline: Nya möten i höst", "möten", ("möten", "Nya möten i höst")),
        ("      Läs **mer** hos [oss](http://a.example)", "[oss](http://a.example)", ("oss", "http://a.example")),
        ("  - text: “Hej”, sa hon", "“Hej”", ("“Hej”",)),
        ('  place: "Stockholm"', '"Stockholm"', ("Stockholm",)),
    ],
)
def test_the_words_to_look_for_come_without_markdown(line: str, marked: str, words: tuple[str, ...]) -> None:
    start = line.index(marked) + 1
    found = words_at(Place(FILE, 3, start, 3, start + len(marked), line))
    assert found[: len(words)] == words


def test_a_place_over_several_lines_is_looked_for_by_its_first() -> None:
    assert words_at(Place(FILE, 3, 7, 5, 2, "      En rad som fortsätter")) == ("En rad som fortsätter",)


def test_there_may_be_nothing_to_look_for() -> None:
    assert words_at(Place(FILE, 3, 1, 3, 1, "")) == ()
