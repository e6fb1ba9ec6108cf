"""Lines of the text part: at most 78 columns, unless a line is one word such as an address."""

from __future__ import annotations

import re

from storsthlm_cli.model.prose import Prose
from storsthlm_cli.rendering import prose as running
from storsthlm_cli.rendering.slots import Slots
from storsthlm_cli.rendering.typography import NBSP, plain, typeset

COLUMNS = 78
"""RFC 5322, section 2.1.1, asks for no more."""

_GAPS = re.compile(r"\n{3,}")


class Paper:
    """What text templates write with. Every method returns whole lines without the last line feed."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots

    def wrap(self, words: object, first: str = "", rest: str | None = None) -> str:
        """Return words on lines; the first begins with `first`, the others with `rest` (blanks as wide, when None)."""
        indent = " " * len(first) if rest is None else rest
        lines: list[str] = []
        for piece in str(words).split("\n"):
            lines.extend(self._lines(piece, indent if lines else first, indent))
        return "\n".join(lines)

    def line(self, words: object, first: str = "", rest: str | None = None) -> str:
        """Return an author's single text, typeset, on lines."""
        return self.wrap(plain(typeset(words)).strip(), first, rest)

    def prose(self, prose: Prose, indent: str = "") -> str:
        """Return running text as paragraphs with an empty line between; items of a list stand close."""
        written: list[str] = []
        after_item = False
        for first, rest, words in running.text(prose, self._slots):
            gap = "\n" if after_item and first.strip() else "\n\n"
            written.append((gap if written else "") + self.wrap(words.strip(), indent + first, indent + rest))
            after_item = bool(first)
        return "".join(written)

    def underlined(self, words: object, sign: str) -> str:
        """Return a heading with a line under it."""
        lines = self.line(words)
        return f"{lines}\n{sign * max(map(len, lines.split(chr(10))))}"

    def rule(self, sign: str) -> str:
        """Return a line across the page."""
        return sign * COLUMNS

    def _lines(self, piece: str, first: str, rest: str) -> list[str]:
        lines: list[str] = []
        current, empty = first, True
        for word in filter(None, piece.split(" ")):
            if not empty and self._slots.width(current) + 1 + self._slots.width(word) > COLUMNS:
                lines.append(current)
                current, empty = rest, True
            current += word if empty else f" {word}"
            empty = False
        return [*lines, current]


def finished(text: str) -> str:
    """Return the whole text part: no-break spaces have done their work, lines end where their words do."""
    lines = (line.rstrip() for line in text.replace(NBSP, " ").replace("\u202f", " ").split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip("\n") + "\n"
