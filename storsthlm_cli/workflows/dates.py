"""Dates: the days and times that an issue speaks of in running text."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.errors import BadContent
from storsthlm_cli.model.phrases import Saying
from storsthlm_cli.model.places import Place
from storsthlm_cli.phrases.sayings import sayings
from storsthlm_cli.source.yaml import read_document
from storsthlm_cli.workflows.validating import in_order, located
from storsthlm_cli.workflows.workspace import Workspace, find_issue


@dataclass(frozen=True, slots=True)
class Dates:
    """What an issue of `date` says of days and times, each phrase with its place."""

    issue: str
    date: datetime.date
    said: tuple[tuple[Place, Saying], ...]


def dates(workspace: Workspace, given: str | None) -> Dates:
    """Return the days and times that an issue (the newest for None) speaks of.

    Raises BadContent when it is too broken to be read, Failure when there is no such issue.
    """
    key = find_issue(workspace, given)
    path = workspace.issue_file(key)
    document = read_document(path, workspace.shown(path))
    issue, shape = read_issue(document, key)
    if issue is None:
        found = in_order(located(finding, {document.file: document}) for finding in (*document.findings, *shape))
        raise BadContent(f"issue `{key}` cannot be read", found, hint=f"`storsthlm validate {key}` tells more")
    return Dates(key, issue.date, tuple((document.place(each.spot), each) for each in sayings(issue)))
