"""Validate: read an issue with all that it refers to, judge it, and say where everything found stands."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from storsthlm_cli.checks.engine import judge, settle
from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.answers import Answer
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence, ImageFacts, ImageProblem
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Place, Spot
from storsthlm_cli.phrases.sayings import sayings
from storsthlm_cli.source.yaml import Document, parse_document, read_document
from storsthlm_cli.workflows.earlier import earlier_issues, earlier_subjects
from storsthlm_cli.workflows.palettes import colours_document, palette_of
from storsthlm_cli.workflows.pictures import gather_facts
from storsthlm_cli.workflows.workspace import Workspace, find_issue

DIRECTORY_FILES = ("people", "organisations", "categories", "meetings", "terms", "municipalities")


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What was read and found. `issue` is None when it is too broken to be one; every finding has its place."""

    key: str
    document: Document
    issue: Issue | None
    directory: Directory
    images: Mapping[str, ImageFacts | ImageProblem]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stand in the way of sending."""
        return tuple(finding for finding in self.findings if finding.level is Level.ERROR)


def validate(
    workspace: Workspace,
    given: str | None,
    *,
    today: datetime.date | None = None,
    sending: bool = False,
    text: str | None = None,
    answers: Mapping[str, Answer] | None = None,
    unknown: Mapping[str, tuple[str, ...]] | None = None,
) -> Validation:
    """Read and judge an issue (the newest for None).

    `today` is the day to judge as of, the issue's own date when None; `sending` makes errors of gaps that a draft may
    have. `text` is judged in the place of what stands in the issue's file. `answers` are what was asked for (see
    `workflows.asking`), None when nobody was asked; `unknown` are the words that no dictionary knows (see
    `workflows.spelling`). Raises Failure when there is no such issue or a file cannot be read.
    """
    key = find_issue(workspace, given)
    path = workspace.issue_file(key)
    shown = workspace.shown(path)
    document = read_document(path, shown) if text is None else parse_document(text, shown)
    issue, shape = read_issue(document, key)
    documents = directory_documents(workspace)
    directory, listed = _read(tuple(documents.items()))
    images = gather_facts(workspace, key, issue, directory) if issue else {}
    findings = [
        *document.findings,
        *(found for other in documents.values() for found in other.findings),
        *shape,
        *listed,
    ]
    if issue is not None:
        levels = workspace.settings.levels
        evidence = Evidence(
            directory=directory,
            today=today or issue.date,
            sending=sending,
            images=images,
            issues=earlier_issues(workspace, issue),
            has_archive=workspace.settings.newsletter.archive_url is not None,
            palette=palette_of(workspace),
            sayings=sayings(issue),
            subjects=earlier_subjects(workspace, issue),
            organisation=workspace.settings.newsletter.organisation,
            answers=answers or {},
            unknown=unknown or {},
            lists=workspace.known_lists(),
        )
        findings = [*_settled(findings, issue, levels), *judge(issue, evidence, levels, findings)]
    by_file = {entry.file: entry for entry in (document, *documents.values(), *colours_document(workspace))}
    return Validation(
        key=key,
        document=document,
        issue=issue,
        directory=directory,
        images=images,
        findings=in_order(located(finding, by_file) for finding in findings),
    )


def located(finding: Finding, documents: Mapping[str, Document]) -> Finding:
    """Return the finding with its place, asked from the document that it stands in."""
    if isinstance(finding.where, Spot) and finding.where.file in documents:
        return replace(finding, where=documents[finding.where.file].place(finding.where))
    return finding


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings sorted by place, each once; those without a place come first."""
    unique: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        unique.setdefault((finding.code, finding.where, tuple(sorted(finding.arguments.items()))), finding)
    return tuple(sorted(unique.values(), key=_position))


def _position(finding: Finding) -> tuple[str, int, int, int, str]:
    where = finding.where
    if not isinstance(where, Place):
        return ("", 0, 0, finding.level.rank, finding.code)
    return (where.file, where.line, where.column, finding.level.rank, finding.code)


def _settled(findings: Iterable[Finding], issue: Issue, levels: Mapping[str, Level]) -> list[Finding]:
    """Apply settings and sections' ignores to findings of reading, but not to errors: then the issue is not whole."""
    return [
        settled
        for finding in findings
        for settled in ((finding,) if finding.level is Level.ERROR else settle((finding,), issue, levels))
    ]


def known_directory(workspace: Workspace) -> Directory:
    """Return the directory as far as it can be read. Raises Failure when a file of it cannot."""
    return _read(tuple(directory_documents(workspace).items()))[0]


@functools.lru_cache(maxsize=2)
def _read(files: tuple[tuple[str, Document], ...]) -> tuple[Directory, tuple[Finding, ...]]:
    """Read the directory, and not again while its documents are the same ones: an edit is mostly one of the issue."""
    return read_directory(dict(files))


def directory_documents(workspace: Workspace) -> dict[str, Document]:
    """Read the files of the directory that there are, by name. Raises Failure when one cannot be read."""
    paths = {name: workspace.directory / f"{name}.yaml" for name in DIRECTORY_FILES}
    return {name: read_document(path, workspace.shown(path)) for name, path in paths.items() if path.exists()}
