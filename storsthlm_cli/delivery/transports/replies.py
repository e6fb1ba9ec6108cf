"""Reading a server's replies out of the bytes that it sends (RFC 5321, 4.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from storsthlm_cli.model.delivery import Reply

LAST_LINE = re.compile(rb"[2-5][0-9]{2}(?: .*)?", re.DOTALL)
MAX_REPLY = 64 * 1024
LONGEST = 500
"""Characters of a reply that are kept and shown; RFC 5321, 4.5.3.1.5 allows 512 octets a line."""


class ProtocolError(Exception):
    """The server does not speak SMTP."""


class Replies:
    """Bytes in, whole replies out."""

    def __init__(self) -> None:
        self._rest = b""
        self._lines: list[bytes] = []

    @property
    def whole(self) -> bool:
        """Whether the last reply is complete."""
        return not self._rest and not self._lines

    def feed(self, data: bytes) -> Iterator[Reply]:
        """Yield the replies that are complete with `data`. Raises `ProtocolError` for bytes that are no reply."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        if (self._rest or self._lines) and len(self._rest) + sum(map(len, self._lines)) > MAX_REPLY:
            raise ProtocolError("a reply without an end")
        for line in lines:
            if line[3:4] == b"-":
                self._lines.append(line)
            elif self._lines:
                self._lines.append(line)
                reply, self._lines = _joined(self._lines), []
                yield reply
            else:
                yield _single(line)


@lru_cache(maxsize=256)
def _single(line: bytes) -> Reply:
    """Read a reply of one line; many are the same few."""
    return _reply(line.rstrip(b"\r"), line[4:].rstrip(b"\r").decode("utf-8", "replace"))


def _joined(lines: list[bytes]) -> Reply:
    last = lines[-1].rstrip(b"\r")
    if any(line[:3] != last[:3] for line in lines):
        raise ProtocolError(f"no SMTP reply: {last[:80].decode('ascii', 'replace')}")
    return _reply(last, " ".join(line[4:].rstrip(b"\r").decode("utf-8", "replace") for line in lines))


def _reply(last: bytes, text: str) -> Reply:
    """Return the reply that ends with the line `last`."""
    if not LAST_LINE.fullmatch(last):
        raise ProtocolError(f"no SMTP reply: {last[:80].decode('ascii', 'replace')}")
    if not text.isprintable():
        text = "".join(character if character.isprintable() else " " for character in text)
    return Reply(int(last[:3]), text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
