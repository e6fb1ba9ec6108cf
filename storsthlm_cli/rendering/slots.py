"""Merge slots on their way through the templates.

A slot is written into the output as a word of ASCII letters and digits, which no escaping, inlining or line wrapping
changes, and found again when all is rendered. So no text of an author is ever read as a template, and no recipient's
value ever passes through one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator

from storsthlm_cli.model.rendered import ADDRESS, UNSUBSCRIBE_URL, MergeSlot, Pieces, SlotPlace

_URL_ATTRIBUTES = frozenset({"href", "src", "action", "cite", "background"})
_OPEN_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*("[^"]*|'[^']*)\Z""")
_GUESSED_WIDTHS = {UNSUBSCRIBE_URL: 120, ADDRESS: 28}
_GUESSED_WIDTH = 12


class Slots:
    """The slots of one rendering.

    The words begin with a random number, so that no content can hold one (a chance of one in 2^64); they begin with
    the only `Z` in them, so that no neighbouring text can complete or break one.
    """

    def __init__(self) -> None:
        self._stem = f"Zslot{secrets.token_hex(8)}n"
        self._found: list[tuple[str, str | None, SlotPlace | None]] = []
        self._pattern = re.compile(self._stem + r"(\d+)x")

    def mark(self, field: str, default: str | None = None, place: SlotPlace | None = None) -> str:
        """Return the word that stands for a slot of this field and default; `place` where it is known already."""
        slot = (field, default, place)
        if slot not in self._found:
            self._found.append(slot)
        return f"{self._stem}{self._found.index(slot)}x"

    def width(self, text: str) -> int:
        """Return how many columns the text takes, guessing the values of its slots."""
        if self._stem not in text:
            return len(text)
        guessed = sum(self._guess(match) - len(match[0]) for match in self._pattern.finditer(text))
        return len(text) + guessed

    def split(self, text: str, place: SlotPlace) -> Pieces:
        """Return the text cut at its slots, all of which stand in `place` unless marked with another."""
        return tuple(self._pieces(text, place))

    def split_html(self, html: str) -> Pieces:
        """Return a page cut at its slots. Those in the address of a link or an image have the place URL."""
        return tuple(self._pieces(html, None))

    def _pieces(self, text: str, place: SlotPlace | None) -> Iterator[str | MergeSlot]:
        end = 0
        for match in self._pattern.finditer(text):
            if match.start() > end:
                yield text[end : match.start()]
            field, default, known = self._found[int(match[1])]
            yield MergeSlot(field, default, known or place or _place_in_html(text, match.start()))
            end = match.end()
        if end < len(text):
            yield text[end:]

    def _guess(self, match: re.Match[str]) -> int:
        field, default, _ = self._found[int(match[1])]
        return _GUESSED_WIDTHS.get(field, max(_GUESSED_WIDTH, len(default or "")))


def _place_in_html(html: str, position: int) -> SlotPlace:
    """Return HTML, or URL inside an attribute that holds an address. Serialised HTML has no bare `<` or `>`."""
    tag = html.rfind("<", 0, position)
    if tag > html.rfind(">", 0, position):
        attribute = _OPEN_ATTRIBUTE.search(html[tag:position])
        if attribute is not None and attribute[1].lower() in _URL_ATTRIBUTES:
            return SlotPlace.URL
    return SlotPlace.HTML
