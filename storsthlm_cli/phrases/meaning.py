"""What a phrase means in an issue of a certain day.

A day without a year is the nearest one in running text, in a calendar the next one from a week before the issue on:
tried on the 105 such phrases of five real newsletters, this is right for 104.
"""

from __future__ import annotations

import datetime
import itertools
from dataclasses import replace

from storsthlm_cli.model.phrases import Fault, Kind, Meaning, Phrase, Written
from storsthlm_cli.phrases.from_today import OTHER_YEARS, told_from_today
from storsthlm_cli.phrases.spans import edtf, settled, span
from storsthlm_cli.phrases.vocabulary import PAST_SEASONS

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
            return told_from_today(phrase.word, issued)
        return _dated(phrase, _with_years(phrase, issued, coming), issued)
    except (ValueError, OverflowError):
        return Meaning(fault=Fault.NO_SUCH_DATE)


def middle(first: datetime.date, last: datetime.date) -> datetime.date:
    """Return the day in the middle of others."""
    return first + (last - first) / 2


def _with_years(phrase: Phrase, issued: datetime.date, coming: bool) -> tuple[Written, ...]:
    """Return the parts of a phrase, each with its year: what is written, or what is meant."""
    parts = phrase.parts
    if phrase.word in OTHER_YEARS:
        return tuple(replace(part, year=issued.year + OTHER_YEARS[phrase.word]) for part in parts)
    if parts[0].year is not None:
        return _onwards(parts, parts[0].year)
    written = parts[-1].year
    if written is not None:
        # The year of a range stands at its end: `28 december–8 januari 2022` begins in the year before.
        earlier = (parts[0].month or 0) > (parts[-1].month or 0)
        return (replace(parts[0], year=written - earlier), *(replace(part, year=written) for part in parts[1:]))
    if parts[0].day is not None and parts[0].month is None and not parts[0].feast:
        return (_in_some_month(parts[0], issued, coming),)
    years = range(max(issued.year - 1, datetime.MINYEAR), min(issued.year + 1, datetime.MAXYEAR) + 1)
    return _onwards(parts, _year(phrase, issued, years, coming))


def _in_some_month(part: Written, issued: datetime.date, coming: bool) -> Written:
    """Return the day `den 24:e` in the month that is meant. Raises ValueError when no month has it."""
    numbers = (issued.year * 12 + issued.month - 1 + by for by in (-1, 0, 1))
    written = [replace(part, year=number // 12, month=number % 12 + 1) for number in numbers]
    starts = {part: span(part, bend=True)[0] for part in written if span(part, bend=True)[0].day == part.day}
    if coming:
        return min((part for part in starts if starts[part] >= issued - _WEEK), key=starts.__getitem__)
    return min(starts, key=lambda part: abs(starts[part] - issued))


def _year(phrase: Phrase, issued: datetime.date, years: range, coming: bool) -> int:
    """Return in which of the years a phrase is meant to begin; a day that its month has not counts as the last one."""
    spans = {year: [span(settled(part), bend=True) for part in _onwards(phrase.parts, year)] for year in years}
    if phrase.word in PAST_SEASONS:
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
    parts = tuple(settled(part) for part in parts)
    spans = [span(part) for part in parts]
    first, last = spans[0][0], spans[-1][1]
    if any(later[0] <= earlier[0] for earlier, later in itertools.pairwise(spans)):
        return Meaning(fault=Fault.REVERSED)
    told = phrase.word in OTHER_YEARS or phrase.word in PAST_SEASONS or any(part.year for part in phrase.parts)
    inferred = not told and first.year != issued.year
    return Meaning(first, last, "/".join(edtf(part) for part in parts), inferred)


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
