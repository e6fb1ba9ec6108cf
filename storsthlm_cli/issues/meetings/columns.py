"""The columns of a table of meetings: what their headings mean, in Swedish and English, Outlook's exports included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

DATE = "date"
TITLE = "title"

HEADINGS: Mapping[str, tuple[str, ...]] = {
    DATE: ("datum", "date", "startdatum", "start date", "datum och tid", "mötesdatum", "dag", "day", "när", "when"),
    "start": ("start", "startar", "börjar", "begins", "från", "fr.o.m.", "from"),
    "end": ("slut", "slutar", "end", "ends", "till", "to", "until"),
    "to": ("slutdatum", "end date", "t.o.m."),
    "time": ("tid", "time", "starttid", "start time", "klockslag", "klockan", "kl"),
    "end_time": ("sluttid", "end time"),
    TITLE: (
        *("titel", "title", "rubrik", "ämne", "subject", "möte", "meeting", "mötets namn", "summary", "headline"),
        *("aktivitet", "händelse", "event", "namn", "name", "vad", "what"),
    ),
    "place": ("plats", "location", "lokal", "place", "var", "where", "room", "sal", "adress"),
    "url": ("länk", "url", "link", "webbadress", "webb", "web"),
    "all_day": ("heldagshändelse", "all day event", "heldag", "hela dagen", "all day"),
    "private": ("privat", "private"),
    "sensitivity": ("känslighet", "sensitivity"),
}
"""Field → the headings that are read as it, the best first. Case, spaces and signs do not matter."""


def columns_of(headings: Sequence[object]) -> Mapping[str, int] | None:
    """Return at which index each field stands, None when these are no headings of meetings: date and title are needed.

    Of several columns for one field the one whose heading is listed first has it. `start` is the date when no other
    column is, else the time if no other column is that. `end` can hold a day or a time; beside a column for the last
    day it is the time.
    """
    ranked: dict[str, tuple[int, int]] = {}
    for index, heading in enumerate(headings):
        meaning = _MEANINGS.get(_plain(heading)) if isinstance(heading, str) else None
        if meaning is not None:
            field, rank = meaning
            ranked[field] = min(ranked.get(field, (rank, index)), (rank, index))
    found = {field: index for field, (_, index) in ranked.items()}
    start, end = found.pop("start", None), found.pop("end", None)
    if start is not None and not {DATE, "time"} <= found.keys():
        found["time" if DATE in found else DATE] = start
    if end is not None:
        found.setdefault("end_time" if "to" in found else "to", end)
    return found if {DATE, TITLE} <= found.keys() else None


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", unicodedata.normalize("NFKD", heading.casefold()))


_MEANINGS = {_plain(heading): (field, rank) for field, names in HEADINGS.items() for rank, heading in enumerate(names)}
