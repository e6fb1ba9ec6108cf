"""Entries of a list put in another order: each is moved with its comments, and what is between them stays.

To an entry belong the comments directly above it, those behind it, and those directly below it that are indented more.
Empty lines, and comments that one sets off, stay where they are. The outcome is parsed and compared before it counts.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import Order
from storsthlm_cli.source.composing import compose
from storsthlm_cli.source.text import Lines
from storsthlm_cli.source.tree import Branch, Listing, Scalar, find, flattened

if TYPE_CHECKING:
    from storsthlm_cli.source.yaml import Document

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_COMMENT = re.compile(r"[ \t]*(?=#)")


def ordered(document: Document, order: Order) -> str:
    """Return the text of a document with a list in another order. Raises Failure when that cannot be done."""
    hit = find(document.root, order.spot.path) if document.root is not None else None
    listing = hit.branch if hit and hit.whole else None
    if not isinstance(listing, Listing) or sorted(order.entries) != list(range(len(listing.items))):
        raise _impossible(document, order, "there is no such list")
    text = document.text
    ranges = list(_between_commas(text, listing) if text[listing.start] == "[" else _under_dashes(text, listing))
    parts, end = [], 0
    if len(ranges) != len(listing.items):
        raise _impossible(document, order, "it is not clear where its entries begin and end")
    for (start, stop), number in zip(ranges, order.entries, strict=True):
        parts += [text[end:start], text[slice(*ranges[number])]]
        end = stop
    outcome = "".join([*parts, text[end:]])
    if not _reads_as(document, listing, order.entries, outcome):
        raise _impossible(document, order, "an entry reads otherwise at its new place")
    return outcome


def _between_commas(text: str, listing: Listing) -> Iterator[tuple[int, int]]:
    """Yield where the entries of a list in brackets stand; none when a comment between them belongs to nobody knows."""
    ends = [listing.start, *(item.end for item in listing.items)]
    starts = [*(item.start for item in listing.items), listing.end]
    if not any("#" in text[end:start] for end, start in zip(ends, starts, strict=True)):
        yield from ((item.start, item.end) for item in listing.items)


def _under_dashes(text: str, listing: Listing) -> Iterator[tuple[int, int]]:
    """Yield where the entries of a list with dashes stand, without last line breaks; fewer when one is not found."""
    lines = [match.span(1) for match in _LINE.finditer(text)]
    starts = [start for start, _ in lines]
    indent = listing.start - starts[bisect(starts, listing.start) - 1]
    above = -1
    for item in listing.items:
        dash = bisect(starts, item.start) - 1
        while dash > above and text[slice(*lines[dash])][: indent + 1] != " " * indent + "-":
            dash -= 1
        if dash == above:
            return
        first, last = dash, max(dash, bisect(starts, len(text[: item.end].rstrip()) - 1) - 1)
        while first - 1 > above and 0 <= _comment(text, lines[first - 1]) <= indent:
            first -= 1
        while last + 1 < len(lines) and _comment(text, lines[last + 1]) > indent:
            last += 1
        above = last
        yield starts[first], lines[last][1]


def _comment(text: str, line: tuple[int, int]) -> int:
    """Return how far a line that is a comment is indented, -1 for any other."""
    match = _COMMENT.match(text, *line)
    return match.end() - match.start() if match else -1


def _reads_as(document: Document, listing: Listing, entries: Sequence[int], outcome: str) -> bool:
    """Say whether the outcome reads as the document with the entries of one list moved."""
    assert document.root is not None
    new, _ = compose(Lines.of(outcome))
    before = list(flattened(document.root))
    at = next(number for number, branch in enumerate(before) if branch is listing) + 1
    moved = [branch for number in entries for branch in flattened(listing.items[number])]
    wanted = [*before[:at], *moved, *before[at + len(moved) :]]
    return new is not None and [_said(branch) for branch in wanted] == [_said(branch) for branch in flattened(new)]


def _said(branch: Branch) -> tuple[type, str, str]:
    return (type(branch), branch.value, branch.style) if isinstance(branch, Scalar) else (type(branch), "", "")


def _impossible(document: Document, order: Order, reason: str) -> Failure:
    return Failure(f"the list cannot be put in order: {reason}", place=document.place(order.spot))
