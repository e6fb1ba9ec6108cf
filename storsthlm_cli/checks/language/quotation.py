"""Quotation marks: which belong together, and which a Swedish text has there.

Swedish has ” on both sides, and ’ inside of a quotation (Myndigheternas skrivregler, Svenska skrivregler). Which of the
two sides a mark is on is told by its neighbours; one that is on neither (inches, apostrophes) is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DOUBLE = "”"
SINGLE = "’"
_DOUBLES = '"“”„‟'
_SINGLES = "'‘’‚"
_MARKS = frozenset(_DOUBLES + _SINGLES)
_NESTED = 3
"""Marks that may stand side by side, one quotation beginning with another."""
_CODE = re.compile(r"""://[^\s"'”’]*|(?<==)(["'])[^"'\n]*\1""")
"""What is written for machines: the marks in it are theirs."""
_GENITIVE = re.compile(r"s(?!\w)")
_BEFORE_OPENING = frozenset("([{-–—/")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Two marks that belong together, at `start` and before `end`; a mark by itself begins and ends there.

    `right` is the mark that should stand there.
    """

    start: int
    end: int
    right: str

    @property
    def alone(self) -> bool:
        """Whether it is a mark by itself."""
        return self.end - self.start == 1


def misquoted(text: str) -> Iterator[Quotation]:
    """Yield what does not have the marks that it should have, in the order of their beginnings."""
    if _MARKS.isdisjoint(text):
        return
    pairs, alone = _parsed(text)
    enclosing: list[int] = []  # ends of the quotations around the next one
    found = [Quotation(at, at + 1, DOUBLE) for at in alone if text[at] != DOUBLE]
    for start, end in sorted(pairs):
        while enclosing and enclosing[-1] < start:
            enclosing.pop()
        nested = bool(enclosing)
        if text[start] in _DOUBLES:
            enclosing.append(end)
        elif not nested:
            continue
        right = SINGLE if nested else DOUBLE
        if (text[start], text[end - 1]) != (right, right):
            found.append(Quotation(start, end, right))
    yield from sorted(found, key=lambda quotation: quotation.start)


def _parsed(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the pairs of marks, from the first to behind the second one, and the double marks that have no other."""
    pairs: list[tuple[int, int]] = []
    open_marks: list[int] = []
    alone: list[int] = []
    text = _CODE.sub(lambda match: "x" * len(match[0]), text)
    for at, mark in enumerate(text):
        if mark not in _MARKS:
            continue
        kind = _DOUBLES if mark in _DOUBLES else _SINGLES
        if _opens(text, at):
            open_marks.append(at)
        elif _closes(text, at):
            if any(text[other] in kind for other in open_marks[-_NESTED:]):
                while text[open_marks[-1]] not in kind:
                    left = open_marks.pop()
                    alone += [left] if text[left] in _DOUBLES else []
                pairs.append((open_marks.pop(), at + 1))
            elif kind is _DOUBLES and not (at and text[at - 1].isdigit()):
                alone.append(at)
    return pairs, [*alone, *(at for at in open_marks if text[at] in _DOUBLES)]


def _opens(text: str, at: int) -> bool:
    first = at
    while first and text[first - 1] in _MARKS and at - first < _NESTED:
        first -= 1
    before, after = text[first - 1 : first] if first else "", text[at + 1 : at + 2]
    if not after or after.isspace():
        return False
    begins = not before or before.isspace() or before in _BEFORE_OPENING
    return begins and (after.isalnum() or after in _MARKS or after in "([…–\ufffc")


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    ends = not after.isalnum() or (text[at] in _DOUBLES and _GENITIVE.match(text, at + 1) is not None)
    return bool(before) and not before.isspace() and ends
