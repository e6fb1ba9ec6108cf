"""Tokens that only this workspace can make: HMAC-SHA256 (RFC 2104) under a secret key kept in one file.

A reader's token says which row of which dispatch a mail was sent to: key id, the dispatch's mark, the row's number, 32
hexadecimal digits (128 bits) that prove it. It names nobody: only who has the database finds the address to it, and
who has the keys alone can tell that it is ours. It is lower-case hexadecimal, so that no encoding, link detection or
change of case in a mail program harms it.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field

_TOKEN_BYTES = 16
_READER = "reader"
READER_TOKEN = r"[0-9a-z]{1,16}-[0-9a-z]{4,16}-[0-9a-f]{1,8}-[0-9a-f]{32}"  # noqa: S105 (a pattern)
"""What a reader's token looks like, in lower case; as long as ours are, and no longer."""

_SHAPE = re.compile(READER_TOKEN)
_BLOCK = 64
"""Bytes of SHA-256's block, to which a key is filled up."""
_INNER, _OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))


@dataclass(frozen=True, slots=True)
class Key:
    """One secret and the short name that tokens made with it carry; `made` is when, None where nobody noted it."""

    id: str
    secret: bytes = field(repr=False)
    made: datetime.datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RowName:
    """What a reader's token says: the mark of a dispatch and the number of a recipient in it."""

    mark: str
    number: int


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a workspace, oldest first. New tokens are signed with the newest; all of them verify."""

    keys: tuple[Key, ...]

    def sign(self, purpose: str, *parts: str) -> str:
        """Return a token for these parts: key id, hyphen, 32 hexadecimal digits."""
        key = self.keys[-1]
        return f"{key.id}-{mac(key, purpose, *parts)('')}"

    def verify(self, token: str, purpose: str, *parts: str) -> bool:
        """Tell whether `token` was made by one of our keys for exactly this purpose and these parts."""
        name, _, digits = token.partition("-")
        return any(key.id == name and _same(digits, mac(key, purpose, *parts)("")) for key in self.keys)

    def digests(self, *parts: str) -> Callable[[str], str]:
        """Return what makes 32 hexadecimal digits for these parts, the purpose before all, and a last one.

        They stay the same when keys are added: they are always made with the oldest key.
        """
        return mac(self.keys[0], *parts)

    def reader_tokens(self, mark: str) -> Callable[[int], str]:
        """Return what makes the token of a row of the dispatch with this mark from the row's number."""
        key = self.keys[-1]
        made = mac(key, _READER, mark)
        before = f"{key.id}-{mark}-"

        def token(number: int) -> str:
            digits = f"{number:x}"
            return f"{before}{digits}-{made(digits)}"

        return token

    def reader(self, token: str) -> RowName | None:
        """Return what a reader's token says, in whatever case it comes; None when it is not one of ours."""
        lower = token.strip().lower()
        if not _SHAPE.fullmatch(lower):
            return None
        name, mark, number, digits = lower.split("-")
        for key in self.keys:
            if key.id.lower() == name and _same(digits, mac(key, _READER, mark)(number)):
                return RowName(mark, int(number, 16))
        return None


UNSAVED = Keys((Key("preview", b"links in a preview do not lead anywhere"),))
"""For looking at messages that are not sent."""


def mac(key: Key, *parts: str) -> Callable[[str], str]:
    """Return what makes the MAC of some parts, the purpose before all, and a last one.

    Most of it is computed here, once. Each part is preceded by its length, so that no two sequences of parts read the
    same.
    """
    secret = key.secret if len(key.secret) <= _BLOCK else hashlib.sha256(key.secret).digest()
    filled = secret.ljust(_BLOCK, b"\0")
    inner, outer = hashlib.sha256(filled.translate(_INNER)), hashlib.sha256(filled.translate(_OUTER))
    for part in parts:
        inner.update(_framed(part))

    def made(last: str) -> str:
        within = inner.copy()
        within.update(_framed(last))
        whole = outer.copy()
        whole.update(within.digest())
        return whole.digest()[:_TOKEN_BYTES].hex()

    return made


def _framed(part: str) -> bytes:
    return f"{len(part)}:{part}".encode("utf-8", "surrogatepass")


def _same(given: str, ours: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), ours.encode())
