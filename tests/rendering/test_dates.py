from __future__ import annotations

import datetime

import pytest

from storsthlm_cli.model.blocks import DateSpan, TimeSpan
from storsthlm_cli.model.places import Spot
from storsthlm_cli.rendering import dates

SPOT = Spot("issue.yaml")


def span(start: str, end: str | None = None) -> DateSpan:
    return DateSpan(datetime.date.fromisoformat(start), datetime.date.fromisoformat(end) if end else None, SPOT)


def hours(start: str, end: str | None = None) -> TimeSpan:
    return TimeSpan(datetime.time.fromisoformat(start), datetime.time.fromisoformat(end) if end else None)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (span("2021-08-26", "2021-08-27"), "26–27 augusti"),
        (span("2021-08-30", "2021-09-02"), "30 augusti–2 september"),
        (span("2021-09-16"), "16 september"),
        (span("2021-09-16", "2021-09-16"), "16 september"),
        (span("2022-01-15"), "15 januari 2022"),
        (span("2021-12-28", "2022-01-08"), "28 december 2021–8 januari 2022"),
        (span("2022-03-07", "2022-03-08"), "7–8 mars 2022"),
    ],
)
def test_days_are_written_as_in_running_text(days: DateSpan, expected: str) -> None:
    assert dates.day(days, 2021, "sv").replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("days", "times", "expected"),
    [
        (span("2021-09-16"), hours("09:00", "11:00"), "torsdag 16 september kl. 9–11"),
        (span("2021-08-26", "2021-08-27"), None, "26–27 augusti"),
        (span("2021-10-28"), None, "torsdag 28 oktober"),
        (None, hours("09:00", "10:30"), "kl. 9–10.30"),
        (None, hours("15:05"), "kl. 15.05"),
    ],
)
def test_a_moment_has_its_day_of_the_week_and_its_hours(
    days: DateSpan | None, times: TimeSpan | None, expected: str
) -> None:
    assert dates.moment(days, times, 2021, "sv").replace("\u00a0", " ") == expected


def test_the_date_of_an_issue_has_its_year() -> None:
    assert dates.full(datetime.date(2021, 6, 21), "sv").replace("\u00a0", " ") == "21 juni 2021"
