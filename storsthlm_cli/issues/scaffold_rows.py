"""Calendar rows for a new issue: those of another issue that are still to come, or meetings from a calendar."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storsthlm_cli.issues.copying import entry, indented, written_entry
from storsthlm_cli.issues.meetings.lines import as_row, remark
from storsthlm_cli.issues.meetings.meeting import Meeting
from storsthlm_cli.model.directory import Directory, folded
from storsthlm_cli.model.issue import CalendarRow
from storsthlm_cli.source.nodes import iso_date

if TYPE_CHECKING:
    from storsthlm_cli.source.yaml import Document

_BRACES = re.compile(r"\{(?=\{)")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its day, its title, its text in YAML (not indented), and a remark if its day is off, else an empty one."""

    day: datetime.date
    title: str
    text: str
    remark: str

    @property
    def meeting(self) -> tuple[datetime.date, str]:
        """What tells it from other meetings, however it is written."""
        return self.day, folded(self.title)

    def entry(self) -> str:
        """Return it as the entry of a list, the remark in a comment: behind it, or above it if it has several lines."""
        lines = "  - " + indented(self.text, "    ")
        if not self.remark:
            return lines
        return f"  # {self.remark}\n{lines}" if "\n" in lines else f"{lines} # {self.remark}"


def rows_to_come(
    document: Document, rows: Iterable[CalendarRow], date: datetime.date, directory: Directory
) -> tuple[Row, ...]:
    """Return the calendar rows of another issue that are not over on a day, as they are written there."""
    coming = (row for row in rows if (row.date.end or row.date.start) >= date)
    return tuple(
        Row(
            day=row.date.start,
            title=directory.title_of(row),
            text=entry(document, row.spot.path),
            remark=remark(Meeting(row.date.start, row.date.end, None, "")),
        )
        for row in coming
    )


def rows_of(meetings: Iterable[Meeting]) -> tuple[Row, ...]:
    """Return meetings as rows. Two braces in a title are no merge slot: another program's slots mean nothing here."""
    return tuple(Row(meeting.date, meeting.title, _written(meeting), remark(meeting)) for meeting in meetings)


def _written(meeting: Meeting) -> str:
    row = as_row(meeting)
    if isinstance(row, str):
        return written_entry(_BRACES.sub("{ ", row))
    return written_entry({key: iso_date(value) or _BRACES.sub("{ ", value) for key, value in row.items()})
