"""The rows of a calendar: each with its year, its series' name where it is one, and never lost for want of a title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from storsthlm_cli.issues.importing.blocks import address
from storsthlm_cli.issues.importing.cleaning import clean
from storsthlm_cli.issues.importing.days import Day, Span, coming
from storsthlm_cli.issues.importing.looks import Seen
from storsthlm_cli.issues.importing.notes import Notes
from storsthlm_cli.issues.importing.setting import Setting, check_weekday
from storsthlm_cli.model.blocks import LOST
from storsthlm_cli.source.writing import Value

_NOT_ON_ONE_LINE = re.compile(r"(?:kl\.?\s*)?\d{1,2}(?:[:.]\d{2})?(?:\s|\s*[–-]|\Z)|.*\s@(?:\s|\Z)", re.IGNORECASE)
_CALENDAR_FILE = ".ics"
"""Where a row leads when its link only puts the meeting into a calendar."""


def calendar_rows(rows: Sequence[Seen], setting: Setting, notes: Notes) -> list[Value]:
    """Return the `rows` of a calendar, in the order of the source. Rows without a title say so (`saknas`)."""
    written = [_row(seen, setting, notes) for seen in rows if seen.row is not None]
    untitled = sum(1 for seen in rows if seen.row is not None and not seen.row.title)
    if untitled:
        notes.check(f"{untitled} of {len(rows)} rows have no title" if untitled < len(rows) else "no row has a title")
    return written


def _row(seen: Seen, setting: Setting, notes: Notes) -> Value:
    assert seen.row is not None, "only rows come here"
    day, time = seen.row.day, seen.row.time
    span = coming(day, setting.floor)
    text = clean(seen.text)
    days = _written(span) if span is not None else _impossible(day, setting, notes, seen.number)
    if span is not None:
        check_weekday(day.weekday, span.first, notes, seen.number)
    title = clean(seen.row.title)
    series = setting.directory.series_named(title, setting.date) if title else None
    name = series.name.content if series is not None else title or LOST
    notes.rewrite(seen.number, text if not title else text.replace(title, " "), f"{days} {time or ''}".strip())
    if name != title and title:
        notes.rewrite(seen.number, title, name)
    leading = [anchor.url for anchor in seen.line.anchors if not anchor.url.casefold().endswith(_CALENDAR_FILE)]
    url = address(leading[0]) if leading else LOST
    if span is not None and (url != LOST or _NOT_ON_ONE_LINE.match(name)):
        return _mapping(span, time, name, url)
    if _NOT_ON_ONE_LINE.match(name):
        return f"{days} – {name}"
    return " ".join(part for part in (days, time, name) if part)


def _written(span: Span) -> str:
    if span.last is None:
        return span.first.isoformat()
    first, last = span.first.isoformat(), span.last.isoformat()
    same = 8 if first[:8] == last[:8] else 5 if first[:5] == last[:5] else 0
    return f"{first}/{last[same:]}"


def _mapping(span: Span, time: str | None, name: str, url: str) -> Mapping[str, Value]:
    row: dict[str, Value] = {"date": span.first}
    if span.last:
        row["to"] = span.last
    if time:
        row["time"] = time
    return {**row, "title": name} | ({"url": url} if url != LOST else {})


def _impossible(day: Day, setting: Setting, notes: Notes, number: int) -> str:
    """Write a day that there is not as it was printed, for `validate` to point at."""
    notes.check(f"line {number} names a day that there is not")
    return f"{day.year or setting.date.year:04}-{day.month:02}-{day.day:02}"
