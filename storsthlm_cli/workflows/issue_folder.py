"""Writing the folder of a new issue: whole or not at all, and never over one that is there."""

from __future__ import annotations

import datetime
import pathlib
import tempfile
from collections.abc import Mapping

from storsthlm_cli.issues.folders import FILE, is_key
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.workflows.workspace import Workspace

IMAGES = "images"


def free_key(workspace: Workspace, date: datetime.date, given: str | None) -> str:
    """Return what a new issue is called: as `given`, else after its month, or after its day when that is taken.

    Raises Failure when the name is taken, or is none that an issue may have.
    """
    month, day = date.strftime("%Y-%m"), date.isoformat()
    key = given if given is not None else month if not workspace.issue_folder(month).exists() else day
    if not is_key(key):
        hint = "write letters from a to z, digits, `.`, `-` and `_`, at most 64 and a letter or digit first"
        raise Failure(f"`{key}` is no name of an issue", hint=hint)
    if workspace.issue_folder(key).exists():
        raise _taken(workspace, key)
    return key


def write_issue(workspace: Workspace, key: str, text: str, images: Mapping[str, bytes]) -> pathlib.Path:
    """Write `issue.yaml` and the images as a new issue; return the file.

    `images` are keyed by their path in the issue's folder, with slashes; one that would lead out of it, or is the issue
    file itself, is a mistake of the caller's. Raises Failure when it cannot be written, or somebody was faster.
    """
    folder = workspace.issue_folder(key)
    try:
        workspace.issues.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{key}-", dir=workspace.issues) as temporary:
            whole = pathlib.Path(temporary) / key
            (whole / IMAGES).mkdir(parents=True)
            for name, data in images.items():
                assert belongs_inside(name), name
                (whole / name).parent.mkdir(parents=True, exist_ok=True)
                (whole / name).write_bytes(data)
            (whole / FILE).write_text(text, encoding="utf-8", newline="\n")
            whole.rename(folder)
    except OSError as error:
        if folder.exists():
            raise _taken(workspace, key) from error
        reason = error.strerror or str(error)
        raise Failure(f"cannot write `{workspace.shown(folder)}`: {reason}", hint="nothing was written") from error
    return folder / FILE


def belongs_inside(name: str) -> bool:
    """Tell whether a path is that of a file inside an issue's folder, and not the issue itself, on every system."""
    path = pathlib.PurePosixPath(name)
    plain = not path.is_absolute() and ".." not in path.parts and not any(sign in name for sign in '\\:*?"<>|')
    return plain and path.name != "" and str(path).casefold() not in (FILE, "receipt.yaml")


def _taken(workspace: Workspace, key: str) -> Failure:
    there = f"`{workspace.shown(workspace.issue_folder(key))}` is there already"
    return Failure(there, hint="name another by `--as KEY`; nothing is ever overwritten")
