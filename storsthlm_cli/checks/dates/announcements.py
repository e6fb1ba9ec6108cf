"""D113 and D115: what has to be done by a day, and days that are announced but not in the calendar."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from storsthlm_cli.checks.dates.data import deadline_after_the_event
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.blocks import Item
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.phrases import Kind, Role
from storsthlm_cli.model.places import Path, Spot, Text
from storsthlm_cli.model.references import all_facts
from storsthlm_cli.phrases.vocabulary import WEEKDAY_NAMES

_SAVED = re.compile(
    r"save[ -]the[ -]date"
    r"|\b(?:boka|spara|reservera|vik|notera|håll)\b[^.!?]{0,20}\b(?:dag(?:en|ar|arna)?|datum(?:et|en)?|kalendern)\b",
    re.IGNORECASE,
)
"""Words that ask readers to keep a day free."""


@rule("D113", Level.INFO, judges=Issue, at_times=True)
def deadline(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a deadline in running text that is still to come, and not later than what it is for."""
    late = {found.where for found in deadline_after_the_event(issue, evidence)}
    for saying in evidence.sayings:
        last = saying.meaning.last
        if saying.phrase.role is not Role.DEADLINE or last is None or last < evidence.today or saying.spot in late:
            continue
        yield hit(saying.spot, words=saying.words, date=last.isoformat(), weekday=WEEKDAY_NAMES[last.weekday()])


@rule("D115", Level.INFO, judges=Issue)
def not_in_the_calendar(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a day that the calendar of the issue lacks: a deadline or an event while it lasts, or a day to keep free."""
    rows = [row.date for section in issue.sections for row in section.rows]
    if not rows:
        return
    begins, ends = min(row.start for row in rows), max(row.end or row.start for row in rows)
    told: set[datetime.date] = set()
    for where, day, saved in _announced(issue, evidence):
        listed = any(row.start <= day <= (row.end or row.start) for row in rows)
        if day not in told and not listed and (begins <= day <= ends or (saved and day >= issue.date)):
            told.add(day)
            yield hit(where, date=day.isoformat())


def _announced(issue: Issue, evidence: Evidence) -> Iterator[tuple[Spot, datetime.date, bool]]:
    """Yield the days of facts, of deadlines, and of what readers are to keep free; and whether they are to."""
    for section in issue.sections:
        for facts in all_facts(section):
            if facts.date is not None:
                yield facts.date.spot, facts.date.start, _is_saved(section, facts.spot.path)
            if facts.deadline is not None:
                yield facts.deadline.spot, facts.deadline.start, False
    for saying in evidence.sayings:
        piece = saying.piece
        if saying.phrase.kind is not Kind.DAY or saying.meaning.first is None or piece.section is None:
            continue
        saved = asks_to_keep_free(piece.text) or _is_saved(piece.section, piece.text.path)
        if saved or saying.phrase.role is Role.DEADLINE:
            yield saying.spot, saying.meaning.first, saved


def _is_saved(section: Section, path: Path) -> bool:
    """Tell whether what stands above a place asks readers to keep a day free."""
    items = [block for block in section.body if isinstance(block, Item) and block.spot.holds(path)]
    above = [item.headline for item in items] or [section.kicker, section.headline]
    return any(asks_to_keep_free(text) for text in above)


def asks_to_keep_free(text: Text | None) -> bool:
    """Tell whether words ask readers to keep a day free."""
    return text is not None and _SAVED.search(text.content) is not None
