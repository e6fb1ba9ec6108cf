"""Lines of a calendar: a day at the beginning or the end, perhaps a time, and what takes place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storsthlm_cli.issues.importing.cleaning import spaced
from storsthlm_cli.issues.importing.days import Day, find_days, find_time
from storsthlm_cli.issues.importing.lines import Line

BULLET = re.compile(r"\s*(?:[•·▪◦‣●○■□➢✓✔*]|\uf0b7)\s*(?=\S)")
"""The sign before a line of a list."""
_ROW_TAIL = re.compile(r"\s*(?:[,;(|]|\s[–-])\s*\Z")
_LONGEST_ROW = 260


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a calendar: its days, its time as an issue writes it, and the words that are left."""

    day: Day
    time: str | None
    title: str


def without_bullet(text: str) -> str:
    """Return a line without the sign of a list before it."""
    match = BULLET.match(text)
    return text[match.end() :] if match else text


def row_of(line: Line, bare: str) -> Row | None:
    """Return what a line says when it is one of a calendar: a day at its beginning, or at its end after a comma."""
    if line.cells:
        return _row_of_cells(line.cells)
    if len(bare) > _LONGEST_ROW:
        return None
    days = list(find_days(bare))
    if not days:
        return None
    first, last = days[0], days[-1]
    if not bare[: first.start].strip(" (-–"):
        time, title = _timed(bare[first.end :])
        return Row(first, time, title.strip(" \t,;:.–-|)(")) if not title.lstrip().startswith("är ") else None
    head, tail = bare[: last.start], bare[last.end :]
    time, rest = _timed(tail)
    rest = rest.strip(" ,.;)(–-")
    if not _ROW_TAIL.search(head) or len(rest) > 40:
        return None
    title = head.rstrip(" \t,;(|–-")
    return Row(last, time, f"{title}, {rest}" if rest else title)


def _row_of_cells(cells: tuple[str, ...]) -> Row | None:
    for number, cell in enumerate(cells):
        day = next(find_days(cell), None)
        if day is not None and len(cell) - (day.end - day.start) <= 25:
            time, rest = _timed(cell[: day.start] + cell[day.end :])
            others = [rest.strip(" ,.–-"), *cells[:number], *cells[number + 1 :]]
            times = [find_time(other) for other in others]
            alone = next(
                (i for i, t in enumerate(times) if t and time is None and len(others[i]) - (t[1] - t[0]) <= 4), None
            )
            if alone is not None and (found := times[alone]):
                time = found[2]
                del others[alone]
            return Row(day, time, ", ".join(spaced(other) for other in others if other.strip()))
    return None


def _timed(text: str) -> tuple[str | None, str]:
    """Take a time of day out of the words around a date, when it stands at either end of them."""
    found = find_time(text)
    if found is None:
        return None, text
    start, end, time = found
    before, after = text[:start].rstrip(" ,("), text[end:].lstrip(" ,:)")
    if before.strip(" ,:–-") and after:
        return None, text
    return time, before or after
