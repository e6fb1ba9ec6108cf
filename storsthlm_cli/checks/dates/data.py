"""D109, D110 and D201 to D203: dates that are data, and what the text says beside them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.blocks import DateSpan
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.phrases import Kind, Role
from storsthlm_cli.model.places import Spot
from storsthlm_cli.model.references import all_facts
from storsthlm_cli.model.texts import Use
from storsthlm_cli.workdays import Off, day_off


@rule("D201", Level.WARNING, judges=Issue, at_times=True)
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


@rule("D202", Level.WARNING, judges=Issue, at_times=True)
def announced_too_late(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an event or a deadline that is over on the day that the issue is judged as of."""
    level = Level.ERROR if evidence.sending else None
    for section in issue.sections:
        for facts in all_facts(section):
            for span in (facts.date, facts.deadline):
                if span is not None and (span.end or span.start) < evidence.today:
                    day, today = (span.end or span.start).isoformat(), evidence.today.isoformat()
                    yield hit(span.spot, level, date=day, today=today)


@rule("D203", Level.WARNING, judges=Issue, at_times=True)
def day_off_set(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a meeting, an event or a deadline on a day that is no working day."""
    for section in issue.sections:
        for span in spans_of(section):
            off = day_off(span.start) if span.end is None and span.start >= evidence.today else None
            if off is not None and not (
                off.kind is Off.WEEKEND and _said_with_its_weekday(section, span.start, evidence)
            ):
                yield hit(span.spot, date=span.start.isoformat(), day=off.name)


def _said_with_its_weekday(section: Section, day: datetime.date, evidence: Evidence) -> bool:
    """Whether the text of a section names a day together with its day of the week: then a Saturday is meant."""
    return any(
        saying.meaning.first == day and any(part.weekday is not None for part in saying.phrase.parts)
        for saying in evidence.sayings
        if saying.piece.section is section
    )


@rule("D109", Level.ERROR, judges=Issue)
def deadline_after_the_event(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a deadline that is later than the event that it is for."""
    for section in issue.sections:
        ends = [facts.date.end or facts.date.start for facts in all_facts(section) if facts.date is not None]
        for facts in all_facts(section):
            end = (facts.date.end or facts.date.start) if facts.date is not None else None
            if end is not None and facts.deadline is not None and facts.deadline.start > end:
                yield _too_late(facts.deadline.spot, facts.deadline.start, end)
        if len(ends) == 1:
            yield from _late_sayings(section, ends[0], evidence)


@rule("D110", Level.WARNING, judges=Issue)
def another_day_than_the_facts(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an event whose headline or link names one day, and whose facts another."""
    for section in issue.sections:
        spans = [facts.date for facts in all_facts(section) if facts.date is not None]
        if section.kind != "event" or len(spans) != 1:
            continue
        named = Use.HEADLINE, Use.KICKER, Use.LINK
        for saying in evidence.sayings:
            if saying.piece.section is not section or saying.piece.use not in named:
                continue
            first, last = saying.meaning.first, saying.meaning.last
            if saying.phrase.kind is Kind.DAY and saying.phrase.role is Role.NONE and first is not None:
                start, end = spans[0].start, spans[0].end or spans[0].start
                if last is not None and (last < start or first > end) and first >= issue.date:
                    yield hit(saying.spot, words=saying.words, date=first.isoformat(), facts=start.isoformat())


def _late_sayings(section: Section, event: datetime.date, evidence: Evidence) -> Iterator[Hit]:
    """Yield the deadlines in the text of a section that are later than its event."""
    for saying in evidence.sayings:
        deadline = saying.phrase.role is Role.DEADLINE and saying.phrase.kind is Kind.DAY
        first = saying.meaning.first
        if saying.piece.section is section and deadline and first is not None and first > event:
            yield _too_late(saying.spot, first, event)


def spans_of(section: Section) -> Iterator[DateSpan]:
    """Return the dates of a section that are data: its rows, its events and their deadlines."""
    yield from (row.date for row in section.rows)
    for facts in all_facts(section):
        yield from (span for span in (facts.date, facts.deadline) if span is not None)


def _too_late(where: Spot, deadline: datetime.date, event: datetime.date) -> Hit:
    return hit(where, deadline=deadline.isoformat(), event=event.isoformat())
