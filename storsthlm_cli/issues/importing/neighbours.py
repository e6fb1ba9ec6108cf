"""What a line looks like when its neighbours are looked at, too: lists, rows, days with their titles, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from storsthlm_cli.issues.importing.cleaning import clean, spaced
from storsthlm_cli.issues.importing.lines import Gap, Line
from storsthlm_cli.issues.importing.looks import (
    LONG,
    LONGEST_TITLE,
    SENTENCE_END,
    Look,
    Seen,
    is_name,
    is_role,
    look_by_itself,
)
from storsthlm_cli.issues.importing.rows import row_of
from storsthlm_cli.issues.importing.words import KINDS


def look_at(lines: Sequence[Line]) -> list[Seen]:
    """Return the lines that have something to see, each with its look."""
    seen: list[Seen] = []
    gap = Gap.START
    for line in lines:
        if line.blank:
            gap = max(gap, Gap.SPACER if line.text else Gap.BLANK)
            continue
        seen.append(look_by_itself(line, gap))
        gap = Gap.NONE
    return _with_signatures(_with_pairs(_with_rows(_with_lists(seen))))


def _with_lists(seen: list[Seen]) -> list[Seen]:
    """Make lists of neighbouring lines that begin with a hyphen and are too short for speech."""
    dashed = [one.look is Look.QUOTE and one.text.startswith("- ") and len(one.text) <= 2 * LONG for one in seen]
    result = list(seen)
    for number, one in enumerate(seen):
        above = number > 0 and dashed[number - 1] and one.gap is Gap.NONE
        below = number + 1 < len(seen) and dashed[number + 1] and seen[number + 1].gap is Gap.NONE
        if dashed[number] and (above or below):
            bare = spaced(one.line.text)[2:]
            row = row_of(one.line, bare)
            result[number] = replace(one, text=clean(bare), look=Look.ROW if row else Look.BULLET, row=row)
    return result


def _with_rows(seen: list[Seen]) -> list[Seen]:
    """Decide which lines that name a day are rows: those with another one beside them, or below a calendar's head."""
    result = list(seen)
    for number, one in enumerate(seen):
        if one.row is None or one.line.heading:
            continue
        neighbours = [seen[at] for at in (number - 1, number + 1, number - 2, number + 2) if 0 <= at < len(seen)]
        beside = any(other.row is not None for other in neighbours[:2])
        listed = any(other.row is not None and abs(other.number - one.number) <= 2 for other in neighbours[2:])
        bare = not one.row.title and listed
        if one.look is Look.ROW:
            if not (beside or bare or _below_calendar(seen, number)):
                result[number] = replace(one, look=Look.BULLET, row=None)
        elif (beside or bare or _below_calendar(seen, number)) and one.look in (Look.SHORT, Look.TEXT, Look.LINK):
            result[number] = replace(one, look=Look.ROW)
        else:
            result[number] = replace(one, row=None)
    return result


def _below_calendar(seen: Sequence[Seen], number: int) -> bool:
    above = seen[number - 1].text.lower() if number else ""
    weight = sum(weight for pattern, weight in KINDS["calendar"] if re.search(rf"\b(?:{pattern})", above[:LONG]))
    return len(above) <= LONGEST_TITLE and weight >= 4


def _with_pairs(seen: list[Seen]) -> list[Seen]:
    """Join days on lines of their own with the titles below them, or above them, where the two take turns."""
    bare = [number for number, one in enumerate(seen) if one.row is not None and not one.row.title]
    for step in (1, -1):
        pairs = {number: number + step for number in bare if _is_title_of(seen, number, number + step)}
        if len(pairs) < 2 or len(pairs) < len(bare) or set(pairs) & set(pairs.values()):
            continue
        joined = []
        titles = set(pairs.values())
        for number, one in enumerate(seen):
            if number in pairs:
                first, second = sorted((number, pairs[number]))
                joined.append(_joined(seen[first], seen[second], one, seen[pairs[number]].text))
            elif number not in titles:
                joined.append(one)
        return joined
    return seen


def _is_title_of(seen: Sequence[Seen], day: int, title: int) -> bool:
    if not 0 <= title < len(seen) or seen[title].row is not None or len(seen[title].text) > LONG:
        return False
    near = seen[max(day, title)].gap is Gap.NONE
    return near and seen[title].look in (Look.SHORT, Look.TEXT, Look.LINK, Look.QUESTION)


def _joined(first: Seen, second: Seen, day: Seen, title: str) -> Seen:
    assert day.row is not None, "only days are joined"
    line = replace(first.line, text=f"{first.line.text} {second.line.text}", anchors=(), emphasis=())
    row = replace(day.row, title=title)
    return Seen(line, first.gap, f"{first.text} {second.text}", Look.ROW, row)


def _with_signatures(seen: list[Seen]) -> list[Seen]:
    """Find who signs: a name on a line of its own after an empty one, with a title below it or a greeting above."""
    result = list(seen)
    for number, one in enumerate(seen):
        if one.gap in (Gap.NONE, Gap.START) or not is_name(one.text.rstrip(",")) or one.line.heading:
            continue
        below = seen[number + 1] if number + 1 < len(seen) and seen[number + 1].gap is Gap.NONE else None
        title = (
            below is not None and len(below.text) <= 80 and is_role(below.text) and not SENTENCE_END.search(below.text)
        )
        greeted = number > 0 and seen[number - 1].look is Look.GREETING
        if title or greeted:
            result[number] = replace(one, look=Look.SIGNATURE)
        if title and below is not None:
            result[number + 1] = replace(below, look=Look.SIGNATURE)
    return result
