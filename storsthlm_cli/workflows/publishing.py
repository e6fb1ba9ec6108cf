"""Publish: the site goes to where the public sees it, and then we look whether the public does.

`send` looks too: a mail whose web copy is not there, or is of another text, stays at home.
"""

from __future__ import annotations

import subprocess
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storsthlm_cli.archive.folder import Placed, place
from storsthlm_cli.archive.site import outlives
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.online.pages import Answer, look
from storsthlm_cli.workflows.sites import check_folder
from storsthlm_cli.workflows.workspace import Workspace

if TYPE_CHECKING:
    from storsthlm_cli.workflows.archiving import Archive

WAITS = (1.0, 2.0, 4.0, 8.0)
"""Seconds between one look and the next, while a web server or a cache takes its time."""

_LAST_LINES = 3
_LONGEST_LINE = 4096
"""Characters: of what a command writes without a line break, no more is held at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Where the site went: a folder with what was done in it, or a command, which has none.

    `url` is the public address of the issue, `missing` what was found there instead of it, None when it is there.
    """

    to: str
    placed: Placed | None
    url: str
    missing: Finding | None


def check_publishing(workspace: Workspace) -> None:
    """Raise Failure when the settings do not say to where to publish, or the folder is not there."""
    settings = workspace.settings
    if settings.newsletter.archive_url is None:
        raise Failure("the public address of the archive is not known", hint="set `web.archive_url` in storsthlm.yaml")
    folder = settings.publishing.folder
    if folder is None and not settings.publishing.command:
        raise Failure(
            "it is not known how the site gets to the public",
            hint="set `web.publish_folder`, or `web.publish_command`, in storsthlm.yaml",
        )
    if folder is not None and not folder.is_dir():
        raise Failure(
            f"the folder `{workspace.shown(folder)}` of `web.publish_folder` is not there",
            hint="connect the drive that it is on, or make it; we make none, lest the site lie where nobody looks",
        )
    if folder is not None:
        check_folder(workspace, folder, "name a folder that is the site's alone as `web.publish_folder`")


def publish(workspace: Workspace, archive: Archive, *, tell: Callable[[str], None]) -> Published:
    """Bring a site that was written to the public, and look for its issue there, several times if need be.

    `tell` gets each line that the command writes. Raises Failure when the settings do not suffice, the folder cannot
    be written or the command fails.
    """
    check_publishing(workspace)
    settings = workspace.settings
    placed = None
    if settings.publishing.folder is not None:
        to = workspace.shown(settings.publishing.folder)
        newsletter = settings.newsletter
        placed = place(
            archive.files,
            settings.publishing.folder,
            to,
            lambda path: outlives(path, newsletter),
            owner=newsletter.list_id,
        )
    else:
        to = settings.publishing.command[0]
        words = [word.replace("{site}", str(archive.folder)) for word in settings.publishing.command]
        _run(words, workspace, tell)
    missing, passing = _sought(workspace, archive.issue, archive.content, draft=archive.draft)
    for seconds in WAITS:
        if missing is None or not passing:
            break
        time.sleep(seconds)
        missing, passing = _sought(workspace, archive.issue, archive.content, draft=archive.draft)
    return Published(to=to, placed=placed, url=_address(workspace, archive.issue), missing=missing)


def not_served(workspace: Workspace, issue: str, content: str) -> tuple[Finding, ...]:
    """Return a finding when the public address does not serve this very text of an issue.

    Without `web.archive_url` nobody is asked, since no mail names an address then. The level is an error, unless the
    settings give the code another.
    """
    if workspace.settings.newsletter.archive_url is None:
        return ()
    missing, _ = _sought(workspace, issue, content)
    return () if missing is None else (missing,)


def _sought(workspace: Workspace, issue: str, content: str, *, draft: bool = False) -> tuple[Finding | None, bool]:
    """Look for an issue at its public address: what is wrong, and whether that may go by itself in a moment."""
    url = _address(workspace, issue)
    answer = look(url)
    if answer.problem:
        return _finding(workspace, "M102", url=url, issue=issue, reason=answer.problem), answer.passing
    other = _other(answer, issue, content, draft=draft)
    if other:
        return _finding(workspace, "M103", url=url, issue=issue, other=other), True
    return None, False


def _other(answer: Answer, issue: str, content: str, *, draft: bool) -> str:
    """Return what a page is, in words, when it is not that of the issue with this text."""
    if not answer.issue:
        return "a page that is no issue"
    if answer.issue != issue:
        return f"issue {answer.issue}"
    if answer.content != content:
        return f"another text of this issue ({answer.content[:12]} instead of {content[:12]})"
    return "its draft for review" if answer.hidden and not draft else ""


def _finding(workspace: Workspace, code: str, **arguments: str) -> Finding:
    return Finding(code, workspace.settings.levels.get(code, Level.ERROR), None, arguments)


def _address(workspace: Workspace, issue: str) -> str:
    return f"{workspace.settings.newsletter.archive_url}/issues/{issue}/"


def _run(words: list[str], workspace: Workspace, tell: Callable[[str], None]) -> None:
    """Run a command in the workspace, without a shell and without anything to read."""
    last: deque[str] = deque(maxlen=_LAST_LINES)
    try:
        with subprocess.Popen(  # noqa: S603 - the words are the settings' own, and no shell reads them
            words,
            cwd=workspace.root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            assert process.stdout is not None
            while line := process.stdout.readline(_LONGEST_LINE):
                last.append(line.rstrip())
                tell(last[-1])
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or error
        raise Failure(
            f"`{words[0]}` of `web.publish_command` cannot be run: {why}",
            hint="name a program that is installed, with its path if need be; a shell does not read the line",
        ) from error
    if process.returncode:
        said = " ".join(line for line in last if line)
        raise Failure(
            f"`web.publish_command` ended with {process.returncode}" + (f": {said}" if said else ""),
            hint="the site is written and nothing is lost: mend the cause and run the same command again",
        )
