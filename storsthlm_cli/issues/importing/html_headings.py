"""Which lines of an HTML mail are headings: by their elements, else by their size, their names, their weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from storsthlm_cli.issues.importing.html_styles import Look
from storsthlm_cli.issues.importing.lines import Line

_LONGEST = 140
_LARGER = 1.15
_SMALLER = 0.9
_LONGEST_KICKER = 80


def with_headings(lines: Sequence[Line], looks: Mapping[int, Look]) -> list[Line]:
    """Return the lines with their headings and with what is set apart as a kicker or caption."""
    base = _usual_size(lines, looks)
    found = list(lines)
    tagged = sum(1 for line in lines if line.heading)
    if tagged < 2:
        found = _by_size(found, looks, base)
    if sum(1 for line in found if line.heading) < 2:
        found = _by(found, looks, lambda line, look: look.marked == "headline", 2)
    spacers = sum(1 for line in found if line.text and line.blank)
    if sum(1 for line in found if line.heading) < 2 and spacers < 2:
        found = _by(found, looks, lambda line, look: line.strong and not line.text.endswith(("?", ".", ":")), 3)
    return _with_marks(found, looks, base)


def _usual_size(lines: Sequence[Line], looks: Mapping[int, Look]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.number in looks and not line.heading:
            sizes[round(looks[line.number].size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 16.0


def _may_head(line: Line) -> bool:
    return bool(line.text.strip()) and len(line.text) <= _LONGEST and not line.bullet and not line.cells


def _by_size(lines: Sequence[Line], looks: Mapping[int, Look], base: float) -> list[Line]:
    """Make headings of short lines in larger letters: the larger, the higher."""
    large = {
        line.number: round(looks[line.number].size, 1)
        for line in lines
        if line.number in looks and _may_head(line) and looks[line.number].size >= base * _LARGER
    }
    levels = {size: level for level, size in enumerate(sorted(set(large.values()), reverse=True), 1)}
    return [
        replace(line, heading=min(levels[large[line.number]], 6)) if line.number in large and not line.heading else line
        for line in lines
    ]


def _by(
    lines: Sequence[Line], looks: Mapping[int, Look], heads: Callable[[Line, Look], bool], level: int
) -> list[Line]:
    chosen = {line.number for line in lines if line.number in looks and _may_head(line) and not line.url}
    return [
        replace(line, heading=level)
        if line.number in chosen and not line.heading and heads(line, looks[line.number])
        else line
        for line in lines
    ]


def _with_marks(lines: Sequence[Line], looks: Mapping[int, Look], base: float) -> list[Line]:
    """Mark what is set apart: capitals or small letters above a heading, small letters below a picture."""
    found: list[Line] = []
    seen = [line for line in lines if not line.blank or line.image]
    following = {line.number: after for line, after in pairwise(seen)}
    before: Line | None = None
    for line in lines:
        look = looks.get(line.number)
        if look is not None and not line.heading and not line.image:
            marked = line.marked if line.marked != "headline" else ""
            small = look.size <= base * _SMALLER
            short = len(line.text) <= _LONGEST_KICKER
            after = following.get(line.number)
            capitals = look.capitals or line.text.isupper()
            if not marked and short and after is not None and after.heading and (capitals or small or line.strong):
                marked = "kicker"
            elif not marked and small and before is not None and before.image is not None:
                marked = "caption"
            line = replace(line, marked=marked)
        if not line.blank:
            before = line
        found.append(line)
    return found
