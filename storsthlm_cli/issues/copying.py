"""Parts of an issue file as they are written, to be put into another one.

The text is the author's, comments and line breaks within it too; only its indentation is another. What cannot be moved
as it is written (a `? key`, say) is written anew, so that a copy always says the same as its original.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from storsthlm_cli.model.places import Path, Spot
from storsthlm_cli.source import tree
from storsthlm_cli.source.writing import Value, write
from storsthlm_cli.source.yaml import parse_document

if TYPE_CHECKING:
    from storsthlm_cli.source.resolution import Data
    from storsthlm_cli.source.yaml import Document

_BLANK_END = re.compile(r"(?:[ \t]*\n)*[ \t]*\Z")


def entries(document: Document, path: Path) -> dict[str, str]:
    """Return the keys of the mapping at a path, each with its text: `key: value`, not indented, no line break last."""
    data = _data(document, path)
    if not isinstance(data, dict):
        return {}
    copied = _as_written(document, path)
    return {key: _sure(copied.get(key, ""), {key: value}) for key, value in data.items()}


def entry(document: Document, path: Path) -> str:
    """Return the text of a list's entry, not indented: a scalar or a mapping."""
    start, end = document.range(Spot(document.file, path))
    data = _data(document, path)
    text = indented(_moved(document, start, end), "  ")
    if parse_document(f"- {text}\n", "").data == [data]:
        return _moved(document, start, end)
    return written_entry(data)


def written_entry(data: Value) -> str:
    """Return data as the entry of a list in YAML, not indented."""
    return "\n".join(line[4:] for line in write({"list": [data]}).splitlines()[1:])


def indented(text: str, indent: str) -> str:
    """Return a text of several lines with all but its first moved to the right; empty lines stay empty."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(indent + line if line else "" for line in rest)])


def _sure(text: str, data: Mapping[str, Data]) -> str:
    """Return the text if it says what the data are; else the data, written anew."""
    read = parse_document(text + "\n", "")
    return text if read.data == data and not read.findings else write(data).rstrip("\n")


def _as_written(document: Document, path: Path) -> dict[str, str]:
    branch = tree.find(document.root, path).branch if document.root is not None else None
    if not isinstance(branch, tree.Mapping):
        return {}
    starts = [key.start for key, _ in branch.entries]
    flow = document.text[branch.start] == "{"
    texts: dict[str, str] = {}
    for (key, _), (start, end) in zip(branch.entries, pairwise([*starts, branch.end]), strict=True):
        if flow or start == starts[-1]:
            end = document.range(Spot(document.file, (*path, key.value)))[1]
        texts.setdefault(key.value, _moved(document, start, end))
    return texts


def _data(document: Document, path: Path) -> Data:
    data = document.data
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _moved(document: Document, start: int, end: int) -> str:
    """Return characters `start` to `end`, the lines after the first moved left by as much as the first is indented."""
    text = document.text[start:end].replace("\r\n", "\n").replace("\r", "\n")
    line_start = max(document.text.rfind("\n", 0, start), document.text.rfind("\r", 0, start)) + 1
    column = start - line_start
    first, *rest = _BLANK_END.sub("", text).split("\n")
    return "\n".join([first, *(_less(line, column) for line in rest)])


def _less(line: str, column: int) -> str:
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(column, blanks) :]
