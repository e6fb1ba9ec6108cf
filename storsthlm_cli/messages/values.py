"""The values of one recipient, and how they are written for the place where they stand."""

from __future__ import annotations

import html
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Mapping

from storsthlm_cli.messages.quoted_printable import value as quoted_printable
from storsthlm_cli.model.delivery import Recipient
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.headers import fault
from storsthlm_cli.model.rendered import ADDRESS, MergeSlot, Pieces, Rendered, SlotPlace


def slots(*texts: Pieces) -> Iterator[MergeSlot]:
    """Yield the merge slots of the texts, in order."""
    for pieces in texts:
        for piece in pieces:
            if isinstance(piece, MergeSlot):
                yield piece


def filled(slot: MergeSlot, fields: Mapping[str, str]) -> str | None:
    """Return the recipient's value, else the slot's default; None when there is neither.

    A value that may not stand in a header (see `headers.fault`) counts as empty there.
    """
    value = fields.get(slot.field, "")
    if value and slot.place is SlotPlace.HEADER and fault(value) is not None:
        value = ""
    return value or slot.default


def value_of(slot: MergeSlot, recipient: Recipient) -> str:
    """Return what stands in the slot for this recipient. Raises Failure where `missing` would name the field."""
    if slot.field == ADDRESS:
        return recipient.address
    value = filled(slot, recipient.fields)
    if value is None:
        raise Failure(
            f"recipient {recipient.number} has no value for `{slot.field}`, and the slot has no default",
            hint=f'write `{{{{ recipient.{slot.field} | default("…") }}}}`, or fill the column in the list',
        )
    return value


def without_values(pieces: Pieces) -> str:
    """Return the text with the defaults in its slots, nothing where there is none."""
    return "".join(piece if isinstance(piece, str) else piece.default or "" for piece in pieces)


def display_name(fields: Mapping[str, str]) -> str:
    """Return the name for the To header: first and last name, else `name`; "" when it may not stand in a header."""
    name = f"{fields.get('first_name', '')} {fields.get('last_name', '')}".strip() or fields.get("name", "")
    return "" if fault(name) else name


def missing(rendered: Rendered, fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields, each once and in order, that have a slot without a value or default for this recipient."""
    return unfilled(needy(rendered), fields)


def needy(rendered: Rendered) -> tuple[MergeSlot, ...]:
    """Return the slots, each once, that a recipient must have a value for, since they have no default.

    The preheader's slots are looked for in the HTML, where the preheader stands.
    """
    found = slots(rendered.subject, rendered.text, rendered.html)
    return tuple(dict.fromkeys(slot for slot in found if not slot.field.startswith("@") and slot.default is None))


def unfilled(slots: Iterable[MergeSlot], fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields of those slots, each once, that stay empty for this recipient."""
    return tuple(dict.fromkeys(slot.field for slot in slots if filled(slot, fields) is None))


def in_html(value: str) -> bytes:
    """Escape for HTML text and for attributes in double or single quotes, then encode for the message."""
    return quoted_printable(html.escape(value))


def in_url(value: str) -> bytes:
    """Percent-encode all but letters, digits and `-._~` (RFC 3986 §2.3), which also makes it safe in HTML."""
    return quoted_printable(urllib.parse.quote(value, safe="", errors="replace"))


def in_text(value: str) -> bytes:
    """Encode for the plain text part, where nothing has a meaning."""
    return quoted_printable(value)


BODY: Mapping[SlotPlace, Callable[[str], bytes]] = {
    SlotPlace.HTML: in_html,
    SlotPlace.URL: in_url,
    SlotPlace.TEXT: in_text,
}
"""How a value is written in a body, by place."""
