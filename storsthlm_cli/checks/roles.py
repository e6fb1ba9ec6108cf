"""C107 and C108: what people are, as the text says it and as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.texts import Use, pieces

_TITLES = (
    r"\w*direktör(?:er)?|\w*ordförande|\w*chef|\w*ledare|(?:\w*borgar|kommunal|\w*region|landstings)råd|\w*strateg|"
    r"\w*hövding|\w*minister|\w*ekonom|\w*utredare|\w*koordinator|\w*samordnare|\w*jurist|\w*sekreterare|rektor|"
    r"\w*handläggare|\w*expert|\w*ansvarig|sakkunnig|vd|kso"
)
_TITLE = re.compile(rf"(?<![\w])(?:\w+-)?(?:{_TITLES})(?!\w)", re.IGNORECASE)
_PERSON = r"[A-ZÅÄÖ][\wé-]+(?: ”[^”]{1,20}”)?(?: (?:von|af|de|van) )?(?: ?[A-ZÅÄÖ][\wé-]+){1,2}"
_BEHIND = re.compile(
    rf"(?P<name>{_PERSON})(?: \([A-ZÅÄÖ]{{1,3}}\))?(?:,\s|\n)(?:som är )?(?P<role>[^,.;:!?\n]{{2,90}})"
)
_BEFORE = re.compile(rf"(?<![\w-])(?P<role>[\w-]+) (?P<name>{_PERSON})")
_OTHER_TIME = re.compile(
    r"\b(tidigare|dåvarande|förra|förre|före detta|f\.d\.|fd|blivande|tillträdande|avgående|tf|tillförordnad|vice|"
    r"biträdande|ny|nya|nye|idag|i dag|nu|var|blir|nuvarande)\b",
    re.IGNORECASE,
)
_SAME = {"kso": "kommunstyrelseordförande", "kommunstyrelsens ordförande": "kommunstyrelseordförande"}
_SILENT = frozenset({Use.ALT, Use.CREDIT, Use.ROW})


@dataclass(frozen=True, slots=True)
class _Said:
    """A title that a text gives to somebody. `time` says that it is one of another time."""

    name: str
    title: str
    written: str
    text: Text
    start: int
    end: int
    time: bool


@rule("C107", Level.WARNING, judges=Issue)
def another_role(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find somebody of the directory whom the text calls something else than the directory does on that day."""
    everybody = {person.name.content: person for person in evidence.directory.people.values() if person.roles}
    for said in _said(issue):
        person = everybody.get(said.name)
        role = person.role(issue.date) if person is not None else None
        if person is None or role is None or said.time or _OTHER_TIME.search(role.label):
            continue
        valid = [each.label for each in person.roles if person.role(issue.date) == each]
        titles = {title for label in valid for title in _titles(label)}
        if titles and said.title not in titles:
            yield hit(
                said.text.spot(said.start, said.end),
                name=said.name,
                words=said.written,
                role=role.label,
                date=issue.date.isoformat(),
            )


@rule("C108", Level.WARNING, judges=Issue)
def two_roles(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find somebody whom one issue calls two things. Whoever is in the directory is held against that (C107)."""
    listed = {person.name.content for person in evidence.directory.people.values() if person.roles}
    first: dict[str, _Said] = {}
    for said in _said(issue):
        if said.name in listed or said.time:
            continue
        earlier = first.setdefault(said.name, said)
        if earlier.title != said.title:
            spot = said.text.spot(said.start, said.end)
            yield hit(spot, name=said.name, words=said.written, other=earlier.written)


def _said(issue: Issue) -> Iterator[_Said]:
    """Yield the titles that stand behind or before a full name, in reading order; of several the first."""
    for piece in pieces(issue):
        if piece.use not in _SILENT:
            found = (*_behind(piece.text), *_before(piece.text))
            yield from sorted(found, key=lambda said: said.start)


def _behind(text: Text) -> Iterator[_Said]:
    """Yield the titles behind names: at most three words may stand before one, and no other name."""
    for match in _BEHIND.finditer(text.content):
        title = _TITLE.search(match["role"])
        lead = match["role"][: title.start()] if title is not None else ""
        if title is not None and len(lead.split()) <= 3 and not re.search(r"[A-ZÅÄÖ]\w+ [A-ZÅÄÖ]", lead):
            yield _one(text, match, lead, title.group(), match.start("role") + title.start())


def _before(text: Text) -> Iterator[_Said]:
    """Yield the titles directly before names."""
    for match in _BEFORE.finditer(text.content):
        if _TITLE.fullmatch(match["role"]):
            lead = text.content[max(0, match.start() - 25) : match.start()]
            yield _one(text, match, lead, match["role"], match.start("role"))


def _one(text: Text, match: re.Match[str], lead: str, written: str, start: int) -> _Said:
    if written.casefold() == "ordförande" and re.search(r"kommunstyrelsens\s$", lead, re.IGNORECASE):
        title = _SAME["kso"]
    else:
        title = _SAME.get(written.casefold(), written.casefold())
    return _Said(match["name"], title, written, text, start, start + len(written), bool(_OTHER_TIME.search(lead)))


def _titles(label: str) -> Iterator[str]:
    plain = label.casefold()
    for form, title in _SAME.items():
        plain = re.sub(rf"\b{form}\b", title, plain)
    yield from (match.group() for match in _TITLE.finditer(plain))
