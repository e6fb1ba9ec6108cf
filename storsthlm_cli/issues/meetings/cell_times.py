"""Times of day as people write them in tables: `09:00`, `9.30–11`, `kl. 9`, `9:00 AM`, `09:00:00`."""

from __future__ import annotations

import datetime
import re

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.]\d{2})?)?\s*(?:(?P<half>[ap])\.?m\.?)?", re.ASCII | re.IGNORECASE
)
_KL = re.compile(r"(?:klockan|kl\.?)\s*", re.IGNORECASE)
_TO = re.compile(r"\s*(?:[-–—]|\btill\b|\bto\b)\s*", re.IGNORECASE)
_BEHIND_A_DAY = re.compile(
    r"(?P<day>.+?)[\s,]+(?P<time>(?:klockan|kl\.?)\s*\d.*|\d{1,2}[:.]\d{2}(?![.\d]).*)", re.IGNORECASE
)
_WHOLE_DAY = frozenset({"heldag", "hela dagen", "all day"})


def read_times(text: str) -> tuple[datetime.time | None, datetime.time | None]:
    """Return start and end that a text says, the end None if there is none, both for `heldag`.

    An end of 24:00 is midnight. Raises ValueError with a sentence when it says no time of day.
    """
    bare = text.strip()
    if bare.casefold() in _WHOLE_DAY:
        return None, None
    parts = _TO.split(_KL.sub("", bare, count=1))
    matches = [match for match in map(_CLOCK.fullmatch, parts) if match is not None]
    halves = {match["half"] is not None for match in matches}
    if len(matches) != len(parts) or len(parts) > 2 or len(halves) != 1:
        raise ValueError(f"`{text}` is not a time")
    try:
        times = [_time(match, number == 1) for number, match in enumerate(matches)]
    except ValueError:
        raise ValueError(f"`{text}` is not a time") from None
    return times[0], times[1] if len(times) == 2 else None


def apart(text: str) -> tuple[str, str]:
    """Return the day and the time of a text that says both, "" for the time if there is none."""
    match = _BEHIND_A_DAY.fullmatch(text.strip())
    return (match["day"], match["time"]) if match is not None else (text, "")


def _time(match: re.Match[str], is_end: bool) -> datetime.time:
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half is not None:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if half in "pP" else 0)
    if is_end and (hour, minute) == (24, 0):
        hour = 0
    return datetime.time(hour, minute)
