"""What a day is in Sweden: a working day, or a day off by law, by agreement or by being squeezed between two others.

- Sundays and the red days: lag (1989:253) om allmänna helgdagar, 1 and 2 §.
- Midsommarafton, julafton and nyårsafton count as Sundays: semesterlag (1977:480) 7 §, and collective agreements.
- Saturdays, påskafton and pingstafton among them, are free by collective agreement.
- Trettondagsafton, skärtorsdagen, valborgsmässoafton and the other days before a red day are half days at the most, and
  that by local agreement: they are working days here.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

_DAY = datetime.timedelta(days=1)
_THURSDAY = 3
_SATURDAY = 5
_YEARS = (1953, 2100)
_NATIONAL_DAY_SINCE = 2005
_FIXED = (
    ("nyårsdagen", 1, 1), ("trettondedag jul", 1, 6), ("första maj", 5, 1), ("juldagen", 12, 25),
    ("annandag jul", 12, 26),
)  # fmt: skip
_FROM_EASTER = (
    ("långfredagen", -2), ("påskdagen", 0), ("annandag påsk", 1), ("Kristi himmelsfärdsdag", 39), ("pingstdagen", 49),
)  # fmt: skip
_WEEKEND = {_SATURDAY: "lördag", 6: "söndag"}


class Off(StrEnum):
    """Why a day is off."""

    HOLIDAY = "holiday"
    EVE = "eve"
    WEEKEND = "weekend"
    SQUEEZE = "squeeze"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day off: why, and its Swedish name as in running text (`nationaldagen`, `julafton`, `lördag`, `klämdag`)."""

    kind: Off
    name: str


def day_off(day: datetime.date) -> DayOff | None:
    """Return why a day is off, None for a working day. A red day on a Saturday or Sunday is a red day.

    A squeeze day (klämdag) is a single working day between two days off. Red days and eves are known from 1953 to 2100.
    """
    free = _free(day)
    if free is not None or day in (datetime.date.min, datetime.date.max):
        return free
    squeezed = _free(day - _DAY) is not None and _free(day + _DAY) is not None
    return DayOff(Off.SQUEEZE, "klämdag") if squeezed else None


def named_day(name: str, year: int) -> datetime.date | None:
    """Return the red day or free eve of that name (`påskdagen`) in a year, None when it has none."""
    return next((day for day, off in _named(year).items() if name in off.name.split(" och ")), None)


def suits_sending(day: datetime.date) -> bool:
    """Tell whether a newsletter suits a day: Monday to Thursday, neither it nor the day after it off.

    So nothing goes out on skärtorsdagen, on valborgsmässoafton or on the day before Kristi himmelsfärdsdag, when many
    have left already.
    """
    return day.weekday() <= _THURSDAY and day_off(day) is None and day_off(day + _DAY) is None


def next_sending_day(day: datetime.date) -> datetime.date:
    """Return the first day from `day` on, itself included, that suits sending."""
    while not suits_sending(day):
        day += _DAY
    return day


def _free(day: datetime.date) -> DayOff | None:
    named = _named(day.year).get(day)
    if named is not None:
        return named
    weekend = _WEEKEND.get(day.weekday())
    return DayOff(Off.WEEKEND, weekend) if weekend is not None else None


@functools.lru_cache(maxsize=64)
def _named(year: int) -> Mapping[datetime.date, DayOff]:
    """Return the red days and the free eves of a year; of a day that is both, the red one."""
    if not _YEARS[0] <= year <= _YEARS[1]:
        return {}
    red: dict[datetime.date, str] = {}
    for name, day in _red_days(year):
        red[day] = f"{red[day]} och {name}" if day in red else name
    midsummer = _saturday_from(datetime.date(year, 6, 20))
    eves = {
        midsummer - _DAY: "midsommarafton",
        datetime.date(year, 12, 24): "julafton",
        datetime.date(year, 12, 31): "nyårsafton",
    }
    return {day: DayOff(Off.EVE, name) for day, name in eves.items()} | {
        day: DayOff(Off.HOLIDAY, name) for day, name in red.items()
    }


def _red_days(year: int) -> Iterator[tuple[str, datetime.date]]:
    """Yield the red days that have names. The national day took the place of annandag pingst in 2005."""
    from dateutil.easter import easter

    for name, month, number in _FIXED:
        yield name, datetime.date(year, month, number)
    for name, days in _FROM_EASTER:
        yield name, easter(year) + days * _DAY
    if year < _NATIONAL_DAY_SINCE:
        yield "annandag pingst", easter(year) + 50 * _DAY
    else:
        yield "nationaldagen", datetime.date(year, 6, 6)
    yield "midsommardagen", _saturday_from(datetime.date(year, 6, 20))
    yield "alla helgons dag", _saturday_from(datetime.date(year, 10, 31))


def _saturday_from(day: datetime.date) -> datetime.date:
    return day + (_SATURDAY - day.weekday()) % 7 * _DAY
