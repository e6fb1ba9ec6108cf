"""Merge slots where nobody is addressed: on the web each shows its default, or nothing."""

from __future__ import annotations

import html
import re
import urllib.parse

from storsthlm_cli.model.rendered import MergeSlot, Pieces, SlotPlace

_INLINE = r"<(?:strong|em|a)\b[^>]*>"
_BLANK_BEFORE = re.compile(rf"[\s\u00a0]+((?:{_INLINE})*)\Z")
_AT_THE_START = re.compile(rf"(?:\A|<(?:p|li|br)\b[^>]*>\s*)(?:{_INLINE})*\Z")
_COMMA_BEHIND = re.compile(r"\A((?:</(?:strong|em|a)>)*)[\s\u00a0,]+(\w?)")


def impersonal(pieces: Pieces) -> str:
    """Return the text with the defaults in its slots, escaped for their places.

    A slot without a default takes the blank before it along (`Hej {{ recipient.first_name }}!` becomes `Hej!`); at the
    start of a paragraph the comma behind it, and the sentence begins with a capital.
    """
    written, begins = "", False
    for piece in pieces:
        if isinstance(piece, str):
            written += _COMMA_BEHIND.sub(lambda match: match[1] + match[2].upper(), piece) if begins else piece
            begins = False
        elif piece.default:
            written += _escaped(piece.default, piece)
            begins = False
        elif piece.place is not SlotPlace.URL:
            begins = _AT_THE_START.search(written) is not None
            written = written if begins else _BLANK_BEFORE.sub(r"\1", written)
    return written


def _escaped(value: str, slot: MergeSlot) -> str:
    if slot.place is SlotPlace.URL:
        return urllib.parse.quote(value, safe="")
    return html.escape(value) if slot.place is SlotPlace.HTML else value
