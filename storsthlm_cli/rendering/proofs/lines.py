"""Passages as numbered lines of one width: the same lines on paper, in a text and in JSON."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from storsthlm_cli.model.proof import Line, Linked, Run
from storsthlm_cli.rendering.links import LOST
from storsthlm_cli.rendering.proofs.marking import Day, Marked, marked
from storsthlm_cli.rendering.proofs.names import Names
from storsthlm_cli.rendering.proofs.passages import Passage
from storsthlm_cli.rendering.typography import NBSP

COLUMNS = 56
"""Characters of a line: an eye finds the next one easily, and half of the paper's width is left for notes."""
_ADDRESS_COLUMNS = 72
"""Addresses are set smaller, so that most are on one line."""
_ARROW = f"→{NBSP}"


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is set off, as written, and the line that it begins in."""

    marked: Marked
    words: str
    line: int


@dataclass(slots=True)
class Part:
    """A section as lines, those of one passage with its addresses in one group; what is set off, and the links."""

    title: str
    section: str
    groups: list[tuple[Line, ...]] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    linked: list[Linked] = field(default_factory=list)


class Typesetter:
    """Sets passages as lines, numbered from 1 on over all of them."""

    def __init__(self, names: Names, issued: datetime.date) -> None:
        self._names, self._issued = names, issued
        self._number = 0

    def set(self, title: str, section: str, passages: Iterable[Passage]) -> Part:
        """Return a section as lines; its id is empty for what is in none."""
        part = Part(title, section)
        for passage in passages:
            part.groups.append(tuple(self._lines(passage, part)))
        return part

    def _lines(self, passage: Passage, part: Part) -> Iterator[Line]:
        marks = marked(passage, self._names, self._issued)
        links = list(_placed(passage))
        signs = (passage.sign, " " * len(passage.sign))
        width = COLUMNS - len(passage.sign)
        for place, (start, end) in enumerate(cut(passage.text, width)):
            self._number += 1
            begun = [each for each in marks if start <= each.start < end]
            part.found += [Found(each, _shown(passage.text[each.start : each.end]), self._number) for each in begun]
            part.linked += [Linked(text, address, self._number) for at, text, address in links if start <= at < end]
            notes = (each.what.read for each in begun if isinstance(each.what, Day))
            sign = signs[place > 0]
            yield Line(
                number=self._number,
                section=part.section,
                use=passage.use,
                indent=len(sign) - len(sign.lstrip()),
                runs=((Run(sign.lstrip()),) if sign.strip() else ()) + tuple(_runs(passage.text, start, end, marks)),
                notes=tuple(dict.fromkeys(note for note in notes if note)),
                gap=passage.gap and place == 0,
            )
        for text, address in passage.links:
            yield from self._address(text if len(passage.links) > 1 else "", address, signs[1], part.section)

    def _address(self, text: str, address: str | None, sign: str, section: str) -> Iterator[Line]:
        """Yield the lines that say where a link leads; of several in a passage each with its text."""
        words = f"{_ARROW}{text}: " if text else _ARROW
        words += f"[{LOST}]" if address is None else address
        for start, end in cut(words, _ADDRESS_COLUMNS - len(sign)):
            self._number += 1
            yield Line(self._number, section, None, len(sign), (Run(_shown(words[start:end])),))


def cut(text: str, width: int) -> list[tuple[int, int]]:
    """Return where the lines of a text begin and end (excluded), the blanks between them left out.

    Lines are broken at blanks, not at no-break spaces, and at line feeds; what has no blank is cut where it must be.
    """
    lines: list[tuple[int, int]] = []
    begin = 0
    for piece in text.split("\n"):
        start, stop = begin, begin + len(piece)
        while stop - start > width:
            blank = text.rfind(" ", start + 1, start + width + 1)
            end = blank if blank > 0 else start + width
            lines.append((start, end))
            start = end + (blank > 0)
        lines.append((start, stop))
        begin = stop + 1
    return [(start, end) for start, end in lines if text[start:end].strip()]


def _placed(passage: Passage) -> Iterator[tuple[int, str, str | None]]:
    """Yield where in a passage each of its links begins, its text and its address."""
    shown, behind = _shown(passage.text), 0
    for text, address in passage.links:
        words = _shown(text)
        at = max(shown.find(words, behind), behind)
        yield at, words, address
        behind = at + len(words)


def _runs(text: str, start: int, end: int, marks: Sequence[Marked]) -> Iterator[Run]:
    """Yield characters `start` to `end` (excluded), cut where something is set off."""
    for each in marks:
        if each.end <= start or each.start >= end:
            continue
        first, last = max(each.start, start), min(each.end, end)
        if first > start:
            yield Run(_shown(text[start:first]))
        yield Run(_shown(text[first:last]), each.mark)
        start = last
    if start < end:
        yield Run(_shown(text[start:end]))


def _shown(text: str) -> str:
    return text.replace(NBSP, " ").replace("\u202f", " ").replace("\n", " ")
