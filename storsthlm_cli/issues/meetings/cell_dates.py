"""Days as people write them in tables: `2021-06-21`, `21.6.2021`, `21/6/2021`, `5/2`, `fre 5 februari`, `26–27 aug`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from storsthlm_cli.phrases.vocabulary import FULL_MONTHS, WEEKDAY_NAMES

_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMES = tuple(name.capitalize() for name in _ENGLISH_WEEKDAYS)


def _beginnings(names: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Return the number of each name, from 0, by the name and all its beginnings of three letters or more."""
    numbered = ((name, number) for number, spellings in enumerate(names) for name in spellings)
    return {name[:length]: number for name, number in numbered for length in range(3, len(name) + 1)}


MONTHS = _beginnings(zip(FULL_MONTHS, _ENGLISH_MONTHS, strict=True))
WEEKDAYS = _beginnings(zip((f"{name}en" for name in WEEKDAY_NAMES), _ENGLISH_WEEKDAYS, strict=True))

_YEAR = r"(?P<year>\d{4}|\d{2})"
_DAY = r"(?P<day>\d{1,2})"
_TO = r"(?:\s*(?:[-–]|och|till|to|and)\s*(?P<last>\d{1,2}))?"
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:/(?P<last>\d{1,2}))?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        rf"{_DAY}{_TO}\s*/\s*(?P<month>\d{{1,2}})(?:\s*[-/ ]\s*{_YEAR})?",
        rf"{_DAY}{_TO}\.\s*(?P<month>\d{{1,2}})\.\s*{_YEAR}",
        rf"(?:den\s+)?{_DAY}(?:\.|:?[ae])?{_TO}\.?\s+(?P<name>[^\W\d_]+)\.?,?(?:\s+(?P<year>\d{{4}}))?",
        r"(?P<name>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(?P<year>\d{4}))?",
    )
)
_MONTH_FIRST = re.compile(rf"(?P<month>\d{{1,2}})/{_DAY}(?:/{_YEAR})?", re.ASCII)
_WEEKDAY = re.compile(r"(?P<name>[^\W\d_]{3,})\.?,?\s+(?P<rest>.+)")
_BETWEEN = re.compile(r"\s*–\s*|\s+[-—]\s+|\s+(?:till|to)\s+|\s*--\s*")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}", re.ASCII)
_LEAP = 9
"""In so many years every day comes once, 29 February too."""

_LONGEST = datetime.timedelta(days=183)
"""What would take longer has its days the wrong way round, unless both years are written."""


@dataclass(frozen=True, slots=True)
class _Written:
    """What is written of a day: the last of several days of the month if there are, no year as None."""

    year: int | None
    month: int
    day: int
    last: int | None
    weekday: int | None


def read_days(
    text: str, after: datetime.date, *, month_first: bool = False
) -> tuple[datetime.date, datetime.date | None]:
    """Return the day that a text says, and the last one if it says several.

    A day without a year is the first such day from `after` on; the latest one before it, if the day of the week that is
    written with it fits that one only. `month_first` says that `6/21/2021` is in June. Raises ValueError with a
    sentence when there is no such day, or the day of the week is another one.
    """
    try:
        return _days(text, after, month_first)
    except _NoDate:
        raise ValueError(f"`{text}` is not a date") from None


def writes_month_first(texts: Iterable[str]) -> bool:
    """Tell whether dates with slashes are American: one that must be, such as `6/21/2021`, and none that cannot be."""
    pairs = [(int(match[1]), int(match[2])) for match in map(_SLASHED.fullmatch, texts) if match is not None]
    return any(other > 12 for _, other in pairs) and all(one <= 12 for one, _ in pairs)


class _NoDate(ValueError):
    """There is no such day, or no day in any form that is known."""


def _days(text: str, after: datetime.date, month_first: bool) -> tuple[datetime.date, datetime.date | None]:
    written = _read(text, month_first)
    if written is not None:
        start = _day(written, after, text)
        if written.last is None:
            return start, None
        return start, _last(start, _day(replace(written, year=start.year, day=written.last, weekday=None), start, text))
    parts = _BETWEEN.split(text)
    first, last = (_read(part, month_first) for part in parts) if len(parts) == 2 else (None, None)
    if first is None or last is None or first.last or last.last:
        raise _NoDate
    inferred = None in (first.year, last.year)
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year - ((first.month, first.day) > (last.month, last.day)))
    start = _day(first, after, text)
    end = _last(start, _day(last, start, text))
    if end is not None and inferred and end - start > _LONGEST:
        raise _NoDate
    return start, end


def _last(start: datetime.date, end: datetime.date) -> datetime.date | None:
    if end < start:
        raise _NoDate
    return end if end > start else None


def _read(text: str, month_first: bool) -> _Written | None:
    bare = text.strip().casefold()
    weekday = None
    before = _WEEKDAY.fullmatch(bare)
    if before is not None and before["name"] in WEEKDAYS:
        weekday, bare = WEEKDAYS[before["name"]], before["rest"]
    matches = (form.fullmatch(bare) for form in ((_MONTH_FIRST,) if month_first else ()) + _FORMS)
    match = next((match for match in matches if match is not None), None)
    if match is None:
        return None
    parts = match.groupdict()
    month = MONTHS.get(parts["name"]) if "name" in parts else int(parts["month"]) - 1
    if month is None:
        return None
    year, last = parts.get("year"), parts.get("last")
    full = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    return _Written(full, month + 1, int(parts["day"]), int(last) if last is not None else None, weekday)


def _day(written: _Written, after: datetime.date, text: str) -> datetime.date:
    if written.year is not None:
        day = _existing(written.year, written)
        if day is None:
            raise _NoDate
        if written.weekday not in (None, day.weekday()):
            raise ValueError(f"`{text}` is a {_NAMES[day.weekday()]}")
        return day
    days = [_existing(year, written) for year in range(after.year - 1, after.year + _LEAP)]
    to_come = next((day for day in days if day is not None and day >= after), None)
    if to_come is None:
        raise _NoDate
    past = max((day for day in days if day is not None and day < after), default=to_come)
    likely = (day for day in (to_come, past) if written.weekday in (None, day.weekday()))
    found = next(likely, None)
    if found is None:
        raise ValueError(f"`{text}` is a {_NAMES[to_come.weekday()]} in {to_come.year}")
    return found


def _existing(year: int, written: _Written) -> datetime.date | None:
    try:
        return datetime.date(year, written.month, written.day)
    except ValueError:
        return None
