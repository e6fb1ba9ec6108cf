from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from storsthlm_cli.issues.importing.issue import Draft, draft_issue
from storsthlm_cli.issues.importing.keeping import lost
from storsthlm_cli.issues.importing.lines import Source
from storsthlm_cli.issues.importing.sources import read_source
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.source.yaml import parse_document

DAY = datetime.date(2021, 6, 21)
GAPS = ("I104", "S028")
"""Findings of reading that a draft may have: an alt text that the mail does not hold, a headline that nobody wrote."""


@dataclass(frozen=True, slots=True)
class Read:
    """A draft, and what our own reader makes of it."""

    source: Source
    draft: Draft
    issue: Issue
    findings: tuple[Finding, ...]
    data: object

    @property
    def kinds(self) -> list[str]:
        return [section.kind for section in self.issue.sections]

    @property
    def headlines(self) -> list[str | None]:
        return [section.headline.content if section.headline else None for section in self.issue.sections]

    @property
    def lost(self) -> list[str]:
        return [line.text for line in lost(self.source.lines, self.data, self.draft.dropped, self.draft.rewritten)]


Importer = Callable[..., Read]


def drafted(
    content: str | bytes, directory: Directory | None = None, date: datetime.date | None = DAY, name: str = "brev.txt"
) -> Read:
    """Import a newsletter and read the draft again; it must be read without a finding, gaps apart."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    source = read_source(data, name)
    draft = draft_issue(source, directory or Directory(), date=date, today=DAY)
    document = parse_document(draft.text, "issue.yaml")
    issue, findings = read_issue(document, "2021-06")
    assert issue is not None
    told = (*document.findings, *(finding for finding in findings if finding.code not in GAPS))
    return Read(source, draft, issue, told, document.data)


@pytest.fixture
def imported() -> Importer:
    """Import a newsletter given as text or bytes: no line of it may be lost, and the draft must be in order."""

    def run(content: str | bytes, **how: object) -> Read:
        read = drafted(content, **how)  # type: ignore[arg-type]  # the keywords of drafted
        assert read.findings == ()
        assert read.lost == []
        return read

    return run
