"""The first and the last day of what is written, and its form in EDTF (ISO 8601-2), once its year is known."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import replace

from storsthlm_cli.model.phrases import Written
from storsthlm_cli.phrases.vocabulary import LAST, MONTHS_OF, MOVABLE_FEASTS, THE_SEASONS

_WEEK = datetime.timedelta(days=6)
_LAST_WEEK = datetime.date(1, 12, 28)
"""The 28th of December lies in the last week of its year (ISO 8601)."""
_SEASONS = {f"{number}": name for name, number in THE_SEASONS.items()}
_WINTER = "24"


def settled(part: Written) -> Written:
    """Return what is written with month and day, for a movable feast and for the last day of a month.

    Raises ValueError when its year has no such feast.
    """
    assert part.year is not None
    if part.feast:
        from storsthlm_cli.workdays import named_day

        name, after = MOVABLE_FEASTS[part.feast]
        day = named_day(name, part.year)
        if day is None:
            raise ValueError(part.feast)
        day += datetime.timedelta(days=after)
        return replace(part, month=day.month, day=day.day)
    if part.day == LAST and part.month is not None:
        return replace(part, day=calendar.monthrange(part.year, part.month)[1])
    return part


def span(part: Written, *, bend: bool = False) -> tuple[datetime.date, datetime.date]:
    """Return first and last day of one part.

    Raises ValueError when there is no such day or week; with `bend`, only when there is no such month: a day that its
    month has not counts as the last one, a week that its year has not likewise.
    """
    assert part.year is not None
    if part.week is not None:
        weeks = _LAST_WEEK.replace(year=part.year).isocalendar().week
        monday = datetime.date.fromisocalendar(part.year, max(1, min(part.week, weeks)) if bend else part.week, 1)
        return monday, monday + _WEEK
    if part.season is not None:
        return months(part.year, *MONTHS_OF[part.season])
    if part.month is None:
        return datetime.date(part.year, 1, 1), datetime.date(part.year + 10**part.vague - 1, 12, 31)
    if part.day is None:
        return months(part.year, part.month, 1)
    longest = calendar.monthrange(part.year, part.month)[1]
    day = datetime.date(part.year, part.month, max(1, min(part.day, longest)) if bend else part.day)
    return day, day


def months(year: int, month: int, count: int) -> tuple[datetime.date, datetime.date]:
    """Return first and last day of so many months. Raises ValueError outside of the calendar."""
    later = month + count - 1
    last_year, last_month = year + (later - 1) // 12, (later - 1) % 12 + 1
    longest = calendar.monthrange(last_year, last_month)[1]
    return datetime.date(year, month, 1), datetime.date(last_year, last_month, longest)


def edtf(part: Written) -> str:
    """Return a part with its year in the form of EDTF: `2021-05-05`, `2021-W27`, `2021-23`, `202X`."""
    year = f"{part.year:04}"
    if part.vague:
        return year[: -part.vague] + "X" * part.vague
    if part.week is not None:
        return f"{year}-W{part.week:02}"
    if part.season is not None:
        return f"{year}-{part.season}"
    return "-".join([year, *(f"{number:02}" for number in (part.month, part.day) if number is not None)])


def season(written: str) -> str:
    """Return in words what is written as a season of EDTF: `hösten 2020`, `vintern 2020/21`; "" for anything else."""
    year, _, number = written.partition("-")
    if number not in _SEASONS:
        return ""
    return f"{_SEASONS[number]} {year}" + (f"/{(int(year) + 1) % 100:02}" if number == _WINTER else "")
