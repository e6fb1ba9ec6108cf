"""Preview: an issue as one reader would get it, made from the very message that would be sent."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from zoneinfo import ZoneInfo

from storsthlm_cli.messages.letter import write_letter
from storsthlm_cli.model.delivery import Recipient
from storsthlm_cli.model.errors import BadContent, Failure
from storsthlm_cli.model.rendered import MergeSlot, Rendered
from storsthlm_cli.rendering.designs import open_design
from storsthlm_cli.rendering.render import render
from storsthlm_cli.tokens import UNSAVED
from storsthlm_cli.workflows.pictures import prepare_images
from storsthlm_cli.workflows.validating import Validation, validate
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One message, whole and in its parts.

    `html` refers to the images by relative paths, whose bytes are in `images`; `eml` is the message as sent.
    """

    validation: Validation
    rendered: Rendered
    subject: str
    html: str
    text: str
    eml: bytes
    images: dict[str, bytes]


def render_issue(workspace: Workspace, validation: Validation) -> Rendered:
    """Render a validated issue in the newsletter's design.

    Raises BadContent when the issue is too broken to be shown, Failure when the design is.
    """
    if validation.issue is None:
        raise BadContent(
            f"issue `{validation.key}` cannot be shown as it is",
            validation.errors,
            hint=f"correct these, then `storsthlm validate {validation.key}`",
        )
    newsletter = workspace.settings.newsletter
    design = open_design(newsletter.design, workspace.root)
    images = prepare_images(workspace, validation, validation.issue, design.image_width)
    return render(validation.issue, validation.directory, newsletter, design, images)


def preview(workspace: Workspace, given: str | None) -> Preview:
    """Validate and render an issue (the newest for None), and merge it for an invented reader.

    Raises what `validate` and `render_issue` raise.
    """
    validation = validate(workspace, given)
    rendered = render_issue(workspace, validation)
    assert validation.issue is not None
    newsletter = workspace.settings.newsletter
    date = datetime.combine(validation.issue.date, time(9), ZoneInfo(newsletter.timezone)).astimezone(UTC)
    letter = write_letter(rendered, newsletter, UNSAVED, date)
    eml = letter.message(sample_recipient(rendered))
    subject, html, text = _parts(eml)
    images = {f"{IMAGES_FOLDER}/{image.file_name}": image.data for image in rendered.embedded}
    for image in sorted(rendered.embedded, key=lambda image: len(image.cid), reverse=True):
        html = html.replace(f"cid:{image.cid}", f"{IMAGES_FOLDER}/{image.file_name}")
    for hosted in rendered.hosted:
        images[f"{IMAGES_FOLDER}/{hosted.path}"] = hosted.data
        html = html.replace(f"{newsletter.archive_url}/{hosted.path}", f"{IMAGES_FOLDER}/{hosted.path}")
    return Preview(
        validation=validation, rendered=rendered, subject=subject, html=html, text=text, eml=eml, images=images
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


def _parts(eml: bytes) -> tuple[str, str, str]:
    """Return subject, HTML and text as a mail program reads them from the message."""
    message = message_from_bytes(eml, policy=policy.default)
    assert isinstance(message, EmailMessage)
    html, text = message.get_body(("html",)), message.get_body(("plain",))
    assert html is not None
    assert text is not None
    return str(message["Subject"]), _content(html), _content(text)


def _content(part: MIMEPart) -> str:
    return str(part.get_content()).replace("\r\n", "\n")
