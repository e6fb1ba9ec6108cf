"""The promise of an import: no line of the source is lost. It is checked word by word on the draft as it is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from storsthlm_cli.issues.importing.cleaning import spaced
from storsthlm_cli.issues.importing.lines import Line
from storsthlm_cli.issues.importing.notes import Dropped, Rewritten

_WORD = re.compile(r"[^\W\d_]+|\d+")
_OURS = frozenset(("kind", "id", "check", "url", "for", "preheader", "date", "number", "file"))
"""Keys whose values are not words of the source."""


def lost(lines: Iterable[Line], data: object, dropped: Sequence[Dropped], rewritten: Sequence[Rewritten]) -> list[Line]:
    """Return the lines with a word that stands neither in the draft nor in a list of what became of it.

    `data` is the draft as its YAML is read. A word that stands twice in the source stands twice in the draft.
    """
    left = Counter(word for text in (*_texts(data), *(entry.old for entry in rewritten)) for word in words(text))
    gone = {drop.number for drop in dropped}
    missing = []
    for line in lines:
        if line.blank or line.number in gone:
            continue
        needed = Counter(words(line.text))
        if any(left[word] < count for word, count in needed.items()):
            missing.append(line)
        left.subtract(needed)
    return missing


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, without any sign."""
    return _WORD.findall(spaced(text).casefold())


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in _OURS:
                yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
