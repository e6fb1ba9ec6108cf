"""Where a site may lie, and what may not leave it unasked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from storsthlm_cli.archive.folder import known
from storsthlm_cli.issues.folders import keys
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.model.site import WebPage
from storsthlm_cli.online.pages import look, told
from storsthlm_cli.workflows.workspace import Workspace


def check_folder(workspace: Workspace, folder: Path, hint: str) -> None:
    """Raise Failure for a folder that holds what people write, that holds the workspace, or that is somebody's home."""
    target, root = folder.resolve(), workspace.root.resolve()
    own = (workspace.issues, workspace.directory, workspace.lists, workspace.templates, workspace.settings.state_folder)
    if target == root or any(target.is_relative_to(each.resolve()) for each in own):
        raise Failure(f"`{workspace.shown(target)}` is a folder of the newsletter's own", hint=hint)
    if root.is_relative_to(target) or target == Path.home().resolve():
        raise Failure(f"`{workspace.shown(target)}` holds more than a site", hint=hint)


def check_withdrawals(workspace: Workspace, pages: Sequence[WebPage]) -> None:
    """Raise Refused when publishing these pages would take away one that the public sees, of an issue still there.

    Of a folder the pages in it are looked at; where a command publishes, the public address is asked for the issues
    that are not among the pages. What does not answer is not taken for public.
    """
    listed = {page.issue for page in pages if page.listed}
    lost = [key for key in keys(workspace.issues) if key not in listed and _is_public(workspace, key)]
    if not lost:
        return
    names = ", ".join(f"`{key}`" for key in lost)
    raise Refused(
        f"nothing was written: the public would lose the page{'s' if lost[1:] else ''} of {names}, which mails link to",
        hint=f"`storsthlm archive {lost[-1]} --publish` keeps it and all issues before it; `storsthlm validate` tells "
        "what keeps an issue out; with `--withdraw` the pages are taken away",
    )


def _is_public(workspace: Workspace, key: str) -> bool:
    """Tell whether the public sees the page of an issue, not as a draft."""
    publishing, newsletter = workspace.settings.publishing, workspace.settings.newsletter
    if publishing.folder is None:
        answer = look(f"{newsletter.archive_url}/issues/{key}/")
        return not answer.problem and answer.issue == key and not answer.hidden
    path = f"issues/{key}/index.html"
    if path not in known(publishing.folder, workspace.shown(publishing.folder)):
        return False
    try:
        return not told((publishing.folder / path).read_text("utf-8", "replace")).hidden
    except OSError:
        return False
