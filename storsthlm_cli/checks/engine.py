"""Running the rules over a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from storsthlm_cli.checks.registry import RULES, Rule
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Finding, Ignore, Level
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
    """Return findings about an issue at the levels that the settings give, without those that its sections ignore.

    An error that a section ignores stays as a remark with the author's reason: nobody should send it unknowingly.
    """
    settled = []
    for finding in findings:
        leveled = replace(finding, level=levels.get(finding.code, finding.level))
        ignore = _accepted(finding, issue)
        if ignore is None:
            settled.append(leveled)
        elif leveled.level is Level.ERROR:
            settled.append(replace(leveled, level=Level.INFO, accepted=ignore.reason))
    return tuple(settled)


def _run(record: Issue | Directory, evidence: Evidence) -> Iterable[Finding]:
    for rule in RULES.values():
        if isinstance(record, rule.judges):
            yield from _findings(rule, record, evidence)


def _findings(rule: Rule, record: Issue | Directory, evidence: Evidence) -> Iterable[Finding]:
    for hit in rule.judge(record, evidence):
        yield Finding(rule.code, hit.level or rule.level, hit.where, hit.arguments, hit.edit)


def _accepted(finding: Finding, issue: Issue) -> Ignore | None:
    """Return what says that the section in which a finding stands ignores its code."""
    where = finding.where
    if not isinstance(where, Spot) or where.file != issue.file:
        return None
    ignores = (
        ignore
        for section in issue.sections
        if where.path[: len(section.spot.path)] == section.spot.path
        for ignore in section.ignores
        if ignore.code == finding.code
    )
    return next(ignores, None)
