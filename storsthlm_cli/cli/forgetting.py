"""What commands do by themselves at their start: forget addresses that are older than the settings keep them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from storsthlm_cli.cli.session import Session
from storsthlm_cli.model.errors import Unfinished

if TYPE_CHECKING:
    from storsthlm_cli.workflows.workspace import Workspace


def forget_old(session: Session, workspace: Workspace) -> None:
    """Forget what is to be forgotten, and say so on stderr in one line if anything was."""
    if workspace.settings.forget_after is None:
        return
    from storsthlm_cli.report.consoles import write
    from storsthlm_cli.report.persons import forgotten_words
    from storsthlm_cli.workflows.erasing import forget

    try:
        forgotten = forget(workspace, datetime.datetime.now(datetime.UTC))
    except Unfinished as failure:  # no reason to leave the command undone
        write(session.consoles.err, f"warning: {failure.message}; `storsthlm person forget` tries again", "yellow")
        return
    if forgotten is not None and forgotten.dispatches:
        write(session.consoles.err, forgotten_words(forgotten))
