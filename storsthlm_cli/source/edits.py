"""Edits of scalars that leave every other character of the file as it is.

A new text is written in the scalar's own style. Where the style cannot hold it (`: ` in a plain scalar, text that
YAML 1.1 reads as a date), a scalar of one line is put in quotes. Each outcome is parsed and compared before it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import Edit
from storsthlm_cli.model.places import Part, Spot
from storsthlm_cli.source.composing import compose
from storsthlm_cli.source.resolution import resolve, surprise
from storsthlm_cli.source.scalars import Character, characters
from storsthlm_cli.source.text import Lines
from storsthlm_cli.source.tree import Branch, Scalar, find, flattened

if TYPE_CHECKING:
    from storsthlm_cli.source.yaml import Document

_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class _Change:
    """Characters `start` to `end` of a scalar's value become `text`."""

    start: int
    end: int
    text: str


def edited(document: Document, edits: Sequence[Edit]) -> str:
    """Return the text of a document with edits made. Raises Failure when one of them cannot be made."""
    changes: dict[int, list[_Change]] = {}
    targets: dict[int, tuple[Scalar, Spot]] = {}
    for edit in edits:
        scalar = _target(document, edit.spot)
        start = edit.spot.start if edit.spot.start is not None else 0
        end = edit.spot.end if edit.spot.end is not None else _length(scalar)
        if not 0 <= start <= end <= len(scalar.value):
            raise _impossible(document, edit.spot, "it does not have these characters")
        targets[scalar.start] = scalar, edit.spot
        changes.setdefault(scalar.start, []).append(_Change(start, end, edit.text))
    text = document.text
    for at in sorted(changes, reverse=True):
        scalar, spot = targets[at]
        text = _changed(document, text, scalar, _in_order(document, spot, changes[at]), spot)
    return text


def _target(document: Document, spot: Spot) -> Scalar:
    hit = find(document.root, spot.path) if document.root is not None else None
    branch = (hit.key if spot.part is Part.KEY else hit.branch) if hit and hit.whole else None
    if not isinstance(branch, Scalar):
        raise _impossible(document, spot, "there is no text there")
    return branch


def _length(scalar: Scalar) -> int:
    """Return the length of a value; a block keeps its last line break when all of it is replaced."""
    return len(scalar.value.rstrip("\n") if scalar.style in ("|", ">") else scalar.value)


def _in_order(document: Document, spot: Spot, changes: Sequence[_Change]) -> list[_Change]:
    ordered = sorted(changes, key=lambda change: (change.start, change.end))
    for first, second in pairwise(ordered):
        if second.start < first.end or (first.start, first.end) == (second.start, second.end):
            raise _impossible(document, spot, "two edits overlap")
    return ordered


def _changed(document: Document, text: str, scalar: Scalar, changes: Sequence[_Change], spot: Spot) -> str:
    """Change one scalar of `text`, in which everything up to its end is still as in the document."""
    value = scalar.value
    for change in reversed(changes):
        value = value[: change.start] + change.text + value[change.end :]
    for raw in _attempts(text, scalar, changes, value):
        outcome = text[: scalar.start] + raw + text[scalar.end :]
        if _reads_as(text, outcome, scalar, value):
            return outcome
    raise _impossible(document, spot, "the new text cannot be written there")


def _attempts(text: str, scalar: Scalar, changes: Sequence[_Change], value: str) -> Iterator[str]:
    """Return the ways to write the new value, the one that changes least first."""
    found = characters(text, scalar)
    raw = text[scalar.start : scalar.end]
    write = _writer(text, scalar, found)
    if found or scalar.style in ("'", '"'):
        yield _spliced(raw, scalar, found, changes, write)
    if scalar.style in ("", "'") and "\n" not in raw and "\r" not in raw:
        quote = "'" if '"' in value and "'" not in value else '"'
        for style in (quote, '"'):
            inside = "".join(_escape(character, style) for character in value)
            yield f"{style}{inside}{style}" if scalar.start < scalar.end else f" {style}{inside}{style}"


def _spliced(
    raw: str, scalar: Scalar, found: Sequence[Character], changes: Sequence[_Change], write: Callable[[str], str]
) -> str:
    starts = [*(start for _, start, _ in found), found[-1][2] if found else scalar.start + len(scalar.style)]
    for change in reversed(changes):
        first, last = _raw_range(raw, scalar, found, starts, change)
        raw = raw[: first - scalar.start] + write(change.text) + raw[last - scalar.start :]
    return raw


def _raw_range(
    raw: str, scalar: Scalar, found: Sequence[Character], starts: Sequence[int], change: _Change
) -> tuple[int, int]:
    """Return where in the file the changed characters are; a line break goes with the white space around it.

    `starts` are where the characters begin, and where the last one ends.
    """
    first = starts[change.start]
    if change.end == change.start:
        return first, first
    if change.start > 0 and raw[first - scalar.start] in "\r\n":
        first = found[change.start - 1][2]
    last_start, last = found[change.end - 1][1:]
    return first, starts[change.end] if raw[last_start - scalar.start] in "\r\n" else last


def _writer(text: str, scalar: Scalar, found: Sequence[Character]) -> Callable[[str], str]:
    """Return how text is written inside a scalar of this style."""
    if scalar.style in ("|", ">") and found:
        first = next((start for character, start, _ in found if character not in "\r\n"), scalar.start)
        line_start = max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) + 1
        line_break = "\r\n" if "\r\n" in text[: scalar.end] else "\n"
        indented = line_break + text[line_start:first]
        between = indented if scalar.style == "|" else line_break + indented
        return lambda content: content.replace("\n", between)
    if scalar.style in ("'", '"'):
        return lambda content: "".join(_escape(character, scalar.style) for character in content)
    return lambda content: content


def _escape(character: str, quote: str) -> str:
    if quote == "'":
        return "''" if character == "'" else character
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    code = ord(character)
    if character.isprintable() or character == "\xa0":
        return character
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _reads_as(before: str, after: str, scalar: Scalar, value: str) -> bool:
    """Say whether the new text reads as the old one with this scalar's value changed, as text for every reader."""
    old, _ = compose(Lines.of(before))
    new, _ = compose(Lines.of(after))
    if old is None or new is None:
        return False
    before_values, after_values = list(flattened(old)), list(flattened(new))
    number = next(n for n, branch in enumerate(before_values) if isinstance(branch, Scalar) and branch == scalar)
    wanted = [(type(branch), _value(branch)) for branch in before_values]
    wanted[number] = (Scalar, value)
    if wanted != [(type(branch), _value(branch)) for branch in after_values]:
        return False
    written = after_values[number]
    assert isinstance(written, Scalar)
    return bool(written.style) or (isinstance(resolve(value), str) and surprise(value) is None)


def _value(branch: Branch) -> str:
    return branch.value if isinstance(branch, Scalar) else ""


def _impossible(document: Document, spot: Spot, reason: str) -> Failure:
    return Failure(f"the edit cannot be made: {reason}", place=document.place(spot))
