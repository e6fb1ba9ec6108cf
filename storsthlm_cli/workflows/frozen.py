"""A letter taken apart: what everybody gets, with its merge slots open, and as one invented reader would see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from storsthlm_cli.messages import frames, headers, quoted_printable
from storsthlm_cli.messages.letter import Letter
from storsthlm_cli.model.delivery import Recipient
from storsthlm_cli.model.rendered import MergeSlot
from storsthlm_cli.tokens import UNSAVED
from storsthlm_cli.workflows.previewing import SAMPLE, SAMPLE_ADDRESS

_NOBODY = b"To: undisclosed-recipients:;\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail without a reader: its slots are shown by their names in brackets. `html` finds its `images` in images/.

    `eml` is the message as the invented reader would get it, with links of nobody's to unsubscribe.
    """

    html: str
    text: str
    eml: bytes
    images: Mapping[str, bytes]


def opened(letter: Letter) -> Mail:
    """Return a letter as a mail without a reader."""
    message = message_from_bytes(_unmerged(letter), policy=policy.default)
    assert isinstance(message, EmailMessage)
    html, text = message.get_body(("html",)), message.get_body(("plain",))
    assert html is not None, "a letter has both"
    assert text is not None, "a letter has both"
    page, images = str(html.get_content()).replace("\r\n", "\n"), {}
    for part in message.walk():
        name = part.get_filename()
        if part.get_content_maintype() == "image" and name is not None:
            images[name] = part.get_payload(decode=True)
            page = page.replace(f"cid:{str(part['Content-ID']).strip('<>')}", f"images/{name}")
    return Mail(
        html=page,
        text=str(text.get_content()).replace("\r\n", "\n"),
        eml=replace(letter, keys=UNSAVED).message(_invented(letter)),
        images={name: data for name, data in images.items() if isinstance(data, bytes)},
    )


def _unmerged(letter: Letter) -> bytes:
    return b"".join(piece if isinstance(piece, bytes) else _named(piece, letter) for piece in letter.frame)


def _named(slot: MergeSlot, letter: Letter) -> bytes:
    """Return what stands in a slot: its name."""
    if slot == frames.TO:
        return _NOBODY
    if slot == frames.SUBJECT:
        words = (piece if isinstance(piece, str) else _label(piece) for piece in letter.subject)
        return headers.text("Subject", "".join(words))
    return quoted_printable.value(_label(slot))


def _label(slot: MergeSlot) -> str:
    return f"[{slot.field.removeprefix('@')}]"


def _invented(letter: Letter) -> Recipient:
    slots = [piece for piece in (*letter.frame, *letter.subject) if isinstance(piece, MergeSlot)]
    asked = {slot.field for slot in slots if not slot.field.startswith("@")}
    fields = {name: SAMPLE.get(name, f"[{name}]") for name in sorted(asked | SAMPLE.keys())}
    return Recipient(1, SAMPLE_ADDRESS, SAMPLE_ADDRESS, fields)
