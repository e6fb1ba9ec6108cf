"""What must never stand in the header of a mail, whoever wrote it."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ENCODED_WORD = re.compile(r"=\?[^?]*\?[bq]\?", re.IGNORECASE)


def fault(value: str) -> str | None:
    """Say why `value` must not stand in a header, None when it may.

    Refused are control characters (CR, LF, NUL, U+0085 and the others), U+2028, U+2029, lone surrogates, and the
    beginning of an encoded word, whatever it would decode to.
    """
    if value.isprintable() and "=?" not in value:
        return None
    found = _CONTROL.search(value)
    if found is not None:
        return "a line break" if found[0] in "\n\r\v\f\x85\u2028\u2029" else f"the character U+{ord(found[0]):04X}"
    return "an encoded word (`=?…?`)" if _ENCODED_WORD.search(value) else None
