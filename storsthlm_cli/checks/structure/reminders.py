"""S045 and S046: what somebody should look at before the issue is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue, Reminder, Section
from storsthlm_cli.model.places import Spot, Text


@rule("S045", Level.WARNING, judges=Issue)
def to_be_looked_at(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find what its author, or an import that had to guess, wants somebody to look at before the issue is sent."""
    level = Level.ERROR if evidence.sending else None
    for reminder in _reminders(issue):
        if reminder.reason is not None:
            yield hit(reminder.spot, level, reason=" ".join(reminder.reason.content.split()))


@rule("S046", Level.WARNING, judges=Issue)
def still_as_copied(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a text that was copied from another issue and still says the same as one of its sections.

    Days, addresses and people count as well as words; line breaks do not. Where that issue is not there to compare
    with, the text counts as unchanged.
    """
    level = Level.ERROR if evidence.sending else None
    for section in issue.sections:
        reminder = section.reminder
        if reminder is not None and reminder.copied_from is not None:
            source = evidence.issues.get(reminder.copied_from.content)
            if source is None or _content(section) in [_content(other) for other in source.sections]:
                yield hit(reminder.spot, level, issue=reminder.copied_from.content)
    for reminder in issue.reminders:
        if reminder.copied_from is not None:
            source = evidence.issues.get(reminder.copied_from.content)
            if source is None or _frame(issue, reminder.about) == _frame(source, reminder.about):
                yield hit(reminder.spot, level, issue=reminder.copied_from.content)


def _reminders(issue: Issue) -> Iterator[Reminder]:
    yield from issue.reminders
    yield from (section.reminder for section in issue.sections if section.reminder is not None)


def _content(section: Section) -> object:
    """Return what a section says to readers."""
    return _said(replace(section, id="", reminder=None, ignores=(), incomplete=False))


def _frame(issue: Issue, key: str) -> object:
    """Return what an issue says under a key of its frame."""
    frame = {"date": issue.date, "number": issue.number, "subject": issue.subject, "preheader": issue.preheader}
    return _said(frame.get(key, issue.closing))


def _said(value: object) -> object:
    """Return a record without the places that its parts have, and its texts whatever white space is between words."""
    if isinstance(value, Text):
        return " ".join(value.content.split())
    if isinstance(value, Spot):
        return None
    if isinstance(value, tuple):
        return tuple(_said(part) for part in value)
    if is_dataclass(value):
        return (type(value), *(_said(getattr(value, field.name)) for field in fields(value)))
    return value
