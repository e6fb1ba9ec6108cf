"""S052: what an issue says to one list only."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.words import nearest
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue


@rule("S052", Level.ERROR, judges=Issue)
def unknown_list(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a name that is none of a list: nobody would ever get what is said to it."""
    for own in issue.for_lists:
        if evidence.lists and own.name not in evidence.lists:
            yield hit(own.spot, name=own.name, nearest=nearest(own.name, evidence.lists))
