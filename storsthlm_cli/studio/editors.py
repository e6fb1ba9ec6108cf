"""Opening a file at its line: in the editor when there is one, else with whatever the system has for it."""

from __future__ import annotations

import pathlib
import shutil
import subprocess
import sys

from storsthlm_cli.model.places import Place

EDITORS = ("code", "codium", "code-insiders", "cursor")
"""Editors that understand `--goto FILE:LINE:COLUMN` and return at once."""

PATIENCE = 10
"""Seconds after which a program that should have handed the file on has not."""


def open_in_editor(root: pathlib.Path, place: Place) -> str | None:
    """Open the file of a place; return what it was opened with: an editor's name, or `system`. None: there is nothing.

    `root` is the folder that the place's path is relative to. Only `code` and its like go to the line.
    """
    path = root / place.file
    if not path.is_file():
        return None
    for name in EDITORS:
        program = shutil.which(name)
        if program is not None and _ran([program, "--goto", f"{path}:{place.line}:{place.column}"]):
            return name
    opener = shutil.which("open" if sys.platform == "darwin" else "explorer" if _WINDOWS else "xdg-open")
    return "system" if opener is not None and _ran([opener, str(path)]) else None


_WINDOWS = sys.platform == "win32"


def _ran(command: list[str]) -> bool:
    """Run a program that hands a file on; tell whether it took it."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the path is of a file that a finding has named
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 or _WINDOWS  # explorer says 1 when all went well
