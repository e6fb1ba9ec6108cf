"""Days and spans of days, as data: a `date` and perhaps a `to`."""

from __future__ import annotations

import datetime

from storsthlm_cli.model.blocks import DateSpan
from storsthlm_cli.model.places import Spot
from storsthlm_cli.source.nodes import Node, Reading


def read_days(node: Node) -> DateSpan | None:
    """Return what `date` and `to` of a mapping say, None if there is no good `date`.

    A `to` without a `date` is objected to (S022), one before it too (S034).
    """
    start, end = node.date("date"), node.date("to")
    to = node.get("to")
    if start is None:
        if to is not None and not node.has("date"):
            node.reading.object_to("S022", node.spot, key="date")
        return None
    at = Spot(node.spot.file, (*node.path, "date"))
    if to is None:
        return DateSpan(start, None, at)
    return day_span(start, end, at, to.spot, node.reading) if end is not None else None


def read_day(node: Node, key: str) -> DateSpan | None:
    """Return the single day under a key, None if there is no good one."""
    day = node.date(key)
    return DateSpan(day, None, Spot(node.spot.file, (*node.path, key))) if day is not None else None


def day_span(start: datetime.date, end: datetime.date, spot: Spot, end_spot: Spot, reading: Reading) -> DateSpan | None:
    """Return the days from `start` to `end`; one day if they are the same; None after objecting (S034) if reversed."""
    if end < start:
        reading.object_to("S034", end_spot, start=start.isoformat(), end=end.isoformat())
        return None
    return DateSpan(start, end if end != start else None, spot)
