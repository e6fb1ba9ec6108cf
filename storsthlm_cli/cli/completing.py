"""What the shell offers after Tab: the issues and lists of the workspace."""

from __future__ import annotations

import pathlib

from storsthlm_cli.model.errors import Failure


def issues(incomplete: str) -> list[str]:
    """Return the issues that begin with what has been typed, the newest first."""
    from storsthlm_cli.issues.folders import keys

    return [key for key in reversed(keys(_root() / "issues")) if key.startswith(incomplete)]


def lists(incomplete: str) -> list[str]:
    """Return the lists that begin with what has been typed."""
    from storsthlm_cli.audience.files import names

    return [name for name in names(_root() / "lists") if name.startswith(incomplete)]


def _root() -> pathlib.Path:
    """Return the nearest workspace; outside of one, a folder that has nothing to offer will do."""
    from storsthlm_cli.settings.loading import find_root

    try:
        return find_root(pathlib.Path.cwd())
    except Failure:
        return pathlib.Path.cwd()
