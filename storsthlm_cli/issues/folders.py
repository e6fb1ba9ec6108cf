"""Which issues there are: one folder each, named so that the newest sorts last, with an `issue.yaml` in it."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

from storsthlm_cli.model.errors import Failure

FILE = "issue.yaml"
SCHEMA = "yaml-language-server: $schema=../../schemas/issue.json"
"""The comment on the first line of an issue file: where editors find what can stand in it."""

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""What an issue may be called: its name stands in addresses, in file names and in Message-IDs."""


def is_key(name: str) -> bool:
    """Tell whether an issue may be called that."""
    return _KEY.fullmatch(name) is not None


def keys(folder: Path) -> tuple[str, ...]:
    """Return the issues in a folder by name, the newest last.

    Folders without an issue file, or with a name that no issue may have, are passed over.
    """
    if not folder.is_dir():
        return ()
    names = (entry.parent.name for entry in folder.glob(f"*/{FILE}") if entry.is_file())
    return tuple(sorted(name for name in names if is_key(name)))


def newest(folder: Path) -> str:
    """Return the newest issue. Raises Failure when there is none."""
    known = keys(folder)
    if not known:
        raise Failure(
            f"there is no issue in `{folder.name}`",
            hint=f"write one as `{folder.name}/2021-06/{FILE}`",
        )
    return known[-1]


def resolve(folder: Path, key: str | None) -> Path:
    """Return the path of an issue's file; of the newest when `key` is None.

    `key` is the issue's name; the path of its folder or file, as a shell completes it, will do too. Raises Failure that
    names the nearest issue when there is none of that name, and what a name may be.
    """
    known = keys(folder)
    if key is None or not known:
        return folder / newest(folder) / FILE
    written = Path(key)
    name = written.parent.name if written.name == FILE else written.name
    if not is_key(name):
        hint = "write letters from a to z, digits, `.`, `-` and `_`, at most 64 and a letter or digit first"
        raise Failure(f"`{name}` is no name of an issue", hint=hint)
    if name not in known:
        close = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean `{close[0]}`?" if close else f"there are: {', '.join(known)}"
        raise Failure(f"there is no issue `{key}` in `{folder.name}`", hint=hint)
    return folder / name / FILE
