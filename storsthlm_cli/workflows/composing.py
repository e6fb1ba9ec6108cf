"""Compose: an issue checked, rendered and encoded, ready to be mailed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from storsthlm_cli.messages.hashing import content_hash
from storsthlm_cli.messages.letter import Letter, write_letter
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.rendered import Pieces, Rendered
from storsthlm_cli.model.sending import ONCE, Wish
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.transports import rehearses
from storsthlm_cli.workflows.validating import Validation, validate
from storsthlm_cli.workflows.variants import render_issue, variant_for
from storsthlm_cli.workflows.workspace import Workspace

TEST_PREFIX = "[Test] "
CORRECTION_PREFIXES = {
    "sv": "Rättelse: ",
    "da": "Rettelse: ",
    "nb": "Rettelse: ",
    "nn": "Retting: ",
    "no": "Rettelse: ",
    "fi": "Oikaisu: ",
}
"""What the subject of a correction begins with, by language; in any other, English."""


@dataclass(frozen=True, slots=True)
class Content:
    """What was found in an issue, its rendering, the letter, and the hash of what was approved.

    The hash is the issue's own: what a test or a correction has before its subject is ours, and not in it. `lists` are
    those whose variant it is, none for the mail for all; `newsletter` is as these readers are told it. `public` is the
    hash of the mail for all, which the web page tells.
    """

    validation: Validation
    rendered: Rendered
    letter: Letter
    hash: str
    newsletter: Newsletter
    lists: tuple[str, ...]
    public: str

    @property
    def subject(self) -> str:
        """The subject with its slots as people read them: `Hej [first_name]`."""
        return "".join(piece if isinstance(piece, str) else f"[{piece.field}]" for piece in self.rendered.subject)


def compose(
    workspace: Workspace,
    issue: str | None,
    keys: Keys,
    lists: Sequence[str] = (),
    *,
    wish: Wish = ONCE,
    at: datetime.datetime | None = None,
    test: bool = False,
) -> Content:
    """Validate and render an issue for sending to some lists (for none, as it is for all) `at` a moment (None: now).

    Findings do not stop it, only what cannot be rendered does. A real transport is judged as of that day, a
    rehearsal as of the issue's date: rehearsing an old issue is no mistake. A test and a correction say so in their
    subject. They and a repetition have Message-IDs of their own, so that no server takes them for a copy of the
    issue's first mail, or the first mail for a copy of the test. Raises Refused when the lists get different mails.
    """
    now = datetime.datetime.now(datetime.UTC)
    date = at or now
    validation = validate(workspace, issue, today=day_of_sending(workspace, date), sending=True)
    variant = variant_for(workspace, validation, lists)
    rendered, newsletter, content, edition = variant.rendered, variant.newsletter, variant.hash, ""
    if test:
        rendered = replace(rendered, subject=_after(TEST_PREFIX, rendered.subject))
        edition = f"test {now.isoformat()}"
    elif wish.corrects is not None:
        rendered = replace(rendered, subject=_after(_correction_prefix(rendered), rendered.subject))
        edition = content
    elif wish.again:
        edition = f"again {now.isoformat()}"
    letter = write_letter(
        rendered, newsletter, keys, date, edition=edition, follows=wish.corrects is not None and not test
    )
    public = content
    if variant.lists:
        public = content_hash(render_issue(workspace, validation), workspace.settings.newsletter)
    return Content(validation, rendered, letter, content, newsletter, variant.lists, public)


def day_of_sending(workspace: Workspace, at: datetime.datetime | None = None) -> datetime.date | None:
    """Return the day to judge an issue as of that is sent at a moment (None: now); None, its own, for a rehearsal."""
    if rehearses(workspace):
        return None
    moment = at or datetime.datetime.now(datetime.UTC)
    return moment.astimezone(ZoneInfo(workspace.settings.newsletter.timezone)).date()


def _correction_prefix(rendered: Rendered) -> str:
    """Return the word for a correction in the issue's language, nothing when its author has written it already."""
    prefix = CORRECTION_PREFIXES.get(rendered.language.partition("-")[0].lower(), "Correction: ")
    first = rendered.subject[0] if rendered.subject else ""
    written = isinstance(first, str) and first.lower().startswith(prefix.rstrip(": ").lower())
    return "" if written else prefix


def _after(prefix: str, pieces: Pieces) -> Pieces:
    """Return the pieces with text before them."""
    if not prefix:
        return pieces
    first = pieces[0] if pieces else ""
    return (prefix + first, *pieces[1:]) if isinstance(first, str) else (prefix, *pieces)
