"""N108: calendar rows by the names that the meetings have."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from storsthlm_cli.checks.names.near_misses import near
from storsthlm_cli.checks.registry import Hit, rule
from storsthlm_cli.checks.words import mended
from storsthlm_cli.model.blocks import LOST
from storsthlm_cli.model.directory import Directory, folded, valid
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue

_SMALL = frozenset({"för", "i", "av", "på", "och", "med", "-"})
"""Words that come and go in the names of meetings."""


@rule("N108", Level.WARNING, judges=Issue, fixes=True)
def meeting_nearly(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a calendar row whose meeting goes by another name in `meetings.yaml`, or nearly by that name."""
    known = tuple(_names(evidence.directory, issue.date))
    for section in issue.sections:
        for row in section.rows:
            title = row.title.content
            if not title or title == LOST or row.series is not None:
                continue
            series = evidence.directory.series_named(title, issue.date)
            right = series.name.content if series is not None else _nearly(title, known)
            if right is not None and right != " ".join(title.split()):
                found = mended(row.title, 0, len(title), right)
                # Another name altogether may be another meeting: then somebody has to look at the row.
                yield found if _is_like(_essence(title), _essence(right)) else replace(found, edit=None)


def _names(directory: Directory, on: datetime.date) -> Iterator[tuple[list[str], str]]:
    """Yield the words of every name and alias that a meeting has on that day, with the name."""
    for series in directory.meetings.values():
        if valid(series.since, series.until, on):
            for form in (series.name, *series.aliases):
                yield _essence(form.content), series.name.content


def _nearly(title: str, known: tuple[tuple[list[str], str], ...]) -> str | None:
    """Return the name of the one meeting whose words these are, small ones apart and some with a slip of the pen.

    Short words have to be the same: the networks for HR and for IT are two.
    """
    words = _essence(title)
    found = {name for parts, name in known if any(len(part) > 3 for part in parts) and _is_like(words, parts)}
    return found.pop() if len(found) == 1 else None


def _is_like(words: list[str], parts: list[str]) -> bool:
    """Tell whether words are those of a name, some of them perhaps with a slip of the pen."""
    return len(words) == len(parts) and all(
        word == part or near(word, part) for word, part in zip(words, parts, strict=True)
    )


def _essence(name: str) -> list[str]:
    return [word for word in folded(name.replace(":", " ").replace(",", " ")).split() if word not in _SMALL]
