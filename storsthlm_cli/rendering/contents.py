"""The table of contents: what each section is called there, and where it leads."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.rendering.kickers import kicker

_LONG = 6
"""An issue with so many sections gets a table of contents."""
_UNNAMED = {"letter": "Brev till läsarna", "calendar": "Kalendarium"}
_OTHERWISE = "Mer i det här brevet"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: the anchor of a section, and what it is called, in which language if not the issue's."""

    id: str
    title: str
    language: str | None = None


def contents(issue: Issue, directory: Directory) -> list[Entry]:
    """Return the contents of a long issue, nothing for a short one."""
    if len(issue.sections) < _LONG:
        return []
    return [
        Entry(section.id, title(section, directory, issue.date), section.language if section.headline else None)
        for section in issue.sections
    ]


def title(section: Section, directory: Directory, on: datetime.date) -> str:
    """Return what a section is called: its headline, else its kicker, else what it is."""
    if section.headline:
        return section.headline.content
    return kicker(section, directory, on) or _UNNAMED.get(section.kind, _OTHERWISE)
