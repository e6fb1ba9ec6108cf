"""T401: words that the dictionary does not know. Judged only when it was asked (`--spelling`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from storsthlm_cli.checks.registry import Hit, rule
from storsthlm_cli.checks.words import begins_sentence, words
from storsthlm_cli.checks.writing import lines
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Spot

_TOKEN = re.compile(r"(?<![\w@/.:#\xad\u0300-\u036f-])(?<!\w[’'])[^\W\d_][\w-]*+(?![’':.]\w|[@/\xad\u0300-\u036f])")
"""A word with its hyphens, the suspended one too: dictionaries know `hälso-`, but not `hälso`."""
_NAME_BEHIND = re.compile(r"[ \u00a0][A-ZÅÄÖ]")

_SHORTEST = 3
_NO_NAME = 8
"""From so many letters on, an unknown word that begins a sentence and is nearly a known one is hardly a name."""

_SHORT_FORM = re.compile(
    "ang|avd|bla|dnr|dvs|enl|etc|exkl|fom|inkl|iom|kvm|mdr|mfl|mha|mkr|osv|pga|proc|prop|resp|sek|tel|tex|tim|url"
    "|mån|tis|ons|tors?|fre|lör|sön"
)
"""Usual short forms without their full stops."""

_ENDINGS = tuple(
    ending + genitive
    for ending in ("", "n", "en", "t", "et", "na", "ena", "r", "ar", "er", "or", "rna", "arna", "erna", "orna")
    for genitive in ("", "s")
)
"""What a word of the directory may end in; a short one only in the genitive."""
_SHORT = 5

_TIMES = {1: "once", 2: "twice"}


@dataclass(frozen=True, slots=True)
class Spelled:
    """A word that the dictionary is asked for, and where it stands."""

    word: str
    spot: Spot


def spelled(issue: Issue, evidence: Evidence) -> Iterator[Spelled]:
    """Yield the words of a Swedish issue that a dictionary may judge, in the order in which they are read.

    They are in lower case, or long and the first of a sentence: a capital elsewhere makes a name, and capitals an
    acronym. Of a word with capitals or figures before a hyphen it is what follows (`IT-stödet`). The words of the
    directory are known, in any case and with their endings; so is the name of the organisation.
    """
    known = {word.content.casefold() for name in _names(evidence) for word in words(name)}
    for line in lines(issue, evidence):
        for match in _TOKEN.finditer(line.content):
            word = _judged(match)
            if word and not _is_known(word.casefold(), known) and line.free(*match.span()):
                yield Spelled(word, line.text.spot(match.end() - len(word), match.end()))


@rule("T401", Level.WARNING, judges=Issue, at_times=True)
def unknown_word(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a word that the dictionary does not know: a remark when it is near to none that it knows."""
    found: dict[str, list[Spelled]] = {}
    for each in spelled(issue, evidence) if evidence.unknown else ():
        meant = evidence.unknown.get(each.word)
        if meant or (meant is not None and each.word.islower()):
            found.setdefault(each.word.casefold(), []).append(each)
    for first, *more in found.values():
        meant = evidence.unknown[first.word]
        times = len(more) + 1
        arguments = {
            "word": first.word,
            "times": _TIMES.get(times, f"{times} times"),
            "meant": " or ".join(f"`{word}`" for word in meant),
        }
        yield Hit(first.spot, arguments, None if meant else Level.INFO)


def _judged(match: re.Match[str]) -> str:
    """Return what of a word is asked for, a part at its end; empty when nothing is."""
    word = match[0]
    if "-" in word[:-1] and not (word.islower() and word.replace("-", "").isalpha()):
        word = word[word.rindex("-", 0, -1) + 1 :]
    bare = word.removesuffix("-")
    if len(bare) < _SHORTEST or _SHORT_FORM.fullmatch(bare) or not bare.replace("-", "").isalpha():
        return ""
    if word.islower():
        return word
    begins = word == match[0] and begins_sentence(match.string, match.start())
    named = not word[1:].islower() or len(bare) < _NO_NAME or _NAME_BEHIND.match(match.string, match.end())
    return word if begins and not named else ""


def _is_known(word: str, known: set[str]) -> bool:
    stems = (word[: len(word) - len(ending)] for ending in _ENDINGS if word.endswith(ending))
    return any(stem in known for stem in stems if len(stem) >= _SHORT or word.removesuffix("s") == stem or word == stem)


def _names(evidence: Evidence) -> Iterator[str]:
    """Yield the names and words of the directory, those to avoid too: they are another rule's (N102)."""
    directory = evidence.directory
    yield evidence.organisation
    for person in directory.people.values():
        yield person.name.content
        yield from (role.label for role in person.roles)
    for body in directory.organisations.values():
        yield from (text.content for text in (body.name, body.short, *body.aliases) if text is not None)
    for series in directory.meetings.values():
        yield from (text.content for text in (series.name, *series.aliases))
    for category in directory.categories.values():
        yield from (text.content for text in (category.label, *category.aliases))
    for place in directory.municipalities.values():
        yield from (place.name.content, place.short.content)
    for term in directory.terms.values():
        yield from (text.content for text in (term.write, *term.avoid))
