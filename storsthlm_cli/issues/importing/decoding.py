"""From bytes to text, whatever somebody's program saved it as."""

from __future__ import annotations

import codecs
import re

from storsthlm_cli.model.errors import Failure

_META = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE)
_LOOKED_AT = 3000
_BOMS = (
    *((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")),
    *((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")),
)
_LABEL = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
_KNOWN = re.compile(r"utf-8(?:-sig)?|utf-(?:16|32)(?:-[lb]e)?|ascii|iso8859-\d{1,2}|cp125\d|mac-roman|koi8-[rtu]")
"""The names of codecs that old mails and pages were saved in. Python has others, which are no charsets."""
_WIDE = re.compile(r"utf-(?:16|32)")
_WESTERN = ("ascii", "iso8859-1", "cp1252")
"""Charsets that everybody who writes Windows-1252 calls it by (WHATWG Encoding Standard, 4.2)."""


def decode(data: bytes, shown: str, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return bytes as text, and remarks for the reader of the draft.

    Tried in turn: a byte order mark, the `charset` that a mail names, UTF-8, what a page says of itself, Windows-1252.
    Raises Failure, naming the file as `shown`, when none of them fits, and for what is no text.
    """
    for mark, wide in _BOMS:
        if data.startswith(mark):
            marked = _decoded(data, wide)
            if marked is None:
                raise _undecided(shown)
            return marked, ()
    named = _codec(charset)
    if b"\0" in data:
        text = _decoded(data, named) if named is not None and _WIDE.match(named) else None
        if text is None or "\0" in text:
            raise Failure(
                f"`{shown}` is no text: it holds a NUL", hint="save it as a mail (`.eml`), as HTML or as text"
            )
        return text, ()
    meta = _META.search(data[:_LOOKED_AT])
    of_itself = _codec(meta.group(1).decode("ascii")) if meta else None
    text = _decoded(data, "utf-8-sig") if named in _WESTERN and not data.isascii() else None
    if text is not None:
        return text, (f"`{shown}` says that it is `{charset}`, but it is UTF-8 and was read as that",)
    for codec in (named, "utf-8-sig", of_itself):
        text = _narrow(data, codec)
        if text is not None:
            return text, ()
    text = _decoded(data, "cp1252")
    if text is None:
        raise _undecided(shown)
    return text, (f"`{shown}` is not UTF-8 and was read as Windows-1252: check that å, ä and ö look right",)


def _codec(label: str | None) -> str | None:
    """Return the name of the codec that a label means; None for one that is no charset of text."""
    if label is None or not _LABEL.fullmatch(label):
        return None
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError, ImportError):
        return None
    return name if _KNOWN.fullmatch(name) else None


def _narrow(data: bytes, codec: str | None) -> str | None:
    """Decode bytes without a NUL, which are in no charset of two or four bytes each."""
    if codec is None or _WIDE.match(codec):
        return None
    if codec in _WESTERN:
        windows = _decoded(data, "cp1252")
        return windows if windows is not None else _decoded(data, codec)
    return _decoded(data, codec)


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def _undecided(shown: str) -> Failure:
    return Failure(f"the encoding of `{shown}` cannot be told", hint="save it as UTF-8")
