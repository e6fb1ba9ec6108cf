"""N110 to N112: remarks on names that a reader may not know, or not know again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from storsthlm_cli.checks.near_misses import parts_of
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.words import begins_sentence, whole, words
from storsthlm_cli.model.blocks import Reference
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.references import people
from storsthlm_cli.model.texts import Use, pieces, section_pieces

_NAME = re.compile(r"[A-ZÅÄÖ]\w*(?:[ \u00a0-][A-ZÅÄÖ]\w*)+")
_ACRONYM = re.compile(r"(?<![\w@#/.-])[A-ZÅÄÖ]{2,6}(?=(?::s|s)?(?![\w@/.]|\.\w)|-\w)")
_ROMAN = re.compile(r"[IVXL]+")
_USUAL = frozenset(
    re.findall(
        r"\w+",
        "AB ABB AI API BB BNP CD CSR CV DN DNA DVD EES EU FAQ FN GD GPS HR ICA ID IKEA IT KTH NATO NR "
        "OECD OK PC PDF PM PR QR SAS SFI SJ SL SMS SOS SR SVT TT TV UK UR USA USB VD VM VR WC WHO XML",
    )
)
"""Acronyms that need no explanation in a newsletter to Swedish municipalities."""
_EXPLAINED_BESIDE = re.compile(r"(?:\s\(|,\s|\s–\s|:\s|\s(?:är|står för)\s)(?P<words>[^.!?)]{3,120})")
_NOT_SAID = frozenset({Use.ROW, Use.CREDIT, Use.ALT, Use.SIGNATURE})
"""Texts with names in them and no sentences: nobody would spell an acronym out there."""


@rule("N110", Level.INFO, judges=Issue)
def two_forms(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a name of several words that the issue writes with other capitals elsewhere: `Årets Innovativa kommun`."""
    texts = [piece for piece in pieces(issue) if not piece.text.content.isupper()]
    names = {name for piece in texts for name in _names(piece.text.content)}
    everything = "\n".join(piece.text.content for piece in texts)
    folded = everything.casefold()
    keys = {name.casefold() for name in names if folded.count(name.casefold()) > everything.count(name)}
    if not keys:
        return
    found = [
        (piece, match, _form(piece.text.content, match))
        for piece in texts
        for match in whole(keys, any_case=True).finditer(piece.text.content)
    ]
    forms: dict[str, Counter[str]] = {}
    for _, _, form in found:
        forms.setdefault(form.casefold(), Counter())[form] += 1
    for piece, match, form in found:
        usual = forms[form.casefold()].most_common(1)[0][0]
        if form != usual and not form.isupper():
            yield hit(piece.text.spot(*match.span("form")), words=match["form"], usual=usual)


@rule("N111", Level.INFO, judges=Issue)
def first_name_only(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find somebody who is called by the first name in a section that has the full name nowhere."""
    everybody = {person.name.content for person in evidence.directory.people.values()}
    firsts: dict[str, set[str]] = {}
    for name in everybody:
        parts = parts_of(name)
        if len(parts) > 1 and len(parts[0]) > 2 and _is_person(name, evidence.directory):
            firsts.setdefault(parts[0], set()).add(name)
    pattern = whole(firsts)
    for section in issue.sections:
        texts = list(section_pieces(section))
        matches = [(piece, match) for piece in texts for match in pattern.finditer(piece.text.content)]
        if not matches:
            continue
        named = _named(section, evidence.directory)
        for piece, match in matches:
            first = match["form"]
            content = piece.text.content
            full = any(f"{first} {name.split()[-1]}" in other.text.content for name in firsts[first] for other in texts)
            if first not in named and not full and not _beside_a_name(content, *match.span()):
                yield hit(piece.text.spot(*match.span("form")), name=first)


@rule("N112", Level.INFO, judges=Issue)
def acronym(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find the first use of an acronym that the issue does not spell out before it or beside it."""
    longs = {
        body.short.content: body.name.content
        for body in evidence.directory.organisations.values()
        if body.short is not None and body.short.content.isupper()
    }
    names = [body.name.content for body in evidence.directory.organisations.values()]
    read: list[str] = []
    seen: set[str] = set()
    for piece in pieces(issue):
        content = piece.text.content
        read.append(content)
        if piece.use in _NOT_SAID or content.isupper():
            continue
        for match in _ACRONYM.finditer(content):
            short = match.group()
            if short in seen or short in _USUAL or _ROMAN.fullmatch(short):
                continue
            seen.add(short)
            long = longs.get(short)
            in_name = any(short in name and name in content for name in names)
            spelled = long is not None and any(long in text for text in read)
            if not in_name and not spelled and not _spelled_beside(content, match):
                names_itself = long is not None and short in long
                full = {"long": "" if names_itself else long or "", "full": (long or "") if names_itself else ""}
                yield Hit(piece.text.spot(*match.span()), {"words": short, **full})


def _names(content: str) -> Iterator[str]:
    """Yield the words with capitals that stand together, without one that has its capital from the sentence."""
    for match in _NAME.finditer(content):
        name = match.group()
        if begins_sentence(content, match.start()):
            name = re.sub(r"^\w+[ \u00a0-]", "", name)
        if len(name.split()) > 1:
            yield name


def _form(content: str, match: re.Match[str]) -> str:
    """Return a name as it would be inside of a sentence, as far as that can be known."""
    form = " ".join(match["form"].split())
    return form[0].upper() + form[1:] if begins_sentence(content, match.start()) else form


def _is_person(name: str, directory: Directory) -> bool:
    """Tell whether no organisation is called so in part: a mailbox such as `Kansliet Storsthlm` has no first name."""
    bodies = {body.name.content for body in directory.organisations.values()}
    return not any(part in bodies for part in name.split())


def _named(section: Section, directory: Directory) -> set[str]:
    """Return the first names of the people whom a section names by their key."""
    whom = [reference for reference in people(section) if isinstance(reference, Reference)]
    known = (directory.people.get(reference.key) for reference in whom)
    return {parts_of(person.name.content)[0] for person in known if person is not None and person.name.content}


def _beside_a_name(content: str, start: int, end: int) -> bool:
    """Tell whether a surname, or another first name, stands beside: then it is somebody else."""
    behind = re.match(r"[ \u00a0](?:[a-zà-ö]{1,3} )?[A-ZÅÄÖ]", content[end:])
    before = re.search(r"(?P<word>[A-ZÅÄÖ][\w-]*)[ \u00a0]$", content[:start])
    return bool(behind) or (before is not None and not begins_sentence(content, before.start()))


def _spelled_beside(content: str, match: re.Match[str]) -> bool:
    """Tell whether the acronym stands in brackets behind words, or words with its letters stand behind it."""
    before = content[: match.start()]
    if before.endswith("(") and words(before):
        return True
    behind = _EXPLAINED_BESIDE.match(content, match.end())
    if behind is None:
        return False
    letters = iter("".join(re.findall(r"(?<!\w)\w", behind["words"])).casefold())
    return all(letter in letters for letter in match.group().casefold())
