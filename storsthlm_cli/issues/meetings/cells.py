"""When a meeting is, according to the cells of its row: text in many forms, and Excel's own days and times."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from storsthlm_cli.issues.meetings.cell_dates import read_days
from storsthlm_cli.issues.meetings.cell_times import apart, read_times
from storsthlm_cli.issues.meetings.meeting import days_and_time, regular
from storsthlm_cli.model.blocks import TimeSpan
from storsthlm_cli.source.workbooks import Cell

_YES = frozenset({"true", "sant", "1", "ja", "yes", "x"})
_MIDNIGHT = datetime.time()
_NIGHT_ENDS = datetime.time(6)
_HALF_A_MINUTE = datetime.timedelta(seconds=30)
_DAY = datetime.timedelta(days=1)
_LONGEST = datetime.timedelta(days=366)
_SOME_DAY = datetime.datetime(2021, 6, 21)  # noqa: DTZ001 - wall clock

When = tuple[datetime.date, datetime.date | None, TimeSpan | None]
"""Day, last day if there are several, time."""

Times = tuple[datetime.time | None, datetime.time | None]
"""Start and end."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells by field, and where remarks on it go."""

    cells: Mapping[str, Cell]
    remark: Callable[[str], None]

    def text(self, name: str) -> str:
        """Return what a cell says, "" if there is none."""
        cell = self.cells.get(name)
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return regular(str(cell)) if cell is not None else ""

    def says_yes(self, name: str) -> bool:
        """Tell whether a cell is ticked."""
        return self.text(name).casefold() in _YES


@dataclass(frozen=True, slots=True)
class Dates:
    """How to read days: those without a year are looked for from `after` on, see `cell_dates.read_days`."""

    after: datetime.date
    month_first: bool
    timezone: ZoneInfo


def when(row: Row, dates: Dates) -> When:
    """Return when the meeting of a row is. Raises ValueError with a sentence when its day cannot be read.

    What else cannot be read is told to the row's `remark`, and the meeting stands without it.
    """
    day, last, (start, end) = _day(row.cells.get("date"), row.text("date"), dates)
    timed = _times(row, "time")
    start, end = (timed[0], timed[1] or end) if timed[0] is not None else (start, end)
    to = _to(row, day, dates)
    last, end = to[0] or last, _times(row, "end_time")[0] or to[1] or end
    if last is not None and not datetime.timedelta() <= last - day <= _LONGEST:
        row.remark(
            f"from `{row.text('date')}` to `{row.text('to')}` is no time for a meeting; it stands as one of one day"
        )
        last = None
    if row.says_yes("all_day") and (start, end) != (_MIDNIGHT, _MIDNIGHT):
        start = None
    return _together(row, day, last or day, start, end)


def _together(
    row: Row, day: datetime.date, last: datetime.date, start: datetime.time | None, end: datetime.time | None
) -> When:
    several = last if last > day else None
    if start is None or end is None:
        return day, several, TimeSpan(start, None) if start is not None else None
    if several is None and end <= start:
        if start == end == _MIDNIGHT:
            return day, None, None
        if end >= _NIGHT_ENDS:
            row.remark(f"{end:%H:%M} is not after {start:%H:%M}; the meeting stands without an end")
        return day, None, TimeSpan(start, None)
    return days_and_time(datetime.datetime.combine(day, start), datetime.datetime.combine(last, end))


def _day(cell: Cell, text: str, dates: Dates) -> tuple[datetime.date, datetime.date | None, Times]:
    """Return day, last day and times that a cell says. Raises ValueError with a sentence."""
    if isinstance(cell, datetime.datetime):
        time = _to_the_minute(cell)
        return time.date(), None, (time.time() if time.time() != _MIDNIGHT else None, None)
    if isinstance(cell, datetime.date):
        return cell, None, (None, None)
    stamp = _stamp(text, dates.timezone)
    if stamp is not None:
        return stamp.date(), None, (stamp.time().replace(second=0, microsecond=0), None)
    written, behind = apart(text)
    try:
        day, last = read_days(written, dates.after, month_first=dates.month_first)
        return day, last, read_times(behind) if behind else (None, None)
    except OverflowError:
        raise ValueError(f"`{text}` is not a date") from None


def _stamp(text: str, timezone: ZoneInfo) -> datetime.datetime | None:
    """Return the local time of an ISO 8601 time stamp, `2021-09-16T07:00:00Z`."""
    if "T" not in text:
        return None
    try:
        stamp = datetime.datetime.fromisoformat(text)
        return (stamp if stamp.tzinfo is None else stamp.astimezone(timezone)).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def _to(row: Row, day: datetime.date, dates: Dates) -> tuple[datetime.date | None, datetime.time | None]:
    """Return last day and end that the cell for the end says: a day, a time, or both."""
    cell, text = row.cells.get("to"), row.text("to")
    if not text:
        return None, None
    time = _excel_time(cell)
    if time is not None and not isinstance(cell, datetime.datetime):
        return None, time
    try:
        last, _, (end, _) = _day(cell, text, Dates(day, dates.month_first, dates.timezone))
        return last, end
    except ValueError as error:
        try:
            return None, read_times(text)[0]
        except ValueError:
            row.remark(f"{error}; the meeting stands without an end")
            return None, None


def _times(row: Row, name: str) -> Times:
    """Return start and end that a cell for times says."""
    time, text = _excel_time(row.cells.get(name)), row.text(name)
    if time is not None or not text:
        return time, None
    try:
        return read_times(text)
    except ValueError as error:
        row.remark(f"{error}; the meeting stands without it")
        return None, None


def _excel_time(cell: Cell) -> datetime.time | None:
    """Return the time of day that Excel keeps in a cell: as such, as a length of time, or as a part of a day."""
    if isinstance(cell, float) and 0 <= cell < 1:
        cell = cell * _DAY
    if isinstance(cell, datetime.timedelta):
        cell = _SOME_DAY + cell if datetime.timedelta() <= cell < _DAY else None
    if isinstance(cell, datetime.time):
        cell = datetime.datetime.combine(_SOME_DAY, cell)
    return _to_the_minute(cell).time() if isinstance(cell, datetime.datetime) else None


def _to_the_minute(time: datetime.datetime) -> datetime.datetime:
    """Round a time that Excel keeps as a fraction: 08:59:59.999 is nine."""
    return (time + _HALF_A_MINUTE).replace(second=0, microsecond=0, tzinfo=None)
