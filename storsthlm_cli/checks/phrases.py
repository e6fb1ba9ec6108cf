"""D: days and times in running text. They are found and understood in `phrases`; `Evidence.sayings` has them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.blocks import DateSpan
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Edit, Level
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.phrases import Fault, Form, Kind, Role, Saying
from storsthlm_cli.model.places import Spot
from storsthlm_cli.model.references import all_facts
from storsthlm_cli.model.texts import Use
from storsthlm_cli.phrases.correcting import MENDED, recommended, with_weekday
from storsthlm_cli.phrases.vocabulary import WEEKDAY_NAMES
from storsthlm_cli.workdays import day_off

_FAR = datetime.timedelta(days=75)
"""Further off than this a day without its year has been misread: `i mars` in December, meaning the last one."""

_AHEAD = frozenset({"event", "call"})
"""Kinds of section that announce what is to come."""


@rule("D101", Level.ERROR, judges=Issue)
def wrong_weekday(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a day that is not the day of the week that is written with it."""
    for saying in evidence.sayings:
        for written, meant in _single_days(saying):
            if written is not None and written != meant.weekday():
                right = WEEKDAY_NAMES[meant.weekday()]
                edit = _edit(saying, with_weekday(_raw(saying), meant.weekday()))
                arguments = {"words": saying.words, "date": meant.isoformat(), "weekday": right}
                yield Hit(saying.spot, arguments, edit=edit if saying.phrase.kind is Kind.DAY else None)
                break


@rule("D102", Level.ERROR, judges=Issue)
def no_such_day(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a day, a week or a time of day that does not exist."""
    for saying in evidence.sayings:
        if saying.meaning.fault is Fault.NO_SUCH_DATE:
            yield hit(saying.spot, words=saying.words)


@rule("D103", Level.ERROR, judges=Issue)
def reversed_range(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find days or times that end before they begin."""
    for saying in evidence.sayings:
        if saying.meaning.fault is Fault.REVERSED:
            yield hit(saying.spot, words=saying.words)


@rule("D104", Level.INFO, judges=Issue)
def past(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find what is over: a remark in running text, which may tell of the past; more where something is announced."""
    for saying in evidence.sayings:
        last = saying.meaning.last
        if last is None or last >= evidence.today or saying.phrase.kind in (Kind.RELATIVE, Kind.YEAR):
            continue
        announced = saying.phrase.role is Role.DEADLINE or _announces(saying, evidence)
        level = (Level.ERROR if evidence.sending else Level.WARNING) if announced else None
        yield hit(saying.spot, level, words=saying.words, date=saying.meaning.written, today=evidence.today.isoformat())


@rule("D105", Level.WARNING, judges=Issue)
def far_without_a_year(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a day or a month far off whose year is not written, and which has no day of the week to tell it by."""
    for saying in evidence.sayings:
        phrase, meant = saying.phrase, saying.meaning
        if meant.first is None or meant.last is None or not _is_bare(saying):
            continue
        middle = meant.first + (meant.last - meant.first) / 2
        if abs(middle - issue.date) > _FAR and all(part.weekday is None for part in phrase.parts):
            yield hit(saying.spot, words=saying.words, year=str(meant.first.year), date=meant.written)


@rule("D106", Level.INFO, judges=Issue)
def inferred_year(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a day or a month of another year than the issue's whose year is not written."""
    for saying in evidence.sayings:
        if saying.meaning.inferred and saying.meaning.first is not None:
            yield hit(saying.spot, words=saying.words, date=saying.meaning.written)


@rule("D107", Level.INFO, judges=Issue)
def told_from_today(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a time that is told from the day of writing, such as `förra veckan`: whoever reads later misreads it."""
    for saying in evidence.sayings:
        if saying.phrase.kind is Kind.RELATIVE:
            yield hit(saying.spot, words=saying.words, date=saying.meaning.written)


@rule("D108", Level.INFO, judges=Issue)
def day_off_said(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a day to come in running text that is no working day."""
    for saying in evidence.sayings:
        if saying.phrase.role not in (Role.NONE, Role.DEADLINE):
            continue
        for _, meant in _single_days(saying):
            off = day_off(meant) if meant >= issue.date else None
            if off is not None:
                yield hit(saying.spot, words=saying.words, date=meant.isoformat(), day=off.name)
                break


@rule("D203", Level.WARNING, judges=Issue)
def day_off_set(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a meeting, an event or a deadline on a day that is no working day."""
    for section in issue.sections:
        for span in _spans(section):
            off = day_off(span.start) if span.end is None and span.start >= evidence.today else None
            if off is not None:
                yield hit(span.spot, date=span.start.isoformat(), day=off.name)


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


@rule("D111", Level.WARNING, judges=Issue)
def form_of_a_phrase(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a day or a time that is written in a form that Myndigheternas skrivregler advise against."""
    for saying in evidence.sayings:
        forms = saying.phrase.forms & MENDED
        if not forms or saying.meaning.fault is not None:
            continue
        right = recommended(_raw(saying), saying.phrase)
        if Form.MISSING_SPACE in forms and right == _raw(saying):
            yield Hit(saying.spot, {"words": saying.words, "what": Form.MISSING_SPACE.value, "right": ""})
        elif right != _raw(saying):
            what = " and ".join(sorted(form.value for form in forms))
            yield Hit(saying.spot, {"words": saying.words, "what": what, "right": right}, edit=_edit(saying, right))


@rule("D112", Level.INFO, judges=Issue)
def mixed_forms(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find days in figures, or cut short, in an issue whose others are written out."""
    days = [saying for saying in evidence.sayings if saying.phrase.kind in (Kind.DAY, Kind.DAYS, Kind.LIST)]
    odd = [saying for saying in days if saying.phrase.forms & {Form.SLASH, Form.NUMERIC, Form.ABBREVIATED}]
    if odd and len(odd) < len(days):
        usual = next(saying for saying in days if saying not in odd)
        for saying in odd:
            yield hit(saying.spot, words=saying.words, usual=usual.words)


def _late_sayings(section: Section, event: datetime.date, evidence: Evidence) -> Iterator[Hit]:
    """Yield the deadlines in the text of a section that are later than its event."""
    for saying in evidence.sayings:
        deadline = saying.phrase.role is Role.DEADLINE and saying.phrase.kind is Kind.DAY
        first = saying.meaning.first
        if saying.piece.section is section and deadline and first is not None and first > event:
            yield _too_late(saying.spot, first, event)


def _single_days(saying: Saying) -> Iterator[tuple[int | None, datetime.date]]:
    """Yield the days that a phrase names one by one, each with the day of the week that is written with it."""
    if saying.phrase.kind not in (Kind.DAY, Kind.DAYS, Kind.LIST) or saying.meaning.fault is not None:
        return
    for part, written in zip(saying.phrase.parts, saying.meaning.written.split("/"), strict=True):
        yield part.weekday, datetime.date.fromisoformat(written)


def _is_bare(saying: Saying) -> bool:
    """Tell whether a phrase names a day or a month, and neither a year nor a time told from today."""
    dated = saying.phrase.kind in (Kind.DAY, Kind.DAYS, Kind.LIST, Kind.MONTH)
    return dated and not saying.phrase.word and all(part.year is None for part in saying.phrase.parts)


def _announces(saying: Saying, evidence: Evidence) -> bool:
    """Tell whether all days of an announcement without facts are over, so that nothing in it is to come."""
    section = saying.piece.section
    if section is None or section.kind not in _AHEAD or any(facts.date for facts in all_facts(section)):
        return False
    lasts = [other.meaning.last for other in evidence.sayings if other.piece.section is section]
    return all(last is None or last < evidence.today for last in lasts)


def _spans(section: Section) -> Iterator[DateSpan]:
    yield from (row.date for row in section.rows)
    for facts in all_facts(section):
        yield from (span for span in (facts.date, facts.deadline) if span is not None)


def _too_late(where: Spot, deadline: datetime.date, event: datetime.date) -> Hit:
    return hit(where, deadline=deadline.isoformat(), event=event.isoformat())


def _raw(saying: Saying) -> str:
    return saying.piece.text.content[saying.phrase.start : saying.phrase.end]


def _edit(saying: Saying, right: str) -> Edit | None:
    """Return the edit that writes a phrase anew; None where markup stands in the middle of it."""
    spot = saying.spot
    if spot.start is None or spot.end is None or spot.end - spot.start != len(_raw(saying)):
        return None
    return Edit(spot, right)
