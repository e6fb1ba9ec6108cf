"""Days as the margin of a proof has them, with weekday and year: `to 29 april 2021`, `to 26–fr 27 augusti 2021`."""

from __future__ import annotations

import calendar
import datetime

from storsthlm_cli.model.phrases import DAY_KINDS, Fault, Kind, Meaning, Phrase
from storsthlm_cli.phrases.spans import season
from storsthlm_cli.phrases.vocabulary import FULL_MONTHS, WEEKDAY_NAMES
from storsthlm_cli.workdays import Off, day_off

_MONTHS = tuple(FULL_MONTHS)
_FAULTS = {Fault.NO_SUCH_DATE: "finns inte", Fault.REVERSED: "slutar före sin början"}
_ISO = len("2021-04-29")
DAYS = DAY_KINDS | {Kind.WEEK}
"""What names days, and nothing longer or shorter."""


def read(phrase: Phrase, meaning: Meaning, words: str) -> str:
    """Return how a phrase, written as `words`, is read; nothing for a time of day and a year, which say all."""
    if meaning.fault is not None:
        return _FAULTS[meaning.fault]
    if meaning.first is None or meaning.last is None or phrase.kind is Kind.YEAR:
        return ""
    if phrase.kind is Kind.LIST or (phrase.kind is Kind.DAYS and "och" in words.split()):
        days = meaning.written.split("/")
        return ", ".join(one_day(datetime.date.fromisoformat(day)) for day in days if len(day) == _ISO)
    return season(meaning.written) or span(meaning.first, meaning.last)


def span(first: datetime.date, last: datetime.date) -> str:
    """Return the days from `first` to `last`, both included; whole months and years as such."""
    if first == last:
        return one_day(first)
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        if (first.month, last.month) == (1, 12):
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        return _range(_month(first), _month(last), first, last)
    month = "" if (first.year, first.month) == (last.year, last.month) else f" {_MONTHS[first.month - 1]}"
    begins = f"{_weekday(first)} {first.day}{month}"
    return _range(begins, f"{_weekday(last)} {last.day} {_month(last)}", first, last)


def one_day(day: datetime.date) -> str:
    """Return a day, with its name where it is a day off that the calendar does not show."""
    off = day_off(day)
    name = f", {off.name}" if off is not None and off.kind is not Off.WEEKEND else ""
    return f"{_weekday(day)} {day.day} {_MONTHS[day.month - 1]} {day.year}{name}"


def _range(begins: str, ends: str, first: datetime.date, last: datetime.date) -> str:
    if begins == ends:
        return f"{ends} {last.year}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{begins}{year}–{ends} {last.year}"


def _month(day: datetime.date) -> str:
    return _MONTHS[day.month - 1]


def _weekday(day: datetime.date) -> str:
    return WEEKDAY_NAMES[day.weekday()][:2]
