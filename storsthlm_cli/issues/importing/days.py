"""Days as old newsletters write them (`5/2`, `26 och 27 augusti`), and the year that they leave out."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from storsthlm_cli.issues.importing.words import MONTHS, WEEKDAYS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?<![\d./:-])(?<!(?<!\d\d\d)\d,)(?P<DAY>[0-3]?\d)(?::?[ea]\b)?"
_SPACE = r"[ \xa0]{0,3}"
_TO = rf"{_SPACE}(?:[-–—/]|och|&|till|t\.?o\.?m\.?|samt){_SPACE}"
_YEAR = r"(?:[ \xa0]{1,2}(?P<YEAR>(?:19|20)\d\d)\b)?"
_DATE = re.compile(
    "|".join(
        (
            r"(?<!\d)(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?:/(?P<iso_to>[0-3]\d))?(?!\d)",
            rf"{_DAY.replace('DAY', 'd1')}(?:{_SPACE}(?P<m1>{_MONTH})\.?(?!\w))?{_TO}"
            rf"(?P<d2>[0-3]?\d)(?::?[ea]\b)?{_SPACE}(?P<m2>{_MONTH})\b\.?{_YEAR.replace('YEAR', 'y2')}",
            rf"{_DAY.replace('DAY', 'd3')}{_SPACE}(?P<m3>{_MONTH})(?!\w)\.?{_YEAR.replace('YEAR', 'y3')}",
            r"(?<![\d/.])(?P<d4>[0-3]?\d)/(?P<m4>[01]?\d)"
            r"(?:[-–](?P<d5>[0-3]?\d)/(?P<m5>[01]?\d))?(?:[/ -](?P<y4>20\d\d))?(?![\d/])",
            r"(?<![\d.])(?P<d6>[0-3]?\d)\.(?P<m6>[01]?\d)\.(?P<y6>20\d\d)(?!\d)",
        )
    ),
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?:(?P<weekday>{WEEKDAYS})[ \xa0,]*)?(?:den[ \xa0]+)?\Z", re.IGNORECASE)
_CLOCK = r"\d{1,2}(?:[.:]\d{2})?"
_TIME = re.compile(
    rf"(?:kl\.?|klockan)[ \xa0]*(?P<from>{_CLOCK})(?:[ \xa0]*(?:[-–—]|till)[ \xa0]*(?P<to>{_CLOCK}))?"
    rf"|(?P<from2>\d{{1,2}}[.:]\d{{2}})[ \xa0]*(?:[-–—]|till)[ \xa0]*(?P<to2>{_CLOCK})"
    rf"|(?P<from3>\d{{1,2}})[ \xa0]*[-–—][ \xa0]*(?P<to3>\d{{1,2}}(?:[.:]\d{{2}})?)(?=\Z)",
    re.IGNORECASE,
)
_WEEKDAY_LETTERS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
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
    for match in _DATE.finditer(text):
        day = _day(match)
        if day is None:
            continue
        before = _BEFORE.search(text, max(0, match.start() - 20), match.start())
        start = before.start() if before else match.start()
        word = before["weekday"] if before else None
        weekday = _WEEKDAY_LETTERS.index(_small(word)[:3]) if word else None
        yield Day(start, match.end(), *day, weekday)


def _day(match: re.Match[str]) -> tuple[int, int, int | None, int | None, int | None] | None:
    """Return day, month, year, last day and last month, as far as they are said; None when there can be no such day."""
    found = match.groupdict()
    if found["iso"]:
        year, month, day = (int(part) for part in found["iso"].split("-"))
        said: tuple[int, int, int | None, int | None, int | None] = day, month, year, _number(found["iso_to"]), None
    elif found["d1"]:
        last = MONTHS[_small(found["m2"])]
        month = MONTHS[_small(found["m1"])] if found["m1"] else last
        said = int(found["d1"]), month, _number(found["y2"]), int(found["d2"]), last
    elif found["d3"]:
        said = int(found["d3"]), MONTHS[_small(found["m3"])], _number(found["y3"]), None, None
    elif found["d4"]:
        said = int(found["d4"]), int(found["m4"]), _number(found["y4"]), _number(found["d5"]), _number(found["m5"])
    else:
        said = int(found["d6"]), int(found["m6"]), int(found["y6"]), None, None
    possible = 1 <= said[0] <= 31 and 1 <= said[1] <= 12 and 1 <= (said[4] or 1) <= 12
    return said if possible else None


def _small(word: str) -> str:
    """Return a word in the small letters that it matched in: `ſ`, `ı` and `İ` match `s` and `i` whatever the case."""
    return word.casefold().replace("\u0307", "").replace("ı", "i")


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def find_time(text: str) -> tuple[int, int, str] | None:
    """Return where a text names a time of day, and the time as an issue writes it: `09:00–10:30`."""
    match = _TIME.search(text)
    if match is None:
        return None
    start = match["from"] or match["from2"] or match["from3"]
    end = match["to"] or match["to2"] or match["to3"]
    clocks = [_clock(clock) for clock in (start, end) if clock]
    if None in clocks or (len(clocks) == 2 and str(clocks[1]) <= str(clocks[0])):
        return None
    return match.start(), match.end(), "–".join(str(clock) for clock in clocks)


def _clock(written: str) -> str | None:
    hour, _, minute = written.replace(".", ":").partition(":")
    if int(hour) > 23 or int(minute or 0) > 59:
        return None
    return f"{int(hour):02}:{int(minute or 0):02}"


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
