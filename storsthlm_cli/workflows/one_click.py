"""Whether readers can leave by one click (RFC 8058), and what is said where they cannot.

Gmail and Yahoo ask it (since February 2024) of whoever sends them more than 5,000 mails a day; without it such mail
ends as spam or is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.model.health import Grade, Outcome
from storsthlm_cli.workflows.transports import rehearses
from storsthlm_cli.workflows.workspace import Workspace

MANY = 5000
"""Messages a day to one of them from which on they ask for one click."""

_ASKED = f"less than Gmail and Yahoo ask of whoever sends them more than {MANY:,} mails a day"
_WAY = "one click (RFC 8058) needs `web.unsubscribe_url` and `storsthlm serve` behind it: docs/deploy tells how"


def by_mail_alone(workspace: Workspace, number: int) -> tuple[str, ...]:
    """Return a notice when so many get a real mail that they can leave by a mail only."""
    if rehearses(workspace) or workspace.settings.newsletter.unsubscribe_url is not None or number <= MANY:
        return ()
    return (f"readers can leave by mail alone: {_ASKED}; {_WAY}",)


def way_out(workspace: Workspace) -> Iterator[Outcome]:
    """Tell of the way out where it is by mail alone; one on the web is asked whether it answers, elsewhere."""
    newsletter = workspace.settings.newsletter
    if newsletter.unsubscribe_url is None:
        yield Outcome(
            "unsubscribe",
            Grade.OK,
            f"readers leave by mail to `{newsletter.unsubscribe_mail}` alone, {_ASKED}",
            _WAY,
        )
