"""One event of an iCalendar file (RFC 5545 §3.6.1), read and known to make sense."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from storsthlm_cli.source.content_lines import Line, RawEvent
from storsthlm_cli.source.recurrence import ZONE, reasonable

if TYPE_CHECKING:
    from icalendar import Event

Moment = datetime.date | datetime.datetime
"""A day, or a time, with its zone or (a time anywhere) without one."""

_LINE = "X-STORSTHLM-LINE"
"""The property of an event in which the line of its BEGIN is remembered."""

_TIMES = frozenset({"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE"})
_PRIVATE = ("PRIVATE", "CONFIDENTIAL")
_LONGEST = 366 * 24 * 3600
"""What takes more seconds is no meeting; a series of such would be on every day many times over."""


class Faulty(ValueError):
    """An event cannot be used: why, and the line that is wrong."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def read_event(raw: RawEvent, timezone: ZoneInfo) -> Event:
    """Return an event that has a start, an end within a year of it in `timezone`, and rules that meetings can follow.

    What it may say of its day and time must be understood, of the rest that which is not is dropped. Raises Faulty.
    """
    from icalendar import Event

    if not raw.closed:
        raise Faulty("the event has no `END:VEVENT`", raw.number)
    try:
        event = Event.from_ical(
            "".join(["BEGIN:VEVENT\r\n", *(f"{line.text}\r\n" for line in raw.lines), "END:VEVENT"])
        )
    except Exception as error:  # the library raises whatever its parts raise
        raise Faulty("the event cannot be read", raw.number) from error
    assert isinstance(event, Event), "there is one component in it"
    _drop_what_is_broken(event, raw.lines)
    lines = {line.name: line for line in raw.lines}
    if "DTSTART" not in lines:
        raise Faulty("the event has no start (`DTSTART`)", raw.number)
    for name in ("DTSTART", "RECURRENCE-ID"):
        if name in lines:
            _moment(event, lines[name])
    _refuse_a_bad_end(event, lines, timezone)
    if "RRULE" in lines and not reasonable(event):
        raise Faulty(f"`{lines['RRULE'].text}` is no rule for meetings", lines["RRULE"].number)
    if raw.called_off:
        event["STATUS"] = "CANCELLED"
    if raw.time_zone:
        event[ZONE] = raw.time_zone
    event[_LINE] = str(raw.number)
    return event


def start_of(event: Event) -> Moment:
    """Return the start of a good event as written."""
    start = _value(event, "DTSTART")
    assert isinstance(start, datetime.date)
    return start


def end_of(event: Event) -> Moment | None:
    """Return the end of a good event as written, by DTEND or DURATION; None when nothing but the start is said."""
    if "DTEND" in event:
        end = _value(event, "DTEND")
    elif "DURATION" in event:
        end = _value(event, "DTSTART") + _value(event, "DURATION")
    else:
        return None
    assert isinstance(end, datetime.date)
    return end


def line_of(event: Event) -> int:
    """Return the line on which an event begins in its file."""
    return int(str(event[_LINE]))


def is_private(event: Event) -> bool:
    """Tell whether an event is private or confidential (§3.8.1.3)."""
    return str(event.get("CLASS", "")).strip().upper() in _PRIVATE


def is_cancelled(event: Event) -> bool:
    """Tell whether an event does not take place (§3.8.1.11)."""
    return str(event.get("STATUS", "")).strip().upper() == "CANCELLED"


def unknown_zone(event: Event) -> str:
    """Return the name of the time zone that an event begins in when nobody knows it, else ""."""
    start = start_of(event)
    floats = isinstance(start, datetime.datetime) and start.tzinfo is None
    return str(event["DTSTART"].params.get("TZID", "")) if floats else ""


def zoned(moment: Moment, timezone: ZoneInfo) -> datetime.datetime:
    """Return a moment in a time zone: a day at midnight there, a time without a zone as one there.

    Raises OverflowError when it is out of all time there.
    """
    if not isinstance(moment, datetime.datetime):
        return datetime.datetime.combine(moment, datetime.time(), timezone)
    return moment.replace(tzinfo=timezone) if moment.tzinfo is None else moment.astimezone(timezone)


def _drop_what_is_broken(event: Event, lines: list[Line]) -> None:
    broken = {name for name, _ in event.errors}
    for line in lines:
        if line.name in broken or line.name not in event:
            if line.name in _TIMES:
                raise Faulty(f"`{line.text}` is not understood", line.number)
            event.pop(line.name, None)


def _value(event: Event, name: str) -> Any:
    """Return the value of a property as Python's own, None when it is not a time or length of time."""
    return getattr(event[name], "dt", None)


def _moment(event: Event, line: Line) -> None:
    if not isinstance(_value(event, line.name), datetime.date):
        raise Faulty(f"`{line.text}` is not a day or time", line.number)


def _refuse_a_bad_end(event: Event, lines: dict[str, Line], timezone: ZoneInfo) -> None:
    line = lines.get("DTEND") or lines.get("DURATION")
    if line is None:
        return
    if line.name == "DTEND":
        _moment(event, line)
    elif not isinstance(_value(event, "DURATION"), datetime.timedelta):
        raise Faulty(f"`{line.text}` is not a length of time", line.number)
    start = start_of(event)
    try:
        end = end_of(event) or start
        seconds = zoned(end, timezone).timestamp() - zoned(start, timezone).timestamp()
    except (OverflowError, ValueError) as error:
        raise Faulty(f"`{line.text}` is out of all time", line.number) from error
    if type(end) is not type(start):
        raise Faulty(f"`{line.text}` is not of the same kind as the start", line.number)
    if seconds < 0:
        raise Faulty(f"the event ends before it begins: `{line.text}`", line.number)
    if seconds > _LONGEST:
        raise Faulty(f"the event takes more than a year: `{line.text}`", line.number)
