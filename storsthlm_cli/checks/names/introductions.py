"""N111: people of whom a section says too little for whoever reads nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from storsthlm_cli.checks.contacts.roles import titled
from storsthlm_cli.checks.names.near_misses import parts_of
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.words import begins_sentence, raised_names, whole
from storsthlm_cli.checks.writing import LOWER, UPPER
from storsthlm_cli.model.blocks import Quote, Who
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.references import people
from storsthlm_cli.model.texts import Piece, Use, section_pieces

_TOLD = frozenset({Use.BODY, Use.ITEM, Use.QUESTION, Use.ANSWER, Use.NOTE, Use.HEADLINE, Use.KICKER, Use.CAPTION})
"""Texts that may say who somebody is."""
_BARE = re.compile(r"[A-ZÅÄÖ][\w’'-]+(?: (?:von|af|de|van))?(?: [A-ZÅÄÖ][\w’'-]+){1,2}")
"""A name and nothing else."""
_WITH = re.compile(
    rf"\b(?:med|av) (?P<first>[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?)(?![\w-]|\s(?:(?:von|af|de|van) )?[{UPPER}])"
)


@rule("N111", Level.INFO, judges=Issue)
def too_little_said(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a first name that its section has no surname to, a link says alone, or may be another's; a name alone."""
    firsts: dict[str, set[str]] = {}
    for person in evidence.directory.people.values():
        parts = parts_of(person.name.content)
        if len(parts) > 1 and len(parts[0]) > 2 and _is_person(person.name.content, evidence.directory):
            firsts.setdefault(parts[0], set()).add(person.name.content)
    pattern = whole(firsts)
    for section in issue.sections:
        texts = list(section_pieces(section))
        yield from _first_names(section, texts, firsts, pattern, evidence.directory)
        yield from _in_links(texts, firsts, evidence.directory)
        for quote in (block for block in section.blocks() if isinstance(block, Quote)):
            yield from _speaker(quote, section, texts, evidence.directory)


def _first_names(
    section: Section,
    texts: list[Piece],
    firsts: dict[str, set[str]],
    pattern: re.Pattern[str],
    directory: Directory,
) -> Iterator[Hit]:
    """Yield first names of the directory without a surname in the section, or in a link: it is read on its own, too."""
    matches = [(piece, match) for piece in texts for match in pattern.finditer(piece.text.content)]
    named = _named(section, directory) if matches else set()
    for piece, match in matches:
        first = match["form"]
        full = any(f"{first} {name.split()[-1]}" in other.text.content for name in firsts[first] for other in texts)
        known = piece.use is not Use.LINK and (first in named or full)
        if not known and not _beside_a_name(piece.text.content, *match.span()):
            yield _no_surname(piece.text.spot(*match.span("form")), first)


def _in_links(texts: list[Piece], firsts: Collection[str], directory: Directory) -> Iterator[Hit]:
    """Yield first names in links whose surname the section has, of people who are not in the directory."""
    places = {each.short.content for each in directory.municipalities.values()}
    for piece in texts:
        for match in _WITH.finditer(piece.text.content) if piece.use is Use.LINK else ():
            first = match["first"]
            full = re.compile(rf"(?<!\w){first} (?:(?:von|af|de) )?[A-ZÅÄÖ][\w-]+")
            names = [found[0] for other in texts for found in full.finditer(other.text.content)]
            if names and first not in firsts and first not in places and all(_is_person(n, directory) for n in names):
                yield _no_surname(piece.text.spot(*match.span("first")), first)


def _speaker(quote: Quote, section: Section, texts: list[Piece], directory: Directory) -> Iterator[Hit]:
    """Yield the speaker of a quote by a first name that may be another's or nobody's, or without a role."""
    name = _name(quote.by, directory)
    told = [piece.text for piece in texts if piece.use in _TOLD and piece.block is not quote]
    unknown = not any(name in titled(text) for text in told)
    if isinstance(quote.by, Text) and _BARE.fullmatch(quote.by.content):
        if unknown and all(person.name.content != name for person in directory.people.values()):
            yield hit(quote.by.spot(), name=name, what="no role", way="what the person is: `by: Name, role`")
        unknown = False
    if quote.name is not None and quote.name.content == name.partition(" ")[0] and section.person != quote.by:
        others = {other for text in told for other in raised_names(text.content) if _is_person(other, directory)}
        if unknown or others - {name}:
            yield _no_surname(quote.name.spot(), quote.name.content)


def _no_surname(where: Spot, name: str) -> Hit:
    return hit(where, name=name, what="no surname", way="the full name")


def _name(who: Who | None, directory: Directory) -> str:
    """Return the name of somebody, without the role that words have behind it."""
    if isinstance(who, Text):
        return re.split(r",|\n| \(", who.content)[0].strip()
    person = directory.people.get(who.key) if who is not None else None
    return person.name.content if person is not None else ""


def _is_person(name: str, directory: Directory) -> bool:
    """Tell whether no organisation is called so in part: a mailbox such as `Kansliet Storsthlm` has no first name."""
    bodies = {body.name.content for body in directory.organisations.values()}
    return not any(part in bodies for part in name.split())


def _named(section: Section, directory: Directory) -> set[str]:
    """Return the first names of the people whom a section names by their key."""
    known = (directory.people.get(reference.key) for reference in people(section))
    return {parts_of(person.name.content)[0] for person in known if person is not None and person.name.content}


def _beside_a_name(content: str, start: int, end: int) -> bool:
    """Tell whether a surname, or another first name, stands beside: then it is somebody else."""
    behind = re.match(r"[ \u00a0](?:(?:von|af|de|van|der|du|la) )?[A-ZÅÄÖ]", content[end:])
    before = re.search(r"(?P<word>[A-ZÅÄÖ][\w-]*)[ \u00a0]$", content[:start])
    return bool(behind) or (before is not None and not begins_sentence(content, before.start()))
