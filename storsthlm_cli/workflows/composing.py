"""Compose: an issue checked, rendered and encoded, ready to be mailed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from storsthlm_cli.messages.hashing import content_hash
from storsthlm_cli.messages.letter import Letter, write_letter
from storsthlm_cli.model.rendered import Pieces, Rendered
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.previewing import render_issue
from storsthlm_cli.workflows.transports import rehearses
from storsthlm_cli.workflows.validating import Validation, validate
from storsthlm_cli.workflows.workspace import Workspace

TEST_PREFIX = "[Test] "


@dataclass(frozen=True, slots=True)
class Content:
    """What was found in an issue, its rendering, the letter, and the hash of what was approved."""

    validation: Validation
    rendered: Rendered
    letter: Letter
    hash: str

    @property
    def subject(self) -> str:
        """The subject with its slots as people read them: `Hej [first_name]`."""
        return "".join(piece if isinstance(piece, str) else f"[{piece.field}]" for piece in self.rendered.subject)


def compose(workspace: Workspace, issue: str | None, keys: Keys, *, test: bool = False) -> Content:
    """Validate and render an issue for sending. Findings do not stop it, only what cannot be rendered does.

    A real transport is judged as of today, a rehearsal as of the issue's date: rehearsing an old issue is no mistake.
    A test says so in its subject, and has Message-IDs of its own, so that no server takes the real mail for a copy.
    """
    newsletter = workspace.settings.newsletter
    now = datetime.datetime.now(datetime.UTC)
    today = None if rehearses(workspace) else now.astimezone(ZoneInfo(newsletter.timezone)).date()
    validation = validate(workspace, issue, today=today, sending=True)
    rendered = render_issue(workspace, validation)
    if test:
        name = f"{rendered.issue} test {now.isoformat()}"
        rendered = replace(rendered, issue=name, subject=_after(TEST_PREFIX, rendered.subject))
    letter = write_letter(rendered, newsletter, keys, now)
    return Content(validation, rendered, letter, content_hash(rendered, newsletter))


def _after(prefix: str, pieces: Pieces) -> Pieces:
    """Return the pieces with text before them."""
    first = pieces[0] if pieces else ""
    return (prefix + first, *pieces[1:]) if isinstance(first, str) else (prefix, *pieces)
