"""What the rules of typography share: the texts of a Swedish issue, what in them is left alone, and safe edits."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from storsthlm_cli.checks.registry import Hit
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Edit, Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.texts import Piece, pieces

LOWER = "a-zåäöéèüæø"
UPPER = "A-ZÅÄÖÉÈÜÆØ"
SPACES = " \u00a0\u202f"
"""Blanks within a line, as character classes have them."""

_FILE_OR_SITE = re.compile(
    r"[\w-]\.(?:se|com|nu|org|net|eu|io|example|pdf|docx?|xlsx?|pptx?|jpe?g|png|html?)\b", re.IGNORECASE
)
_LONGEST = 200
_SHOWN = 60
_WORD_BEFORE = re.compile(rf"(\w[\w.]*)[{SPACES}]?\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A piece with the characters in it that speak of days and times, which are not the typographer's."""

    piece: Piece
    said: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> Text:
        """The text with its places."""
        return self.piece.text

    @property
    def content(self) -> str:
        """The characters."""
        return self.piece.text.content

    def free(self, start: int, end: int) -> bool:
        """Tell whether characters are neither part of an address or a file's name, nor of a day or a time."""
        if any(first < end and start < last for first, last in self.said):
            return False
        before = self.content[max(start - _LONGEST, 0) : start]
        after = self.content[end : end + _LONGEST]
        word = (
            _last_word(before)
            + self.content[start:end]
            + (after.split(maxsplit=1)[0] if after and not after[0].isspace() else "")
        )
        return not ("://" in word or "@" in word or word.startswith("www.") or _FILE_OR_SITE.search(word))

    def word_before(self, start: int) -> str:
        """Return the word before a place, its full stops taken off; empty when there is none."""
        match = _WORD_BEFORE.search(self.content, max(start - 30, 0), start)
        return match[1].rstrip(".") if match else ""

    def hit(self, start: int, end: int, right: str, *, level: Level | None = None, wide: bool = False) -> Hit:
        """Return a hit at `start` to `end` (excluded), where `right` should stand, with its edit where it is safe.

        With `wide`, the words that are told are those around it too.
        """
        first, last = self._around(start, end) if wide else (start, end)
        arguments = {
            "words": shortened(self.content[first:last]),
            "right": shortened(self.content[first:start] + right + self.content[end:last]),
        }
        return Hit(self.text.spot(start, end), arguments, level, mend(self.text, start, end, right))

    def _around(self, start: int, end: int) -> tuple[int, int]:
        """Return where the words around some characters begin and end."""
        before = self.content[max(start - 25, 0) : start].rstrip()
        after = self.content[end : end + 25]
        first = max(start - 25, 0) + len(before) - len(_last_word(before))
        gap = len(after) - len(after.lstrip())
        return first, end + gap + len((after.split(maxsplit=1) or [""])[0])


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """An issue with its evidence, equal to the very same ones only: to compare all that is in them takes long."""

    issue: Issue
    evidence: Evidence

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Judged) and other.issue is self.issue and other.evidence is self.evidence

    def __hash__(self) -> int:
        return hash((id(self.issue), id(self.evidence)))


def lines(issue: Issue, evidence: Evidence) -> tuple[Line, ...]:
    """Return the texts of an issue that are in Swedish: other languages have other rules."""
    return _lines(_Judged(issue, evidence))


@functools.lru_cache(maxsize=1)
def _lines(judged: _Judged) -> tuple[Line, ...]:
    """Gather the texts once for all rules, which are run one after the other."""
    said: dict[tuple[object, ...], list[tuple[int, int]]] = {}
    for saying in judged.evidence.sayings:
        said.setdefault(_where(saying.piece.text), []).append((saying.phrase.start, saying.phrase.end))
    return tuple(Line(piece, tuple(said.get(_where(piece.text), ()))) for piece in _swedish(judged.issue))


def _swedish(issue: Issue) -> Iterator[Piece]:
    return (piece for piece in pieces(issue) if tongue(piece.language or issue.language) == "sv")


def tongue(language: str) -> str:
    """Return a language without its country: `en` of `en-GB`."""
    return language.partition("-")[0].casefold()


def mend(text: Text, start: int, end: int, right: str) -> Edit | None:
    """Return the edit that writes characters anew; None where markup stands among them or directly behind them."""
    spot = text.spot(start, end)
    if spot.start is None or spot.end is None or spot.end - spot.start != end - start or start == end:
        return None
    return Edit(spot, right)


def shortened(words: str) -> str:
    """Return words as a sentence of a finding shows them: of long ones the beginning and the end."""
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN // 2]}…{words[-_SHOWN // 2 + 1 :]}"


def _last_word(text: str) -> str:
    return text.rsplit(maxsplit=1)[-1] if text and not text[-1].isspace() else ""


def _where(text: Text) -> tuple[object, ...]:
    return text.path, text.offsets[0] if text.offsets else 0
