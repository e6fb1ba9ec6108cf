"""Dates: the days and times that an issue speaks of, those that are data, and what was found about them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from storsthlm_cli.model.blocks import DateSpan, TimeSpan
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.errors import BadContent
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.phrases import Form, Meaning, Role
from storsthlm_cli.model.places import Place, Spot
from storsthlm_cli.model.references import all_facts
from storsthlm_cli.phrases.sayings import sayings
from storsthlm_cli.workflows.validating import validate
from storsthlm_cli.workflows.workspace import Workspace

_DAYS_AND_TIMES = "D"


@dataclass(frozen=True, slots=True)
class Dated:
    """A day or time: a phrase of running text, or data (of kind `row`, `facts`, `deadline` or `section`).

    `about` is what data is the date of: the title of a row, the headline of a section. `findings` are those of family D
    about just this place.
    """

    place: Place
    words: str
    kind: str
    meaning: Meaning
    role: Role = Role.NONE
    forms: frozenset[Form] = frozenset()
    about: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """What an issue of `date` says of days and times, in the order of its file."""

    issue: str
    date: datetime.date
    dated: tuple[Dated, ...]


def dates(workspace: Workspace, given: str | None) -> Dates:
    """Return the days and times that an issue (the newest for None) speaks of, judged as of the issue's date.

    Raises BadContent when it is too broken to be read, Failure when there is no such issue.
    """
    validation = validate(workspace, given)
    key, issue, document = validation.key, validation.issue, validation.document
    if issue is None:
        hint = f"`storsthlm validate {key}` tells more"
        raise BadContent(f"issue `{key}` cannot be read", validation.findings, hint=hint)
    findings: dict[Place, list[Finding]] = defaultdict(list)
    for finding in validation.findings:
        if isinstance(finding.where, Place) and finding.code.startswith(_DAYS_AND_TIMES):
            findings[finding.where].append(finding)

    def at(spot: Spot) -> tuple[Place, tuple[Finding, ...]]:
        place = document.place(spot)
        return place, tuple(findings[place])

    found: list[Dated] = []
    for saying in sayings(issue):
        place, about = at(saying.spot)
        phrase = saying.phrase
        found.append(Dated(place, saying.words, phrase.kind, saying.meaning, phrase.role, phrase.forms, findings=about))
    for kind, span, time, title in _data(issue, validation.directory):
        place, about = at(span.spot)
        words = " ".join(filter(None, (_days(span), _clock(time))))
        meaning = Meaning(span.start, span.end or span.start, _days(span))
        role = Role.DEADLINE if kind == "deadline" else Role.NONE
        found.append(Dated(place, words, kind, meaning, role, about=title, findings=about))
    return Dates(key, issue.date, tuple(sorted(found, key=lambda dated: (dated.place.line, dated.place.column))))


def _data(issue: Issue, directory: Directory) -> Iterator[tuple[str, DateSpan, TimeSpan | None, str]]:
    """Yield the dates that are data, each with its kind, its time if it has one, and what it is the date of."""
    for section in issue.sections:
        headline = section.headline.content if section.headline is not None else ""
        if section.date is not None:
            yield "section", section.date, None, headline
        for row in section.rows:
            yield "row", row.date, row.time, directory.title_of(row)
        for facts in all_facts(section):
            if facts.date is not None:
                yield "facts", facts.date, facts.time, headline
            if facts.deadline is not None:
                yield "deadline", facts.deadline, None, headline


def _days(span: DateSpan) -> str:
    return "/".join(day.isoformat() for day in (span.start, span.end) if day is not None)


def _clock(time: TimeSpan | None) -> str:
    ends = (time.start, time.end) if time is not None else ()
    return "–".join(end.isoformat("minutes") for end in ends if end is not None)
