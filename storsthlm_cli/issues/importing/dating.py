"""The date of an issue that nobody has said: a guess from the days and years in its text, which the draft marks."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from storsthlm_cli.issues.importing.days import Day, coming, find_days, nearest
from storsthlm_cli.issues.importing.looks import Seen

_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_A_WEEK = datetime.timedelta(days=7)
_WEEKDAY = 5
_MOST = 400
_SATURDAY = 5


def guessed_date(seen: Sequence[Seen], today: datetime.date, known: int | None = None) -> datetime.date | None:
    """Guess the issue's date: a week before the first day of its calendar, else the latest day that its text names.

    The year is the one that is `known`, else the one that the text names most often, unless weekdays speak for another;
    else that of `today`. None when the text names neither a day nor a year.
    """
    rows = [one.row.day for one in seen if one.row is not None][:_MOST]
    days = [day for one in seen for day in find_days(one.text)][:_MOST]
    if not (rows or days or known or any(_YEAR.search(one.text) for one in seen)):
        return None
    year = known or _year(seen, rows, days, today)
    span = coming(rows[0], datetime.date(year, 1, 1)) if rows else None
    if span is not None:
        return span.first - _A_WEEK
    middle = today if year == today.year else datetime.date(year, 7, 1)
    spans = [nearest(day, middle) for day in days]
    return max((span.first for span in spans if span is not None), default=middle)


def _year(seen: Sequence[Seen], rows: Sequence[Day], days: Sequence[Day], today: datetime.date) -> int:
    named = Counter(int(year) for one in seen for year in _YEAR.findall(one.text))
    candidates = {year + step for year in named for step in (-1, 0, 1)} | {today.year}

    def weight(year: int) -> tuple[int, int]:
        found = named[year]
        for day in days:
            date = _in_year(day, year)
            if day.weekday is not None and date is not None:
                found += _WEEKDAY if date.weekday() == day.weekday else -_WEEKDAY
        found -= sum(1 for day in rows if (date := _in_year(day, year)) is not None and date.weekday() >= _SATURDAY)
        return found, year if named[year] else 0

    return max(candidates, key=weight)


def _in_year(day: Day, year: int) -> datetime.date | None:
    """Return the day in a year, None when it says another or there is none."""
    try:
        return datetime.date(year, day.month, day.day) if day.year in (None, year) else None
    except ValueError:
        return None
