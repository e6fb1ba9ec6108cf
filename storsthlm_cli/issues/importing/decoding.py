"""From bytes to text, whatever somebody's program saved it as."""

from __future__ import annotations

import codecs
import re

from storsthlm_cli.model.errors import Failure

_META = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE)
_LOOKED_AT = 3000
_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, shown: str, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return bytes as text, and remarks for the reader of the draft.

    Tried in turn: a byte order mark, the `charset` that a mail names, UTF-8, what a page says of itself, Windows-1252.
    Raises Failure, naming the file as `shown`, when none of them fits, and for what is no text.
    """
    if data.startswith(_BOMS):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise _undecided(shown) from None
    if b"\0" in data:
        raise Failure(f"`{shown}` is no text: it holds a NUL", hint="save it as a mail (`.eml`), as HTML or as text")
    meta = _META.search(data[:_LOOKED_AT])
    for codec in (charset, "utf-8-sig", meta.group(1).decode("ascii") if meta else None):
        text = _decoded(data, codec)
        if text is not None:
            return text, ()
    text = _decoded(data, "cp1252")
    if text is None:
        raise _undecided(shown)
    return text, (f"`{shown}` is not UTF-8 and was read as Windows-1252: check that å, ä and ö look right",)


def _decoded(data: bytes, codec: str | None) -> str | None:
    try:
        return data.decode(codec) if codec else None
    except (UnicodeError, LookupError):
        return None


def _undecided(shown: str) -> Failure:
    return Failure(f"the encoding of `{shown}` cannot be told", hint="save it as UTF-8")
