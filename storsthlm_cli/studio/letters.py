"""What the page shows of a message: inbox line, text, source, headers, what it is made of and what it weighs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage

from storsthlm_cli.checks.mail.rendered import CLIPPED, LONG
from storsthlm_cli.model.newsletter import Mailbox
from storsthlm_cli.model.rendered import ImageWeight, MergeSlot, Pieces
from storsthlm_cli.report.previews import clipping, weights
from storsthlm_cli.report.sizes import size
from storsthlm_cli.workflows.previewing import Preview, without_images


def letter_data(preview: Preview, sender: Mailbox) -> dict[str, object]:
    """Return a previewed message as JSON; sizes come in bytes and in words."""
    reader = preview.reader
    message = message_from_bytes(without_images(preview.eml), policy=policy.default)
    assert isinstance(message, EmailMessage)
    sizes = {image.file_name: len(image.data) for image in preview.rendered.embedded}
    return {
        "sender": sender.name,
        "from": sender.address,
        "recipient": str(message["To"]),
        "address": reader.address,
        "subject": preview.subject,
        "preheader": filled(preview.rendered.preheader, reader.fields),
        "text": preview.text,
        "source": preview.source,
        "headers": [{"name": name, "value": str(value)} for name, value in message.items()],
        "raw": preview.eml.partition(b"\r\n\r\n")[0].decode("ascii", "replace").replace("\r\n", "\n"),
        "parts": list(_parts(message, sizes, 0)),
        "weights": _weights(preview),
    }


def filled(pieces: Pieces, fields: Mapping[str, str]) -> str:
    """Return the text with a reader's values in its slots, a slot's default where there is none."""
    return "".join(
        (fields.get(piece.field) or piece.default or "") if isinstance(piece, MergeSlot) else piece for piece in pieces
    )


def _parts(part: EmailMessage, sizes: Mapping[str, int], depth: int) -> Iterator[dict[str, object]]:
    """Yield a part and those in it; `sizes` are the images' bytes, by their names in the message."""
    name = part.get_filename() or ""
    body = b"" if part.is_multipart() or name in sizes else part.get_payload(decode=True)
    octets = sizes.get(name) or (len(body) if isinstance(body, bytes) else 0)
    yield {"depth": depth, "type": part.get_content_type(), "name": name, "size": size(octets) if octets else ""}
    for inner in part.iter_parts():
        assert isinstance(inner, EmailMessage)
        yield from _parts(inner, sizes, depth + 1)


def _weights(preview: Preview) -> dict[str, object]:
    weighed = weights(preview)
    return {
        "html": weighed.html,
        "limit": CLIPPED,
        "long": LONG,
        "verdict": weighed.verdict.value if weighed.verdict else "good",
        "told": clipping(weighed),
        "message": size(weighed.message),
        "images": [_image(image) for image in weighed.images],
        "of_images": size(weighed.of_images),
    }


def _image(image: ImageWeight) -> dict[str, object]:
    across, down = image.pixels
    shown = f"{image.width} × {image.height} of {across} × {down} px"
    return {"name": image.name.rpartition("/")[2], "shown": shown, "size": size(image.size)}
