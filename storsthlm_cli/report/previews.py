"""What `preview --output` says: where the files are, what was found on the way, and what the mail weighs."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from dataclasses import dataclass

from storsthlm_cli.checks.mail.rendered import CLIPPED, LONG
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.rendered import ImageWeight
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import as_data, plural, show_lines, summary, without_remarks
from storsthlm_cli.report.sizes import size
from storsthlm_cli.workflows.previewing import Preview


@dataclass(frozen=True, slots=True)
class Weights:
    """What a message weighs, in bytes: its HTML, each image, and all of it as sent."""

    html: int
    images: tuple[ImageWeight, ...]
    message: int

    @property
    def of_images(self) -> int:
        """All images together, before they are encoded for the message."""
        return sum(image.size for image in self.images)

    @property
    def verdict(self) -> Level | None:
        """How Gmail takes the HTML: an error when it is cut, a warning when it nearly is."""
        return Level.ERROR if self.html >= CLIPPED else Level.WARNING if self.html >= LONG else None


def weights(preview: Preview) -> Weights:
    """Return what a previewed message weighs."""
    return Weights(len(preview.source.encode()), preview.rendered.weights, len(preview.eml))


def empty_slots(preview: Preview) -> tuple[Finding, ...]:
    """Return an error for each slot that stays empty for the reader whom the preview is merged for."""
    return tuple(
        Finding("M101", Level.ERROR, None, {"field": field, "count": "1", "first": preview.reader.address})
        for field in preview.empty
    )


def show_preview(consoles: Consoles, preview: Preview, files: Sequence[pathlib.Path], json: bool) -> None:
    """Write the paths to stdout; to stderr the findings, one line each, and what the mail weighs."""
    findings = (*empty_slots(preview), *preview.validation.findings)
    weighed = weights(preview)
    if json:
        write_json(
            consoles.out,
            {
                "issue": preview.validation.key,
                "subject": preview.subject,
                "recipient": preview.reader.address,
                "size": weighed.message,
                "html_size": weighed.html,
                "images": [_image(image) for image in weighed.images],
                "files": [str(path) for path in files],
                "findings": [as_data(finding) for finding in findings],
            },
        )
        return
    show_lines(consoles, findings)
    for path in files:
        write(consoles.out, visible(str(path)))
    found = summary(without_remarks(findings))
    told = f"issue {visible(preview.validation.key)}: {found}, {size(weighed.message)} a message"
    write(consoles.err, f"{told}: {_told(weighed)}")
    remark = clipping(weighed)
    if remark is not None:
        write_wrapped(consoles.err, remark)


def clipping(weighed: Weights) -> str | None:
    """Return what Gmail does to HTML of this size, None when it shows all of it."""
    if weighed.verdict is Level.ERROR:
        return f"Gmail cuts the mail off: {weighed.html:,} bytes of HTML, and it shows {CLIPPED:,}"
    if weighed.verdict is Level.WARNING:
        return f"Gmail nearly cuts the mail off: {weighed.html:,} bytes of HTML, and it shows {CLIPPED:,}"
    return None


def _told(weighed: Weights) -> str:
    html = f"{size(weighed.html)} of HTML"
    return f"{html}, {plural(len(weighed.images), 'image')} of {size(weighed.of_images)}" if weighed.images else html


def _image(image: ImageWeight) -> dict[str, object]:
    """Return an image for JSON: `width` and `height` are CSS pixels as shown, `pixels` those of the file."""
    return {
        "name": image.name,
        "file_name": image.file_name,
        "width": image.width,
        "height": image.height,
        "pixels": list(image.pixels),
        "size": image.size,
    }
