"""From an issue and a design to HTML and text: the one entry of this room."""

from __future__ import annotations

from collections.abc import Mapping

from storsthlm_cli.images import PreparedImage
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.prose import Inlines
from storsthlm_cli.model.rendered import Pieces, Rendered, SlotPlace
from storsthlm_cli.model.texts import words_of
from storsthlm_cli.rendering import context, pictures, plaintext
from storsthlm_cli.rendering.colours import overridden
from storsthlm_cli.rendering.designs import Design, site_colours
from storsthlm_cli.rendering.html import inlined
from storsthlm_cli.rendering.pen import Pen
from storsthlm_cli.rendering.prose import inlines_text
from storsthlm_cli.rendering.slots import Slots


def render(
    issue: Issue,
    directory: Directory,
    newsletter: Newsletter,
    design: Design,
    images: Mapping[str, PreparedImage],
) -> Rendered:
    """Return the issue as HTML and text with merge slots.

    `images` are keyed by the pictures' names (see `Picture.name`); a picture without one is shown as a gap with its
    description, a link without an address as a gap too. Raises Failure for errors in templates and colours.
    """
    pen = Pen(Slots(), newsletter.archive_url)
    colours = overridden(design.name, design.colours, newsletter.colours, site_colours(design.workspace))
    shown = pictures.placed(issue, newsletter, images)
    words = context.shared(issue, directory, newsletter, colours, pen)
    page = design.render("mail.html", words | context.for_html(pen, shown))
    css = design.render("style.css", words) if design.has("style.css") else ""
    html = inlined(page, css)
    text = plaintext.finished(design.render("mail.txt", words | context.for_text(pen)))
    return Rendered(
        issue=issue.key,
        language=issue.language,
        subject=_line(issue.subject, pen, SlotPlace.HEADER),
        preheader=_line(issue.preheader, pen, SlotPlace.TEXT),
        html=pen.slots.split_html(html),
        text=pen.slots.split(text, SlotPlace.TEXT),
        embedded=shown.embedded,
        hosted=shown.hosted,
        weights=shown.weights,
        intro=words_of(issue.intro),
    )


def _line(inlines: Inlines, pen: Pen, place: SlotPlace) -> Pieces:
    return pen.slots.split(plaintext.finished(inlines_text(inlines, pen)).strip(), place)
