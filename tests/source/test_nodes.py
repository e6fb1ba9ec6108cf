from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.model.places import Text
from storsthlm_cli.source.nodes import Reading, iso_date, stripped
from storsthlm_cli.source.yaml import parse_document


@given(day=st.dates())
def test_every_day_is_read_back_from_its_iso_form(day: datetime.date) -> None:
    assert iso_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    ["", "20210621", "2021-W25-1", "2021-6-21", "2021-02-29", "0000-01-01", "2021-06-21T00:00", "２０２１-06-21"],
)
def test_nothing_else_is_a_date(text: str) -> None:
    assert iso_date(text) is None


@given(before=st.text(" \n\t", max_size=3), inside=st.text(max_size=8), after=st.text(" \n\t", max_size=3))
def test_a_stripped_text_keeps_the_place_of_each_character(before: str, inside: str, after: str) -> None:
    whole = before + inside + after
    text = stripped(Text(whole, "a.yaml", ("a",)))
    assert text.content == whole.strip()
    for index, character in enumerate(text.content):
        spot = text.spot(index, index + 1)
        assert spot.start is not None
        assert whole[spot.start : spot.end] == character


def test_what_is_absent_empty_or_broken_is_not_there_for_whoever_asks() -> None:
    document = parse_document("a: 1\nb:\nc: x\nd: [x, y]\n", "a.yaml")
    root = Reading(document, frozenset({("a",)})).root
    assert root.get("a") is None
    assert root.get("b") is None
    assert root.get("e") is None
    assert [key for key, _ in root.entries()] == ["c", "d"]


def test_a_list_keeps_the_numbers_of_its_entries_when_one_is_broken() -> None:
    document = parse_document("a: [x, y, z]\n", "a.yaml")
    root = Reading(document, frozenset({("a", 1)})).root
    assert [node.path for node in root.items("a")] == [("a", 0), ("a", 2)]
