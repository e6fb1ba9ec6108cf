"""N112: acronyms that a reader may not know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.words import words
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import Use, pieces

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
