"""Calendar files of what the issues announce (iCalendar, RFC 5545): all of it to subscribe to, each event to be taken.

Nothing in them depends on the day on which they are made: the moments of change are the issues' dates.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from storsthlm_cli.archive.timezones import definition
from storsthlm_cli.events import Event, events_of
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.source.slots import slots

if TYPE_CHECKING:
    from icalendar import Event as Component

ISSUED = datetime.time(9)
"""The time of day at which an issue counts as having come out, in the newsletter's time zone."""

_EPOCH = datetime.date(2000, 1, 1)
_REFRESH = datetime.timedelta(days=1)
_DAY = datetime.timedelta(days=1)
_YEARS = (1900, 2200)
"""The years in which changes of the time are looked up; before and after them a mistyped year is likelier."""

_NO_TEXT = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""What no text of a calendar may hold (RFC 5545 §3.1, CONTROL), and halves of characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """An event as one issue announces it.

    `url` is where more is to be read, "" without an address; `page` the issue's own page at the section that announces
    it, "" for a newsletter without an archive. `cancelled` says that a newer issue has moved the meeting or dropped it:
    then `issued` and `page` are those of that issue.
    """

    event: Event
    issued: datetime.date
    url: str
    page: str
    cancelled: bool = False


def announced(issue: Issue, directory: Directory, newsletter: Newsletter) -> tuple[Announced, ...]:
    """Return the events of an issue. An address with a merge slot would lead nowhere, the page stands in for it."""
    found = []
    for event in events_of(issue, directory).values():
        page = f"{newsletter.archive_url}/issues/{issue.key}/#{event.section}" if newsletter.archive_url else ""
        url = event.url if _is_public(event.url) else page
        found.append(Announced(event=event, issued=issue.date, url=url, page=page))
    return tuple(found)


def newest(announcements: Iterable[Announced]) -> Mapping[str, Announced]:
    """Return the events by their keys, each as the latest issue tells of it; announcements come oldest first.

    A meeting of a series is cancelled when a newer issue lists the series without it, though it was still to come then
    and lies within the days that the meetings of that issue reach to. An issue that is silent of a series, or does not
    look so far ahead, says nothing of it.
    """
    told = tuple(announcements)
    return {key: _as_of_now(each, told) for key, each in {each.event.key: each for each in told}.items()}


def _as_of_now(each: Announced, told: Sequence[Announced]) -> Announced:
    series, day = each.event.series, each.event.date.start
    if not series:
        return each
    for newer in told:
        if newer.event.series == series and each.issued < newer.issued <= day <= _reach(newer.issued, told):
            return replace(each, issued=newer.issued, page=newer.page, cancelled=True)
    return each


def _reach(issued: datetime.date, told: Sequence[Announced]) -> datetime.date:
    """Return the last day on which an issue lists a meeting of any series."""
    return max(each.event.date.start for each in told if each.issued == issued and each.event.series)


def without_repeats(announcements: Iterable[Announced]) -> tuple[Announced, ...]:
    """Return the events without those that another one tells too: the same title on the same days at the same time.

    An issue that has an article about a meeting has it in its calendar as well. One without a time repeats one with.
    What is cancelled is left out: whoever subscribes then has it no more.
    """
    told: dict[tuple[object, ...], Announced] = {}
    for each in announcements:
        if not each.cancelled:
            told.setdefault((_matter(each), each.event.time), each)
    timed = {_matter(each) for each in told.values() if each.event.time is not None}
    return tuple(each for each in told.values() if each.event.time is not None or _matter(each) not in timed)


def _matter(announcement: Announced) -> tuple[object, ...]:
    event = announcement.event
    return event.date.start, event.date.end or event.date.start, event.title.casefold()


def calendar(announcements: Sequence[Announced], newsletter: Newsletter) -> bytes:
    """Return a calendar file of the events, in the order of their days.

    It has no METHOD, so that programs show it or take it over and answer nobody. The UID of an event holds for the
    whole newsletter; the later the issue, the higher its SEQUENCE, so that what is newer wins.
    """
    from icalendar import Calendar

    zone = ZoneInfo(newsletter.timezone)
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//{newsletter.list_id}//storsthlm//{newsletter.language.upper()}")
    made.add("calscale", "GREGORIAN")
    made.add("name", newsletter.name)
    made.add("x-wr-calname", newsletter.name)
    made.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "P1D")
    timed = [each for each in announcements if each.event.time is not None]
    if timed:
        years = [day.year for each in timed for day in (each.event.date.start, each.event.date.end) if day is not None]
        first, last = (min(max(year, _YEARS[0]), _YEARS[1]) for year in (min(years) - 1, max(years) + 1))
        made.add_component(definition(zone, first, last))
    for each in sorted(announcements, key=lambda each: (each.event.date.start, _hour(each.event), each.event.key)):
        made.add_component(_component(each, newsletter, zone))
    written: bytes = made.to_ical()
    return written


def _component(announcement: Announced, newsletter: Newsletter, zone: ZoneInfo) -> Component:
    from icalendar import Event as Component

    event = announcement.event
    made = Component()
    issued = datetime.datetime.combine(announcement.issued, ISSUED, zone).astimezone(datetime.UTC)
    made.add("uid", f"{event.key}@{newsletter.list_id}")
    made.add("dtstamp", issued)
    made.add("last-modified", issued)
    made.add("sequence", max(0, (announcement.issued - _EPOCH).days))
    _add_days(made, event, zone)
    made.add("summary", _words(event.title))
    if event.place:
        made.add("location", _words(event.place))
    if announcement.cancelled:
        made.add("status", "CANCELLED")
    if announcement.url:
        made.add("url", announcement.url)
    source = f"{newsletter.name}, {announcement.issued.isoformat()}"
    made.add("description", "\n".join(filter(None, (source, announcement.page))))
    return made


def _add_days(made: Component, event: Event, zone: ZoneInfo) -> None:
    """Write when it is: whole days without a time; no end where nothing but the start is known."""
    first, last = event.date.start, event.date.end or event.date.start
    if event.time is None:
        made.add("dtstart", first)
        if last < datetime.date.max:
            made.add("dtend", last + _DAY)
        return
    start = datetime.datetime.combine(first, event.time.start)
    end = _end(event, start, last)
    local = {"TZID": zone.key}
    made.add("dtstart", start, parameters=local)
    if end is not None:
        made.add("dtend", end, parameters=local)


def _end(event: Event, start: datetime.datetime, last: datetime.date) -> datetime.datetime | None:
    """Return the local time at which an event ends. Several days without a time of ending end with the last of them."""
    assert event.time is not None
    if last == datetime.date.max:
        return None
    if event.time.end is None:
        midnight = datetime.datetime.combine(last + _DAY, datetime.time())
        return midnight if last > start.date() else None
    end = datetime.datetime.combine(last, event.time.end)
    return end if end > start else end + _DAY


def _words(text: str) -> str:
    """Return a text for everybody: a merge slot shows its default, or nothing, and what no calendar may hold is shown.

    The checks find both; but an issue of long ago may never have been judged by them.
    """
    for slot in reversed(list(slots(text))):
        text = text[: slot.start] + (slot.default or "") + text[slot.end :]
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", lines)


def _hour(event: Event) -> datetime.time:
    return event.time.start if event.time is not None else datetime.time()


def _is_public(url: str) -> bool:
    """Tell whether an address leads to the web for everybody: it has no merge slot and no name or password."""
    try:
        parts = urlsplit(url)
        if any(sign.isspace() for sign in url) or _NO_TEXT.search(url):
            return False
        return parts.scheme in ("https", "http") and bool(parts.hostname) and not parts.username and not any(slots(url))
    except ValueError:
        return False
