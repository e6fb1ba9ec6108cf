"""D101 to D108: what running text says of days and times, found and understood in `storsthlm_cli.phrases`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from storsthlm_cli.checks.dates.data import spans_of
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.writing import mend
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Edit, Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.phrases import DAY_KINDS, Fault, Kind, Role, Saying
from storsthlm_cli.model.references import all_facts
from storsthlm_cli.phrases.correcting import with_weekday
from storsthlm_cli.phrases.meaning import middle
from storsthlm_cli.phrases.spans import season
from storsthlm_cli.phrases.vocabulary import WEEKDAY_NAMES
from storsthlm_cli.workdays import day_off

_FAR = datetime.timedelta(days=75)
"""Further off than this a day without its year has been misread: `i mars` in December, meaning the last one."""

_WEEK = datetime.timedelta(days=7)
"""What lasts longer than this has weekends in it."""

_GAP = 2
"""Characters between a year and the day after it: a comma and a blank."""

_GOES_ON = re.compile(r" ?[-–] ?\d|[:./]\d")

_AHEAD = frozenset({"event", "call"})
"""Kinds of section that announce what is to come."""

_BACK = frozenset({"board", "recap"})
"""Kinds of section that tell of what has been."""


@rule("D101", Level.ERROR, judges=Issue, fixes=True)
def wrong_weekday(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a day that is not the day of the week that is written with it."""
    for saying in evidence.sayings:
        for written, meant in _single_days(saying):
            if written is not None and written != meant.weekday():
                right = WEEKDAY_NAMES[meant.weekday()]
                sure = saying.phrase.kind is Kind.DAY and _is_sure(saying, written, meant, issue)
                edit = rewritten(saying, with_weekday(saying.literal, meant.weekday())) if sure else None
                yield Hit(saying.spot, {"words": saying.words, "date": meant.isoformat(), "weekday": right}, edit=edit)
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


@rule("D104", Level.INFO, judges=Issue, at_times=True)
def past(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find what is over: a remark in running text, which may tell of the past; more where something is announced.

    What has been is told on purpose by a summary or a recap.
    """
    for saying in evidence.sayings:
        last = saying.meaning.last
        if last is None or last >= evidence.today or _is_known_to_be_past(saying):
            continue
        announced = saying.phrase.role is Role.DEADLINE or _announces(saying, evidence)
        if not announced and _looks_back(saying):
            continue
        level = (Level.ERROR if evidence.sending else Level.WARNING) if announced else None
        yield hit(
            saying.spot,
            level,
            words=saying.words,
            date=_told(saying),
            today=evidence.today.isoformat(),
        )


@rule("D105", Level.WARNING, judges=Issue)
def far_without_a_year(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a day or a month far off whose year is not written, and which has no day of the week to tell it by."""
    for before, saying in zip((None, *evidence.sayings), evidence.sayings, strict=False):
        meant = saying.meaning
        if meant.first is None or meant.last is None or not is_bare(saying) or _follows_its_year(saying, before):
            continue
        month = saying.phrase.kind is Kind.MONTH
        days = (middle(meant.first, meant.last),) if month else (meant.first, meant.last)
        if min(abs(day - issue.date) for day in days) > _FAR:
            yield hit(
                saying.spot,
                words=saying.words,
                year=str(meant.first.year),
                date=_told(saying),
            )


@rule("D106", Level.INFO, judges=Issue)
def inferred_year(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a day or a month of another year than the issue's whose year is not written."""
    for saying in evidence.sayings:
        if saying.meaning.inferred and saying.meaning.first is not None:
            yield hit(saying.spot, words=saying.words, date=_told(saying))


@rule("D107", Level.INFO, judges=Issue)
def told_from_today(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a time that is told from the day of writing, such as `förra veckan`: whoever reads later misreads it."""
    for saying in evidence.sayings:
        if saying.phrase.kind is Kind.RELATIVE:
            yield hit(saying.spot, words=saying.words, date=_told(saying))


@rule("D108", Level.INFO, judges=Issue)
def day_off_said(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a day to come in running text that is no working day."""
    for saying in evidence.sayings:
        first, last = saying.meaning.first, saying.meaning.last
        lasting = first is not None and last is not None and saying.phrase.kind is Kind.DAYS and last - first >= _WEEK
        if lasting or saying.phrase.role not in (Role.NONE, Role.DEADLINE):
            continue
        for _, meant in _single_days(saying):
            off = day_off(meant) if meant >= issue.date else None
            if off is not None:
                yield hit(saying.spot, words=saying.words, date=meant.isoformat(), day=off.name)
                break


def _single_days(saying: Saying) -> Iterator[tuple[int | None, datetime.date]]:
    """Yield the days that a phrase names one by one, each with the day of the week that is written with it."""
    if saying.phrase.kind not in DAY_KINDS or saying.meaning.fault is not None:
        return
    for part, written in zip(saying.phrase.parts, saying.meaning.written.split("/"), strict=True):
        yield part.weekday, datetime.date.fromisoformat(written)


def _is_sure(saying: Saying, weekday: int, meant: datetime.date, issue: Issue) -> bool:
    """Tell whether it is rather the day of the week that is wrong than the date.

    The year must be written or the day be near, and no date that the section gives may be on that day of the week.
    """
    if all(part.year is None for part in saying.phrase.parts) and abs(meant - issue.date) > _FAR:
        return False
    section = saying.piece.section
    return section is None or all(span.start.weekday() != weekday for span in spans_of(section))


def _is_known_to_be_past(saying: Saying) -> bool:
    """Tell whether a phrase says itself when it was: `förra veckan`, `2018`, `våren 2018`."""
    phrase = saying.phrase
    long = phrase.kind in (Kind.MONTH, Kind.SEASON, Kind.WEEK) and phrase.parts[-1].year is not None
    return long or phrase.kind in (Kind.RELATIVE, Kind.YEAR)


def is_bare(saying: Saying) -> bool:
    """Tell whether a phrase names a day or a month, and neither a year nor what tells it: a weekday, `förra året`."""
    phrase = saying.phrase
    dated = phrase.kind in DAY_KINDS | {Kind.MONTH}
    return dated and not phrase.word and all(part.year is None and part.weekday is None for part in phrase.parts)


def _follows_its_year(saying: Saying, before: Saying | None) -> bool:
    """Tell whether the year stands just before a phrase: `dagen 2021, 16 september`."""
    if before is None or before.piece is not saying.piece or before.phrase.kind is not Kind.YEAR:
        return False
    near = saying.phrase.start - before.phrase.end <= _GAP
    return near and before.meaning.written == saying.meaning.written[:4]


def _announces(saying: Saying, evidence: Evidence) -> bool:
    """Tell whether all days of an announcement without facts are over, so that nothing in it is to come."""
    section = saying.piece.section
    if section is None or section.kind not in _AHEAD or any(facts.date for facts in all_facts(section)):
        return False
    lasts = [other.meaning.last for other in evidence.sayings if other.piece.section is section]
    return all(last is None or last < evidence.today for last in lasts)


def _looks_back(saying: Saying) -> bool:
    """Tell whether a phrase stands where the past is told on purpose."""
    section = saying.piece.section
    return section is not None and section.kind in _BACK


def _told(saying: Saying) -> str:
    """Return what a phrase means, seasons in words."""
    return season(saying.meaning.written) or saying.meaning.written


def rewritten(saying: Saying, right: str) -> Edit | None:
    """Return the edit that writes a phrase anew; None where markup stands in it, or figures go on behind it."""
    if _GOES_ON.match(saying.piece.text.content, saying.phrase.end):
        return None
    return mend(saying.piece.text, saying.phrase.start, saying.phrase.end, right)
