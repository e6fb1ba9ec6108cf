"""Times that are told from today: their words, and what they mean on a day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from storsthlm_cli.model.phrases import Meaning
from storsthlm_cli.phrases.spans import months
from storsthlm_cli.phrases.vocabulary import NUMBERS, WEEKDAY_NAMES, small

_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)
_MOST = 60
"""Further off nobody counts: `om 60 dagar`."""


class Unit(StrEnum):
    """What a time told from today is counted in."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    YEAR = "year"
    WEEKDAY_BEFORE = "last such day of the week"
    WEEKDAY_AFTER = "next such day of the week"
    WEEKDAY_NEXT_WEEK = "such a day in the week after this one"


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units from today, 0 for the one that today is in; of a day of the week its number."""

    unit: Unit
    by: int


_NUMBERED = tuple(enumerate(WEEKDAY_NAMES))

NAMED: Mapping[str, Offset] = {
    "i kväll": Offset(Unit.DAY, 0),
    "ikväll": Offset(Unit.DAY, 0),
    "i eftermiddag": Offset(Unit.DAY, 0),
    "i går": Offset(Unit.DAY, -1),
    "igår": Offset(Unit.DAY, -1),
    "i förrgår": Offset(Unit.DAY, -2),
    "i morgon": Offset(Unit.DAY, 1),
    "imorgon": Offset(Unit.DAY, 1),
    "i övermorgon": Offset(Unit.DAY, 2),
    "förra veckan": Offset(Unit.WEEK, -1),
    "i förra veckan": Offset(Unit.WEEK, -1),
    "denna vecka": Offset(Unit.WEEK, 0),
    "den här veckan": Offset(Unit.WEEK, 0),
    "i veckan": Offset(Unit.WEEK, 0),
    "nästa vecka": Offset(Unit.WEEK, 1),
    "kommande vecka": Offset(Unit.WEEK, 1),
    "i helgen": Offset(Unit.WEEKEND, 0),
    "förra månaden": Offset(Unit.MONTH, -1),
    "denna månad": Offset(Unit.MONTH, 0),
    "den här månaden": Offset(Unit.MONTH, 0),
    "nästa månad": Offset(Unit.MONTH, 1),
    "förra året": Offset(Unit.YEAR, -1),
    "i fjol": Offset(Unit.YEAR, -1),
    "i år": Offset(Unit.YEAR, 0),
    "nästa år": Offset(Unit.YEAR, 1),
    **{f"i {name}s": Offset(Unit.WEEKDAY_BEFORE, number) for number, name in _NUMBERED},
    **{
        f"{word} {name}": Offset(Unit.WEEKDAY_AFTER, number)
        for word in ("på", "kommande")
        for number, name in _NUMBERED
    },
    **{f"nästa {name}": Offset(Unit.WEEKDAY_NEXT_WEEK, number) for number, name in _NUMBERED},
}
"""Phrases that mean another time in another issue."""

TODAY: Mapping[str, Offset] = {"i dag": Offset(Unit.DAY, 0), "idag": Offset(Unit.DAY, 0)}
"""Mostly these mean `at present`; the grammar takes them only where a time of day or the date follows."""

BARE_WEEKDAYS: Mapping[str, Offset] = {name: Offset(Unit.WEEKDAY_AFTER, number) for number, name in _NUMBERED}
"""Days of the week by themselves, which the grammar takes only after `senast`."""

_UNITS = {
    "dag": Unit.DAY, "dagar": Unit.DAY, "vecka": Unit.WEEK, "veckor": Unit.WEEK, "månad": Unit.MONTH,
    "månader": Unit.MONTH, "år": Unit.YEAR,
}  # fmt: skip
_AMOUNTS = {**NUMBERS, **{str(number): number for number in range(1, _MOST + 1)}}

COUNTED_UNITS = tuple(_UNITS)

_RELATIVE: Mapping[str, Offset] = {
    **NAMED,
    **TODAY,
    **BARE_WEEKDAYS,
    **{f"om {amount} {unit}": Offset(_UNITS[unit], by) for amount, by in _AMOUNTS.items() for unit in _UNITS},
    **{f"för {amount} {unit} sedan": Offset(_UNITS[unit], -by) for amount, by in _AMOUNTS.items() for unit in _UNITS},
}

OTHER_YEARS: Mapping[str, int] = {
    "i år": 0, "i fjol": -1, "förra året": -1, "nästa år": 1, "förra": -1, "nästa": 1,
}  # fmt: skip
"""Years told from today, as they stand with a day or a season: `den 5 maj i år`, `nästa höst`."""


def is_told(word: str) -> bool:
    """Tell whether words, of any case and with blanks of any kind, are such a time."""
    return " ".join(small(word).split()) in _RELATIVE


def told_from_today(word: str, issued: datetime.date) -> Meaning:
    """Return what a time told from today means in an issue of the day `issued`.

    Raises KeyError for other words, ValueError or OverflowError outside of the calendar.
    """
    offset = _RELATIVE[word]
    monday = issued - issued.weekday() * _DAY
    match offset.unit:
        case Unit.DAY:
            return _day(issued + offset.by * _DAY)
        case Unit.WEEKDAY_BEFORE:
            return _day(issued - ((issued.weekday() - offset.by - 1) % 7 + 1) * _DAY)
        case Unit.WEEKDAY_AFTER:
            return _day(issued + ((offset.by - issued.weekday() - 1) % 7 + 1) * _DAY)
        case Unit.WEEKDAY_NEXT_WEEK:
            return _day(monday + _WEEK + offset.by * _DAY)
        case Unit.WEEK:
            monday += offset.by * _WEEK
            year, week, _ = monday.isocalendar()
            return Meaning(monday, monday + 6 * _DAY, f"{year:04}-W{week:02}")
        case Unit.WEEKEND:
            saturday = monday + offset.by * _WEEK + 5 * _DAY
            return Meaning(saturday, saturday + _DAY, f"{saturday}/{saturday + _DAY}")
        case Unit.MONTH:
            year, month = divmod(issued.year * 12 + issued.month - 1 + offset.by, 12)
            return Meaning(*months(year, month + 1, 1), f"{year:04}-{month + 1:02}")
        case Unit.YEAR:
            year = issued.year + offset.by
            return Meaning(*months(year, 1, 12), f"{year:04}")


def _day(day: datetime.date) -> Meaning:
    return Meaning(day, day, day.isoformat())
