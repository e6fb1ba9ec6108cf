"""Who sits at the keyboard, as the system and git know them."""

from __future__ import annotations

import getpass
import os
import subprocess
from pathlib import Path

from storsthlm_cli.model.approvals import Identity

NOBODY = "somebody"
"""Stands for a user whom the system has no name for."""


def who(folder: Path) -> Identity:
    """Return who runs this process; git is asked in `folder`, where it may know another name than elsewhere."""
    return Identity(user_name(), _git(folder, "user.name"), _git(folder, "user.email"))


def user_name() -> str:
    """Return the system's name for the user: on POSIX that of the account, whatever the environment says."""
    try:
        if os.name == "nt":
            return getpass.getuser()
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (KeyError, ImportError, OSError):
        return NOBODY


def _git(folder: Path, key: str) -> str:
    try:
        asked = subprocess.run(  # noqa: S603 - the words are ours, and no shell reads them
            ["git", "-C", str(folder), "config", "--get", key],  # noqa: S607 - the git that the user calls, too
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""
