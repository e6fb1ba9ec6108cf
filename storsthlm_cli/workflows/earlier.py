"""Other issues of the newsletter: those that an issue refers to, and those that came before it."""

from __future__ import annotations

import functools
import itertools

from storsthlm_cli.issues.folders import keys
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.evidence import latest
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.targets import earlier_issue, targets
from storsthlm_cli.source.yaml import Document, parse_document, read_document
from storsthlm_cli.workflows.workspace import Workspace

LATEST = 6
"""Issues before one whose subjects it is compared with: half a year's, as often as most newsletters come."""


def earlier_issues(workspace: Workspace, issue: Issue) -> dict[str, Issue | None]:
    """Return all issues by key. Those that this one links to or was copied from are read, if they can be.

    So are the latest ones before it, which it must not repeat or contradict.
    """
    every = keys(workspace.issues)
    wanted = _named(issue) | set(latest(every, issue.key))
    return {key: _read(workspace, key) if key in wanted else None for key in every}


def earlier_subjects(workspace: Workspace, issue: Issue) -> dict[str, str]:
    """Return the subjects of the latest issues before this one, by key, the latest first, without reading all of them.

    An issue that cannot be read, or has its subject below its sections, is left out.
    """
    before = [key for key in keys(workspace.issues) if key < issue.key][-LATEST:]
    subjects = {key: _subject(workspace, key) for key in reversed(before)}
    return {key: subject for key, subject in subjects.items() if subject}


def _subject(workspace: Workspace, key: str) -> str:
    path = workspace.issue_file(key)
    try:
        with path.open(encoding="utf-8-sig") as file:
            head = "".join(
                itertools.takewhile(lambda line: not line.startswith("sections:"), itertools.islice(file, 80))
            )
    except (OSError, UnicodeError):
        return ""
    return parse_document(head, workspace.shown(path)).text_at(("subject",)).content


def _named(issue: Issue) -> set[str]:
    links = (earlier_issue(target.url) for target in targets(issue))
    reminders = (*issue.reminders, *(section.reminder for section in issue.sections))
    copied = (reminder.copied_from for reminder in reminders if reminder is not None)
    return {link[0] for link in links if link} | {text.content for text in copied if text is not None}


def _read(workspace: Workspace, key: str) -> Issue | None:
    path = workspace.issue_file(key)
    try:
        return _issue(read_document(path, workspace.shown(path)), key)
    except Failure:
        return None


@functools.lru_cache(maxsize=8)
def _issue(document: Document, key: str) -> Issue | None:
    """Read an issue, and not again while its document is the same one."""
    return read_issue(document, key)[0]
