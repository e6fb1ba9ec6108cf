from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.issues.meetings.cell_times import apart, read_times


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("09:00", "09:00", None),
        ("9.30", "09:30", None),
        ("9", "09:00", None),
        ("kl. 9–11.30", "09:00", "11:30"),
        ("Klockan 9 till 11", "09:00", "11:00"),
        ("09.00 - 11.00", "09:00", "11:00"),
        ("09:00:00", "09:00", None),
        ("9:00:00 AM", "09:00", None),
        ("12:00 AM", "00:00", None),
        ("12:30 p.m.", "12:30", None),
        ("1 pm – 3 pm", "13:00", "15:00"),
        ("20–24", "20:00", "00:00"),
        ("Heldag", None, None),
    ],
)
def test_a_time_in_each_form(text: str, start: str | None, end: str | None) -> None:
    expected = tuple(datetime.time.fromisoformat(time) if time is not None else None for time in (start, end))
    assert read_times(text) == expected


@pytest.mark.parametrize(
    "text", ["efter lunch", "25:00", "9:60", "24:00", "1–3 pm", "13 pm", "2021", "", "9–10–11", "kl"]
)
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=f"^`{text}` is not a time$"):
        read_times(text)


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("2021-09-16 09:00", "2021-09-16", "09:00"),
        ("16 september 2021 kl. 9–11", "16 september 2021", "kl. 9–11"),
        ("16/9, 9.00-10.30", "16/9", "9.00-10.30"),
        ("5.2.2021 9.30", "5.2.2021", "9.30"),
        ("16 september", "16 september", ""),
        ("5.2.2021", "5.2.2021", ""),
        ("21. 6. 2021", "21. 6. 2021", ""),
    ],
)
def test_a_day_and_a_time_in_one_text_are_told_apart(text: str, day: str, time: str) -> None:
    assert apart(text) == (day, time)


@given(st.times(), st.times())
def test_every_time_is_read_back(one: datetime.time, other: datetime.time) -> None:
    start, end = (time.replace(second=0, microsecond=0) for time in (one, other))
    assert read_times(f"{start:%H:%M}–{end:%H:%M}") == (start, end)
    assert read_times(f"{start:%I:%M %p}") == (start, None)
