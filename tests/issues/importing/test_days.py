from __future__ import annotations

import datetime

import pytest

from storsthlm_cli.issues.importing.days import coming, find_days, find_time, nearest

FEBRUARY, DECEMBER, APRIL, JUNE = "2019-02-01", "2019-12-18", "2021-04-20", "2021-06-21"
A_WEEK = datetime.timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "issue", "expected"),
    [
        ("5/2Möte med rådet", FEBRUARY, "2019-02-05"),
        ("12/2\xa0\xa0Möte", FEBRUARY, "2019-02-12"),
        ("15 januari", DECEMBER, "2020-01-15"),
        ("samhällsbyggnad,21 maj", APRIL, "2021-05-21"),
        ("Möte 2021,21 maj", APRIL, "2021-05-21"),
        ("26 och 27 augusti", JUNE, "2021-08-26/2021-08-27"),
        ("2\xa0september", JUNE, "2021-09-02"),
        ("den 7-8 mars", FEBRUARY, "2019-03-07/2019-03-08"),
        ("28 december–8 januari", DECEMBER, "2019-12-28/2020-01-08"),
        ("20/5–3/6", APRIL, "2021-05-20/2021-06-03"),
        ("Onsdagen den 5 maj 2021", APRIL, "2021-05-05"),
        ("tors 1:a juli", JUNE, "2021-07-01"),
        ("5 sept.", JUNE, "2021-09-05"),
        ("2021-09-16/17", JUNE, "2021-09-16/2021-09-17"),
        ("16.9.2021", JUNE, "2021-09-16"),
        ("29 februari", DECEMBER, "2020-02-29"),
        ("29 februari", FEBRUARY, "2020-02-29"),
        ("14 juni", JUNE, "2021-06-14"),
        ("13 juni", JUNE, "2022-06-13"),
        ("31 april", APRIL, "none"),
        ("27 och 26 augusti", JUNE, "none"),
    ],
)
def test_a_day_of_a_calendar_is_the_next_one_from_a_week_before_the_issue(text: str, issue: str, expected: str) -> None:
    day = next(find_days(text))
    span = coming(day, datetime.date.fromisoformat(issue) - A_WEEK)
    found = "none" if span is None else "/".join(str(date) for date in (span.first, span.last) if date)
    assert found == expected


@pytest.mark.parametrize(
    "text",
    ["årskurs 9", "20 000 fler", "1 000 kr 2022", "13–26 år", "7-10 procent", "2019 – 2022", "i mars",
     "1 och 2 majoriteter", "45/2", "1,5 maj", "2021-13-40", "0 maj"],
)  # fmt: skip
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert list(find_days(text)) == []


def test_a_day_in_running_text_is_the_nearest_one() -> None:
    day = next(find_days("Den 18 januari hölls dagen"))
    span = nearest(day, datetime.date(2019, 2, 1))
    assert span is not None
    assert span.first == datetime.date(2019, 1, 18)


def test_a_day_knows_where_it_stands_and_its_weekday() -> None:
    text = "När: Torsdagen den\xa029 april, och fre 7 maj"
    days = list(find_days(text))
    assert [text[day.start : day.end] for day in days] == ["Torsdagen den\xa029 april", "fre 7 maj"]
    assert [day.weekday for day in days] == [3, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kl.\xa09–10.30", "09:00–10:30"),
        ("kl 09.00-11.00", "09:00–11:00"),
        ("klockan 9", "09:00"),
        ("13.15–16", "13:15–16:00"),
        ("kl. 25", None),
        ("kl. 10.30–9", None),
        ("9 personer", None),
    ],
)
def test_a_time_is_written_as_an_issue_writes_it(text: str, expected: str | None) -> None:
    found = find_time(text)
    assert (found[2] if found else None) == expected


@pytest.mark.parametrize("text", ["torſdag 7 oktober", "den 7 oKtober", "7 aprİl", "7 aprıl", "ſöndag den 7 auguſti"])
def test_letters_that_only_look_like_others_are_no_trouble(text: str) -> None:
    (day,) = find_days(text)
    assert day.day == 7
