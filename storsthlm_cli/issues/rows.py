"""Calendar rows that are written as one line: `2021-09-16 09:00–11:00 Title, with commas @ Place`.

An ISO date, or several days as `/DD`, `/MM-DD` or `/YYYY-MM-DD` after it; a time if there is one; then the title to the
end of the line. The last ` @ ` sets off the place. Nothing is ever split on a comma.
"""

from __future__ import annotations

import datetime
import re

from storsthlm_cli.issues.dates import day_span
from storsthlm_cli.issues.times import CLOCK, read_time
from storsthlm_cli.model.blocks import DateSpan, TimeSpan
from storsthlm_cli.model.issue import CalendarRow
from storsthlm_cli.model.places import Text
from storsthlm_cli.source.nodes import Node, Reading, iso_date, stripped

_FIRST_WORD = re.compile(r"(?P<start>[^\s/]+)(?:/(?P<end>\S*))?")
_DATE_LIKE = re.compile(r"\d[\d./–-]*")
_TIME = re.compile(
    rf"(?:kl\.?\s*{CLOCK}(?:\s*[–-]\s*{CLOCK})?|\d{{1,2}}[:.]\d{{2}}(?:\s*[–-]\s*{CLOCK})?|{CLOCK}\s*[–-]\s*\d{{1,2}}[:.]\d{{2}})"
    r"(?=\s|$)",
    re.IGNORECASE | re.ASCII,
)
_PLACE = re.compile(r"\s@(?:\s+|$)")


def read_line(line: Text, node: Node) -> CalendarRow | None:
    """Return the row that a line says, or None after objecting to what it is not (S024, S025, S034, S035).

    One without a title is objected to as well (S036), but its day is not lost: the title is empty.
    """
    reading = node.reading
    first = _FIRST_WORD.match(line.content)
    if first is None or not _DATE_LIKE.fullmatch(first["start"]):
        word = first.group() if first else ""
        reading.object_to("S025", line.spot(0, len(word)) if word else node.spot, found=word)
        return None
    date = _days(line, first, reading)
    rest = stripped(line.part(first.end(), len(line.content)))
    clock = _TIME.match(rest.content)
    time: TimeSpan | None = None
    if clock is not None:
        time = read_time(rest.part(0, clock.end()), reading)
        rest = stripped(rest.part(clock.end(), len(rest.content)))
    title, place = _title_and_place(rest, reading)
    if not title:
        reading.object_to("S036", line.spot(), found=line.content)
    if date is None or (clock is not None and time is None):
        return None
    return CalendarRow(date=date, time=time, title=title, place=place, url=None, spot=node.spot)


def _days(line: Text, first: re.Match[str], reading: Reading) -> DateSpan | None:
    start = iso_date(first["start"])
    if start is None:
        reading.object_to("S024", line.spot(*first.span("start")), found=first["start"])
        return None
    if first["end"] is None:
        return DateSpan(start, None, line.spot(*first.span("start")))
    end = _last_day(start, first["end"])
    where = line.spot(*first.span("end")) if first["end"] else line.spot(*first.span())
    if end is None:
        reading.object_to("S024", where, found=first["end"] or first.group())
        return None
    return day_span(start, end, line.spot(*first.span()), where, reading)


def _last_day(start: datetime.date, written: str) -> datetime.date | None:
    """Return the day that `/DD`, `/MM-DD` or `/YYYY-MM-DD` after a first day means."""
    missing = 10 - len(written)
    return iso_date(start.isoformat()[:missing] + written) if len(written) in (2, 5, 10) else None


def _title_and_place(rest: Text, reading: Reading) -> tuple[Text, Text | None]:
    signs = list(_PLACE.finditer(rest.content))
    if not signs:
        return rest, None
    sign = signs[-1]
    title = stripped(rest.part(0, sign.start()))
    place = stripped(rest.part(sign.end(), len(rest.content)))
    if not place:
        at = sign.start() + 1
        reading.object_to("S025", rest.spot(at, at + 1), found="@")
    return title, place or None
