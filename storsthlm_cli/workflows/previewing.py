"""Preview: an issue as one reader would get it, made from the very message that would be sent."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from zoneinfo import ZoneInfo

from storsthlm_cli.messages.letter import write_letter
from storsthlm_cli.messages.values import missing
from storsthlm_cli.model.audience import Subscriber
from storsthlm_cli.model.delivery import Recipient
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.rendered import MergeSlot, Rendered
from storsthlm_cli.tokens import UNSAVED
from storsthlm_cli.workflows.validating import Validation, validate
from storsthlm_cli.workflows.variants import check_list, variant_for
from storsthlm_cli.workflows.workspace import Workspace

SAMPLE = {
    "first_name": "Anna",
    "last_name": "Exempel",
    "name": "Anna Exempel",
    "organisation": "Exempelby kommun",
    "role": "kommundirektör",
}
"""The invented reader. Fields beyond these are shown by their name."""

SAMPLE_ADDRESS = "anna.exempel@exempelby.example"
IMAGES_FOLDER = "issue-images"
_BASE64 = re.compile(rb"\r\n\r\n(?:[A-Za-z0-9+/]{76}\r\n)+[A-Za-z0-9+/=]*")
"""An image as it stands in a message. A line of quoted-printable text has 76 characters only if the last is a `=`."""

_FOLD = re.compile(r"\r?\n(?=[ \t])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One message, whole and in its parts.

    `html` refers to the images by relative paths, whose bytes are in `images`; `source` is the same page as it stands
    in the message, and `eml` is the message as sent to `reader`. `empty` are the fields for which this reader has no
    value and the issue no default: they show by their names, and `send` would refuse. `lists` are those whose mail it
    is, none for the one for all.
    """

    validation: Validation
    rendered: Rendered
    lists: tuple[str, ...]
    reader: Recipient
    empty: tuple[str, ...]
    subject: str
    html: str
    source: str
    text: str
    eml: bytes
    images: dict[str, bytes]


def preview(
    workspace: Workspace, given: str | None, reader: Subscriber | None = None, lists: Sequence[str] = ()
) -> Preview:
    """Validate and render an issue (the newest for None), and merge it for a subscriber, or an invented reader.

    It is the mail that these lists get; without any the one to the subscriber's list, or for an invented reader the
    one for all. Raises what `validate` and `variant_for` raise, and Failure when there is no such list.
    """
    for name in lists:
        check_list(workspace, name)
    validation = validate(workspace, given)
    variant = variant_for(workspace, validation, lists or ((reader.list,) if reader is not None else ()))
    assert validation.issue is not None
    rendered, newsletter = variant.rendered, variant.newsletter
    date = datetime.combine(validation.issue.date, time(9), ZoneInfo(newsletter.timezone)).astimezone(UTC)
    recipient = sample_recipient(rendered)
    empty: tuple[str, ...] = ()
    if reader is not None:
        empty = missing(rendered, reader.fields)
        blanks = {name: f"[{name}]" for name in empty}
        recipient = Recipient(1, reader.address, reader.key, {**reader.fields, **blanks})
    eml = write_letter(rendered, newsletter, UNSAVED, date).message(recipient)
    subject, source, text = _parts(eml)
    html, images = source, {f"{IMAGES_FOLDER}/{image.file_name}": image.data for image in rendered.embedded}
    for image in sorted(rendered.embedded, key=lambda image: len(image.cid), reverse=True):
        html = html.replace(f"cid:{image.cid}", f"{IMAGES_FOLDER}/{image.file_name}")
    for hosted in rendered.hosted:
        images[f"{IMAGES_FOLDER}/{hosted.path}"] = hosted.data
        html = html.replace(f"{newsletter.archive_url}/{hosted.path}", f"{IMAGES_FOLDER}/{hosted.path}")
    return Preview(
        validation=validation,
        rendered=rendered,
        lists=variant.lists,
        reader=recipient,
        empty=empty,
        subject=subject,
        html=html,
        source=source,
        text=text,
        eml=eml,
        images=images,
    )


def sample_recipient(rendered: Rendered) -> Recipient:
    """Return the invented reader, with a value for every field that the issue asks for."""
    pieces = (*rendered.subject, *rendered.preheader, *rendered.html, *rendered.text)
    asked = {piece.field for piece in pieces if isinstance(piece, MergeSlot) and not piece.field.startswith("@")}
    fields = {name: SAMPLE.get(name, f"[{name}]") for name in sorted(asked | SAMPLE.keys())}
    return Recipient(1, SAMPLE_ADDRESS, SAMPLE_ADDRESS, fields)


def write_preview(preview: Preview, folder: pathlib.Path) -> tuple[pathlib.Path, ...]:
    """Write `issue.html`, `issue.txt` and `issue.eml` into a folder, and the images beside them; return the three.

    The folder is made when it is not there. Raises Failure when it cannot be written.
    """
    texts = {"issue.html": preview.html.encode(), "issue.txt": preview.text.encode(), "issue.eml": preview.eml}
    try:
        for name, data in {**preview.images, **texts}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except OSError as error:
        raise Failure(
            f"cannot write the preview to `{folder}`: {error.strerror or error}", hint="name another folder"
        ) from error
    return tuple(folder / name for name in texts)


def without_images(eml: bytes) -> bytes:
    """Return a message whose images have no bytes: Python's parser would take them apart line by line."""
    return _BASE64.sub(b"\r\n\r\n", eml)


def _parts(eml: bytes) -> tuple[str, str, str]:
    """Return subject, HTML and text as a mail program reads them from the message."""
    message = message_from_bytes(without_images(eml))
    subject = make_header(decode_header(_FOLD.sub("", message["Subject"])))
    return str(subject), _content(message, "text/html"), _content(message, "text/plain")


def _content(message: Message, kind: str) -> str:
    content = next(part for part in message.walk() if part.get_content_type() == kind).get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode("utf-8").replace("\r\n", "\n")
