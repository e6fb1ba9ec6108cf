"""Plain text as lines: the addresses in it are links, what is underlined is a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from storsthlm_cli.issues.importing.lines import Anchor, Line
from storsthlm_cli.issues.importing.wrapping import unflowed, unwrapped

_BREAK = re.compile(r"\r\n|\r|\n")
_URL = re.compile(r"https?://[^\s<>\[\]\"”()]{3,1500}")
_TRAILING = re.compile(r"\s*(?:[:>–-]*\s+|\s*)[<\[(]?\s*(https?://[^\s<>\[\]\"”()]{3,1500})\s*[>\])]?\s*\Z")
_LONGEST_LINK = 160
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|~{3,})\s*\Z")
_HASHES = re.compile(r"(#{1,4})\s+(?=\S)")
_LONGEST_HEADING = 140


def text_lines(text: str, *, flowed: bool = False) -> Iterator[Line]:
    """Return the lines of a plain text, with the addresses in them as links and what is underlined as headings.

    Paragraphs that were broken at a width are put together; `flowed` says that a mail marks where it did so.
    """
    raw = [Line(number, line) for number, line in enumerate(_BREAK.split(text), 1)]
    whole = unflowed(raw) if flowed else raw
    lines = [_linked(line) for line in (unwrapped(raw) if len(whole) == len(raw) else whole)]
    lines = _with_addresses_below(lines)
    for number, line in enumerate(lines):
        below = lines[number + 1].text if number + 1 < len(lines) else ""
        hashes = _HASHES.match(line.text)
        if hashes:
            yield replace(line, text=line.text[hashes.end() :], heading=len(hashes.group(1)), anchors=())
        elif _is_underlined(line.text, below):
            yield replace(line, heading=1 if "=" in below else 2)
        else:
            yield line


def _is_underlined(text: str, below: str) -> bool:
    short = text.strip() and len(text) <= _LONGEST_HEADING and not _UNDERLINE.match(text)
    return bool(short) and _UNDERLINE.match(below) is not None


def _linked(line: Line) -> Line:
    """Return a line of text with its addresses as links; one at its end makes a link of the whole short line."""
    found = list(_URL.finditer(line.text))
    if not found:
        return line
    trailing = _TRAILING.search(line.text, max(0, found[-1].start() - 4))
    label = line.text[: trailing.start()] if trailing else ""
    if len(found) == 1 and trailing and label.strip() and len(label) <= _LONGEST_LINK:
        return replace(line, text=label, anchors=(Anchor(0, len(label), trailing.group(1)),))
    ends = [match.end() - (len(match.group()) - len(match.group().rstrip(".,;:!?"))) for match in found]
    return replace(
        line,
        anchors=tuple(Anchor(m.start(), end, line.text[m.start() : end]) for m, end in zip(found, ends, strict=True)),
    )


def _with_addresses_below(lines: Sequence[Line]) -> list[Line]:
    """Make a link of a short line when the next one is nothing but an address, which is then no line of its own."""
    found = list(lines)
    for number in range(1, len(found)):
        line, above = found[number], found[number - 1]
        match = _URL.fullmatch(line.text.strip(" \t<>[]()"))
        if match and above.text.strip() and not above.anchors and len(above.text) <= _LONGEST_LINK:
            found[number - 1] = replace(above, anchors=(Anchor(0, len(above.text), match.group()),))
            found[number] = replace(line, text="", anchors=())
    return found
