"""A meeting as it is written in an issue's calendar, and what is worth a remark about its days."""

from __future__ import annotations

import datetime
import functools

from storsthlm_cli.issues.meetings.meeting import Meeting
from storsthlm_cli.issues.rows import read_line
from storsthlm_cli.model.blocks import TimeSpan
from storsthlm_cli.model.places import Text
from storsthlm_cli.source.nodes import Node, Reading
from storsthlm_cli.source.yaml import Document, parse_document
from storsthlm_cli.workdays import Off, day_off

_A_WEEK = 7
_A_YEAR = 366


def line(meeting: Meeting) -> str:
    """Return a meeting as one line, as `issues.rows` reads it: `2021-09-16 09:00–11:00 Title @ Place`.

    Its address has no place there, and some titles would be read as something else: `as_row` looks after both.
    """
    days = meeting.date.isoformat()
    if meeting.end is not None:
        same = 8 if meeting.end.replace(day=1) == meeting.date.replace(day=1) else 5
        days += "/" + meeting.end.isoformat()[same if meeting.end.year == meeting.date.year else 0 :]
    parts = [days, _clock(meeting.time) if meeting.time is not None else "", meeting.title]
    place = f" @ {meeting.place}" if meeting.place is not None else ""
    return " ".join(filter(None, parts)) + place


def as_row(meeting: Meeting) -> str | dict[str, str]:
    """Return a meeting as an entry of `rows`: a line if it is read back as the same meeting, else a mapping."""
    written = line(meeting)
    if meeting.url is None and _reads_as(written, meeting):
        return written
    row = {"date": meeting.date.isoformat()}
    if meeting.end is not None:
        row["to"] = meeting.end.isoformat()
    if meeting.time is not None:
        row["time"] = _clock(meeting.time)
    row["title"] = meeting.title
    if meeting.place is not None:
        row["place"] = meeting.place
    if meeting.url is not None:
        row["url"] = meeting.url
    return row


def remark(meeting: Meeting) -> str:
    """Return which days of a meeting are off (`nationaldagen`, `klämdag`, `lördag, söndag`), "" if none is.

    Of a meeting of more than a week weekends and squeeze days are no news, and of more than a year nothing is.
    """
    days = (meeting.last - meeting.date).days + 1
    off = (day_off(meeting.date + datetime.timedelta(days=number)) for number in range(min(days, _A_YEAR)))
    names = [day.name for day in off if day is not None and (days <= _A_WEEK or day.kind in (Off.HOLIDAY, Off.EVE))]
    return ", ".join(dict.fromkeys(names))


def _clock(time: TimeSpan) -> str:
    start = time.start.isoformat("minutes")
    return start if time.end is None else f"{start}–{time.end.isoformat('minutes')}"


def _reads_as(written: str, meeting: Meeting) -> bool:
    reading = Reading(_nowhere(), frozenset())
    row = read_line(Text(written, "", ()), Node(reading, (), written))
    if row is None or reading.findings:
        return False
    place = row.place.content if row.place is not None else None
    return Meeting(row.date.start, row.date.end, row.time, row.title.content, place) == meeting


@functools.cache
def _nowhere() -> Document:
    """Return a document for lines that stand in none."""
    return parse_document("", "")
