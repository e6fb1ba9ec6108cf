"""Quoted-printable (RFC 2045 §6.7) with room for values that are not known yet.

Constant text is encoded once. A slot stands on a line of its own between soft line breaks, so that no line is longer
than 76 characters whatever the value, and values can be encoded without knowing what is around them. No line begins
with a dot: SMTP would have to double it (RFC 5321 §4.5.2).
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

WIDTH = 76
"""The longest line, a soft line break's `=` included."""

Slot = TypeVar("Slot")

_SOFT = b"=\r\n"
_CODED = re.compile(rb"[^ -<>-~]")
_CODED_IN_VALUES = re.compile(rb"[^!-<>-~]")
_BREAK = re.compile(r"\r\n|\r|\n")


def body(pieces: Sequence[str | Slot]) -> Iterator[bytes | Slot]:
    """Encode the strings among `pieces` and yield everything in order, with soft line breaks around the slots.

    Line breaks (CRLF, CR, LF) become CRLF; every other character comes back as it was.
    """
    begun = False
    for piece in pieces:
        if not isinstance(piece, str):
            if begun:
                yield _SOFT
            yield piece
            begun = True
            continue
        lines = _BREAK.split(piece)
        encoded = b"\r\n".join(_line(line) for line in lines)
        yield _SOFT + encoded if begun and lines[0] else encoded
        begun = bool(lines[-1]) or (begun and len(lines) == 1)


def value(text: str) -> bytes:
    """Encode a value that stands between soft line breaks; line breaks in it stay what they are, encoded."""
    raw = text.encode("utf-8", "replace")
    encoded = binascii.b2a_qp(raw, istext=False)
    if len(encoded) < WIDTH and encoded[:1] != b".":
        return encoded
    return _wrap(_encoded(_CODED_IN_VALUES, raw))


def _line(text: str) -> bytes:
    """Encode one line without its line break; space at its end, which some servers cut, is written as code."""
    raw = text.encode("utf-8", "replace")
    encoded = _encoded(_CODED, raw)
    return _wrap(encoded[:-1] + b"=20" if encoded.endswith(b" ") else encoded)


def _encoded(coded: re.Pattern[bytes], raw: bytes) -> bytes:
    return coded.sub(lambda found: b"=%02X" % found[0][0], raw)


def _wrap(encoded: bytes) -> bytes:
    """Cut encoded characters into lines that leave room for a `=` at the end and do not begin with a dot."""
    lines: list[bytes] = []
    start = 0
    while True:
        if encoded.startswith(b".", start):
            encoded = encoded[:start] + b"=2E" + encoded[start + 1 :]
        end = start + WIDTH - 1
        if end >= len(encoded):
            lines.append(encoded[start:])
            return _SOFT.join(lines)
        begun = encoded.rfind(b"=", end - 2, end)  # a code, such as =C3, that does not fit
        lines.append(encoded[start : begun if begun >= 0 else end])
        start = begun if begun >= 0 else end
