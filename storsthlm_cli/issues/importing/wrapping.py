"""Paragraphs put together again that were broken at a width, as the text parts of mails and many text files are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from storsthlm_cli.issues.importing.lines import Line
from storsthlm_cli.issues.importing.words import MONTHS

_NARROWEST, _WIDEST = 50, 100
_NEARLY_FULL = 0.8
_FULL_LINES = 8
_GOING_ON = 3
"""Lines that go on in small letters where the one before was full: so many are no chance."""
_STRAY = 20
"""One line in so many may be longer than the width: one that was typed, not broken."""
_APART = 4
_RULE = re.compile(r"\s*[-=~_*#–—]{3,}\s*\Z")
_ADDRESS = re.compile(r"[<\[(\s]*https?://\S+\Z")
_ROW = re.compile(r"\s*(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2})(?!\d)")
_DAY = re.compile(rf"\s*\d{{1,2}}(?:[–-]\d{{1,2}})?[ \xa0](?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_BEGINS = re.compile(r"\s*(?:[-*•>=~#|]|[–—] |\d{1,3}[.)] |<?https?://|\[)")
"""What begins a line of its own, wherever the one before ends."""


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Return lines with paragraphs put together again that were broken at a width.

    A line was broken when the next word would not have fitted on it. A joined line has the number of its first one.
    """
    width = _width([line.text.rstrip() for line in lines if "://" not in line.text and not _RULE.match(line.text)])
    if width is None:
        return list(lines)
    groups = _grouped(lines, width)
    full = sum(1 for line in lines if width * _NEARLY_FULL < len(line.text) <= width)
    small = sum(1 for group in groups for line in group[1:] if line.text.lstrip()[:1].islower())
    return _joined(groups) if full >= _FULL_LINES or small >= _GOING_ON else list(lines)


def unflowed(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a mail that is `format=flowed` (RFC 3676): a line with a space at its end goes on."""
    groups: list[list[Line]] = []
    for line in lines:
        above = groups[-1][-1].text if groups else ""
        if above.strip() and above.endswith(" ") and above != "-- " and line.text.strip() and not _begins(line, []):
            groups[-1].append(line)
        else:
            groups.append([line])
    return _joined(groups)


def _width(texts: Iterable[str]) -> int | None:
    """Return the width at which lines were broken, None when they were not."""
    lengths = sorted((len(text) for text in texts if text), reverse=True)
    few = len(lengths) // _STRAY
    stray = next((at for at in range(few, 0, -1) if lengths[at - 1] - lengths[at] >= _APART), 0)
    width = lengths[stray] if lengths else 0
    return width if _NARROWEST <= width <= _WIDEST else None


def _grouped(lines: Iterable[Line], width: int) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        above = groups[-1][-1].text.rstrip() if groups else ""
        word = line.text.strip().split(" ")[0]
        broken = above and word and len(above) + 1 + len(word) > width
        if broken and not (_begins(line, groups[-1]) or _RULE.match(above) or _ADDRESS.match(above)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _begins(line: Line, group: Sequence[Line]) -> bool:
    """Tell whether a line begins something: a point, speech, a row; a day does so below another one."""
    if _BEGINS.match(line.text) or _ROW.match(line.text):
        return True
    return bool(group) and _DAY.match(line.text) is not None and _DAY.match(group[0].text) is not None


def _joined(groups: Iterable[Sequence[Line]]) -> list[Line]:
    found: list[Line] = []
    for first, *others in groups:
        texts = (first.text.rstrip(), *(line.text.strip() for line in others))
        found.append(replace(first, text=" ".join(texts), joined=len(others)) if others else first)
    return found
