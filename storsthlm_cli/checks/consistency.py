"""N110 and N112: remarks on names that a reader may not know, or not know again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.words import begins_sentence, raised_names, whole, words
from storsthlm_cli.model.directory import Directory, valid
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import Piece, Use, pieces

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
_FEWEST = 3
"""Words of a name, the first one left out, that can be told from any other words."""
_NOT_SAID = frozenset({Use.ROW, Use.CREDIT, Use.ALT, Use.SIGNATURE})
"""Texts with names in them and no sentences: nobody would spell an acronym out there."""


@rule("N110", Level.INFO, judges=Issue)
def two_forms(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a name of several words that the issue writes with other capitals elsewhere: `Årets Innovativa kommun`."""
    texts = [piece for piece in pieces(issue) if not piece.text.content.isupper()]
    names = {name for piece in texts for name in raised_names(piece.text.content)}
    everything = "\n".join(piece.text.content for piece in texts)
    rows = (evidence.directory.title_of(row) for section in issue.sections for row in section.rows)
    yield from _meetings(texts, "\n".join((everything, *rows)), issue, evidence.directory)
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


def _meetings(texts: list[Piece], everything: str, issue: Issue, directory: Directory) -> Iterator[Hit]:
    """Yield the names of meetings in running text, their first words left out, that calendar or text have otherwise."""
    plain = " ".join(everything.split())
    folded = plain.casefold()
    rights: dict[str, str] = {}
    for series in directory.meetings.values():
        usual, *tails = (_tail(form.content) for form in (series.name, series.name, *series.aliases))
        told = valid(series.since, series.until, issue.date) and len(usual.split()) >= _FEWEST
        if told and re.search(rf"{re.escape(usual)}(?!\w)", plain):
            rights |= {each.casefold(): usual for each in tails if len(each.split()) >= _FEWEST}
    right = {tail: plain.count(usual) for tail, usual in rights.items() if tail == usual.casefold()}
    rights = {tail: usual for tail, usual in rights.items() if folded.count(tail) > right.get(tail, 0)}
    for piece in texts if rights else ():
        for match in whole(rights, any_case=True).finditer(piece.text.content) if piece.use is not Use.ROW else ():
            form, usual = " ".join(match["form"].split()), rights[" ".join(match["form"].casefold().split())]
            if form[1:] != usual[1:] and not form.isupper():
                yield hit(piece.text.spot(*match.span("form")), words=match["form"], usual=usual)


def _tail(name: str) -> str:
    return name.partition(" ")[2]


@rule("N112", Level.INFO, judges=Issue)
def acronym(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find the first use of an acronym that the issue does not spell out before it or beside it."""
    longs = {
        body.short.content.casefold(): (body.name.content, body.short.content)
        for body in evidence.directory.organisations.values()
        if body.short is not None and body.short.content[:1].isupper()
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
            long, form = longs.get(short.casefold(), ("", ""))
            in_name = any(short in name and name in content for name in names)
            spelled = long and any(long in text for text in read)
            if not in_name and not spelled and not _spelled_beside(content, match):
                full = f"{long} ({form})" if long and form not in long else long
                yield hit(piece.text.spot(*match.span()), words=short, full=full)


def _form(content: str, match: re.Match[str]) -> str:
    """Return a name as it would be inside of a sentence, as far as that can be known."""
    form = " ".join(match["form"].split())
    return form[0].upper() + form[1:] if begins_sentence(content, match.start()) else form


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
