"""S: what somebody should look at before the issue is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue, Reminder, Section
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.texts import inline_texts, prose_texts, section_texts


@rule("S045", Level.WARNING, judges=Issue)
def to_be_looked_at(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find what its author, or an import that had to guess, wants somebody to look at before the issue is sent."""
    level = Level.ERROR if evidence.sending else None
    for reminder in _reminders(issue):
        if reminder.reason is not None:
            yield hit(reminder.spot, level, reason=" ".join(reminder.reason.content.split()))


@rule("S046", Level.WARNING, judges=Issue)
def still_as_copied(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a text that was copied from another issue and still says the same.

    Where that issue is not there to compare with, the text counts as unchanged.
    """
    level = Level.ERROR if evidence.sending else None
    for section in issue.sections:
        reminder = section.reminder
        if reminder is not None and reminder.copied_from is not None:
            source = evidence.issues.get(reminder.copied_from.content)
            original = _section(source, section.id)
            if original is None or _words(section_texts(section)) == _words(section_texts(original)):
                yield hit(reminder.spot, level, issue=reminder.copied_from.content)
    for reminder in issue.reminders:
        if reminder.copied_from is not None:
            source = evidence.issues.get(reminder.copied_from.content)
            if source is None or _frame(issue, reminder.about) == _frame(source, reminder.about):
                yield hit(reminder.spot, level, issue=reminder.copied_from.content)


def _reminders(issue: Issue) -> Iterator[Reminder]:
    yield from issue.reminders
    yield from (section.reminder for section in issue.sections if section.reminder is not None)


def _section(issue: Issue | None, key: str) -> Section | None:
    return next((section for section in issue.sections if section.id == key), None) if issue is not None else None


def _frame(issue: Issue, key: str) -> str:
    """Return what an issue says under a key of its frame."""
    match key:
        case "closing":
            return _words(prose_texts(issue.closing))
        case "subject":
            return _words(inline_texts(issue.subject))
        case "preheader":
            return _words(inline_texts(issue.preheader))
        case "number":
            return str(issue.number)
    return issue.date.isoformat()


def _words(texts: Iterable[Text]) -> str:
    """Return the words of texts, whatever white space is between them."""
    return " ".join(" ".join(text.content for text in texts).split())
