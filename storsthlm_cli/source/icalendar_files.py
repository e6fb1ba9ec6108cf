"""What takes place according to an iCalendar file (.ics, RFC 5545) in some days, in the time of some time zone.

Outlook's names of time zones (`W. Europe Standard Time`) are known, a VTIMEZONE of the file is used for any other;
times without a zone are those of the reader (§3.3.5, form 1). Series are laid out in the days asked for only.
"""

from __future__ import annotations

import datetime
import warnings
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.source.content_lines import Line, RawCalendars, cut, unfold
from storsthlm_cli.source.encodings import recognise
from storsthlm_cli.source.icalendar_events import (
    Faulty,
    Moment,
    end_of,
    is_cancelled,
    is_private,
    line_of,
    read_event,
    start_of,
    unknown_zone,
    zoned,
)
from storsthlm_cli.source.recurrence import laid_out

if TYPE_CHECKING:
    from icalendar import Event

START = b"BEGIN:VCALENDAR"
"""How every calendar file begins, in whatever case."""

_MOST_BYTES = 64 << 20
_MIDNIGHT = datetime.time()
_EXPORT = "export the calendar again as iCalendar (`.ics`)"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event as it takes place once. `line` is where it begins in the file.

    `start` and `end` are days, the end excluded, or local times without a zone; `end` is None when nothing but the
    start is known. `title`, `place` and `url` are as written, "" when missing.
    """

    line: int
    start: Moment
    end: Moment | None
    title: str
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What takes place, how many events there are at whatever time, and remarks on what could not be read or shown."""

    occurrences: tuple[Occurrence, ...]
    events: int
    notices: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """A file being read, and the days that are asked for."""

    shown: str
    first: datetime.date
    last: datetime.date
    timezone: ZoneInfo
    occurrences: list[Occurrence] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    notices: list[str] = field(default_factory=list)

    def remark(self, line: int, sentence: str) -> None:
        self.notices.append(f"`{self.shown}`, line {line}: {sentence}")


def read_calendar(
    path: Path, shown: str, first: datetime.date, last: datetime.date, timezone: ZoneInfo
) -> CalendarFile:
    """Return what takes place from `first` to `last`, both included, in the local time of `timezone`, in no order.

    `shown` is the path as people see it. Private and confidential events and cancelled ones are left out and counted in
    a notice, an event that cannot be read is told with its line. Raises Failure when the file holds no calendar, or no
    event that can be read; OSError when it cannot be read itself.
    """
    from icalendar.timezone import tzp

    raw, notice = _raw(path, shown)
    reading = _Reading(shown, first, last, timezone, notices=[notice] if notice is not None else [])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the libraries warn of (a time zone was guessed) is what is wanted
        tzp.use_default()  # forget the time zones that another file has defined
        _learn(raw.time_zones)
        series = _series(raw, reading)
        for group in series:
            _lay_out(group, reading)
    if not series:
        why = reading.notices[-1].removeprefix(f"`{shown}`, ")
        raise Failure(f"no event of `{shown}` can be used; {why}", hint=_EXPORT)
    for why, count in sorted(reading.left_out.items()):
        are = "event is" if count == 1 else "events are"
        reading.notices.append(f"`{shown}`: {count} {are} {why} and left out")
    return CalendarFile(tuple(reading.occurrences), sum(map(len, series)), tuple(reading.notices))


def _raw(path: Path, shown: str) -> tuple[RawCalendars, str | None]:
    """Return the file in pieces, and a remark when it is not in UTF-8 as it should be (§3.1.4)."""
    if path.stat().st_size > _MOST_BYTES:
        raise Failure(f"`{shown}` is larger than {_MOST_BYTES >> 20} MiB", hint="export fewer years of the calendar")
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    notice = None
    try:
        raw = cut(unfold(data, lambda line: line.decode("utf-8")))
    except UnicodeDecodeError:
        encoding = recognise(path, shown, _EXPORT)
        notice = encoding.notice
        raw = cut(unfold(data, lambda line: line.decode(encoding.codec)))
    if not raw.calendars:
        raise Failure(f"`{shown}` holds no calendar: there is no line `BEGIN:VCALENDAR`", hint=_EXPORT)
    if not raw.events:
        raise Failure(f"there are no events in `{shown}`", hint="export the calendar that the meetings are in")
    return raw, notice


def _learn(zones: Iterable[Iterable[Line]]) -> None:
    """Make the time zones known that the file defines under names which nobody knows."""
    from icalendar import Timezone
    from icalendar.timezone import tzp

    for lines in zones:
        name = next((line.text.partition(":")[2].strip() for line in lines if line.name == "TZID"), "")
        try:
            if name and tzp.timezone(name) is None:
                Timezone.from_ical("".join(f"{line.text}\r\n" for line in lines))
        except Exception:  # noqa: S112 - a damaged definition is none; the events that need it say so
            continue


def _series(raw: RawCalendars, reading: _Reading) -> list[list[Event]]:
    """Return the events that can be read, those with the same UID together: a series and its changed occurrences."""
    groups: dict[str, list[Event]] = {}
    unknown: set[str] = set()
    for piece in raw.events:
        try:
            event = read_event(piece, reading.timezone)
        except Faulty as fault:
            reading.remark(fault.line, f"{fault.reason}; the event was left out")
            continue
        zone = unknown_zone(event)
        if zone and zone not in unknown:
            unknown.add(zone)
            read_as = f"its times were read as those of `{reading.timezone.key}`"
            reading.remark(piece.number, f"the time zone `{zone}` is not known; {read_as}")
        groups.setdefault(str(event.get("UID", f"line {piece.number}")), []).append(event)
    return list(groups.values())


def _lay_out(group: list[Event], reading: _Reading) -> None:
    """Add what a series, or a single event, comes to in the days asked for."""
    private = any(map(is_private, group))
    try:
        events = tuple(laid_out(group, reading.first, reading.last))
        occurrences = [_occurrence(event, reading.timezone) for event in events]
    except Exception:  # the libraries raise whatever their parts raise
        reading.remark(line_of(group[0]), "the days of this event cannot be worked out; it was left out")
        return
    for event, occurrence in zip(events, occurrences, strict=True):
        if not _overlaps(occurrence, reading.first, reading.last):
            continue
        if private or is_cancelled(event):
            reading.left_out["private" if private else "cancelled"] += 1
        else:
            reading.occurrences.append(occurrence)


def _occurrence(event: Event, timezone: ZoneInfo) -> Occurrence:
    start, end = start_of(event), end_of(event)
    if isinstance(start, datetime.datetime):
        whole_days = isinstance(end, datetime.datetime) and start.time() == end.time() == _MIDNIGHT and end > start
        if whole_days and end is not None:
            start, end = datetime.date(*start.timetuple()[:3]), datetime.date(*end.timetuple()[:3])
        else:
            start = zoned(start, timezone).replace(tzinfo=None)
            end = zoned(end, timezone).replace(tzinfo=None) if end is not None else None
    texts = (str(event.get(name, "")) for name in ("SUMMARY", "LOCATION", "URL"))
    return Occurrence(line_of(event), start, end, *texts)


def _overlaps(occurrence: Occurrence, first: datetime.date, last: datetime.date) -> bool:
    """Tell whether an occurrence has part in some days; it may be told so of one that ends with the night before."""
    start, end = occurrence.start, occurrence.end or occurrence.start
    return _day(start) <= last and _day(end) >= first


def _day(moment: Moment) -> datetime.date:
    return moment.date() if isinstance(moment, datetime.datetime) else moment
