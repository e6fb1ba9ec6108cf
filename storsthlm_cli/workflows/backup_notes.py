"""Where backups were written, in a file beside the database: a note waits for no writer, and outlives a restore."""

from __future__ import annotations

import contextlib
import datetime
import json
import pathlib
from collections.abc import Sequence

from storsthlm_cli.model.backup import Note
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.source.replacing import replacing
from storsthlm_cli.workflows.workspace import Workspace

_MOST = 50
"""Backups that are remembered, at most."""
_OWNER_ONLY = 0o600


def note(workspace: Workspace, path: pathlib.Path, at: datetime.datetime, keys: Sequence[str]) -> None:
    """Remember that a backup with these token keys was written to `path`. It is none the worse if that fails."""
    path = path.resolve()
    others = [each for each in noted(workspace) if each.path != path]
    told = sorted([Note(path, at, tuple(keys)), *others], key=lambda each: each.at, reverse=True)[:_MOST]
    data = [{"path": str(each.path), "at": each.at.isoformat(), "keys": list(each.keys)} for each in told]
    with contextlib.suppress(Failure), replacing(_file(workspace), hint="", mode=_OWNER_ONLY) as file:
        file.write(json.dumps(data, indent=1).encode())


def noted(workspace: Workspace) -> tuple[Note, ...]:
    """Return the backups that are remembered, newest first; whether they are still there is another matter."""
    try:
        data = json.loads(_file(workspace).read_bytes())
        return tuple(
            Note(pathlib.Path(each["path"]), datetime.datetime.fromisoformat(each["at"]), tuple(each["keys"]))
            for each in data
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _file(workspace: Workspace) -> pathlib.Path:
    return workspace.settings.state_folder / "backups.json"
