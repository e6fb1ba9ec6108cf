"""Times of day as people write them: `09:00`, `9.30`, `09:00–11:00`, `kl. 9–11.30`."""

from __future__ import annotations

import datetime
import re

from storsthlm_cli.model.blocks import TimeSpan
from storsthlm_cli.model.places import Text
from storsthlm_cli.source.nodes import Reading

CLOCK = r"\d{1,2}(?:[:.]\d{2})?"
_SPAN = re.compile(rf"(?:kl\.?\s*)?(?P<start>{CLOCK})(?:\s*[–-]\s*(?P<end>{CLOCK}))?", re.IGNORECASE | re.ASCII)
_CLOCK_PARTS = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?", re.ASCII)


def read_time(text: Text, reading: Reading) -> TimeSpan | None:
    """Return the time that a text says: a start, or a start and an end.

    What is no time of day is objected to at its characters (S035), an end that is not after its start too (S034).
    """
    match = _SPAN.fullmatch(text.content)
    if match is None:
        reading.object_to("S035", text.spot(), found=text.content)
        return None
    times = []
    for name in ("start", "end"):
        if match[name] is None:
            continue
        time = _clock(match[name])
        if time is None:
            reading.object_to("S035", text.spot(*match.span(name)), found=match[name])
            return None
        times.append(time)
    if len(times) == 1:
        return TimeSpan(times[0], None)
    if times[1] <= times[0]:
        reading.object_to("S034", text.spot(*match.span("end")), start=match["start"], end=match["end"])
        return None
    return TimeSpan(times[0], times[1])


def _clock(written: str) -> datetime.time | None:
    parts = _CLOCK_PARTS.fullmatch(written)
    assert parts is not None, "the span's pattern has let it through"
    hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    return datetime.time(hour, minute) if hour < 24 and minute < 60 else None
