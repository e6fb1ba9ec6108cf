"""The message with its slots still open: header block and MIME parts (RFC 5322, 2046, 2387, 2369, 2919, 8058)."""

from __future__ import annotations

import base64
import datetime
import email.utils
import re
import urllib.parse
from collections.abc import Iterable, Iterator

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.messages import headers, quoted_printable
from storsthlm_cli.messages.hashing import content_hash
from storsthlm_cli.messages.unsubscribing import TOKEN, WaysOut, ways_out
from storsthlm_cli.messages.values import without_values
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.newsletter import LIST_ID, Mailbox, Newsletter
from storsthlm_cli.model.rendered import EmbeddedImage, MergeSlot, Rendered, SlotPlace

Frame = tuple[bytes | MergeSlot, ...]
"""Finished bytes and open slots, in order; every line of it stands as it will be sent."""

TO = MergeSlot("@to", None, SlotPlace.HEADER)
"""The whole To line."""
SUBJECT = MergeSlot("@subject", None, SlotPlace.HEADER)
"""The whole Subject line, where the subject has slots."""
MESSAGE_ID = MergeSlot("@message_id", None, SlotPlace.HEADER)
"""What stands before the @ of the Message-ID."""
FIRST_ID = MergeSlot("@first_id", None, SlotPlace.HEADER)
"""What stood before the @ of the Message-ID with which this recipient got the issue first."""

_TOKEN = MergeSlot(TOKEN, None, SlotPlace.URL)
_TOKEN_TEXT = re.compile(r"[A-Za-z0-9._-]+")
_CONTENT_ID = re.compile(r"[A-Za-z0-9._@+-]+")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


def frame(rendered: Rendered, newsletter: Newsletter, date: datetime.datetime, *, follows: bool = False) -> Frame:
    """Encode everything that is the same for all recipients. `date` needs a time zone.

    A mail that `follows` is shown by mail programs beside the one with which its recipient got the issue first.
    Raises Failure when a setting or the subject could not stand in a header.
    """
    out = ways_out(newsletter)
    boundary = content_hash(rendered, newsletter)[:24]
    text = quoted_printable.body(out.written(rendered.text, markup=False))
    html = quoted_printable.body(out.written(rendered.html, markup=True))
    rich: Iterable[bytes | MergeSlot] = _text_part("html", html)
    if rendered.embedded:
        images = [_image_part(image) for image in rendered.embedded]
        # RFC 2387 §3.1: the type parameter names the root's type.
        rich = _multipart("related", boundary, [rich, *images], '; type="text/html"')
    letter = _multipart("alternative", boundary, [_text_part("plain", text), rich])
    return _joined([*_header_block(rendered, newsletter, out, date, follows), *letter])


def sender_of(newsletter: Newsletter) -> str:
    """Return the sender's address as it goes on the wire. Raises Failure when it is invalid."""
    return _on_the_wire(newsletter.sender, "sender")


def _header_block(
    rendered: Rendered, newsletter: Newsletter, out: WaysOut, date: datetime.datetime, follows: bool
) -> Iterator[bytes | MergeSlot]:
    """Yield the header lines up to those of the outermost MIME part."""
    if date.tzinfo is None:
        raise ValueError("the date of a letter needs a time zone")
    sender = sender_of(newsletter)
    yield headers.mailbox("From", newsletter.sender.name, sender)
    yield TO
    if newsletter.reply_to is not None:
        yield headers.mailbox("Reply-To", newsletter.reply_to.name, _on_the_wire(newsletter.reply_to, "reply address"))
    yield _subject(rendered)
    yield headers.machine("Date", email.utils.format_datetime(date))
    yield from _message_id("Message-ID", MESSAGE_ID, sender)
    if follows:  # RFC 5322 §3.6.4: the thread of a mail without References is the mail itself
        yield from _message_id("In-Reply-To", FIRST_ID, sender)
        yield from _message_id("References", FIRST_ID, sender)
    yield _list_id(newsletter)
    yield from _list_unsubscribe(out)
    # Precedence is not standard, but old responders know nothing else; RFC 3834 §5 and Exchange's own for the others.
    yield headers.machine("Precedence", "bulk")
    yield headers.machine("Auto-Submitted", "auto-generated")
    yield headers.machine("X-Auto-Response-Suppress", "OOF, AutoReply")
    yield headers.machine("Content-Language", rendered.language)
    yield headers.machine("MIME-Version", "1.0")


def _message_id(name: str, slot: MergeSlot, sender: str) -> Iterator[bytes | MergeSlot]:
    yield f"{name}: <".encode("ascii")
    yield slot
    yield f"@{sender.rpartition('@')[2]}>\r\n".encode("ascii")


def _subject(rendered: Rendered) -> bytes | MergeSlot:
    line = headers.text("Subject", without_values(rendered.subject))
    return line if all(isinstance(piece, str) for piece in rendered.subject) else SUBJECT


def _list_id(newsletter: Newsletter) -> bytes:
    """Write the List-Id; a name that would have to be encoded is left out, since programs match the raw line."""
    if not LIST_ID.fullmatch(newsletter.list_id):
        raise Failure(
            f"the list id `{newsletter.list_id}` is invalid",
            hint="it looks like a domain and never changes: `nyhetsbrev.kommun.example` (RFC 2919)",
        )
    name = headers.phrase(newsletter.name)
    value = f"<{newsletter.list_id}>"
    return headers.machine("List-Id", f"{name} {value}" if name else value)


def _list_unsubscribe(out: WaysOut) -> Iterator[bytes | MergeSlot]:
    """Yield the List-Unsubscribe lines, the preferred way first (RFC 2369 §2), folded only after the comma."""
    yield b"List-Unsubscribe: <"
    if out.web is not None:
        yield out.web.encode("ascii")
        yield _TOKEN
        yield b">,\r\n <"
    yield out.mail.encode("ascii")
    yield _TOKEN
    yield b">\r\n"
    if out.web is not None:
        yield headers.machine("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")


def _multipart(
    kind: str, seed: str, parts: Iterable[Iterable[bytes | MergeSlot]], parameters: str = ""
) -> Iterator[bytes | MergeSlot]:
    """Yield a multipart entity with its header line.

    The boundary holds `=_`, which neither quoted-printable nor base64 can contain (RFC 2045 §6.7), so that it
    occurs in no content, whatever a recipient's values are.
    """
    boundary = f"=_{kind}_{seed}"
    yield f'Content-Type: multipart/{kind}{parameters};\r\n boundary="{boundary}"\r\n'.encode("ascii")
    for part in parts:
        yield f"\r\n--{boundary}\r\n".encode("ascii")
        yield from part
    yield f"\r\n--{boundary}--\r\n".encode("ascii")


def _text_part(kind: str, content: Iterable[bytes | MergeSlot]) -> Iterator[bytes | MergeSlot]:
    yield headers.machine("Content-Type", f"text/{kind}; charset=utf-8")
    yield headers.machine("Content-Transfer-Encoding", "quoted-printable")
    yield b"\r\n"
    yield from content


def _image_part(image: EmbeddedImage) -> Iterator[bytes | MergeSlot]:
    """Yield an image that the HTML refers to by its Content-ID (RFC 2392)."""
    if not _CONTENT_ID.fullmatch(image.cid) or not _MEDIA_TYPE.fullmatch(image.media_type):
        raise Failure(f"the image `{image.file_name}` has an invalid content id or type")
    name = image.file_name
    if not _TOKEN_TEXT.fullmatch(name):
        # RFC 2231 §4; headers.machine then refuses nothing that a file could be called.
        parameter = f"filename*=utf-8''{urllib.parse.quote(name, safe='', errors='replace')}"
    else:
        parameter = f'filename="{name}"'
    yield headers.machine("Content-Type", image.media_type)
    yield headers.machine("Content-Transfer-Encoding", "base64")
    yield headers.machine("Content-ID", f"<{image.cid}>")
    yield headers.machine("Content-Disposition", f"inline; {parameter}")
    yield b"\r\n"
    yield base64.encodebytes(image.data).replace(b"\n", b"\r\n").removesuffix(b"\r\n")


def _on_the_wire(mailbox: Mailbox, what: str) -> str:
    try:
        return parse(mailbox.address).address
    except InvalidAddress as error:
        raise Failure(f"the {what} `{mailbox.address}` is invalid: {error.reason}") from error


def _joined(pieces: Iterable[bytes | MergeSlot]) -> Frame:
    """Join neighbouring bytes."""
    joined: list[bytes | MergeSlot] = []
    run: list[bytes] = []
    for piece in pieces:
        if isinstance(piece, bytes):
            run.append(piece)
            continue
        joined += [b"".join(run), piece]
        run = []
    return (*joined, b"".join(run))
