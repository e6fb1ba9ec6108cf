"""Schedule: a moment in the newsletter's own time, what speaks against it, and waiting for it."""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from storsthlm_cli.model.delivery import Dispatch, DispatchState
from storsthlm_cli.model.errors import Failure, Refused, Unfinished
from storsthlm_cli.model.sending import Appointment
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.database import reading
from storsthlm_cli.workdays import Off, day_off
from storsthlm_cli.workflows.memory import open_memory
from storsthlm_cli.workflows.workspace import Workspace

LATE = datetime.timedelta(hours=1)
"""A machine that slept past its appointment by more than this sends nothing before a person says so."""
MORNING, EVENING = datetime.time(6), datetime.time(20)
"""Between these hours mail is welcome."""
FRIDAY, NOON = 4, datetime.time(12)

_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}")
_MINUTE = datetime.timedelta(minutes=1)
_WAITS = "run the same command again to wait, or without `--at` to send now"


@dataclass(frozen=True, slots=True)
class Clock:
    """What the time is, and how it is passed: `rest` sleeps for so many seconds."""

    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC)
    rest: Callable[[float], None] = time.sleep


WALL = Clock()


def appointment(written: str, timezone: str, clock: Clock = WALL) -> Appointment:
    """Read `2026-12-01 08:30` as it is meant in a time zone.

    Where the clock goes back, the first of two such moments is meant. Raises Failure for what is no such time, for one
    that the clock skips, and for the past.
    """
    try:
        if not _WRITTEN.fullmatch(written):
            raise ValueError(written)
        local = datetime.datetime.fromisoformat(written)
    except ValueError:
        raise Failure(f"`{written}` is not a time", hint='write day and time: `--at "2026-12-01 08:30"`') from None
    zone = ZoneInfo(timezone)
    moment = local.replace(tzinfo=zone)
    if not _exists(moment):
        before, after = _around(local, zone)
        raise Failure(
            f"there is no {local:%H:%M} on {local:%Y-%m-%d}: the clock goes forward",
            hint=f'the nearest are `--at "{before:%Y-%m-%d %H:%M}"` and `--at "{after:%Y-%m-%d %H:%M}"`',
        )
    now = clock.now()
    if moment <= now:
        raise Failure(
            f"{local:%Y-%m-%d %H:%M} in {timezone} has passed",
            hint=f"it is {now.astimezone(zone):%Y-%m-%d %H:%M} there",
        )
    return Appointment(moment, (*_twice(moment), *doubts(local)))


def doubts(local: datetime.datetime) -> tuple[str, ...]:
    """Return what speaks against sending at a local time: nobody at work to read it, or to help when it goes wrong."""
    found = []
    day, at = local.date(), local.time()
    off = day_off(day)
    if off is not None and off.kind is not Off.SQUEEZE:
        found.append(f"{day} is a day off: {off.name}")
    elif off is not None:
        found.append(f"{day} is a working day between two days off, when many are away")
    if day.weekday() == FRIDAY and at >= NOON and off is None:
        found.append(f"{day} is a Friday, and in the afternoon mail is left for Monday")
    if not MORNING <= at < EVENING:
        found.append(f"{at:%H:%M} is outside of working hours")
    return tuple(found)


def wait(
    workspace: Workspace,
    dispatch: Dispatch,
    moment: datetime.datetime,
    *,
    tell: Callable[[datetime.timedelta], None],
    clock: Clock = WALL,
) -> None:
    """Return when the moment has come for a frozen dispatch; `tell` hears each second how long that is.

    The clock on the wall counts, so that neither sleep nor a clock that is set right does any harm. Raises Unfinished
    after Ctrl-C, a pause, and when the machine slept too long, Refused when the dispatch was ended by somebody else.
    """
    database = reading(open_memory(workspace))
    try:
        while (left := moment - clock.now()) > datetime.timedelta(0):
            _check_it_waits(database, dispatch)
            tell(left)
            clock.rest(min(1.0, left.total_seconds()))
        _check_it_waits(database, dispatch)  # of the last second too
    except KeyboardInterrupt:
        raise Unfinished(
            f"dispatch `{dispatch.id}` waits no longer for its time: nothing was sent",
            hint=f"{_WAITS}; `storsthlm cancel {dispatch.id}` gives it up",
        ) from None
    if -left > LATE:
        raise Unfinished(
            f"this machine slept until {clock.now().astimezone(moment.tzinfo):%Y-%m-%d %H:%M}, "
            f"too long after {moment:%H:%M}: nothing was sent",
            hint="run the same command again without `--at` to send now, or with another time",
        )


def _check_it_waits(database: Engine, dispatch: Dispatch) -> None:
    (fresh,) = dispatches.find(database, name=dispatch.id)
    if fresh.state is DispatchState.PAUSED:
        raise Unfinished(f"dispatch `{dispatch.id}` was paused while it waited for its time", hint=_WAITS)
    if not fresh.ongoing:
        raise Refused(
            f"dispatch `{dispatch.id}` was {fresh.state} while it waited for its time: nothing was sent now",
            hint=f"`storsthlm status {dispatch.issue}` shows it",
        )


def _exists(moment: datetime.datetime) -> bool:
    back = moment.astimezone(datetime.UTC).astimezone(moment.tzinfo)
    return back.replace(tzinfo=None) == moment.replace(tzinfo=None)


def _around(local: datetime.datetime, zone: ZoneInfo) -> tuple[datetime.datetime, datetime.datetime]:
    """Return the last minute before the clock goes forward and the first one after."""
    before = after = local.replace(tzinfo=zone)
    while not _exists(before):
        before -= _MINUTE
    while not _exists(after):
        after += _MINUTE
    return before, after


def _twice(moment: datetime.datetime) -> tuple[str, ...]:
    """Return a sentence on a moment that comes twice, as the clock goes back."""
    if moment.utcoffset() == moment.replace(fold=1).utcoffset():
        return ()
    return (f"{moment:%H:%M} comes twice on {moment:%Y-%m-%d}; the first is meant, {moment:UTC%z}",)
