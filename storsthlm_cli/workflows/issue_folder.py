"""Writing the folder of a new issue: whole or not at all, and never over one that is there."""

from __future__ import annotations

import datetime
import pathlib
import shutil
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
    key = given or (month if not workspace.issue_folder(month).exists() else day)
    if not is_key(key):
        hint = "write letters from a to z, digits, `.`, `-` and `_`, at most 64 and a letter or digit first"
        raise Failure(f"`{key}` is no name of an issue", hint=hint)
    if workspace.issue_folder(key).exists():
        hint = "name it by `--as KEY`; nothing is ever overwritten"
        raise Failure(f"there is an issue `{key}` already", hint=hint)
    return key


def write_issue(workspace: Workspace, key: str, text: str, images: Mapping[str, bytes]) -> pathlib.Path:
    """Write `issue.yaml` and the images (by their path in the folder) as a new issue; return the file.

    Raises Failure when it cannot be written, or when somebody else was faster.
    """
    folder = workspace.issue_folder(key)
    try:
        workspace.issues.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{key}-", dir=workspace.issues) as temporary:
            whole = pathlib.Path(temporary) / key
            (whole / IMAGES).mkdir(parents=True)
            (whole / FILE).write_text(text, encoding="utf-8", newline="\n")
            for name, data in images.items():
                (whole / name).parent.mkdir(parents=True, exist_ok=True)
                (whole / name).write_bytes(data)
            if folder.exists():
                raise FileExistsError
            shutil.move(whole, folder)
    except FileExistsError:
        raise Failure(f"there is an issue `{key}` already", hint="nothing was written") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise Failure(f"cannot write `{workspace.shown(folder)}`: {reason}", hint="nothing was written") from error
    return folder / FILE
