from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from storsthlm_cli.model.blocks import DateSpan, Reference
from storsthlm_cli.model.directory import Directory, Series, folded, valid
from storsthlm_cli.model.issue import CalendarRow
from storsthlm_cli.model.places import Spot, Text

SPOT = Spot("issue.yaml")
DAY = datetime.date(2021, 6, 21)


def words(content: str) -> Text:
    return Text(content, "meetings.yaml", ())


def directory(**meetings: tuple[str, ...]) -> Directory:
    """Return a directory with these series: the name, and then its aliases."""
    return Directory(
        meetings={
            key: Series(key, words(name), tuple(words(alias) for alias in aliases), SPOT)
            for key, (name, *aliases) in meetings.items()
        }
    )


def row(title: str, series: str | None = None) -> CalendarRow:
    reference = Reference(series, SPOT) if series else None
    return CalendarRow(DateSpan(DAY, None, SPOT), None, words(title), None, None, SPOT, series=reference)


@pytest.mark.parametrize(
    "title",
    [
        "Strategiskt nätverk – Mat och dryck",
        "strategiskt NÄTVERK – mat och dryck",
        "Strategiskt nätverk - Mat & dryck",
        "Strategiskt nätverk—Mat&dryck",
        "  Strategiskt   nätverk –\u00a0Mat och dryck\n",
        "Matnätverket",
        "MATNÄTVERKET",
    ],
)
def test_a_series_is_found_by_its_names_whatever_their_case_dashes_and_white_space(title: str) -> None:
    known = directory(mat=("Strategiskt nätverk – Mat och dryck", "Matnätverket"), annat=("Annat",))
    found = known.series_named(title, DAY)
    assert found is not None
    assert found.key == "mat"


@pytest.mark.parametrize("title", ["", "Strategiskt nätverk", "Strategiskt nätverk: Mat och dryck", "mat"])
def test_anything_else_is_no_series(title: str) -> None:
    assert directory(mat=("Strategiskt nätverk – Mat och dryck", "Matnätverket")).series_named(title, DAY) is None
    assert Directory().series_named(title, DAY) is None


def test_the_name_of_one_series_goes_before_the_alias_of_another() -> None:
    for known in (
        directory(a=("Styrelsen",), b=("AU", "Styrelsen")),
        directory(b=("AU", "Styrelsen"), a=("Styrelsen",)),
    ):
        found = known.series_named("styrelsen", DAY)
        assert found is not None
        assert found.key == "a"


def test_a_series_is_found_by_the_name_that_it_has_on_the_day() -> None:
    named = directory(a=("Mat och resor",), b=("Mat och dryck", "Mat och resor")).meetings
    eve = DAY - datetime.timedelta(days=1)
    known = Directory(meetings={"a": replace(named["a"], until=eve), "b": replace(named["b"], since=DAY)})
    found = [known.series_named(name, day) for name in ("Mat och resor", "Mat och dryck") for day in (eve, DAY)]
    assert [series.key if series is not None else None for series in found] == ["a", "b", None, "b"]


def test_names_that_differ_in_words_stay_different() -> None:
    assert folded("Mat och dryck") != folded("Mat eller dryck")
    assert folded("A-B") == folded("a – b") == "a - b"


def test_a_row_is_called_by_its_title_else_by_its_series() -> None:
    known = directory(styrelsen=("Storsthlms styrelse",))
    assert known.title_of(row("Möte")) == "Möte"
    assert known.title_of(row("", "styrelsen")) == "Storsthlms styrelse"
    assert known.title_of(row("Extra möte", "styrelsen")) == "Extra möte"
    assert known.title_of(row("", "okänd")) == "okänd"


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, True),
        (DAY, DAY, True),
        (DAY, None, True),
        (None, DAY, True),
        (DAY + datetime.timedelta(1), None, False),
        (None, DAY - datetime.timedelta(1), False),
        (DAY + datetime.timedelta(1), DAY - datetime.timedelta(1), False),
    ],
)
def test_both_ends_of_a_period_belong_to_it_and_none_is_open(
    since: datetime.date | None, until: datetime.date | None, holds: bool
) -> None:
    assert valid(since, until, DAY) is holds
