from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.issues.meetings.meeting import days_and_time, place_of, regular, url_of
from storsthlm_cli.model.blocks import TimeSpan


def moment(written: str) -> datetime.date | datetime.datetime:
    parse = datetime.datetime.fromisoformat if "T" in written else datetime.date.fromisoformat
    return parse(written)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2021-09-16", None, "2021-09-16"),
        ("2021-09-16", "2021-09-17", "2021-09-16"),
        ("2021-09-16", "2021-09-16", "2021-09-16"),
        ("2021-09-16", "2021-09-18", "2021-09-16/2021-09-17"),
        ("2021-09-16T09:00", "2021-09-16T11:00", "2021-09-16 09:00–11:00"),
        ("2021-09-16T09:00:30", "2021-09-16T09:00:59", "2021-09-16 09:00"),
        ("2021-09-16T09:00", None, "2021-09-16 09:00"),
        ("2021-09-16T09:00", "2021-09-16T08:00", "2021-09-16 09:00"),
        ("2021-09-16T20:00", "2021-09-17T00:00", "2021-09-16 20:00"),
        ("2021-09-16T20:00", "2021-09-17T01:00", "2021-09-16 20:00"),
        ("2021-09-16T00:00", "2021-09-17T00:00", "2021-09-16"),
        ("2021-09-16T00:00", "2021-09-17T23:59", "2021-09-16/2021-09-17"),
        ("2021-09-16T00:00", "2021-09-18T00:00", "2021-09-16/2021-09-17"),
        ("2021-09-16T09:00", "2021-09-17T16:00", "2021-09-16/2021-09-17 09:00–16:00"),
        ("2021-09-16T13:00", "2021-09-17T12:00", "2021-09-16/2021-09-17 13:00"),
        ("2021-09-16T09:00", "2021-09-18T00:00", "2021-09-16/2021-09-17 09:00"),
    ],
)
def test_what_goes_on_between_two_moments_has_days_and_a_time(start: str, end: str | None, expected: str) -> None:
    day, last, time = days_and_time(moment(start), moment(end) if end is not None else None)
    written = str(day) + (f"/{last}" if last is not None else "")
    if time is not None:
        written += f" {time.start:%H:%M}" + (f"–{time.end:%H:%M}" if time.end is not None else "")
    assert written == expected


@given(
    st.datetimes(datetime.datetime.fromisoformat("2000-01-01"), datetime.datetime.fromisoformat("2100-01-01")),
    st.timedeltas(datetime.timedelta(days=-2), datetime.timedelta(days=400)),
)
def test_no_end_is_before_its_start(start: datetime.datetime, length: datetime.timedelta) -> None:
    day, last, time = days_and_time(start, start + length)
    assert day == start.date()
    assert last is None or day < last <= (start + length).date()
    assert time is None or time == TimeSpan(start.time().replace(second=0, microsecond=0), time.end)
    assert time is None or time.end is None or time.end > time.start


def test_a_text_is_on_one_line_without_what_cannot_be_seen() -> None:
    assert regular(" Möte\u00a0om\u200b\r\nekonomi\x1b\u2028 del\u00ad\ufeff 2 ") == "Möte om ekonomi del 2"


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("Storsthlm,  plan 3", "Storsthlm, plan 3", 0),
        ("", None, 0),
        ("https://teams.x.example/l/meetup-join/1", None, 1),
        ("Digitalt; https://zoom.x.example/j/1?pwd=2", "Digitalt", 1),
        ("Sal A <https://x.example> – HTTP://Y.example", "Sal A", 1),
    ],
)
def test_a_place_is_printed_without_the_address_to_join_by(text: str, place: str | None, told: int) -> None:
    remarks: list[str] = []
    assert place_of(text, remarks.append) == place
    assert len(remarks) == told


@pytest.mark.parametrize(
    ("text", "url", "told"),
    [
        ("", None, 0),
        ("https://x.example/möte", "https://x.example/möte", 0),
        ("www.x.example", "https://www.x.example", 0),
        ("mailto:info@x.example", "mailto:info@x.example", 0),
        ("se inbjudan", None, 1),
        ("javascript:alert(1)", None, 1),
        ("https://x.example och mer", None, 1),
    ],
)
def test_an_address_to_link_to_is_one_or_is_told(text: str, url: str | None, told: int) -> None:
    remarks: list[str] = []
    assert url_of(text, remarks.append) == url
    assert len(remarks) == told
