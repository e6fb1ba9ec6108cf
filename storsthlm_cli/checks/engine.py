"""Running the rules over a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from storsthlm_cli.checks.registry import RULES, Rule
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Spot


def judge(issue: Issue, evidence: Evidence, levels: Mapping[str, Level]) -> tuple[Finding, ...]:
    """Judge an issue, and the directory that it refers to.

    `levels` sets codes to other levels than the rules' own. What a section's author accepts is left out. The findings
    are in the order of the rules; their spots lie in the issue's file or in the directory's.
    """
    found = [*_run(issue, evidence), *_run(evidence.directory, evidence)]
    return settle(found, issue, levels)


def settle(findings: Iterable[Finding], issue: Issue, levels: Mapping[str, Level]) -> tuple[Finding, ...]:
    """Return findings about an issue without those that its sections ignore, at the levels that the settings give."""
    return tuple(
        replace(finding, level=levels.get(finding.code, finding.level))
        for finding in findings
        if not _accepted(finding, issue)
    )


def _run(record: Issue | Directory, evidence: Evidence) -> Iterable[Finding]:
    for rule in RULES.values():
        if isinstance(record, rule.judges):
            yield from _findings(rule, record, evidence)


def _findings(rule: Rule, record: Issue | Directory, evidence: Evidence) -> Iterable[Finding]:
    for hit in rule.judge(record, evidence):
        yield Finding(rule.code, hit.level or rule.level, hit.where, hit.arguments, hit.edit)


def _accepted(finding: Finding, issue: Issue) -> bool:
    """Tell whether the section that a finding stands in ignores its code."""
    where = finding.where
    if not isinstance(where, Spot) or where.file != issue.file:
        return False
    return any(
        ignore.code == finding.code
        for section in issue.sections
        if where.path[: len(section.spot.path)] == section.spot.path
        for ignore in section.ignores
    )
