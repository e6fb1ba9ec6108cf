"""The web copy of an issue, and the index of all of them: pages that anybody may read, and that last.

A page has its style sheet inside it and refers to nothing but its own images: saved, moved, packed with the public
record or opened from a disk it looks the same in twenty years, and its policy can name the one style sheet that it
allows by its hash. Links inside the site are relative and name `index.html`, so that they work at any address, below
any path, and without a server. There is no script.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import pathlib
import re
import urllib.parse
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from storsthlm_cli.images import PreparedImage
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.prose import Inlines
from storsthlm_cli.model.rendered import SlotPlace
from storsthlm_cli.model.site import WebPage
from storsthlm_cli.rendering import context, pictures, plaintext, web_words
from storsthlm_cli.rendering.colours import overridden
from storsthlm_cli.rendering.designs import SITE, Design, open_design
from storsthlm_cli.rendering.html import small
from storsthlm_cli.rendering.impersonal import impersonal
from storsthlm_cli.rendering.prose import inlines_text
from storsthlm_cli.rendering.slots import Slots

_ENTRIES = ("page.html", "index.html", "style.css")
_EMPTY_LINES = re.compile(r"\n\s*\n")


def open_site_design(workspace: pathlib.Path) -> Design:
    """Return the design of the public site; any file in `workspace/templates/web/` stands before the built-in one.

    Raises what `open_design` raises.
    """
    return open_design(SITE, workspace, _ENTRIES)


def web_page(
    issue: Issue,
    directory: Directory,
    newsletter: Newsletter,
    design: Design,
    images: Mapping[str, PreparedImage],
    *,
    content: str,
    listed: bool,
    newer: str | None = None,
    older: str | None = None,
) -> WebPage:
    """Return the web copy of an issue, with nothing of any reader's in it.

    `images` are keyed as for the mail. `content` is the hash of the mail, which the page tells in `storsthlm-issue`.
    A page that is not `listed` says that it is a draft, and leads to no index, feed or calendar file, of which it is in
    none. `newer` and `older` are the keys of its neighbours. Raises Failure for errors in templates and colours.
    """
    pen = web_words.SitePen(Slots(), newsletter.archive_url)
    colours = _colours(newsletter, design)
    shown = pictures.placed_on_page(images)
    logo = shown.logo()
    subject, summary = (_line(inlines, pen) for inlines in (issue.subject, issue.preheader))
    words = {
        **context.shared(issue, directory, newsletter, colours, pen),
        **context.for_html(pen, shown),
        **web_words.for_issue(issue, directory, newsletter, shown, listed=listed),
        "slot": web_words.slot(pen),
        "subject": subject,
        "summary": summary,
        "content": content,
        "newer": newer,
        "older": older,
        "home": "../../",
    }
    page = design.render("page.html", words | _looks(design, words))
    return WebPage(
        issue=issue.key,
        path=f"issues/{issue.key}/",
        title=subject,
        summary=summary,
        date=issue.date,
        number=issue.number,
        language=issue.language,
        html=_finished(impersonal(pen.slots.split_html(page))),
        images=shown.hosted,
        logo=logo.src if logo is not None else None,
        content=content,
        listed=listed,
    )


def index_page(newsletter: Newsletter, design: Design, pages: Sequence[WebPage]) -> str:
    """Return the page that leads to all issues: the listed ones, newest first, by year.

    The logo is shown from the folder of the newest issue. Raises Failure for errors in templates and colours.
    """
    listed = sorted((page for page in pages if page.listed), key=lambda page: (page.date, page.issue), reverse=True)
    years = [(year, list(those)) for year, those in itertools.groupby(listed, key=lambda page: page.date.year)]
    newest = listed[0] if listed else None
    words = {
        **web_words.for_index(newsletter),
        "newsletter": newsletter,
        "colours": _colours(newsletter, design),
        "tones": [],
        "years": years,
        "logo": newest.path + newest.logo if newest is not None and newest.logo is not None else None,
        "home": "",
        "listed": True,
    }
    return _finished(design.render("index.html", words | _looks(design, words)))


def _colours(newsletter: Newsletter, design: Design) -> dict[str, str]:
    """Return the design's colours with those of the newsletter that it knows; others belong to the mail's design."""
    return overridden(design.name, design.colours, newsletter.colours, elsewhere=newsletter.colours)


def _looks(design: Design, words: Mapping[str, object]) -> dict[str, object]:
    """Return the style sheet, the icon, and the policy that allows this sheet and no other, and nothing from elsewhere.

    The icon is inside the page like the sheet: without one browsers ask the server's root for `/favicon.ico`.
    """
    sheet = small(design.render("style.css", words))
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )
    icon = f"data:image/svg+xml,{urllib.parse.quote(design.render('icon.svg', words), safe='/:=')}"
    return {"style": Markup(sheet), "policy": policy, "icon": icon}  # noqa: S704


def _line(inlines: Inlines, pen: web_words.SitePen) -> str:
    pieces = pen.slots.split(plaintext.finished(inlines_text(inlines, pen)).strip(), SlotPlace.TEXT)
    return impersonal(pieces)


def _finished(page: str) -> str:
    return _EMPTY_LINES.sub("\n", page).strip() + "\n"
