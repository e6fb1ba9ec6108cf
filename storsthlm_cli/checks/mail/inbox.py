"""M104 to M108, and M111: what the inbox shows, also to lists that get a subject or preheader of their own."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.words import bare
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.headers import fault
from storsthlm_cli.model.issue import ForList, Issue
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import Inlines
from storsthlm_cli.model.texts import joined

PHONE = 60
"""Characters of a subject that a telephone shows at best (Litmus, "The ultimate guide to subject lines": 30 to 60)."""
LONGEST_SUBJECT = 100
"""Characters of a subject that a window on a desk shows at best."""
LEAST_PREHEADER = 30
"""Characters of a preheader below which mail programs go on with the beginning of the mail."""
LONGEST_PREHEADER = 140
"""Characters of a preheader that a mail program shows at best (Litmus, "The ultimate guide to preview text")."""


@rule("M104", Level.INFO, judges=Issue)
def long_subject(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a subject of which a telephone shows only the beginning; more where no program shows all of it."""
    for subject in filter(None, map(joined, _subjects(issue))):
        length = len(subject.content)
        if length > PHONE:
            level = Level.WARNING if length > LONGEST_SUBJECT else None
            yield hit(subject.spot(), level, length=str(length), most=str(PHONE))


@rule("M105", Level.INFO, judges=Issue)
def preheader_of_another_length(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a preheader that is cut off, or so short that the inbox goes on with the mail's beginning."""
    for preheader in filter(None, (joined(each.preheader) for each in _said_to(issue))):
        length = len(preheader.content)
        if length < LEAST_PREHEADER:
            yield hit(preheader.spot(), length=str(length), what=f"fewer than {LEAST_PREHEADER}")
        elif length > LONGEST_PREHEADER:
            yield hit(preheader.spot(), length=str(length), what=f"more than {LONGEST_PREHEADER}")


@rule("M106", Level.WARNING, judges=Issue)
def preheader_like_the_subject(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a preheader that says the subject once more."""
    told = set()
    for shown in (issue, *(issue.for_list(each.name) for each in issue.for_lists)):
        subject, preheader = joined(shown.subject), joined(shown.preheader)
        pair = (shown.subject, shown.preheader)
        if preheader is not None and _said(subject) and _said(subject) == _said(preheader) and pair not in told:
            told.add(pair)
            yield hit(preheader.spot())


@rule("M107", Level.WARNING, judges=Issue)
def subject_used_before(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a subject that an issue shortly before this one had: mail programs show both as one conversation."""
    for subject in filter(_said, map(joined, _subjects(issue))):
        same = (key for key, other in evidence.subjects.items() if key != issue.key and bare(other) == _said(subject))
        key = next(same, None)
        if subject is not None and key is not None:
            yield hit(subject.spot(), issue=key)


@rule("M108", Level.ERROR, judges=Issue)
def subject_without_words(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a subject in which nothing is said besides what its slots are filled with."""
    if issue.subject and not _said(joined(issue.subject)):
        yield hit(Spot(issue.file, ("subject",)))
    for own in issue.for_lists:
        if own.subject and not _said(joined(own.subject)):
            yield hit(Spot(own.spot.file, (*own.spot.path, "subject")))


@rule("M111", Level.ERROR, judges=Issue)
def subject_of_no_header(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a subject with what no header may hold: `send` would refuse it."""
    for subject in filter(None, map(joined, _subjects(issue))):
        what = fault(" ".join(subject.content.split()))
        if what is not None:
            yield hit(subject.spot(), what=what)


def _subjects(issue: Issue) -> Iterator[Inlines]:
    return (each.subject for each in _said_to(issue))


def _said_to(issue: Issue) -> tuple[Issue | ForList, ...]:
    """Return what is said to all, and what to one list only."""
    return (issue, *issue.for_lists)


def _said(text: Text | None) -> str:
    return bare(text.content) if text is not None else ""
