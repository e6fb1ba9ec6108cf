"""What a phrase means in an issue of a certain day.

A day without a year is the nearest one in running text, in a calendar the next one from a week before the issue on:
tried on the 105 such phrases of five real newsletters, this is right for 104.
"""

from __future__ import annotations

import calendar
import datetime
import itertools
from dataclasses import replace

from storsthlm_cli.model.phrases import Fault, Kind, Meaning, Phrase, Written
from storsthlm_cli.phrases.vocabulary import BEGINS, RELATIVE, Unit

_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)
_LATE_WEEK, _EARLY_WEEK = 40, 12
_EVENING, _MORNING = 17, 9
"""Hours between which a time over midnight lies: `kl. 22–6`."""


def meaning(phrase: Phrase, issued: datetime.date, *, coming: bool = False) -> Meaning:
    """Return what a phrase means in an issue of the day `issued`; `coming` is for what lies ahead, as in a calendar."""
    if phrase.kind is Kind.TIME:
        return _times(phrase)
    try:
        if phrase.kind is Kind.RELATIVE:
            return _relative(phrase.word, issued)
        if phrase.word in RELATIVE:
            year = issued.year + RELATIVE[phrase.word].by
            return _dated(phrase, tuple(replace(part, year=year) for part in phrase.parts), issued)
        return _dated(phrase, _with_years(phrase, issued, coming), issued)
    except (ValueError, OverflowError):
        return Meaning(fault=Fault.NO_SUCH_DATE)


def middle(first: datetime.date, last: datetime.date) -> datetime.date:
    """Return the day in the middle of others."""
    return first + (last - first) / 2


def _with_years(phrase: Phrase, issued: datetime.date, coming: bool) -> tuple[Written, ...]:
    """Return the parts of a phrase, each with its year: what is written, or what is meant."""
    parts = phrase.parts
    if parts[0].year is not None:
        return _onwards(parts, parts[0].year)
    written = parts[-1].year
    if written is not None:
        # The year of a range stands at its end: `28 december–8 januari 2022` begins in the year before.
        earlier = (parts[0].month or 0) > (parts[-1].month or 0)
        return (replace(parts[0], year=written - earlier), *(replace(part, year=written) for part in parts[1:]))
    years = range(max(issued.year - 1, datetime.MINYEAR), min(issued.year + 1, datetime.MAXYEAR) + 1)
    return _onwards(parts, _year(phrase, issued, years, coming))


def _year(phrase: Phrase, issued: datetime.date, years: range, coming: bool) -> int:
    """Return in which of the years a phrase is meant to begin; a day that its month has not counts as the last one."""
    spans = {year: [_span(part, bend=True) for part in _onwards(phrase.parts, year)] for year in years}
    if phrase.word.endswith("as"):
        return max((year for year in years if middle(*spans[year][0]) < issued), default=years[0])
    if coming or phrase.word:
        since = issued - _WEEK if coming else issued
        return min((year for year in years if spans[year][-1][1] >= since), default=years[-1])
    return min(years, key=lambda year: abs(middle(spans[year][0][0], spans[year][-1][1]) - issued))


def _onwards(parts: tuple[Written, ...], year: int) -> tuple[Written, ...]:
    """Return the parts from a year on; one without a year is in the last one's, or after it if its month is earlier."""
    found: list[Written] = []
    for part in parts:
        if part.year is None:
            turns = bool(found) and (_turns(found[-1], part) or (part.month or 0) < (found[-1].month or 0))
            part = replace(part, year=(found[-1].year or year) + turns if found else year)
        found.append(part)
    return tuple(found)


def _turns(first: Written, last: Written) -> bool:
    """Tell whether weeks lie over the turn of the year: `v. 51–2`."""
    return (first.week or 0) >= _LATE_WEEK and 0 < (last.week or 0) <= _EARLY_WEEK


def _dated(phrase: Phrase, parts: tuple[Written, ...], issued: datetime.date) -> Meaning:
    """Return the meaning of parts that all have a year."""
    spans = [_span(part) for part in parts]
    first, last = spans[0][0], spans[-1][1]
    if any(later[0] <= earlier[0] for earlier, later in itertools.pairwise(spans)):
        return Meaning(fault=Fault.REVERSED)
    inferred = all(part.year is None for part in phrase.parts) and first.year != issued.year
    return Meaning(first, last, "/".join(_edtf(part) for part in parts), inferred)


def _span(part: Written, *, bend: bool = False) -> tuple[datetime.date, datetime.date]:
    """Return first and last day of one part.

    Raises ValueError when there is no such day; with `bend`, only when there is no such month.
    """
    assert part.year is not None
    if part.week is not None:
        monday = datetime.date.fromisocalendar(part.year, part.week, 1)
        return monday, monday + 6 * _DAY
    if part.season is not None:
        return _months(part.year, BEGINS[part.season], 3)
    if part.month is None:
        return _months(part.year, 1, 12)
    if part.day is None:
        return _months(part.year, part.month, 1)
    longest = calendar.monthrange(part.year, part.month)[1]
    day = datetime.date(part.year, part.month, max(1, min(part.day, longest)) if bend else part.day)
    return day, day


def _months(year: int, month: int, count: int) -> tuple[datetime.date, datetime.date]:
    later = month + count - 1
    last_year, last_month = year + (later - 1) // 12, (later - 1) % 12 + 1
    return datetime.date(year, month, 1), datetime.date(
        last_year, last_month, calendar.monthrange(last_year, last_month)[1]
    )


def _edtf(part: Written) -> str:
    if part.week is not None:
        return f"{part.year:04}-W{part.week:02}"
    if part.season is not None:
        return f"{part.year:04}-{part.season}"
    numbers = [f"{part.year:04}", *(f"{number:02}" for number in (part.month, part.day) if number is not None)]
    return "-".join(numbers)


def _relative(word: str, issued: datetime.date) -> Meaning:
    """Return what a time told from today means."""
    offset = RELATIVE[word]
    match offset.unit:
        case Unit.DAY:
            day = issued + offset.by * _DAY
            return Meaning(day, day, day.isoformat())
        case Unit.WEEK | Unit.WEEKEND:
            monday = issued - issued.weekday() * _DAY + offset.by * _WEEK
            if offset.unit is Unit.WEEKEND:
                return Meaning(monday + 5 * _DAY, monday + 6 * _DAY, f"{monday + 5 * _DAY}/{monday + 6 * _DAY}")
            year, week, _ = monday.isocalendar()
            return Meaning(monday, monday + 6 * _DAY, f"{year}-W{week:02}")
        case Unit.MONTH:
            number = issued.year * 12 + issued.month - 1 + offset.by
            year, month = divmod(number, 12)
            return Meaning(*_months(year, month + 1, 1), f"{year}-{month + 1:02}")
        case Unit.YEAR:
            year = issued.year + offset.by
            return Meaning(*_months(year, 1, 12), f"{year:04}")
        case Unit.WEEKDAY_BEFORE | Unit.WEEKDAY_AFTER:
            before = offset.unit is Unit.WEEKDAY_BEFORE
            days = (issued.weekday() - offset.by - 1 if before else offset.by - issued.weekday() - 1) % 7 + 1
            day = issued - days * _DAY if before else issued + days * _DAY
            return Meaning(day, day, day.isoformat())
        case Unit.TURN_OF_YEAR:
            year = issued.year + (issued.month > 6)
            day = datetime.date(year, 1, 1)
            return Meaning(day, day, day.isoformat(), inferred=year != issued.year)


def _times(phrase: Phrase) -> Meaning:
    try:
        times = [
            datetime.time(clock.hour % 24 if clock.hour == 24 else clock.hour, clock.minute) for clock in phrase.clocks
        ]
    except ValueError:
        return Meaning(fault=Fault.NO_SUCH_DATE)
    overnight = len(times) == 2 and times[0].hour >= _EVENING and times[1].hour <= _MORNING
    if len(times) == 2 and phrase.clocks[1].hour != 24 and times[1] <= times[0] and not overnight:
        return Meaning(fault=Fault.REVERSED)
    return Meaning(written="/".join(f"T{clock.hour:02}:{clock.minute:02}" for clock in phrase.clocks))
