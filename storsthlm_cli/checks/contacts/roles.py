"""C104, C107 and C108: what people are, as the text says it and as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.references import shown_people
from storsthlm_cli.model.texts import Use, pieces

_TITLES = (
    r"\w*direktör(?:er)?|\w*ordförande|\w*chef|\w*ledare|(?:\w*borgar|kommunal|\w*region|landstings)råd|\w*strateg|"
    r"\w*hövding|\w*minister|\w*ekonom|\w*utredare|\w*koordinator|\w*samordnare|\w*jurist|\w*sekreterare|rektor|"
    r"\w*handläggare|\w*expert|\w*ansvarig|sakkunnig|vd|kso"
)
_TITLE = re.compile(rf"(?<![\w])(?:\w+-)?(?:{_TITLES})(?!\w)", re.IGNORECASE)
_PERSON = r"(?<![\w-])[A-ZÅÄÖ][\w-]++(?: ”[^”]{1,20}”)?(?: (?:von|af|de|van)(?= ))?(?: [A-ZÅÄÖ][\w-]++){1,2}"
_BEHIND = re.compile(
    rf"(?P<name>{_PERSON})(?: \([A-ZÅÄÖ]{{1,3}}\))?(?:,\s|\n)(?:som är )?(?P<role>[^,.;:!?\n]{{2,90}})"
)
_BEFORE = re.compile(rf"(?<![\w-])(?P<role>[\w-]+) (?P<name>{_PERSON})")
_OTHER_TIME = re.compile(
    r"\b(tidigare|dåvarande|förra|förre|före detta|f\.d\.|fd|blivande|tillträdande|avgående|tf|tillförordnad|vice|"
    r"biträdande|ny|nya|nye|idag|i dag|nu|var|blir|nuvarande)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(r"tidigare|dåvarande|förr[ae]|före detta|f\.d\.|fd", re.IGNORECASE)
_PART = re.compile(r"[^,.;:!?\n]{2,90}")
_NAME = re.compile(rf" {_PERSON}")
_NAMES = re.compile(r"[A-ZÅÄÖ]\w+ [A-ZÅÄÖ]")
_SAME = {"kso": "kommunstyrelseordförande", "kommunstyrelsens ordförande": "kommunstyrelseordförande"}
_SILENT = frozenset({Use.ALT, Use.CREDIT, Use.ROW})


@dataclass(frozen=True, slots=True)
class _Title:
    """A title that a text gives to somebody. `time` is the word that makes it one of another time, or empty."""

    title: str
    written: str
    start: int
    end: int
    time: str


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text says that somebody is: one title, and the others in the same breath."""

    name: str
    text: Text
    titles: tuple[_Title, ...]

    @property
    def first(self) -> _Title:
        """The title that stands next to the name."""
        return self.titles[0]

    @property
    def present(self) -> dict[str, _Title]:
        """The titles of this time."""
        return {title.title: title for title in self.titles if not title.time}


@rule("C104", Level.WARNING, judges=Issue)
def no_role_on_the_day(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find somebody shown with a role, all of whose roles are over or have not begun on the issue's date."""
    for section in issue.sections:
        for reference in shown_people(section):
            person = evidence.directory.people.get(reference.key)
            if person is not None and person.roles and person.role(issue.date) is None:
                yield hit(reference.spot, name=person.name.content, date=issue.date.isoformat())


@rule("C107", Level.WARNING, judges=Issue)
def another_role(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find somebody of the directory whom the text calls something else than the directory does on that day."""
    everybody = {person.name.content: person for person in evidence.directory.people.values() if person.roles}
    for said in _said(issue):
        person = everybody.get(said.name)
        role = person.role(issue.date) if person is not None else None
        if person is None or role is None or said.first.time or _OTHER_TIME.search(role.label):
            continue
        valid = [each.label for each in person.roles if person.role(issue.date) == each]
        titles = {title for label in valid for title in _titles(label)}
        if titles and said.first.title not in titles:
            yield hit(
                said.text.spot(said.first.start, said.first.end),
                name=said.name,
                words=said.first.written,
                role=role.label,
                date=issue.date.isoformat(),
            )


@rule("C108", Level.WARNING, judges=Issue)
def two_roles(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find somebody whom one issue calls two things. Whoever is in the directory is held against that (C107).

    A remark on a title that is of this time in one place, and a former one in another.
    """
    listed = {person.name.content for person in evidence.directory.people.values() if person.roles}
    first: dict[str, _Said] = {}
    former: dict[tuple[str, str], _Title] = {}
    present: dict[tuple[str, str], _Title] = {}
    for said in _said(issue):
        if said.present and said.name not in listed and not said.first.time:
            earlier = first.setdefault(said.name, said)
            if not earlier.present.keys() & said.present.keys():
                yield _another(said, said.first, earlier.first)
                continue
        for title in said.titles:
            mine, others = (former, present) if _FORMER.fullmatch(title.time) else (present, former)
            key = (said.name, title.title)
            if key in others and (not title.time or mine is former):
                yield _another(said, title, others[key], Level.INFO)
                break
            if not title.time or mine is former:
                mine.setdefault(key, title)


def titled(text: Text) -> Iterator[str]:
    """Yield the full names of those to whom a text gives a title."""
    yield from (said.name for said in (*_behind(text), *_before(text)))


def _another(said: _Said, title: _Title, other: _Title, level: Level | None = None) -> Hit:
    written, elsewhere = (f"{each.time} {each.written}".strip() for each in (title, other))
    return hit(said.text.spot(title.start, title.end), level, name=said.name, words=written, other=elsewhere)


def _said(issue: Issue) -> Iterator[_Said]:
    """Yield what stands behind or before a full name, in reading order."""
    for piece in pieces(issue):
        if piece.use not in _SILENT:
            found = (*_behind(piece.text), *_before(piece.text))
            yield from sorted(found, key=lambda said: said.first.start)


def _behind(text: Text) -> Iterator[_Said]:
    """Yield the titles behind names: at most three words may stand before the first, and no other name."""
    for match in _BEHIND.finditer(text.content):
        titles = list(_listed(text.content, match.start("role")))
        lead = text.content[match.start("role") : titles[0].start] if titles else ""
        if titles and titles[0].end <= match.end() and len(lead.split()) <= 3 and not _NAMES.search(lead):
            yield _Said(match["name"], text, tuple(titles))


def _listed(content: str, start: int) -> Iterator[_Title]:
    """Yield the titles in a list that begins somewhere.

    A word such as `tidigare` is about the title behind it, and those that `och` joins to that; a comma ends it.
    """
    while part := _PART.match(content, start):
        time, behind, found = "", part.start(), False
        for match in _TITLE.finditer(content, *part.span()):
            lead = content[behind : match.start()]
            told = _OTHER_TIME.search(lead)
            if _NAME.match(content, match.end()):
                return
            time = told[0] if told else time if found and lead.rstrip().endswith(" och") else ""
            yield _title(match.group(), lead, match.start(), time)
            behind, found = match.end(), True
        if not found or _NAMES.search(part.group()) or content[part.end() : part.end() + 1] != ",":
            return
        start = part.end() + 1


def _before(text: Text) -> Iterator[_Said]:
    """Yield the titles directly before names."""
    for match in _BEFORE.finditer(text.content):
        if _TITLE.fullmatch(match["role"]):
            lead = text.content[max(0, match.start() - 25) : match.start()]
            told = _OTHER_TIME.search(lead)
            title = _title(match["role"], lead, match.start("role"), told[0] if told else "")
            yield _Said(match["name"], text, (title,))


def _title(written: str, lead: str, start: int, time: str) -> _Title:
    if written.casefold() == "ordförande" and re.search(r"kommunstyrelsens\s$", lead, re.IGNORECASE):
        title = _SAME["kso"]
    else:
        title = _SAME.get(written.casefold(), written.casefold())
    return _Title(title, written, start, start + len(written), time)


def _titles(label: str) -> Iterator[str]:
    plain = label.casefold()
    for form, title in _SAME.items():
        plain = re.sub(rf"\b{form}\b", title, plain)
    yield from (match.group() for match in _TITLE.finditer(plain))
