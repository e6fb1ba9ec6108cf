"""Running the rules over a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from storsthlm_cli.checks.registry import RULES, Rule
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Finding, Ignore, Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Spot

_GIVES_WAY = {
    "T103": ("N108",),
    "N106": ("N108",),
    "T304": ("N109",),
    "N110": ("N109",),
    "N112": ("T303",),
}
"""Codes of what is said by a finding of these others too, when both speak of the same words: one fault is told once."""


def judge(
    issue: Issue, evidence: Evidence, levels: Mapping[str, Level], read: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """Judge an issue, and the directory that it refers to.

    `levels` sets codes to other levels than the rules' own. What a section's author accepts is left out, and what needs
    not be accepted is told; `read` is what reading has found. The findings are in the order of the rules; their spots
    lie in the issue's file or in the directory's.
    """
    found = [*_run(issue, evidence), *_run(evidence.directory, evidence)]
    return settle((*_told_once(found, issue), *_unused((*read, *found), issue)), issue, levels)


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


def _told_once(findings: Sequence[Finding], issue: Issue) -> Iterator[Finding]:
    """Yield findings without those that give way to another that is as bad, and which no section ignores."""
    stronger = {code for codes in _GIVES_WAY.values() for code in codes}
    others = [each for each in findings if each.code in stronger and _accepted(each, issue) is None]
    for finding in findings:
        codes = _GIVES_WAY.get(finding.code, ())
        if not any(each.code in codes and _says_so_too(each, finding) for each in others):
            yield finding


def _says_so_too(one: Finding, other: Finding) -> bool:
    """Tell whether a finding is as bad as another and on the same words."""
    if not isinstance(one.where, Spot) or not isinstance(other.where, Spot):
        return False
    return one.level.rank <= other.level.rank and one.where.meets(other.where)


def _unused(findings: Iterable[Finding], issue: Issue) -> Iterator[Finding]:
    """Find what a section accepts and nothing has found in it (S048), among codes that are always judged."""
    needed = {id(ignore) for finding in findings if (ignore := _accepted(finding, issue)) is not None}
    for section in issue.sections:
        for ignore in section.ignores if not section.incomplete else ():
            if id(ignore) not in needed and _always_judged(ignore.code):
                yield Finding("S048", Level.WARNING, ignore.spot, {"code": ignore.code, "reason": ignore.reason})


def _always_judged(code: str) -> bool:
    """Tell whether a code is found whenever there is reason to, whoever asks and on whatever day."""
    return (code in RULES and not RULES[code].at_times) or (code.startswith("S") and code != "S048")


def _accepted(finding: Finding, issue: Issue) -> Ignore | None:
    """Return what says that the section in which a finding stands ignores its code."""
    where = finding.where
    if not isinstance(where, Spot) or where.file != issue.file:
        return None
    ignores = (
        ignore
        for section in issue.sections
        if section.spot.holds(where.path)
        for ignore in section.ignores
        if ignore.code == finding.code
    )
    return next(ignores, None)
