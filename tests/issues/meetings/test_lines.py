from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storsthlm_cli.issues.meetings.lines import as_row, line, remark
from storsthlm_cli.issues.meetings.meeting import Meeting, regular
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.blocks import TimeSpan
from storsthlm_cli.source.yaml import parse_document
from tests.issues.conftest import FRAME

day = datetime.date.fromisoformat
clock = datetime.time.fromisoformat
MORNING = TimeSpan(clock("09:00"), clock("11:00"))


@pytest.mark.parametrize(
    ("meeting", "written"),
    [
        (
            Meeting(day("2021-09-16"), None, MORNING, "Nätverk", "Storsthlm"),
            "2021-09-16 09:00–11:00 Nätverk @ Storsthlm",
        ),
        (Meeting(day("2021-09-16"), None, TimeSpan(clock("09:30"), None), "Nätverk"), "2021-09-16 09:30 Nätverk"),
        (Meeting(day("2021-08-26"), day("2021-08-27"), None, "Dagar"), "2021-08-26/27 Dagar"),
        (Meeting(day("2021-08-31"), day("2021-09-02"), None, "Dagar"), "2021-08-31/09-02 Dagar"),
        (Meeting(day("2021-12-28"), day("2022-01-08"), None, "Stängt"), "2021-12-28/2022-01-08 Stängt"),
        (Meeting(day("2021-12-28"), day("2022-12-29"), None, "Stängt"), "2021-12-28/2022-12-29 Stängt"),
    ],
)
def test_a_meeting_is_one_line(meeting: Meeting, written: str) -> None:
    assert line(meeting) == written
    assert as_row(meeting) == written


@pytest.mark.parametrize(
    ("title", "place", "url"),
    [
        ("Frukost @ kajen", None, None),
        ("9.30 i framtiden", None, None),
        ("kl. 9 börjar framtiden", None, None),
        ("Nätverk", "Sal A @ Storsthlm", None),
        ("Nätverk", None, "https://x.example/anmälan"),
        ("{{ recipient.first_name }} @ oss", None, None),
    ],
)
def test_what_would_be_read_as_something_else_is_a_mapping(title: str, place: str | None, url: str | None) -> None:
    meeting = Meeting(day("2021-09-16"), None, None, title, place, url)
    row = {"date": "2021-09-16", "title": title, "place": place, "url": url}
    assert as_row(meeting) == {key: value for key, value in row.items() if value is not None}


def test_a_title_that_only_looks_like_a_time_is_a_line() -> None:
    assert as_row(Meeting(day("2021-09-16"), None, None, "10–12 åringars fritid")) == "2021-09-16 10–12 åringars fritid"


def test_a_mapping_has_all_that_is_known() -> None:
    meeting = Meeting(day("2021-09-16"), day("2021-09-17"), MORNING, "Nätverk", "Sal A", "https://x.example")
    assert as_row(meeting) == {
        "date": "2021-09-16",
        "to": "2021-09-17",
        "time": "09:00–11:00",
        "title": "Nätverk",
        "place": "Sal A",
        "url": "https://x.example",
    }


def times() -> st.SearchStrategy[TimeSpan | None]:
    minutes = st.times().map(lambda time: time.replace(second=0, microsecond=0))
    spans = st.tuples(minutes, st.none() | minutes).filter(lambda times: times[1] is None or times[1] > times[0])
    return st.none() | spans.map(lambda times: TimeSpan(*times))


TEXTS = (
    st.lists(
        st.sampled_from(["09:00", "kl.", "9–11", "@", "Nätverk", "ekonomi:", "#1", "26/27", "–", "2021-09-16", "'"])
    )
    .map(" ".join)
    .filter(bool)
) | st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=12).map(regular).filter(
    lambda text: text and "{{" not in text and "~" not in text
)


@given(
    start=st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 1, 1)),
    days=st.sampled_from([0, 0, 1, 20, 40, 400]),
    time=times(),
    title=TEXTS,
    place=st.none() | TEXTS,
    url=st.none() | st.just("https://x.example/a"),
)
@example(day("2021-09-16"), 0, None, "kl. 9 –", "@", None)
def test_a_row_is_read_back_as_the_same_meeting(
    start: datetime.date, days: int, time: TimeSpan | None, title: str, place: str | None, url: str | None
) -> None:
    end = start + datetime.timedelta(days=days) if days else None
    meeting = Meeting(start, end, time, title, place, url)
    rows = json.dumps([as_row(meeting)], ensure_ascii=False)
    section = f"  - {{kind: calendar, headline: På gång, rows: {rows}}}\n"
    issue, findings = read_issue(parse_document(FRAME + section, "issue.yaml"), "2021-06")
    assert [finding for finding in findings if finding.code != "S008"] == []
    assert issue is not None
    (row,) = issue.sections[0].rows
    found = Meeting(
        row.date.start,
        row.date.end,
        row.time,
        row.title.content,
        row.place.content if row.place is not None else None,
        row.url.content if row.url is not None else None,
    )
    assert found == meeting


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2021-06-21", None, ""),
        ("2022-06-06", None, "nationaldagen"),
        ("2021-05-14", None, "klämdag"),
        ("2021-09-18", None, "lördag"),
        ("2021-09-17", "2021-09-19", "lördag, söndag"),
        ("2021-12-20", "2021-12-26", "julafton, juldagen, annandag jul"),
        ("2021-09-01", "2021-09-30", ""),
        ("2021-12-28", "2022-01-08", "nyårsafton, nyårsdagen, trettondedag jul"),
    ],
)
def test_a_day_off_is_worth_a_remark(start: str, end: str | None, expected: str) -> None:
    assert remark(Meeting(day(start), day(end) if end is not None else None, None, "Möte")) == expected


def test_a_meeting_without_end_has_each_day_off_once() -> None:
    names = remark(Meeting(day("2021-01-01"), day("9999-12-31"), None, "Mässa")).split(", ")
    assert len(names) == len(set(names)) == 16
