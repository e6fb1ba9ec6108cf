"""Header lines, written by us (RFC 5322 §2.2, RFC 2047), so that no library encodes a long address to death.

Nothing becomes part of a header before `fault` has found nothing wrong with it: a value can neither end its line nor
hold an encoded word that a mail program, or a server that writes the message anew, would decode to a line break.
"""

from __future__ import annotations

import binascii
import functools
import re
from collections.abc import Sequence

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.headers import fault as fault

_WIDTH = 76
"""The longest line that holds an encoded word (RFC 2047 §2); we hold all text to it."""
_WORD = 75
"""The longest encoded word."""
_LONGEST = 998
"""The longest line of a message without its line break (RFC 5322 §2.1.1)."""
_OPEN, _CLOSE = "=?utf-8?q?", "?="
_FRAME = len(_OPEN) + len(_CLOSE)

_ASCII_TEXT = re.compile(r"[ -~]*")
_ADDRESS = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")
_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+\-/^_`{|}~]+(?: [A-Za-z0-9!#$%&'*+\-/^_`{|}~]+)*")
_IN_WORD = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")
"""What an encoded word may hold as itself even in a display name (RFC 2047 §5, rule 3)."""


def text(name: str, value: str) -> bytes:
    """Return a header of running text, such as Subject, encoded where it must be. Raises Failure for a bad value.

    Runs of spaces become one space and none is left at the ends, since folding may not keep them.
    """
    _check(name, value)
    words = [word for word in value.split(" ") if word]
    plain = " ".join(words)
    longest = max(map(len, words), default=0)
    if _ASCII_TEXT.fullmatch(plain) and "=?" not in plain and longest + len(name) + 2 <= _WIDTH:
        return _fold(name, words)
    return _fold(name, _encoded(plain, _WIDTH - len(name) - 2))


def mailbox(name: str, display: str, address: str) -> bytes:
    """Return a header with one mailbox: From, To, Reply-To. `display` may be empty. Raises Failure for a bad value."""
    _check(name, display)
    if not _ADDRESS.fullmatch(address):
        raise Failure(f"the message header `{name}` cannot hold the address `{address}`")
    words = [word for word in display.split(" ") if word]
    if not words:
        return f"{name}: {address}\r\n".encode("ascii")
    plain = " ".join(words)
    room = _WIDTH - len(name) - 2
    if not _PHRASE.fullmatch(plain):
        quoted = phrase(plain)
        words = [quoted] if quoted else _encoded(plain, room)
    if max(map(len, words)) > room:
        words = _encoded(plain, room)
    return _fold(name, [*words, f"<{address}>"])


def phrase(display: str) -> str | None:
    """Return an ASCII display name, quoted where it must be; None when it could not stand unencoded."""
    if fault(display) or not display or not _ASCII_TEXT.fullmatch(display) or "=?" in display:
        return None
    return display if _PHRASE.fullmatch(display) else _quoted(display)


def machine(name: str, *values: str) -> bytes:
    """Return a header that programs read: never encoded, folded only after the comma between two values.

    Raises Failure when a value has anything but printable ASCII in it, or makes a line that is too long.
    """
    for value in values:
        _check(name, value)
        if not _ASCII_TEXT.fullmatch(value):
            raise Failure(f"`{name}` can hold only ASCII characters, found `{value}`")
    folded = f"{name}: " + ",\r\n ".join(values)
    if max(map(len, folded.split("\r\n"))) > _LONGEST:
        raise Failure(f"the message header `{name}` would be longer than {_LONGEST} characters")
    return f"{folded}\r\n".encode("ascii")


def _check(name: str, value: str) -> None:
    wrong = fault(value)
    if wrong is not None:
        raise Failure(f"the message header `{name}` cannot hold {wrong}")


def _quoted(display: str) -> str:
    escaped = display.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _fold(name: str, words: Sequence[str]) -> bytes:
    """Join words with spaces, beginning a new line before each one that would not fit (RFC 5322 §2.2.3)."""
    line = f"{name}:"
    lines: list[str] = []
    for word in words:
        if len(line) + 1 + len(word) > _WIDTH and line != f"{name}:":
            lines.append(line)
            line = ""
        line = f"{line} {word}"
    return "\r\n".join([*lines, line, ""]).encode("ascii")


def _encoded(value: str, room: int) -> list[str]:
    """Return the encoded words of `value`, the first at most `room` characters long. No character is split."""
    if value.replace(" ", "").isalpha():  # most names: the codec of the standard library is ten times as fast
        whole = binascii.b2a_qp(value.encode(), header=True).decode("ascii")
    else:
        whole = "".join([_coded(character) for character in value])
    if len(whole) + _FRAME <= room:
        return [f"{_OPEN}{whole}{_CLOSE}"]
    words: list[str] = []
    payload = ""
    for character in value:
        coded = _coded(character)
        if len(payload) + len(coded) + _FRAME > room:
            words.append(f"{_OPEN}{payload}{_CLOSE}")
            payload, room = "", _WORD
        payload += coded
    return [*words, f"{_OPEN}{payload}{_CLOSE}"]


@functools.lru_cache(maxsize=1024)
def _coded(character: str) -> str:
    if character == " ":
        return "_"
    return "".join(chr(n) if n in _IN_WORD else f"={n:02X}" for n in character.encode("utf-8"))
