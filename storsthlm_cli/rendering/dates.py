"""Days and times of day as they are written in running text: `26–27 augusti`, `kl. 9–10.30`.

After Myndigheternas skrivregler and webbriktlinje R66: whole hours without minutes, an en dash without spaces in
ranges, the year when it is not clear from the context.
"""

from __future__ import annotations

import datetime
import functools

from storsthlm_cli.languages import locale_of
from storsthlm_cli.model.blocks import DateSpan, TimeSpan
from storsthlm_cli.rendering.typography import NBSP


def day(span: DateSpan, year: int, language: str) -> str:
    """Return the day or days, with the year when it is not `year`: `26–27 augusti`, `30 augusti–2 september 2022`."""
    start, end = span.start, span.end or span.start
    tail = "" if start.year == end.year == year else f"{NBSP}{end.year}"
    if start.year != end.year:
        return f"{_written(start, language)}{NBSP}{start.year}–{_written(end, language)}{tail}"
    if start.month != end.month:
        return f"{_written(start, language)}–{_written(end, language)}{tail}"
    if start.day != end.day:
        return f"{start.day}–{_written(end, language)}{tail}"
    return f"{_written(start, language)}{tail}"


def weekday(span: DateSpan, language: str) -> str:
    """Return the day of the week, or both: `torsdag`, `torsdag–fredag`."""
    names = [_formatted(date, "EEEE", language) for date in (span.start, span.end) if date is not None]
    return "–".join(dict.fromkeys(names))


def clock(time: TimeSpan) -> str:
    """Return the time of day: `kl. 9`, `kl. 9–10.30`."""
    start = _hour(time.start)
    return f"kl.{NBSP}{start}" if time.end is None else f"kl.{NBSP}{start}–{_hour(time.end)}"


def moment(span: DateSpan | None, time: TimeSpan | None, year: int, language: str) -> str:
    """Return all of it: `torsdag 16 september kl. 9–11`, `26–27 augusti`, `kl. 9`.

    Days of the week stand with single days only.
    """
    parts: list[str] = []
    if span is not None:
        if span.end is None or span.end == span.start:
            parts.append(weekday(span, language))
        parts.append(day(span, year, language))
    if time is not None:
        parts.append(clock(time))
    return " ".join(parts)


def full(date: datetime.date, language: str) -> str:
    """Return a day with its year: `21 juni 2021`."""
    return f"{_written(date, language)}{NBSP}{date.year}"


def _written(date: datetime.date, language: str) -> str:
    return _formatted(date, f"d'{NBSP}'MMMM", language)


@functools.lru_cache(maxsize=1024)
def _formatted(date: datetime.date, pattern: str, language: str) -> str:
    from babel.dates import format_date

    return format_date(date, pattern, locale=locale_of(language))


def _hour(time: datetime.time) -> str:
    return f"{time.hour}.{time.minute:02}" if time.minute else str(time.hour)
