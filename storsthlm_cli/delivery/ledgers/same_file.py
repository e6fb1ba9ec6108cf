"""Whether a file is still the one that was opened."""

from __future__ import annotations

import os
from pathlib import Path

from storsthlm_cli.model.errors import Unfinished


class SameFile:
    """A file as it is when this is made. Raises OSError when it cannot be asked about."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _identity(path)

    def check(self) -> None:
        """Raise Unfinished when another file has its name now, or none: what is written would be lost."""
        try:
            same = _identity(self._path) == self._known
        except OSError:
            same = False
        if not same:
            raise Unfinished(
                f"`{self._path.name}` was removed or replaced while it was in use",
                hint="put the file back before anything more is sent: it knows who has the issue",
            )


def _identity(path: Path) -> tuple[int, int]:
    """Return what tells a file from another one of its name."""
    found = os.stat(path)  # noqa: PTH116  # half of Path.stat's time, at every turn
    return found.st_dev, found.st_ino
