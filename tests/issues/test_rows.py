from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.issues.rows import read_line
from storsthlm_cli.model.blocks import TimeSpan
from storsthlm_cli.model.issue import CalendarRow
from storsthlm_cli.model.places import Text
from storsthlm_cli.source.nodes import Node, Reading
from storsthlm_cli.source.yaml import parse_document

Finds = Callable[..., Mapping[str, str]]
Wrap = Callable[[str], str]


def row(line: str) -> CalendarRow:
    reading = Reading(parse_document("", "issue.yaml"), frozenset())
    found = read_line(Text(line, "issue.yaml", ("rows", 0)), Node(reading, ("rows", 0), line))
    assert reading.findings == []
    assert found is not None
    return found


def time(hour: int, minute: int = 0) -> datetime.time:
    return datetime.time(hour, minute)


def test_a_day_and_a_title() -> None:
    found = row("2021-09-02 Strategiskt nätverk för digitalisering")
    assert (found.date.start, found.date.end) == (datetime.date(2021, 9, 2), None)
    assert (found.time, found.title.content, found.place) == (None, "Strategiskt nätverk för digitalisering", None)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2021-08-26/27", "2021-08-26", "2021-08-27"),
        ("2021-08-31/09-02", "2021-08-31", "2021-09-02"),
        ("2021-12-28/2022-01-08", "2021-12-28", "2022-01-08"),
        ("2021-08-26/26", "2021-08-26", None),
    ],
)
def test_several_days(written: str, start: str, end: str | None) -> None:
    found = row(f"{written} Kommundirektörskonferens")
    assert found.date.start == datetime.date.fromisoformat(start)
    assert found.date.end == (datetime.date.fromisoformat(end) if end else None)
    assert found.title.content == "Kommundirektörskonferens"


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("09:00", TimeSpan(time(9), None)),
        ("9.00", TimeSpan(time(9), None)),
        ("09:00–11:00", TimeSpan(time(9), time(11))),
        ("09:00-11:30", TimeSpan(time(9), time(11, 30))),
        ("9–11.30", TimeSpan(time(9), time(11, 30))),
        ("9.00 – 11", TimeSpan(time(9), time(11))),
        ("kl. 9–11", TimeSpan(time(9), time(11))),
        ("Kl 13", TimeSpan(time(13), None)),
    ],
)
def test_a_time_before_the_title(written: str, span: TimeSpan) -> None:
    found = row(f"2021-09-16 {written} Seminarium")
    assert (found.time, found.title.content) == (span, "Seminarium")


@pytest.mark.parametrize(
    "title",
    [
        "Seminarium, digitalisering och ekonomi",
        "Regionala miljö- och samhällsbyggnadsdagen 2021",
        "26 kommuner möts",
        "13–26 år: ungas hälsa",
        "9 av 10 klarar gymnasiet",
        "Möte om e-post: info@storsthlm.example",
        "2.0",
        "Klimat och energi",
        "– med förbehåll",
    ],
)
def test_a_title_is_kept_whole(title: str) -> None:
    found = row(f"2021-09-16 {title}")
    assert (found.time, found.title.content, found.place) == (None, title, None)


def test_the_last_at_sign_sets_off_the_place() -> None:
    found = row("2021-09-16 09:00–11:00 Frukost @ kajen, del 2 @ Storsthlm, Södermalmsallén 36")
    assert found.title.content == "Frukost @ kajen, del 2"
    assert found.place is not None
    assert found.place.content == "Storsthlm, Södermalmsallén 36"


@given(
    title=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1, max_size=20).filter(
        lambda title: not title[0].isdigit() and not title.lower().startswith("kl") and not title.startswith("@")
    ),
    gap=st.sampled_from(["", "09:00–11:00 ", "9.30  "]),
)
def test_every_character_of_a_title_has_its_place(title: str, gap: str) -> None:
    line = f"2021-08-26/27   {gap}{title} @ Storsthlm"
    found = row(line)
    assert found.title.content == title
    for index, character in enumerate(title):
        spot = found.title.spot(index, index + 1)
        assert spot.start is not None
        assert line[spot.start : spot.end] == character


@given(line=st.text(max_size=40))
def test_no_line_whatsoever_raises(line: str) -> None:
    reading = Reading(parse_document("", "issue.yaml"), frozenset())
    found = read_line(Text(line, "issue.yaml", ("rows", 0)), Node(reading, ("rows", 0), line))
    assert found is not None or reading.findings


@given(day=st.dates(), title=st.sampled_from(["Möte", "Råd, nämnd"]))
def test_every_day_can_be_written(day: datetime.date, title: str) -> None:
    assert row(f"{day.isoformat()} {title}").date.start == day


CALENDAR = """\
kind: calendar
headline: På gång
rows:
  - 2021-08-26 Ett möte
  - ROW
"""


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("S024", "«2021-02-30» Möte"),
        ("S024", "«26.8.2021» Möte"),
        ("S024", "«2021-8-26» Möte"),
        ("S024", "2021-08-26/«32» Möte"),
        ("S024", "2021-08-26/«3» Möte"),
        ("S024", "2021-08-26/«sen» Möte"),
        ("S025", "«Möte,» 26 augusti"),
        ("S025", "2021-08-26 Möte «@»"),
        ("S034", "2021-08-26/«25» Möte"),
        ("S034", "2021-12-28/«01-08» Julstängt"),
        ("S034", "2021-08-26 11:00–«09:00» Möte"),
        ("S034", "2021-08-26 11:00–«11:00» Möte"),
        ("S035", "2021-08-26 «25:00» Möte"),
        ("S035", "2021-08-26 09:00–«09:75» Möte"),
        ("S036", "«2021-08-26»"),
        ("S036", "«2021-08-26 09:00–11:00»"),
    ],
)
def test_what_is_wrong_with_a_line_is_shown_at_its_characters(
    finds: Finds, section: Wrap, code: str, line: str
) -> None:
    finds(code, section(CALENDAR.replace("ROW", line)))


def test_a_date_without_a_title_is_no_row_and_no_silent_one(finds: Finds, section: Wrap) -> None:
    arguments = finds("S036", section(CALENDAR.replace("ROW", "«2021-09-16»")))
    assert arguments == {"found": "2021-09-16"}


def test_a_reversed_span_names_both_days(finds: Finds, section: Wrap) -> None:
    arguments = finds("S034", section(CALENDAR.replace("ROW", "2021-12-28/«01-08» Julstängt")))
    assert arguments == {"start": "2021-12-28", "end": "2021-01-08"}


def test_a_bad_row_is_left_out_and_its_section_says_so(section: Wrap) -> None:
    document = parse_document(section(CALENDAR.replace("ROW", "2021-02-30 Möte")), "issue.yaml")
    issue, _ = read_issue(document, "2021-06")
    assert issue is not None
    assert [row.title.content for row in issue.sections[0].rows] == ["Ett möte"]
    assert issue.sections[0].incomplete
