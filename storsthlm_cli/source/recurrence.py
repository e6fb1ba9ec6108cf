"""Series of events laid out in some days (RFC 5545 §3.8.5): rules, extra days and free ones, occurrences moved."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event, vRecur

ZONE = "X-WR-TIMEZONE"
"""The property of an event in which the time zone of its calendar is remembered."""

_MARGIN = datetime.timedelta(days=2)
"""A day is at most so much earlier or later somewhere else."""

_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_MOST_A_DAY = 24
_LENGTHS = dict(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1))
"""The longest that each month gets, in days."""


def reasonable(event: Event) -> bool:
    """Tell whether meetings can follow the rules of an event: at most 24 a day, with time going on, on days that exist.

    A rule such as FREQ=SECONDLY, INTERVAL=0 or BYMONTH=2;BYMONTHDAY=30 would keep the computer busy for nothing.
    """
    for rule in _rules(event):
        if any(str(often).upper() in _TOO_OFTEN for often in rule.get("FREQ", ())):
            return False
        if any(step < 1 for step in rule.get("INTERVAL", ())):
            return False
        if math.prod(len(rule.get(part, ())) or 1 for part in ("BYHOUR", "BYMINUTE", "BYSECOND")) > _MOST_A_DAY:
            return False
        months, days = rule.get("BYMONTH") or _LENGTHS, rule.get("BYMONTHDAY") or (1,)
        if not any(abs(day) <= _LENGTHS.get(int(month), 0) for month in months for day in days):
            return False
    return True


def laid_out(group: Sequence[Event], first: datetime.date, last: datetime.date) -> Iterable[Event]:
    """Return what the events of one series (one UID) come to from `first` to `last`, and perhaps some days around.

    Raises whatever the libraries raise about values that do not go together.
    """
    if len(group) == 1 and not any(name in group[0] for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
        return group
    from icalendar import Calendar
    from recurring_ical_events import of

    calendar = Calendar()
    for event in group:
        calendar.add_component(event)
        if ZONE in event:
            calendar[ZONE] = event[ZONE]
    events: Iterable[Event] = of(calendar).between(first - _MARGIN, last + _MARGIN)
    return events


def _rules(event: Event) -> list[vRecur]:
    rules = event.get("RRULE", [])
    return rules if isinstance(rules, list) else [rules]
