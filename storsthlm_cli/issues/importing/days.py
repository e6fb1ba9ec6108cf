"""Days as old newsletters write them (`5/2`, `26 och 27 augusti`), and the year that they leave out."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from storsthlm_cli.model.phrases import DAY_KINDS, Kind, Phrase
from storsthlm_cli.phrases.grammar import find_phrases

_BARE_TIME = re.compile(r"(\d{1,2})[ \xa0]*[-–—][ \xa0]*(\d{1,2})(?:[.:](\d{2}))?\Z")
_FURTHEST = 8


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or days up to a last one, as written. `start` and `end` are offsets; a year that is not said is None."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    to_day: int | None = None
    to_month: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are meant. `last` is None for one day."""

    first: datetime.date
    last: datetime.date | None


def find_days(text: str) -> Iterator[Day]:
    """Return the days that a text names, in order, each with a weekday and `den` before it."""
    for phrase in find_phrases(text):
        day = _day(phrase) if phrase.kind in DAY_KINDS else None
        if day is not None:
            yield day


def _day(phrase: Phrase) -> Day | None:
    """Return the days of a phrase as far as they are said; None when there can be no such day in any month."""
    first, last = phrase.parts[0], phrase.parts[-1]
    if first.day is None or first.month is None or not 1 <= first.day <= 31 or not 1 <= first.month <= 12:
        return None
    several = len(phrase.parts) > 1
    year = first.year
    if year is None and last.year is not None:
        year = last.year - ((last.month or 0) < first.month)
    to_day, to_month = (last.day, last.month) if several else (None, None)
    return Day(phrase.start, phrase.end, first.day, first.month, year, to_day, to_month, first.weekday)


def find_time(text: str) -> tuple[int, int, str] | None:
    """Return where a text names a time of day, and the time as an issue writes it: `09:00–10:30`."""
    phrase = next((phrase for phrase in find_phrases(text) if phrase.kind is Kind.TIME), None)
    bare = _BARE_TIME.search(text) if phrase is None else None
    if phrase is not None:
        start, end = phrase.start, phrase.end
        clocks = [(clock.hour, clock.minute) for clock in phrase.clocks]
    elif bare is not None:
        start, end = bare.span()
        clocks = [(int(bare[1]), 0), (int(bare[2]), int(bare[3] or 0))]
    else:
        return None
    impossible = any(hour > 23 or minute > 59 for hour, minute in clocks)
    if impossible or (len(clocks) == 2 and clocks[1] <= clocks[0]):
        return None
    return start, end, "–".join(f"{hour:02}:{minute:02}" for hour, minute in clocks)


def coming(day: Day, after: datetime.date) -> Span | None:
    """Return the days meant in a calendar: the next ones on or after a day. None when there is no such day."""
    years = (day.year,) if day.year else range(after.year, after.year + _FURTHEST)
    return next((span for year in years if (span := _span(day, year)) and (day.year or span.first >= after)), None)


def nearest(day: Day, around: datetime.date) -> Span | None:
    """Return the days meant in running text: those nearest to a day. None when there is no such day."""
    years = (day.year,) if day.year else range(around.year - _FURTHEST // 2, around.year + _FURTHEST // 2)
    spans = [span for year in years if (span := _span(day, year))]
    return min(spans, key=lambda span: abs((span.first - around).days), default=None)


def _span(day: Day, year: int) -> Span | None:
    try:
        first = datetime.date(year, day.month, day.day)
        if day.to_day is None:
            return Span(first, None)
        last_month = day.to_month or day.month
        last = datetime.date(year + (last_month < day.month), last_month, day.to_day)
    except ValueError:
        return None
    return Span(first, last if last != first else None) if last >= first else None
