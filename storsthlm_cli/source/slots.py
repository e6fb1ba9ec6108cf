"""Merge slots as authors write them, `{{ recipient.first_name | default("du") }}`: a field, a default, no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SLOT = re.compile(
    r"""\{\{\s*recipient\.(?P<field>[^\W\d]\w*)\s*
        (?:\|\s*default\(\s*(?:"(?P<double>[^"{}\r\n]*)"|'(?P<single>[^'{}\r\n]*)')\s*\)\s*)?\}\}""",
    re.VERBOSE,
)
_END = re.compile(r"\}\}|(?=[\r\n])|\Z")
_FIELD = re.compile(r"\{\{\s*recipient\.[^\W\d]\w*\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """A merge slot, or what was to be one, from `start` to `end` (excluded) of a text.

    `fault` says what is wrong with it (None: nothing); then `field` is empty.
    """

    start: int
    end: int
    field: str = ""
    default: str | None = None
    fault: str | None = None


def slot_at(text: str, start: int, end: int | None = None) -> Found | None:
    """Return the slot at `start`, None if the characters there are not `{{`. Nothing from `end` on is read."""
    stop = len(text) if end is None else end
    if not text.startswith("{{", start, stop):
        return None
    match = _SLOT.match(text, start, stop)
    if match:
        default = match["double"] if match["double"] is not None else match["single"]
        return Found(start, match.end(), match["field"], default)
    closing = _END.search(text, start, stop)
    last = closing.end() if closing else stop
    return Found(start, last, fault=_fault(text[start:last]))


def slots(text: str) -> Iterator[Found]:
    """Return all slots of a text, in order."""
    position = text.find("{{")
    while position >= 0:
        found = slot_at(text, position)
        assert found is not None
        yield found
        position = text.find("{{", found.end)


def _fault(slot: str) -> str:
    if not slot.endswith("}}"):
        return "`}}` is missing"
    field = _FIELD.match(slot)
    if not field:
        return "it begins with `recipient.` and the name of a field"
    rest = slot[field.end() :]
    if not rest.startswith("|"):
        return "after the field only `| default(…)` may follow"
    if not re.match(r"\|\s*default\b", rest):
        return "`default` is all that may follow `|`"
    return 'the default stands in brackets and straight quotes: `default("du")`'
