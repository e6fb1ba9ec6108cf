from __future__ import annotations

import datetime

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.workdays import DayOff, Off, day_off, named_day, next_sending_day, suits_sending

day = datetime.date.fromisoformat
YEARS = st.dates(datetime.date(2005, 1, 1), datetime.date(2100, 12, 1))


@pytest.mark.parametrize(
    ("when", "kind", "name"),
    [
        ("2021-06-06", Off.HOLIDAY, "nationaldagen"),
        ("2021-05-13", Off.HOLIDAY, "Kristi himmelsfärdsdag"),
        ("2021-04-02", Off.HOLIDAY, "långfredagen"),
        ("2021-04-05", Off.HOLIDAY, "annandag påsk"),
        ("2021-11-06", Off.HOLIDAY, "alla helgons dag"),
        ("2004-05-31", Off.HOLIDAY, "annandag pingst"),
        ("2008-05-01", Off.HOLIDAY, "första maj och Kristi himmelsfärdsdag"),
        ("2021-06-25", Off.EVE, "midsommarafton"),
        ("2021-12-24", Off.EVE, "julafton"),
        ("2021-12-31", Off.EVE, "nyårsafton"),
        ("2021-04-03", Off.WEEKEND, "lördag"),
        ("2021-06-20", Off.WEEKEND, "söndag"),
        ("2021-05-14", Off.SQUEEZE, "klämdag"),
        ("2024-12-23", Off.SQUEEZE, "klämdag"),
        ("2026-01-02", Off.SQUEEZE, "klämdag"),
    ],
)
def test_a_day_off_has_its_reason_and_its_name(when: str, kind: Off, name: str) -> None:
    assert day_off(day(when)) == DayOff(kind, name)


@pytest.mark.parametrize("when", ["2021-06-21", "2021-01-05", "2021-04-01", "2021-04-30", "2005-05-16", "2023-01-05"])
def test_half_days_and_days_before_a_red_one_are_working_days(when: str) -> None:
    assert day_off(day(when)) is None


def test_the_national_day_is_red_since_2005() -> None:
    assert day_off(day("2003-06-06")) is None
    assert day_off(day("2005-06-06")) == DayOff(Off.HOLIDAY, "nationaldagen")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("2021-06-21", "2021-06-21"),
        ("2021-06-23", "2021-06-23"),
        ("2021-06-24", "2021-06-28"),  # the day before midsommarafton
        ("2021-06-18", "2021-06-21"),  # a Friday
        ("2021-04-01", "2021-04-06"),  # skärtorsdagen
        ("2021-05-12", "2021-05-17"),  # the day before Kristi himmelsfärdsdag, and the squeeze day behind it
        ("2025-04-30", "2025-05-05"),  # valborgsmässoafton; 1 May is a Thursday, 2 May squeezed
        ("2024-12-19", "2024-12-19"),
        ("2024-12-20", "2025-01-02"),
    ],
)
def test_a_newsletter_goes_out_from_monday_to_thursday_when_people_are_there(wanted: str, found: str) -> None:
    assert next_sending_day(day(wanted)) == day(found)


@given(YEARS)
def test_the_next_sending_day_is_the_first_one_that_suits(when: datetime.date) -> None:
    found = next_sending_day(when)
    assert suits_sending(found)
    between = (when + datetime.timedelta(days=days) for days in range((found - when).days))
    assert not any(suits_sending(other) for other in between)
    assert (found - when).days <= 17


@given(YEARS)
def test_a_squeeze_day_stands_alone(when: datetime.date) -> None:
    off = day_off(when)
    if off is not None and off.kind is Off.SQUEEZE:
        neighbours = (day_off(when + datetime.timedelta(days=step)) for step in (-1, 1))
        assert all(other is not None and other.kind is not Off.SQUEEZE for other in neighbours)


@pytest.mark.parametrize("when", [datetime.date.min, datetime.date.max, datetime.date(9999, 12, 30)])
def test_the_ends_of_time_are_days_too(when: datetime.date) -> None:
    assert day_off(when) is None


def test_a_day_off_is_found_by_its_name() -> None:
    assert named_day("midsommarafton", 2020) == day("2020-06-19")
    assert named_day("första maj", 2008) == named_day("Kristi himmelsfärdsdag", 2008) == day("2008-05-01")
    assert named_day("annandag pingst", 2021) is None


@pytest.mark.parametrize(("kind", "category"), [(Off.HOLIDAY, holidays.PUBLIC), (Off.EVE, holidays.DE_FACTO)])
def test_the_days_of_a_century_and_a_half_are_those_of_the_library(kind: Off, category: str) -> None:
    known = holidays.country_holidays("SE", years=range(1953, 2101), categories=category, language="sv", expand=False)
    theirs = {when: {name.lower() for name in known.get_list(when)} - {"marie bebådelsedag"} for when in known}
    every = (datetime.date(1953, 1, 1) + datetime.timedelta(days=number) for number in range(148 * 366))
    found = {
        when: off for when in every if when.year <= 2100 and (off := day_off(when)) is not None and off.kind is kind
    }
    ours = {when: set(off.name.lower().split(" och ")) for when, off in found.items()}
    assert ours == {when: names for when, names in theirs.items() if names and (kind is Off.HOLIDAY or when not in red)}


red = holidays.country_holidays("SE", years=range(1953, 2101), categories=holidays.PUBLIC, expand=False)
