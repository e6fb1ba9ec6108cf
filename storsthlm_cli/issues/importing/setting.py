"""What the parts of a newsletter are read by."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from storsthlm_cli.issues.importing.notes import Notes
from storsthlm_cli.issues.importing.pictures import Pictures
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.phrases.vocabulary import WEEKDAY_NAMES

_BEFORE = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Setting:
    """What parts are read by: the directory, the issue's date, and how images become files."""

    directory: Directory
    date: datetime.date
    pictures: Pictures

    @property
    def floor(self) -> datetime.date:
        """The first day that something to come can be on."""
        return self.date - _BEFORE


def check_weekday(weekday: int | None, date: datetime.date, notes: Notes, number: int) -> None:
    """Note that a day is printed with a weekday that it has not."""
    if weekday is not None and weekday != date.weekday():
        notes.check(
            f"line {number} says {WEEKDAY_NAMES[weekday]}, but {date.isoformat()} is a {WEEKDAY_NAMES[date.weekday()]}"
        )
