"""From each character of a YAML scalar's value to the characters of the file that it was read from.

libyaml tells where a scalar begins and ends, and nothing about what is between. So the raw text is read again, by the
same rules (YAML 1.1, 5.7 escapes, 8.1 and 9.1 to 9.3 scalars). A space that stands for a folded line break is at
that line break, a character that was escaped is at its whole escape.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from storsthlm_cli.source.tree import Scalar

Character = tuple[str, int, int]
"""A character of a value, and the range of the file that it was read from."""

_BREAK = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_HEX_DIGITS = {"x": 2, "u": 4, "U": 8}
_ESCAPES = dict(zip("0abt\tnvfre \"'/\\N_LP", "\0\a\b\t\t\n\v\f\r\x1b \"'/\\\x85\xa0\u2028\u2029", strict=True))


@functools.lru_cache(maxsize=4)
def characters(text: str, scalar: Scalar) -> tuple[Character, ...]:
    """Return the characters of a scalar's value with their ranges in the file's text, in order.

    Should the reading again ever differ from libyaml's, each character gets the range of the whole scalar. The latest
    are kept: of one long scalar there may be many places to tell.
    """
    if scalar.style in ("|", ">"):
        found = tuple(_block(text, scalar))
    else:
        quotes = len(scalar.style)
        found = tuple(_flow(text, scalar.start + quotes, scalar.end - quotes, scalar.style))
    if "".join(character for character, _, _ in found) != scalar.value:
        return tuple((character, scalar.start, scalar.end) for character in scalar.value)
    return found


def _flow(text: str, position: int, end: int, quote: str) -> Iterator[Character]:
    """Read a plain or quoted scalar: lines are folded, quotes and escapes are undone."""
    while position < end:
        character, start = text[position], position
        if character in " \t\r\n":
            position = _gap_end(text, start, end)
            yield from _gap(text, start, position)
        elif quote == '"' and character == "\\" and text[position + 1] in "\r\n":
            first = _break_end(text, position + 1)
            position = _gap_end(text, first, end)
            yield from (("\n", *match.span()) for match in _BREAK.finditer(text, first, position))
        elif quote == '"' and character == "\\":
            digits = _HEX_DIGITS.get(text[position + 1], 0)
            position += 2 + digits
            yield _unescaped(text[start:position]), start, position
        else:
            position += 2 if quote == "'" == character else 1
            yield character, start, position


def _gap_end(text: str, position: int, end: int) -> int:
    while position < end and text[position] in " \t\r\n":
        position += 1
    return position


def _gap(text: str, start: int, end: int) -> Iterator[Character]:
    """Read white space: kept as it is within a line; one line break is a space, the first of several is nothing."""
    breaks = [match.span() for match in _BREAK.finditer(text, start, end)]
    if not breaks:
        yield from ((text[at], at, at + 1) for at in range(start, end))
    elif len(breaks) == 1:
        yield " ", *breaks[0]
    else:
        yield from (("\n", *span) for span in breaks[1:])


def _unescaped(escape: str) -> str:
    if escape[1] in _HEX_DIGITS:
        return chr(int(escape[2:], 16))
    return _ESCAPES[escape[1]]


def _break_end(text: str, position: int) -> int:
    match = _BREAK.match(text, position)
    return match.end() if match else position


def _block(text: str, scalar: Scalar) -> Iterator[Character]:
    """Read a literal or folded scalar."""
    header, *lines = [match.span(1) + match.span(2) for match in _LINE.finditer(text, scalar.start, scalar.end)]
    empty = len(scalar.value) - len(scalar.value.lstrip("\n"))
    for _, _, start, end in lines[:empty]:
        yield "\n", start, end
    if empty == len(scalar.value):
        return
    chomping = text[header[0] : header[1]].split("#")[0]
    indent = _spaces(text[slice(*lines[empty][:2])]) - _spaces(scalar.value[empty:])
    pending: Character | None = None
    blank_lines: list[Character] = []
    after_indented = False
    for start, end, break_start, break_end in lines[empty:]:
        line_break = ("\n", break_start, break_end)
        if end - start <= indent or break_start == break_end == end == start:
            blank_lines.append(line_break)
            continue
        content = start + indent
        indented = text[content] in " \t"
        if pending and (scalar.style == "|" or after_indented or indented):
            yield pending
        elif pending and not blank_lines:
            yield " ", *pending[1:]
        yield from blank_lines
        yield from ((text[at], at, at + 1) for at in range(content, end))
        pending, blank_lines, after_indented = line_break, [], indented
    if "-" not in chomping and pending and pending[1] < pending[2]:
        yield pending
        if "+" in chomping:
            yield from (line for line in blank_lines if line[1] < line[2])


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
