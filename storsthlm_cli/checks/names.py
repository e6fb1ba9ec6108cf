"""N: names, as they are valid on the issue's date."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.directory import valid
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue


@rule("N101", Level.WARNING, judges=Issue)
def category_out_of_its_time(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a category that was no longer, or not yet, in use on the issue's date."""
    for section in issue.sections:
        for reference in section.categories:
            category = evidence.directory.categories.get(reference.key)
            if category is not None and not valid(category.since, category.until, issue.date):
                yield hit(reference.spot, label=category.label.content, date=issue.date.isoformat())
