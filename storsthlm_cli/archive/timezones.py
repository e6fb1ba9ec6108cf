"""The definition of a time zone that a calendar file carries with it (VTIMEZONE, RFC 5545 §3.6.5).

Not by the library's own `Timezone.from_tzinfo`: that tells the change to summer time an hour late, since it writes the
time after the change where the time before it belongs.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

_STEP = datetime.timedelta(minutes=15)
_DAY = datetime.timedelta(days=1)

Change = tuple[datetime.datetime, datetime.timedelta, datetime.timedelta, str, bool]
"""The local time before the change, offsets from UTC before and after, the name after, whether it is summer time."""


def definition(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """Return what holds in a zone in the years from `first` to `last`, both included."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    made = Timezone()
    made.add("tzid", zone.key)
    alike: dict[tuple[datetime.timedelta, datetime.timedelta, str, bool], list[datetime.datetime]] = {}
    for when, before, after, name, summer in _changes(zone, first, last):
        alike.setdefault((before, after, name, summer), []).append(when)
    for (before, after, name, summer), (start, *more) in alike.items():
        part = TimezoneDaylight() if summer else TimezoneStandard()
        part.add("dtstart", start)
        if more:
            part.add("rdate", more)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        made.add_component(part)
    return made


def _changes(zone: ZoneInfo, first: int, last: int) -> list[Change]:
    """Return how the first of the years begins, as if it were a change, and every change until the last one's end."""
    moment = datetime.datetime(first, 1, 1, tzinfo=datetime.UTC)
    end = datetime.datetime(last + 1, 1, 1, tzinfo=datetime.UTC)
    offset = _offset(zone, moment)
    found = [_change(zone, moment, offset)]
    while moment < end:
        following = moment + _DAY
        if _offset(zone, following) != offset:
            following = moment + _STEP
            while _offset(zone, following) == offset:
                following += _STEP
            found.append(_change(zone, following, offset))
            offset = _offset(zone, following)
        moment = following
    return found


def _offset(zone: ZoneInfo, moment: datetime.datetime) -> datetime.timedelta:
    return moment.astimezone(zone).utcoffset() or datetime.timedelta()


def _change(zone: ZoneInfo, moment: datetime.datetime, before: datetime.timedelta) -> Change:
    local = moment.astimezone(zone)
    when = (moment + before).replace(tzinfo=None)
    return when, before, _offset(zone, moment), local.tzname() or zone.key, bool(local.dst())
