"""Deadlines, and days that the calendar lacks."""

from __future__ import annotations

import pytest

from tests.checks.comparing import calendar, found

CALENDAR = calendar("2021-07-01 Samtal", "2021-07-05/07 Läger", "2021-07-20 Möte")


def notice(body: str, headline: str = "Ämnet", kind: str = "notice", more: str = "") -> str:
    return f"  - kind: {kind}\n    headline: {headline}\n    body: {body}\n{more}"


def test_a_deadline_is_listed_with_its_day_of_the_week() -> None:
    (finding,) = found("D113", notice("Svara senast «den 1 juli»."))
    assert finding.arguments == {"words": "den 1 juli", "date": "2021-07-01", "weekday": "torsdag"}


def test_a_deadline_that_another_rule_tells_of_is_not_listed_again() -> None:
    assert found("D113", notice("Svara senast den 1 juni.")) == []
    event = notice("Svara senast den 1 juli.", kind="event", more="    facts: {date: 2021-06-30}\n")
    assert found("D113", event) == []


def test_a_deadline_that_the_calendar_lacks_is_a_remark_while_the_calendar_lasts() -> None:
    (finding,) = found("D115", notice("Svara senast «den 2 juli».") + CALENDAR)
    assert finding.arguments == {"date": "2021-07-02"}
    assert found("D115", notice("Svara senast den 6 juli.") + CALENDAR) == []
    assert found("D115", notice("Svara senast den 21 juli.") + CALENDAR) == []
    assert found("D115", notice("Den 2 juli träder lagen i kraft.") + CALENDAR) == []
    assert found("D115", notice("Svara senast den 2 juli.")) == []


def test_an_event_and_a_typed_deadline_are_looked_for_too() -> None:
    event = notice("Välkomna!", kind="event", more="    facts: {date: %s, deadline: %s}\n")
    assert found("D115", event % ("2021-07-20", "«2021-07-12»") + CALENDAR)
    assert found("D115", event % ("«2021-07-19»", "2021-07-05") + CALENDAR)
    assert found("D115", event % ("2021-07-20", "2021-07-05") + CALENDAR) == []


@pytest.mark.parametrize("words", ["Save-the-date", "Save the date", "Boka datumet", "Spara dagen", "Vik två dagar"])
def test_a_day_to_keep_free_is_looked_for_however_far_off_it_is(words: str) -> None:
    assert found("D115", notice("«Den 27 augusti 2021» fortsätter samtalet.", words) + CALENDAR)
    assert found("D115", notice(f"{words}, «den 27 augusti 2021».") + CALENDAR)
    item = "  - kind: notice\n    headline: a\n    body:\n      - item: {headline: %s, body: [{facts: {date: %s}}]}\n"
    assert found("D115", item % (words, "«2021-08-27»") + CALENDAR)
    assert found("D115", item % ("Samtal", "2021-08-27") + CALENDAR) == []


def test_a_day_is_told_once() -> None:
    body = "\n      - Boka datumet den 27 augusti 2021.\n      - facts: {date: «2021-08-27»}"
    assert found("D115", notice(body, "Boka datumet") + CALENDAR)
