"""S051: texts after which a reader cannot go on."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.dates.announcements import asks_to_keep_free
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.structure.content import says_something
from storsthlm_cli.model.blocks import Item
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.places import Path
from storsthlm_cli.model.targets import section_targets
from storsthlm_cli.model.texts import section_pieces

_LEAD_ON = frozenset({"article", "interview", "event", "call", "recap", "campaign", "board"})
"""Kinds of section whose text is a short form of something, or asks readers to do something."""


@rule("S051", Level.INFO, judges=Issue)
def dead_end(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a section, or a day to keep free, with neither a link nor anybody to ask."""
    for section in issue.sections:
        if section.incomplete or not says_something(section):
            continue
        ways = list(_ways_on(section))
        if section.kind in _LEAD_ON and not ways:
            yield hit(section.spot.at("kind"), what=f"this `{section.kind}`")
            continue
        for item in (block for block in section.body if isinstance(block, Item)):
            inside = any(map(item.spot.holds, ways))
            if item.headline is not None and asks_to_keep_free(item.headline) and not inside:
                yield hit(item.headline.spot(), what=f"`{item.headline.content}`")


def _ways_on(section: Section) -> Iterator[Path]:
    """Yield where a section has a link, somebody to ask, or a mail address."""
    yield from (target.where.path for target in section_targets(section))
    yield from (section.spot.path for _ in section.contacts)
    yield from (piece.text.path for piece in section_pieces(section) if "@" in piece.text.content)
