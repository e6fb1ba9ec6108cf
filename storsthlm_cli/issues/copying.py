"""Parts of an issue file as they are written, to be put into another one: every character but the indentation stays."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from storsthlm_cli.model.places import Path, Spot
from storsthlm_cli.source.tree import Branch, Mapping, find

if TYPE_CHECKING:
    from storsthlm_cli.source.yaml import Document


def entries(document: Document, path: Path) -> Iterator[tuple[str, str]]:
    """Return the keys of the mapping at a path, each with its text: `key: value`, not indented, comments within."""
    branch = _branch(document, path)
    if not isinstance(branch, Mapping) or not branch.entries:
        return
    starts = [key.start for key, _ in branch.entries]
    ends = [end for _, end in pairwise([*starts, branch.end])]
    flow = document.text[branch.start] == "{"
    for (key, _), start, end in zip(branch.entries, starts, ends, strict=True):
        last = start == starts[-1]
        if flow or last:
            end = document.range(Spot(document.file, (*path, key.value)))[1]
        yield key.value, _moved(document, start, end)


def value(document: Document, path: Path) -> str:
    """Return the text of the value at a path, not indented."""
    return _moved(document, *document.range(Spot(document.file, path)))


def _branch(document: Document, path: Path) -> Branch | None:
    hit = find(document.root, path) if document.root is not None else None
    return hit.branch if hit is not None and hit.whole else None


def _moved(document: Document, start: int, end: int) -> str:
    """Return characters `start` to `end`, the lines after the first moved left by as much as the first is indented."""
    text = document.text[start:end].replace("\r\n", "\n").replace("\r", "\n").rstrip()
    line_start = max(document.text.rfind("\n", 0, start), document.text.rfind("\r", 0, start)) + 1
    column = start - line_start
    first, *rest = text.split("\n")
    return "\n".join([first, *(_less(line, column) for line in rest)])


def _less(line: str, column: int) -> str:
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(column, blanks) :].rstrip()
