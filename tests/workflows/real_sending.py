"""Sending for real, to a server on this machine."""

from __future__ import annotations

from collections.abc import Callable

from storsthlm_cli.model.sending import ONCE, Progress, Standing, Wish
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.sending import send
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.smtp_server import Manners, Server
from tests.stories.conftest import Story

JUNE = "issues/2021-06/issue.yaml"


def quiet(_: Progress) -> None:
    """Take in progress and say nothing."""


def smtp(story: Story, port: int) -> Workspace:
    """Return the workspace of a story as one that sends to a server on this machine."""
    changes = {"transport": "smtp", "smtp.host": "127.0.0.1", "smtp.port": str(port)}
    return open_workspace(story.folder, changes | {"smtp.security": "plain", "smtp.connections": "1"})


def no_ulrika(who: str) -> str:
    """Refuse one person."""
    return "550 5.1.1 no ulrika here" if "ulrika" in who else ""


def go(
    story: Story,
    *,
    limit: int | None = None,
    wish: Wish = ONCE,
    rcpt: Callable[[str], str] = no_ulrika,
    before: Callable[[], None] = lambda: None,
) -> Standing:
    """Send the newest issue for real to the list `kommuner`; `before` is done between plan and sending."""
    with Server(Manners(rcpt=rcpt)) as server:
        workspace = smtp(story, server.port)
        made = plan(workspace, None, ["kommuner"], wish=wish)
        before()
        return send(workspace, made, limit=limit, tell=quiet)
