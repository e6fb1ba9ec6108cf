"""One meeting as a calendar of ours shows it, made from what calendars and tables say."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from storsthlm_cli.model.blocks import TimeSpan

Moment = datetime.date | datetime.datetime
"""A day, or a local time without a zone."""

_MIDNIGHT = datetime.time()
_LAST_MINUTE = datetime.time(23, 59)
_DAY = datetime.timedelta(days=1)
_NIGHT = datetime.timedelta(hours=12)
"""What is shorter and goes on over midnight belongs to the day on which it begins."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_WEB = re.compile(r"[(<]?\bhttps?://\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+|mailto:[^\s<>\"]+@[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: its day, the last one if there are several, its local time if it is known, and what it is called."""

    date: datetime.date
    end: datetime.date | None
    time: TimeSpan | None
    title: str
    place: str | None = None
    url: str | None = None

    @property
    def last(self) -> datetime.date:
        """The last day, which is the only one when there is no `end`."""
        return self.end or self.date


def regular(text: str) -> str:
    """Return a text on one line, with single spaces, without what cannot be seen."""
    return " ".join(_CONTROLS.sub(" ", _INVISIBLE.sub("", text)).split())


def days_and_time(start: Moment, end: Moment | None) -> tuple[datetime.date, datetime.date | None, TimeSpan | None]:
    """Return day, last day (None for one day) and time of what goes on from `start` to `end`.

    Days end with the day before `end`, and so does what is from midnight to midnight (or to 23:59). What is over the
    next morning, in less than twelve hours, is on one day; its end, which would read as one before its start, is left
    out, and so is that of several days if its time is not later than that of the start.
    """
    if not isinstance(start, datetime.datetime) or not isinstance(end, datetime.datetime | None):
        return _days(start, end)
    begins = start.time().replace(second=0, microsecond=0)
    if end is None or end <= start:
        return start.date(), None, TimeSpan(begins, None)
    ends = end.time().replace(second=0, microsecond=0)
    if begins == _MIDNIGHT and ends in (_MIDNIGHT, _LAST_MINUTE):
        return _days(start, end if ends == _MIDNIGHT else end + _DAY)
    last = end.date() - _DAY if ends == _MIDNIGHT else end.date()
    if last > start.date() and end - start >= _NIGHT:
        return start.date(), last, TimeSpan(begins, ends if ends > begins else None)
    return start.date(), None, TimeSpan(begins, ends if end.date() == start.date() and ends > begins else None)


def _days(start: Moment, end: Moment | None) -> tuple[datetime.date, datetime.date | None, None]:
    first, last = _day(start), _day(end) - _DAY if end is not None else _day(start)
    return first, last if last > first else None, None


def _day(moment: Moment) -> datetime.date:
    return moment.date() if isinstance(moment, datetime.datetime) else moment


def place_of(text: str, remark: Callable[[str], None]) -> str | None:
    """Return a place without the web addresses in it, which are there to join by and not to be printed.

    That something was left out is told to `remark`.
    """
    place = regular(text)
    words = _WEB.sub(" ", place)
    if words == place:
        return place or None
    remark("the web address in the place was left out: it may be the one to join by")
    return " ".join(words.split()).strip(" ;,|–-") or None


def url_of(text: str, remark: Callable[[str], None]) -> str | None:
    """Return an address to link to; `www.x.example` gets its https. What is no address is told to `remark`."""
    url = regular(text)
    if url.lower().startswith("www."):
        url = f"https://{url}"
    if not url or _ADDRESS.fullmatch(url):
        return url or None
    remark(f"`{url}` is not an address to link to; the meeting stands without a link")
    return None
