"""The part of a Markdown link in round brackets: an address, perhaps a title. Merge slots may stand in the address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.common.utils import unescapeAll

from storsthlm_cli.source.slots import Found, slot_at

_SPACE = re.compile(r"[ \t\n]*")
_TITLE = re.compile(r"""[ \t\n]+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))""", re.DOTALL)
_ANGLES = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
_ESCAPED = re.compile(r"\\[^ \n]")
_DEEPEST = 32
"""Brackets within brackets of an address: CommonMark asks for at least three; more would cost time without end."""
_STOPS = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads. `end` is the offset after the closing bracket, `faults` the slots that cannot be read."""

    url: str
    title: bool
    end: int
    faults: tuple[Found, ...]


def read_target(text: str, start: int, end: int) -> Target | None:
    """Read from the opening bracket at `start`; None if it is not what follows the text of a link (CommonMark 6.3)."""
    space = _SPACE.match(text, start + 1, end)
    position = space.end() if space else start + 1
    faults: list[Found] = []
    angles = _ANGLES.match(text, position, end)
    if angles:
        url, position = _unescaped(text, *angles.span(1), faults), angles.end()
    else:
        address = _bare(text, position, end, faults)
        if address is None:
            return None
        url, position = address
    title = _TITLE.match(text, position, end)
    position = title.end() if title else position
    space = _SPACE.match(text, position, end)
    position = space.end() if space else position
    if not text.startswith(")", position, end):
        return None
    return Target(url, title is not None, position + 1, tuple(faults))


def _unescaped(text: str, start: int, end: int, faults: list[Found]) -> str:
    """Read an address in angle brackets; slots are taken as they are."""
    parts: list[str] = []
    plain, position = start, text.find("{{", start, end)
    while position >= 0:
        found = slot_at(text, position, end)
        assert found is not None
        parts += (unescapeAll(text[plain:position]), text[position : found.end])
        faults += [found] if found.fault else []
        plain = found.end
        position = text.find("{{", plain, end)
    return "".join((*parts, unescapeAll(text[plain:end])))


def _bare(text: str, start: int, end: int, faults: list[Found]) -> tuple[str, int] | None:
    """Read an address up to white space or the bracket that closes the link; slots are taken as they are."""
    parts: list[str] = []
    position = plain = start
    depth = 0
    while position < end:
        found = slot_at(text, position, end)
        if found:
            parts += (unescapeAll(text[plain:position]), text[position : found.end])
            faults += [found] if found.fault else []
            position = plain = found.end
        elif _STOPS.match(text, position) or (text[position] == ")" and depth == 0) or depth > _DEEPEST:
            break
        elif escaped := _ESCAPED.match(text, position, end):
            position = escaped.end()
        else:
            depth += {"(": 1, ")": -1}.get(text[position], 0)
            position += 1
    if depth:
        return None
    return "".join((*parts, unescapeAll(text[plain:position]))), position
