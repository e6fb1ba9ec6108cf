from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest

Finds = Callable[..., list[Mapping[str, str]]]

ROWS = "kind: calendar\nheadline: På gång\nrows:\n"


def test_a_meeting_before_the_issue_is_warned_about(finds: Finds) -> None:
    (arguments,) = finds(ROWS + "  - «2021-06-20» Möte\n  - 2021-06-21 Stämma", "D201 warning")
    assert arguments == {"date": "2021-06-20", "title": "Möte", "today": "2021-06-21"}


def test_a_meeting_that_is_still_going_on_is_not_past(finds: Finds) -> None:
    finds(ROWS + "  - 2021-06-18/22 Konferens")


def test_on_the_day_of_sending_the_past_is_an_error(finds: Finds) -> None:
    text = ROWS + "  - «2021-08-26/27» Konferens\n  - 2021-09-02 Möte"
    finds(text, "D201 error", sending=True, today=datetime.date(2021, 8, 28))
    finds(text.replace("«", "").replace("»", ""), sending=True, today=datetime.date(2021, 8, 27))


@pytest.mark.parametrize(
    "text",
    [
        "kind: event\nheadline: a\nbody: b\nfacts: {date: «2021-06-20»}",
        "kind: event\nheadline: a\nbody: b\nfacts: {date: 2021-06-21, deadline: «2021-06-20»}",
        "kind: call\nheadline: a\nbody: b\ndeadline: «2021-06-20»",
        "kind: recap\nheadline: a\nbody: [{item: {body: [{facts: {date: «2021-06-19», to: 2021-06-20}}]}}]",
    ],
)
def test_an_event_or_a_deadline_before_the_issue_is_warned_about(finds: Finds, text: str) -> None:
    (arguments,) = finds(text, "D202 warning")
    assert arguments == {"date": "2021-06-20", "today": "2021-06-21"}
    finds(text, "D202 error", sending=True)


def test_an_event_that_is_still_going_on_and_a_deadline_of_today_are_not_past(finds: Finds) -> None:
    text = "kind: event\nheadline: a\nbody: b\nfacts: {date: 2021-06-18, to: 2021-06-21, deadline: 2021-06-21}"
    finds(text)
    finds(text, sending=True)


def test_a_meeting_of_a_series_in_the_past_is_called_by_its_name(finds: Finds) -> None:
    (arguments,) = finds(ROWS + "  - {date: «2021-06-20», series: styrelsen}", "D201 warning")
    assert arguments["title"] == "Storsthlms styrelse"
