"""Whether a word is a name that somebody mistyped. In doubt it is not: a wolf cried is worse than a slip left."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from storsthlm_cli.checks.words import Word, genitive, together, words

SHORTEST = 6
"""Shorter words are too easily another word."""
_LONG = 12
"""From so many letters on two may be wrong."""
_NICKNAME = re.compile(r"\s*[”\"'’][^”\"'’]*[”\"'’]")


@dataclass(frozen=True, slots=True)
class Slip:
    """Characters `start` to `end` that should probably be `right`."""

    start: int
    end: int
    right: str


def near(word: str, name: str) -> bool:
    """Tell whether a word is `name` with one letter wrong, missing, too many or two exchanged; two in a long name.

    The first letter has to be the same, and an ending behind the name is no slip: `Huddingebor`.
    """
    limit = 2 if len(name) >= _LONG else 1
    if len(name) < SHORTEST or abs(len(word) - len(name)) > limit or word[:1] != name[:1]:
        return False
    left, right = word.casefold(), name.casefold()
    return not left.startswith(right) and _distance(left, right, limit) <= limit


def single_slip(word: str, names: Collection[str], known: Collection[str]) -> str | None:
    """Return how a single word should probably be written: the one name that it nearly is, in the same case."""
    if word in known:
        return None
    for form, ending in ((word.removesuffix("s"), True), (word, False)):
        if ending and form == word:
            continue
        found = [name for name in names if name[:1] == form[0] and near(form, name)]
        if len(found) == 1 and not found[0].startswith(form):
            return genitive(found[0]) if ending else found[0]
    return None


Index = Mapping[str, tuple[tuple[str, tuple[str, ...], int], ...]]
"""Names of several words by each of their words: the name, all its words, and which of them it is."""


def index(names: Iterable[str]) -> Index:
    """Return names for searching; those of one word are left out."""
    found: dict[str, tuple[tuple[str, tuple[str, ...], int], ...]] = {}
    for name in names:
        parts = parts_of(name)
        for offset, part in enumerate(parts if len(parts) > 1 else ()):
            found[part] = (*found.get(part, ()), (name, parts, offset))
    return found


def name_slips(content: str, names: Index) -> Iterator[tuple[Slip, int]]:
    """Yield where all words of a name of several words stand but one, and that one nearly; with which word it is."""
    found = words(content)
    tried = set()
    for number, word in enumerate(found):
        for name, parts, offset in names.get(word.content, ()):
            first = number - offset
            if first < 0 or (first, name) in tried:
                continue
            tried.add((first, name))
            window = found[first : first + len(parts)]
            slip = _slip(content, window, name, parts) if len(window) == len(parts) else None
            if slip is not None:
                yield slip


def parts_of(name: str) -> tuple[str, ...]:
    """Return the words of a name, without a nickname in quotation marks."""
    return tuple(word.content for word in words(_NICKNAME.sub("", name)))


def _slip(content: str, window: tuple[Word, ...], name: str, parts: tuple[str, ...]) -> tuple[Slip, int] | None:
    last = window[-1].content
    inflected = last == genitive(parts[-1]) and last != parts[-1]
    ending = inflected or (last.endswith("s") and not parts[-1].endswith("s"))
    written = [word.content for word in window]
    if ending:
        written[-1] = last.removesuffix("s").removesuffix(":")
    wrong = [number for number, part in enumerate(parts) if written[number] != part]
    if len(wrong) != 1 or not window[wrong[0]].raised or not together(content, window):
        return None
    if not near(written[wrong[0]], parts[wrong[0]]):
        return None
    right = " ".join((*parts[:-1], genitive(parts[-1]) if ending else parts[-1]))
    if name != " ".join(parts):
        right = genitive(name) if ending else name
    return Slip(window[0].start, window[-1].end, right), wrong[0]


def _distance(left: str, right: str, limit: int) -> int:
    """Return how many letters differ, two exchanged ones as one (optimal string alignment); at most limit + 1."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
