"""D: dates that are data."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.references import all_facts


@rule("D201", Level.WARNING, judges=Issue)
def meetings_in_the_past(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a calendar row whose last day is over on the day that the issue is judged as of."""
    level = Level.ERROR if evidence.sending else None
    for section in issue.sections:
        for row in section.rows:
            if (row.date.end or row.date.start) < evidence.today:
                yield hit(
                    row.date.spot,
                    level,
                    date=(row.date.end or row.date.start).isoformat(),
                    title=evidence.directory.title_of(row),
                    today=evidence.today.isoformat(),
                )


@rule("D202", Level.WARNING, judges=Issue)
def announced_too_late(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an event or a deadline that is over on the day that the issue is judged as of."""
    level = Level.ERROR if evidence.sending else None
    for section in issue.sections:
        for facts in all_facts(section):
            for span in (facts.date, facts.deadline):
                if span is not None and (span.end or span.start) < evidence.today:
                    day, today = (span.end or span.start).isoformat(), evidence.today.isoformat()
                    yield hit(span.spot, level, date=day, today=today)
