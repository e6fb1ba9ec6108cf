"""The token keys of a workspace for a process that runs for long, and what tells that a file was exchanged."""

from __future__ import annotations

import pathlib
import threading

from storsthlm_cli.key_file import open_keys
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.memory import key_file
from storsthlm_cli.workflows.workspace import Workspace

Seen = tuple[int, int]
"""What tells one state of a file from another."""


class KeptKeys:
    """The token keys, read again when their file was replaced; while it is away, those that were there last hold.

    Several threads may ask.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._path = key_file(workspace)
        self._shown = workspace.shown(self._path)
        self._seen: Seen | None = None
        self._keys: Keys | None = None
        self._lock = threading.Lock()

    def now(self) -> Keys | None:
        """Return the keys, None where there have been none yet. Raises Failure when they cannot be read."""
        with self._lock:
            found = seen(self._path)
            if found is not None and found != self._seen:
                self._keys, self._seen = open_keys(self._path), found
            return self._keys

    def __call__(self) -> Keys:
        """Return the keys. Raises Failure also when there are none: new ones would know no mail that was sent."""
        keys = self.now()
        if keys is None:
            raise Failure(
                f"there are no token keys here: `{self._shown}` is missing",
                hint="copy the file of that name from the machine that sends",
            )
        return keys


def seen(path: pathlib.Path) -> Seen | None:
    """Return what changes when a file or folder does; None when it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
