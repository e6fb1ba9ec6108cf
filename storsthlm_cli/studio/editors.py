"""Opening a file at its line: in the editor when there is one, else with whatever the system has for it."""

from __future__ import annotations

import pathlib
import re
import shutil
import subprocess
import sys
import threading

from storsthlm_cli.model.places import Place

EDITORS = ("code", "codium", "code-insiders", "cursor")
"""Editors that understand `--goto FILE:LINE:COLUMN` and return at once."""

PATIENCE = 4
"""Seconds after which a program that has not said no has taken the file: some openers stay for as long as the file is
open."""

_WINDOWS = sys.platform == "win32"
_BATCH = re.compile(r"\.(?:cmd|bat)", re.IGNORECASE)
_OF_THE_SHELL = re.compile(r'[&|<>^%!"()@]')
"""What cmd.exe, which runs batch files, does not take as a part of a name."""


def open_in_editor(root: pathlib.Path, place: Place) -> str | None:
    """Open the file of a place; return what it was opened with: an editor's name, or `system`. None: there is nothing.

    `root` is the folder that the place's path is relative to. Only `code` and its like go to the line.
    """
    path = (root / place.file).resolve()
    if not path.is_file():
        return None
    for name in EDITORS:
        if _took(root, name, "--goto", f"{path}:{place.line}:{place.column}"):
            return name
    opener = "open" if sys.platform == "darwin" else "explorer" if _WINDOWS else "xdg-open"
    return "system" if _took(root, opener, str(path)) else None


def _took(root: pathlib.Path, name: str, *arguments: str) -> bool:
    """Run a program that hands a file on; tell whether it took it.

    A program that lies in the workspace is not run: the workspace may be somebody else's, and Windows looks in the
    current folder first. It gets a session of its own, so that Ctrl-C does not end the editor with the studio.
    """
    program = shutil.which(name)
    if program is None or pathlib.Path(program).resolve().is_relative_to(root.resolve()):
        return False
    if _BATCH.fullmatch(pathlib.Path(program).suffix) and any(map(_OF_THE_SHELL.search, arguments)):
        return False
    try:
        running = subprocess.Popen(  # noqa: S603 - no shell; the path is of a file that a finding has named
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return running.wait(PATIENCE) == 0 or _WINDOWS  # explorer says 1 when all went well
    except subprocess.TimeoutExpired:
        threading.Thread(target=running.wait, daemon=True).start()
        return True
    except OSError:
        return False
