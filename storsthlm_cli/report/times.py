"""Moments, as people read them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from storsthlm_cli.model.sending import Appointment

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(slots=True)
class _Clock:
    """In which zone people read times, None for that of the machine."""

    zone: datetime.tzinfo | None = None


_CLOCK = _Clock()


def read_in(zone: datetime.tzinfo | None) -> None:
    """Tell times in this zone from now on: the newsletter's, wherever the machine stands. None for the machine's."""
    _CLOCK.zone = zone


def local(when: datetime.datetime) -> datetime.datetime:
    """Return a moment in the zone in which people read it."""
    return when.astimezone(_CLOCK.zone)


def moment(when: datetime.datetime) -> str:
    """Return a moment in the zone in which people read it, to the minute: `2021-06-21 14:03`."""
    return local(when).strftime("%Y-%m-%d %H:%M")


def appointed(at: Appointment) -> str:
    """Return an appointment in its own time: `Tuesday 2026-12-01 08:30, Europe/Stockholm`."""
    return f"{DAYS[at.moment.weekday()]} {at.moment:%Y-%m-%d %H:%M}, {at.moment.tzinfo}"


def waiting_for(when: datetime.datetime) -> str:
    """Return the moment at which a dispatch is to go out: `Tuesday 2026-12-01 08:30, which has passed`."""
    here = local(when)
    passed = ", which has passed" if here <= datetime.datetime.now(datetime.UTC) else ""
    return f"{DAYS[here.weekday()]} {here:%Y-%m-%d %H:%M}{passed}"


def span(left: datetime.timedelta) -> str:
    """Return how long something is, to the second: `8 days 3 h 12 min`, `3 h 12 min 5 s`, `48 s`."""
    seconds = max(0, round(left.total_seconds()))
    parts = ((seconds // 86400, "days"), (seconds // 3600 % 24, "h"), (seconds // 60 % 60, "min"), (seconds % 60, "s"))
    first = next((index for index, (count, _) in enumerate(parts) if count), len(parts) - 1)
    return " ".join(
        f"{count} {'day' if (count, unit) == (1, 'days') else unit}" for count, unit in parts[first : first + 3]
    )
