"""The content lines of an iCalendar file (RFC 5545 §3.1) with their line numbers, and the events that they make up.

Events are cut out here and given to the library one at a time, so that one that is damaged costs no other, and can be
told with its line. Only what a calendar of ours shows or needs is kept: no attendees, descriptions or alarms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

_ONCE = frozenset(
    {
        "UID",
        "SEQUENCE",
        "RECURRENCE-ID",
        "DTSTART",
        "DTEND",
        "DURATION",
        "SUMMARY",
        "LOCATION",
        "URL",
        "STATUS",
        "CLASS",
    }
)
_SEVERAL = frozenset({"RRULE", "RDATE", "EXDATE"})
_DEEPEST = 8
"""More components within one another than any calendar has."""

_NAME = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what was folded off it put back; `number` is where it begins in the file, from 1."""

    number: int
    text: str

    @property
    def name(self) -> str:
        """The name of its property in capitals, "" when the line has none."""
        match = _NAME.match(self.text)
        return match.group().upper() if match is not None else ""

    @property
    def value(self) -> str:
        """What stands behind the first colon, in capitals: for properties without parameters that are one word."""
        return self.text.partition(":")[2].strip().upper()


@dataclass(slots=True)
class RawEvent:
    """The lines of a VEVENT that are kept, and of its calendar what bears on it.

    `number` is the line of its BEGIN. `called_off` says that the calendar is a cancellation (METHOD:CANCEL),
    `time_zone` is the X-WR-TIMEZONE that Google and Apple write, `names` are those of the kept lines, and `closed` is
    false if its END is missing.
    """

    number: int
    called_off: bool
    time_zone: str
    lines: list[Line] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    closed: bool = False


@dataclass(slots=True)
class RawCalendars:
    """What is in a file: how many VCALENDARs, their events, and their time zones each as its lines."""

    calendars: int = 0
    events: list[RawEvent] = field(default_factory=list)
    time_zones: list[list[Line]] = field(default_factory=list)


def unfold(data: bytes, decode: Callable[[bytes], str]) -> Iterator[Line]:
    """Yield the lines of a file, folded ones as one; characters that a text cannot have become spaces.

    Lines are put together before they are decoded, since some programs fold within a character (RFC 5545 §3.1 warns of
    them). `decode` may raise what it likes.
    """
    parts: list[bytes] = []
    begun = 0
    for number, raw in enumerate(data.splitlines(), 1):
        if raw[:1] in (b" ", b"\t") and parts:
            parts.append(raw[1:])
            continue
        if parts:
            yield Line(begun, _NOT_TEXT.sub(" ", decode(b"".join(parts))))
        parts, begun = [raw], number
    if parts:
        yield Line(begun, _NOT_TEXT.sub(" ", decode(b"".join(parts))))


def cut(lines: Iterable[Line]) -> RawCalendars:
    """Return the calendars of a file in pieces. What stands outside of them, and other components, is passed over.

    Of a property that an event has once, the first is kept.
    """
    found = RawCalendars()
    open_: list[str] = []
    method = zone = ""
    event: RawEvent | None = None
    for line in lines:
        name = line.name
        if name == "BEGIN":
            what = line.value
            if what == "VCALENDAR":
                found.calendars += 1
                open_, method, zone, event = [], "", "", None
            elif what == "VEVENT":
                open_ = ["VCALENDAR"]  # whatever was open before it cannot hold an event: its END is missing
                event = RawEvent(line.number, method == "CANCEL", zone)
                found.events.append(event)
            elif what == "VTIMEZONE":
                found.time_zones.append([])
            if len(open_) < _DEEPEST:
                open_.append(what)
        elif name == "END" and line.value in open_:
            while open_ and open_.pop() != line.value:
                pass
            if line.value == "VEVENT" and event is not None:
                event.closed, event = True, None
            if line.value == "VTIMEZONE":
                found.time_zones[-1].append(line)
        elif open_[-1:] == ["VEVENT"] and event is not None:
            _keep(event, line)
        elif open_[-1:] == ["VCALENDAR"]:
            method = line.value if name == "METHOD" else method
            zone = line.text.partition(":")[2].strip() if name == "X-WR-TIMEZONE" else zone
        if "VTIMEZONE" in open_ and name:
            found.time_zones[-1].append(line)
    return found


def _keep(event: RawEvent, line: Line) -> None:
    name = line.name
    if name in _SEVERAL or (name in _ONCE and name not in event.names):
        event.names.add(name)
        event.lines.append(line)
