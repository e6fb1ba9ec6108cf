"""The Swedish words for days, months, seasons, and for times that are told from today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_SHORT_MONTHS = {
    "jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_SHORT_WEEKDAYS = {
    "mån": 0, "må": 0, "tis": 1, "ti": 1, "ons": 2, "on": 2, "tors": 3, "tor": 3, "to": 3, "fre": 4, "fr": 4, "lör": 5,
    "lö": 5, "sön": 6, "sö": 6,
}  # fmt: skip
_SEASONS = ("vår", "sommar", "höst", "vinter")

FULL_MONTHS: Mapping[str, int] = {name: number for number, name in enumerate(_MONTHS, 1)}
SHORT_MONTHS: Mapping[str, int] = _SHORT_MONTHS
MONTHS: Mapping[str, int] = {**FULL_MONTHS, **_SHORT_MONTHS}
"""Months by their names and abbreviations, January as 1."""

WEEKDAYS: Mapping[str, int] = {
    **{form: number for number, name in enumerate(_WEEKDAYS) for form in (name, f"{name}en")},
    **_SHORT_WEEKDAYS,
}
"""Days of the week by all that can stand before a date, Monday as 0."""

WEEKDAY_NAMES = _WEEKDAYS
SEASONS: Mapping[str, int] = {
    **{form: number for number, name in enumerate(_SEASONS, 21) for form in (name, f"{name}en")},
    "sommaren": 22,
    "vintern": 24,
    "våras": 21,
    "somras": 22,
    "höstas": 23,
    "vintras": 24,
}
"""Seasons by their forms, spring as 21 (EDTF, ISO 8601-2)."""

BEGINS = {21: 3, 22: 6, 23: 9, 24: 12}
"""The month that a season begins in; it has three (SMHI's meteorological calendar is another matter)."""


class Unit(StrEnum):
    """What a time told from today is counted in."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    YEAR = "year"
    WEEKDAY_BEFORE = "last such day of the week"
    WEEKDAY_AFTER = "next such day of the week"
    TURN_OF_YEAR = "turn of the year"


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units from today, 0 for the one that today is in; of a day of the week its number."""

    unit: Unit
    by: int


RELATIVE: Mapping[str, Offset] = {
    "i dag": Offset(Unit.DAY, 0),
    "idag": Offset(Unit.DAY, 0),
    "i kväll": Offset(Unit.DAY, 0),
    "ikväll": Offset(Unit.DAY, 0),
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
    "i helgen": Offset(Unit.WEEKEND, 0),
    "förra månaden": Offset(Unit.MONTH, -1),
    "denna månad": Offset(Unit.MONTH, 0),
    "den här månaden": Offset(Unit.MONTH, 0),
    "nästa månad": Offset(Unit.MONTH, 1),
    "förra året": Offset(Unit.YEAR, -1),
    "i fjol": Offset(Unit.YEAR, -1),
    "i år": Offset(Unit.YEAR, 0),
    "nästa år": Offset(Unit.YEAR, 1),
    **{f"i {name}s": Offset(Unit.WEEKDAY_BEFORE, number) for number, name in enumerate(_WEEKDAYS)},
    **{f"på {name}": Offset(Unit.WEEKDAY_AFTER, number) for number, name in enumerate(_WEEKDAYS)},
    "årsskiftet": Offset(Unit.TURN_OF_YEAR, 0),
}
"""Phrases that mean another time in another issue."""
