"""S027 to S032, S044 and S047: what an issue must have, and what it refers to."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.words import nearest
from storsthlm_cli.model.blocks import LOST, ProseText, Reference
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level, Order
from storsthlm_cli.model.issue import CalendarRow, Issue, Section
from storsthlm_cli.model.references import all_facts, organisations, people
from storsthlm_cli.model.targets import targets

_SOON = datetime.timedelta(weeks=4)
"""How far from the issue the day of an example lies."""


@rule("S027", Level.ERROR, judges=Issue)
def unknown_references(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a key that the directory does not have."""
    directory = evidence.directory
    for section in issue.sections:
        yield from _unknown(section.categories, "category", directory.categories)
        yield from _unknown(people(section), "person", directory.people)
        yield from _unknown(organisations(section), "organisation", directory.organisations)
        series = (row.series for row in section.rows if row.series is not None)
        yield from _unknown(series, "meeting series", directory.meetings)


@rule("S028", Level.ERROR, judges=Issue)
def missing_headline(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a section with a text and no headline. Letters need none; what is empty altogether is S029's matter."""
    for section in issue.sections:
        if section.headline is None and section.kind != "letter" and not section.incomplete and says_something(section):
            yield hit(section.spot.at("kind"), kind=section.kind)


@rule("S029", Level.ERROR, judges=Issue)
def nothing_said(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a section with nothing below its headline. Calendars have a rule of their own (S030)."""
    for section in issue.sections:
        if section.kind != "calendar" and not section.incomplete and not says_something(section):
            yield hit(
                section.spot.at("kind"),
                kind=section.kind,
                what="content" if section.headline else "headline and no content",
            )


@rule("S030", Level.ERROR, judges=Issue)
def empty_calendar(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a calendar with neither rows nor a note that says why there are none."""
    for section in issue.sections:
        if section.kind == "calendar" and not section.incomplete and not section.rows and not section.note:
            yield hit(section.spot.at("kind"))


@rule("S031", Level.WARNING, judges=Issue, fixes=True)
def rows_out_of_order(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a calendar row that begins before the row above it; on one day the times decide, where both have one."""
    for section in issue.sections:
        odd = [(above, row) for above, row in itertools.pairwise(section.rows) if _before(row, above)]
        edit = _ordered(section) if odd and not section.incomplete else None
        for above, row in odd:
            arguments = {"date": row.date.start.isoformat(), "previous": above.date.start.isoformat()}
            yield Hit(row.date.spot, arguments, edit=edit)


@rule("S032", Level.WARNING, judges=Issue)
def lost_content(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an address that its author says is lost: tolerable in a draft, not in a mail that is about to leave."""
    level = Level.ERROR if evidence.sending else None
    for target in targets(issue):
        if target.lost:
            yield hit(target.where, level, text=target.text)


@rule("S044", Level.WARNING, judges=Issue)
def no_day(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an event without a date, and a call without a deadline; a remark on a day and a time without a place."""
    near = issue.date + _SOON
    for section in issue.sections:
        if section.incomplete:
            continue
        facts = list(all_facts(section))
        if section.kind == "event" and not any(fact.date for fact in facts):
            yield hit(
                section.spot.at("kind"), kind="event", what="date", way=f"facts: {{date: {near}}}", instead="article"
            )
        if section.kind == "call" and not any(fact.deadline for fact in facts):
            yield hit(section.spot.at("kind"), kind="call", what="deadline", way=f"deadline: {near}", instead="article")
        for fact in facts:
            if fact.date is not None and fact.time is not None and not fact.place:
                arguments = {"kind": section.kind, "what": "place", "way": "place: digitalt", "instead": ""}
                yield Hit(fact.date.spot, arguments, Level.INFO)


@rule("S047", Level.WARNING, judges=Issue)
def lost_title(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a calendar row whose title its author says is lost: tolerable in a draft, not in a mail that leaves."""
    level = Level.ERROR if evidence.sending else None
    for section in issue.sections:
        for row in section.rows:
            if row.title.content == LOST:
                yield hit(row.title.spot(), level, date=row.date.start.isoformat())


def _unknown(references: Iterable[Reference], what: str, known: Iterable[str]) -> Iterator[Hit]:
    names = list(known)
    for reference in references:
        if reference.key not in names:
            yield hit(reference.spot, what=what, key=reference.key, nearest=nearest(reference.key, names))


def says_something(section: Section) -> bool:
    """Tell whether there is anything in a section besides its headline."""
    body = any(not isinstance(block, ProseText) or block.prose for block in section.body)
    return bool(
        body or section.image or section.links or section.contacts or section.rows or section.note or section.facts
    )


def _ordered(section: Section) -> Order:
    """Return how the rows of a section come into order; those that may stand as they do keep their order."""
    order: list[int] = []
    for number, row in enumerate(section.rows):
        later = (at for at, other in enumerate(order) if _before(row, section.rows[other]))
        order.insert(next(later, len(order)), number)
    return Order(section.spot.at("rows"), tuple(order))


def _before(row: CalendarRow, above: CalendarRow) -> bool:
    if row.date.start != above.date.start:
        return row.date.start < above.date.start
    return row.time is not None and above.time is not None and row.time.start < above.time.start
