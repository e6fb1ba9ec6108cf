"""What every command gets: the consoles and the way to the workspace."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import typer

from storsthlm_cli.model.errors import Exit
from storsthlm_cli.report.consoles import Consoles, open_consoles
from storsthlm_cli.report.times import read_in

if TYPE_CHECKING:
    from storsthlm_cli.model.sending import Standing
    from storsthlm_cli.workflows.workspace import Workspace

__all__ = ["Exit", "Session", "code_of", "session_of"]


@dataclass(slots=True)
class Session:
    """One run of one command. `folder` is what `--workspace` says; None means the nearest workspace above."""

    consoles: Consoles = field(default_factory=open_consoles)
    folder: pathlib.Path | None = None

    def workspace(self, overrides: Mapping[str, str | None] | None = None) -> Workspace:
        """Open the workspace, with the settings that flags override (None: the flag was not given).

        From now on times are told in the newsletter's zone.
        """
        from storsthlm_cli.workflows.workspace import open_workspace

        given = {key: value for key, value in (overrides or {}).items() if value is not None}
        workspace = open_workspace(self.folder, given)
        read_in(ZoneInfo(workspace.settings.newsletter.timezone))
        return workspace


def session_of(context: typer.Context) -> Session:
    """Return the session of a running command."""
    found = context.find_object(Session)
    assert found is not None, "the application is run with a session"
    return found


def code_of(standing: Standing) -> Exit:
    """Return the exit code that tells how a dispatch stands."""
    if standing.tally.open:
        return Exit.UNFINISHED
    return Exit.SOME_NOT_REACHED if standing.tally.missed else Exit.DONE
