"""Mentions: when each municipality was last named, over all issues."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from storsthlm_cli.checks.words import begins_sentence, whole
from storsthlm_cli.issues.folders import keys
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.directory import Directory, Municipality
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Place, Spot
from storsthlm_cli.model.references import organisations, shown_people
from storsthlm_cli.model.texts import SLOT, Use, pieces
from storsthlm_cli.source.yaml import read_document
from storsthlm_cli.workflows.validating import known_directory
from storsthlm_cli.workflows.workspace import Workspace

_ELSE = re.compile(
    r"\s(?:läns?|sjukhus|universitet|centrum|station|strand|skärgård|stift|tingsrätt|hamn|hamnar|handelskammare)\b"
)
"""Words behind the short form of a municipality that make it the name of something else: `Danderyds sjukhus`."""
_RAISED_BEHIND = re.compile(r"\s[A-ZÅÄÖ]")
_RAISED_BEFORE = re.compile(r"(?P<word>[A-ZÅÄÖ]\w*[a-zåäö]\w*)\s$")
_SILENT = frozenset({Use.ALT, Use.CREDIT})


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a municipality is named: in which issue, of what date, and in which words."""

    issue: str
    date: datetime.date
    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """The last mention of every municipality, None for one that is named nowhere; those that waited longest first.

    `issues` is how many issues were read, `unread` are those that are too broken for it.
    """

    last: tuple[tuple[Municipality, Mention | None], ...]
    issues: int
    unread: tuple[str, ...]


def mentions(workspace: Workspace) -> Mentions:
    """Look through all issues for the municipalities of the directory, and return where each was named last.

    Of an issue that names one several times it is the first place. Raises Failure when a file cannot be read.
    """
    directory = known_directory(workspace)
    found: dict[str, Mention] = {}
    unread, read = [], 0
    for key in keys(workspace.issues):
        path = workspace.issue_file(key)
        document = read_document(path, workspace.shown(path))
        issue, _ = read_issue(document, key)
        if issue is None:
            unread.append(key)
            continue
        read += 1
        for code, (spot, words) in _named(issue, directory).items():
            known = found.get(code)
            if known is None or known.date <= issue.date:
                found[code] = Mention(key, issue.date, document.place(spot), words)
    waiting = sorted(directory.municipalities.values(), key=lambda each: _age(found.get(each.code)))
    return Mentions(tuple((each, found.get(each.code)) for each in waiting), read, tuple(unread))


def named_in(content: str, directory: Directory) -> Iterator[tuple[Municipality, int, int]]:
    """Yield the municipalities that a text names, in their official form or the short one, the genitive included.

    Not where the word is a part of another name: `Stockholms län`, `Region Stockholm`, `Nacka Forum`.
    """
    by_form = {form.content: each for each in directory.municipalities.values() for form in (each.name, each.short)}
    others = [each.name.content for each in directory.organisations.values() if each.name.content not in by_form]
    others += [series.name.content for series in directory.meetings.values()]
    for match in whole((*by_form, *others)).finditer(content):
        municipality = by_form.get(match["form"])
        if municipality is None:
            continue
        official = match["form"] == municipality.name.content
        if official or not _inside_another_name(content, match.start(), match.end()):
            yield municipality, match.start(), match.end()


def _named(issue: Issue, directory: Directory) -> Mapping[str, tuple[Spot, str]]:
    """Return the municipalities that readers of an issue see named, by code, with the first place and its words."""
    found: dict[str, tuple[Spot, str]] = {}
    for piece in pieces(issue):
        content = piece.text.content.replace(SLOT, " ")
        if piece.use not in _SILENT:
            for municipality, start, end in named_in(content, directory):
                found.setdefault(municipality.code, (piece.text.spot(start, end), content[start:end]))
    by_name = {each.name.content: each for each in directory.municipalities.values()}
    for spot, body in _referred(issue, directory):
        organisation = directory.organisations.get(body)
        known = by_name.get(organisation.name.content) if organisation is not None else None
        if known is not None:
            found.setdefault(known.code, (spot, known.name.content))
    return found


def _referred(issue: Issue, directory: Directory) -> Iterator[tuple[Spot, str]]:
    """Yield the keys of organisations that are shown though no text has them: those of people, and of organisers."""
    for section in issue.sections:
        for reference in shown_people(section):
            person = directory.people.get(reference.key)
            role = person.role(issue.date) if person is not None else None
            if role is not None and role.organisation is not None:
                yield reference.spot, role.organisation
        yield from ((reference.spot, reference.key) for reference in organisations(section))


def _inside_another_name(content: str, start: int, end: int) -> bool:
    """Tell whether another word with a capital stands beside, or one that makes a name of something else."""
    if _ELSE.match(content, end) or _RAISED_BEHIND.match(content, end):
        return True
    before = _RAISED_BEFORE.search(content[:start])
    return before is not None and not begins_sentence(content, before.start())


def _age(mention: Mention | None) -> datetime.date:
    return mention.date if mention is not None else datetime.date.min
