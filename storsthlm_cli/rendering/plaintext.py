"""Lines of the text part: at most 78 columns, unless a line is one word such as an address."""

from __future__ import annotations

import re

from storsthlm_cli.model.prose import Prose, Subheading
from storsthlm_cli.rendering import prose as running
from storsthlm_cli.rendering.pen import Pen
from storsthlm_cli.rendering.typography import NBSP, plain, typeset

COLUMNS = 78
"""RFC 5322, section 2.1.1, asks for no more."""

_GAPS = re.compile(r"\n{3,}")


class Paper:
    """What text templates write with. Every method returns whole lines without the last line feed."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen

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
        """Return running text as paragraphs with an empty line between; items of a list stand close.

        Subheadings have a line under them, as the headings of items do.
        """
        written: list[str] = []
        after_item = False
        for block in prose:
            for first, rest, words in running.text((block,), self._pen):
                gap = "\n" if after_item and first.strip() else "\n\n"
                written.append((gap if written else "") + self.wrap(words.strip(), indent + first, indent + rest))
                after_item = bool(first)
            if isinstance(block, Subheading):
                written[-1] = self._lined(written[-1], "-", indent)
        return "".join(written)

    def underlined(self, words: object, sign: str) -> str:
        """Return a heading with a line under it."""
        return self._lined(self.line(words), sign)

    def rule(self, sign: str) -> str:
        """Return a line across the page."""
        return sign * COLUMNS

    def _lined(self, heading: str, sign: str, indent: str = "") -> str:
        """Return the lines of a heading with one under them, as wide as the widest."""
        widest = max(map(self._pen.slots.width, heading.split("\n")))
        return f"{heading}\n{indent}{sign * (widest - len(indent))}"

    def _lines(self, piece: str, first: str, rest: str) -> list[str]:
        width = self._pen.slots.width
        lines: list[str] = []
        current, columns, empty = first, width(first), True
        for word in filter(None, piece.split(" ")):
            wide = width(word)
            if not empty and columns + 1 + wide > COLUMNS:
                lines.append(current)
                current, columns, empty = rest, width(rest), True
            current += word if empty else f" {word}"
            columns += wide if empty else wide + 1
            empty = False
        return [*lines, current]


def finished(text: str) -> str:
    """Return the whole text part: no-break spaces have done their work, lines end where their words do."""
    lines = (line.rstrip() for line in text.replace(NBSP, " ").replace("\u202f", " ").split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip("\n") + "\n"
