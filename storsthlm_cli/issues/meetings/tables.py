"""Meetings from the rows of a table: a CSV file or a sheet of a workbook."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from storsthlm_cli.issues.meetings.cell_dates import writes_month_first
from storsthlm_cli.issues.meetings.cells import Dates, Row, when
from storsthlm_cli.issues.meetings.columns import DATE, TITLE
from storsthlm_cli.issues.meetings.meeting import Meeting, place_of, url_of
from storsthlm_cli.source.workbooks import Cell

Rows = Sequence[tuple[int, Sequence[Cell]]]
"""Rows with their numbers."""

_PRIVATE = ("priv", "konf", "conf", "pers")
_PAST = datetime.timedelta(days=7)
"""A day without a year may lie so far before the days asked for; else the next one is meant."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: days from `first` to `last`, times in `timezone`, titles as `name_of` has them."""

    first: datetime.date
    last: datetime.date
    timezone: ZoneInfo
    name_of: Callable[[str], str]

    def holds(self, day: datetime.date, last: datetime.date | None) -> bool:
        """Tell whether some of the days from `day` to `last` are asked for."""
        return day <= self.last and (last or day) >= self.first


@dataclass(slots=True)
class Found:
    """The meetings in the days asked for, how many could be read at whatever time, and remarks for the user."""

    meetings: list[Meeting] = field(default_factory=list)
    readable: int = 0
    private: int = 0
    notices: list[str] = field(default_factory=list)


def read_rows(rows: Rows, columns: Mapping[str, int], where: str, asked: Asked) -> Found:
    """Return the meetings of the rows below a header; `where` says whose rows they are (`` `moten.csv`, line``).

    Private ones are counted and left out. What cannot be read is told with its row: without a day or a title the row is
    left out, without anything else the meeting stands.
    """
    found = Found()
    table = [Row(_by_field(cells, columns), _remarks(found, f"{where} {number}")) for number, cells in rows]
    month_first = writes_month_first(row.text(name) for row in table for name in (DATE, "to"))
    dates = Dates(asked.first - _PAST, month_first, asked.timezone)
    for row in table:
        _read(row, dates, asked, found)
    return found


def _by_field(cells: Sequence[Cell], columns: Mapping[str, int]) -> Mapping[str, Cell]:
    return {name: cells[index] for name, index in columns.items() if index < len(cells)}


def _remarks(found: Found, place: str) -> Callable[[str], None]:
    return lambda sentence: found.notices.append(f"{place}: {sentence}")


def _read(row: Row, dates: Dates, asked: Asked, found: Found) -> None:
    if row.says_yes("private") or row.text("sensitivity").casefold().startswith(_PRIVATE):
        found.private += 1
        return
    title, written = row.text(TITLE), row.text(DATE)
    if not title and not written:
        return
    try:
        if not title or not written:
            raise ValueError(f"there is no {'title' if written else 'date'}")
        day, last, time = when(row, dates)
    except ValueError as error:
        row.remark(f"{error}; the row was left out")
        return
    found.readable += 1
    if asked.holds(day, last):
        place, url = place_of(row.text("place"), row.remark), url_of(row.text("url"), row.remark)
        found.meetings.append(Meeting(day, last, time, asked.name_of(title), place, url))
