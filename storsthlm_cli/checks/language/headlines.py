"""T301 to T304: headlines, kickers and links on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, rule
from storsthlm_cli.checks.writing import LOWER, UPPER, lines
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import Use

_HEADS = frozenset({Use.KICKER, Use.HEADLINE})

_SHORT_FORM = re.compile(r"(?:\b(?:m\.m|m\.fl|bl\.a|o\.s\.v|t\.ex|etc|osv|mfl|dvs|f\.d|kl|nr|st|s\.k)|\.\.|…)\.?\Z")
_INNER_STOP = re.compile(rf"[.!?:][”\"]? [{UPPER}]")

_TURNED = rf"[{LOWER}][{UPPER}]{{3,}}"
_SHOUTED = re.compile(rf"(?<![\w-])(?:{_TURNED}|[{UPPER}]{{2,}})(?: (?:(?:[IÅ]|\d+) )?[{UPPER}]{{2,}})*(?![\w-])")
_OWN_LETTERS = re.compile("[ÅÄÖ]")
_LONGEST_ACRONYM = 7
_FIRST = re.compile(rf"[”\"’'\s]*(?P<first>[{LOWER}])(?P<rest>[\w-]*)")
_PARTICLES = frozenset({"von", "af", "van", "der", "bin"})
"""Words in lower case that begin names."""


@rule("T301", Level.WARNING, judges=Issue, fixes=True)
def headline_with_a_stop(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a headline of one sentence that ends in a full stop; question and exclamation marks may stand."""
    for line in lines(issue, evidence):
        if line.piece.use in (*_HEADS, Use.SUBHEADING) and _has_a_stop(line.content):
            yield line.hit(len(line.content) - 1, len(line.content), "", wide=True)


@rule("T302", Level.INFO, judges=Issue, fixes=True)
def link_with_a_stop(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find the text of a link on a line of its own that ends in a full stop."""
    for line in lines(issue, evidence):
        if line.piece.use is Use.LINK and _has_a_stop(line.content):
            yield line.hit(len(line.content) - 1, len(line.content), "", wide=True)


@rule("T303", Level.WARNING, judges=Issue, fixes=True)
def words_in_capitals(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find words in capitals, or in turned case (`hÄLSA`), in kickers and headlines; acronyms may stand."""
    for line in lines(issue, evidence):
        if line.piece.use not in _HEADS:
            continue
        for match in _SHOUTED.finditer(line.content):
            if not _is_shouted(match[0], evidence.directory):
                continue
            right = _lowered(match[0], evidence.directory, first=not line.content[: match.start()].strip('”"’ '))
            found = line.hit(*match.span(), right)
            sure = line.piece.use is Use.KICKER
            yield found if sure else Hit(found.where, found.arguments)


@rule("T304", Level.WARNING, judges=Issue, fixes=True)
def lower_case_beginning(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a kicker or a headline that begins in lower case."""
    for line in lines(issue, evidence):
        match = _FIRST.match(line.content) if line.piece.use in _HEADS else None
        if match is None or len(line.content) < 4 or re.match(_TURNED, line.content):
            continue
        word = match["first"] + match["rest"]
        own = word.partition("-")[0] in _PARTICLES or word != word.lower() or not line.free(*match.span("first"))
        if not own:
            found = line.hit(*match.span("first"), match["first"].upper(), wide=True)
            yield found if line.piece.use is Use.KICKER else Hit(found.where, found.arguments)


def _has_a_stop(text: str) -> bool:
    """Tell whether a text is one sentence with its full stop, and not a word cut short or several sentences."""
    return len(text) > 1 and text.endswith(".") and not _SHORT_FORM.search(text) and not _INNER_STOP.search(text)


def _is_shouted(words: str, directory: Directory) -> bool:
    """Tell whether capitals are a way of shouting, and not an acronym or a name that the directory has."""
    if words in {name.short.content for name in directory.organisations.values() if name.short is not None}:
        return False
    if words[0].islower():
        return _OWN_LETTERS.search(words[1:]) is not None or len(words) > _LONGEST_ACRONYM
    parts = words.split()
    longest = max(parts, key=len)
    return len(longest) > _LONGEST_ACRONYM or (
        len(longest) > 4 and (len(parts) > 1 or "Ä" in longest or "Å" in longest)
    )


def _lowered(words: str, directory: Directory, *, first: bool) -> str:
    """Return words in their usual case, names of municipalities, organisations and people with their capitals."""
    names = [place.short.content for place in directory.municipalities.values()]
    names += [word for person in directory.people.values() for word in person.name.content.split()]
    bodies = [name for body in directory.organisations.values() for name in (body.name, body.short) if name is not None]
    names += [name.content for name in bodies if " " not in name.content]
    known = {word.casefold(): word for name in names for word in name.split()}
    lowered = " ".join(known.get(word.casefold(), word.lower()) for word in words.split(" "))
    return lowered[:1].upper() + lowered[1:] if first else lowered
