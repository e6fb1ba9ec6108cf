"""Meetings from where they live: a calendar (.ics), a table (.csv) or a workbook (.xlsx) that somebody keeps."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from storsthlm_cli.issues.meetings.columns import HEADINGS, columns_of
from storsthlm_cli.issues.meetings.meeting import Meeting, days_and_time, place_of, regular, url_of
from storsthlm_cli.issues.meetings.tables import Asked, Found, Rows, read_rows
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.source import icalendar_files, workbooks
from storsthlm_cli.source.encodings import recognise
from storsthlm_cli.source.tables import open_table

EIGHT_WEEKS = datetime.timedelta(weeks=8)
"""How far a calendar looks ahead."""

_PREFACE = 20
"""So many rows may stand above the header."""

_FORMS = "give a calendar (`.ics`), a table (`.csv`) or a workbook (`.xlsx`)"
_BYTES_LOOKED_AT = 64


def eight_weeks(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return first and last day of a calendar in an issue of that day: that day and the same weekday in eight weeks."""
    return day, day + EIGHT_WEEKS


def read_meetings(
    path: Path,
    shown: str,
    *,
    first: datetime.date,
    last: datetime.date,
    timezone: ZoneInfo,
    name_of: Callable[[str], str] = str,
) -> tuple[tuple[Meeting, ...], tuple[str, ...]]:
    """Return the meetings of a file with a day from `first` to `last`, in order, each once; and remarks for the user.

    What the file is, its content says. Times are those of `timezone`; titles are what `name_of` makes of the ones in
    the file (the name of their series). Private meetings are left out and counted, what cannot be read is told with
    file and line; `shown` is the path as people see it. Raises Failure when nothing in the file can be used.
    """
    asked = Asked(first, last, timezone, name_of)
    try:
        found = _read(path, shown, asked)
    except FileNotFoundError as error:
        raise Failure(f"there is no file `{shown}`", hint=_FORMS) from error
    except OSError as error:
        raise Failure(f"cannot read `{shown}`: {error.strerror or error}") from error
    if not found.meetings and found.readable:
        are = "the one meeting is not" if found.readable == 1 else f"none of the {found.readable} meetings is"
        found.notices.append(f"`{shown}`: {are} from {first} to {last}")
    return _in_order(found.meetings), tuple(dict.fromkeys(found.notices))


def _read(path: Path, shown: str, asked: Asked) -> Found:
    if path.exists() and not path.is_file():
        raise Failure(f"cannot read `{shown}`: it is not a file", hint=_FORMS)
    with path.open("rb") as file:
        start = file.read(_BYTES_LOOKED_AT)
    if start.startswith(workbooks.OLD_START):
        raise workbooks.old_workbook(shown)
    if start.startswith(workbooks.START):
        return _workbook(path, shown, asked)
    if path.suffix.lower() == ".ics" or start.lstrip(b"\xef\xbb\xbf \t\r\n").upper().startswith(icalendar_files.START):
        return _calendar(path, shown, asked)
    return _table(path, shown, asked)


def _calendar(path: Path, shown: str, asked: Asked) -> Found:
    calendar = icalendar_files.read_calendar(path, shown, asked.first, asked.last, asked.timezone)
    found = Found(readable=calendar.events, notices=list(calendar.notices))
    for event in calendar.occurrences:
        day, last, time = days_and_time(event.start, event.end)
        if not asked.holds(day, last):
            continue

        def remark(sentence: str, line: int = event.line) -> None:
            found.notices.append(f"`{shown}`, line {line}: {sentence}")

        title = regular(event.title)
        if not title:
            remark("the event has no title (`SUMMARY`); it was left out")
            continue
        place, url = place_of(event.place, remark), url_of(event.url, remark)
        found.meetings.append(Meeting(day, last, time, asked.name_of(title), place, url))
    return found


def _table(path: Path, shown: str, asked: Asked) -> Found:
    encoding = recognise(path, shown)
    table = open_table(path, shown, encoding.codec, lambda cells: columns_of(cells) is not None, _PREFACE)
    rows: Rows = [(row.line, row.cells) for row in table.rows()]
    header = _header(rows)
    if header is None:
        raise _no_header(f"`{shown}` has no columns", rows)
    found = _usable(_below(rows, *header, f"`{shown}`, line", asked), shown)
    if encoding.notice is not None:
        found.notices.insert(0, encoding.notice)
    return found


def _workbook(path: Path, shown: str, asked: Asked) -> Found:
    seen: Rows = ()
    with contextlib.closing(workbooks.read_sheets(path, shown)) as sheets:
        for sheet in sheets:
            header = _header(sheet.rows)
            if header is not None:
                return _usable(_below(sheet.rows, *header, f"`{shown}`, row", asked), shown)
            seen = seen or sheet.rows
    raise _no_header(f"no sheet of `{shown}` has columns", seen)


def _header(rows: Rows) -> tuple[int, Mapping[str, int]] | None:
    """Return which of the first rows is the header, and its columns."""
    for index, (_, cells) in enumerate(rows[: _PREFACE + 1]):
        columns = columns_of(cells)
        if columns is not None:
            return index, columns
    return None


def _below(rows: Rows, header: int, columns: Mapping[str, int], where: str, asked: Asked) -> Found:
    return read_rows(rows[header + 1 :], columns, where, asked)


def _usable(found: Found, shown: str) -> Found:
    """Return what was found, with a remark on what is private. Raises Failure when there is nothing at all."""
    if not found.readable and not found.private:
        why = (
            f"; {found.notices[0].removeprefix(f'`{shown}`, ')}"
            if found.notices
            else ": there is none below the header"
        )
        raise Failure(f"no row of `{shown}` can be used{why}", hint="give each a date such as `2021-09-16` and a title")
    if found.private:
        are = "meeting is" if found.private == 1 else "meetings are"
        found.notices.append(f"`{shown}`: {found.private} {are} private and left out")
    return found


def _no_header(what: str, rows: Rows) -> Failure:
    cells: Sequence[object] = rows[0][1] if rows else ()
    seen = ", ".join(f"`{cell}`" for cell in cells if cell is not None and cell != "")
    return Failure(
        f"{what} for a date and a title: found {seen or 'nothing'}",
        hint=f"name them `{HEADINGS['date'][0]}` and `{HEADINGS['title'][0]}` in the first row, or {_FORMS}",
    )


def _in_order(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Return the meetings by day, time and title; of doubles the one that says more."""
    return tuple(_each_once(sorted(meetings, key=_order)))


def _each_once(meetings: Iterable[Meeting]) -> Iterator[Meeting]:
    before: Meeting | None = None
    for meeting in meetings:
        if before is None or _order(meeting)[:-1] != _order(before)[:-1]:
            yield meeting
        before = meeting


def _order(meeting: Meeting) -> tuple[object, ...]:
    time = meeting.time
    start, end = (time.start.isoformat(), str(time.end or "")) if time is not None else ("", "")
    poor = (meeting.place is None) + (meeting.url is None)
    return meeting.date, start, meeting.title.casefold(), meeting.title, meeting.last, end, poor
