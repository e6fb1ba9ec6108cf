"""N105: municipalities in their official form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from storsthlm_cli.checks.names.known import known_words
from storsthlm_cli.checks.names.near_misses import SHORTEST, single_slip
from storsthlm_cli.checks.registry import Hit, rule
from storsthlm_cli.checks.words import Word, begins_sentence, mended, words
from storsthlm_cli.model.directory import Municipality
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.texts import pieces

_CITY = "stad"
_COUNTY = re.compile(r"\b[Kk]ommuner(?:na)? i Stockholm(?![\w-]|:s| och [A-ZÅÄÖ]|, (?:Göteborg|Malmö|Uppsala))")
"""Many municipalities are in the county; the city is one."""


@rule("N105", Level.WARNING, judges=Issue, fixes=True)
def municipality_nearly(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a municipality that is not called so: `Stockholm stad`, `Upplands-Väsby`, `Vallentunna`."""
    municipalities = tuple(evidence.directory.municipalities.values())
    if not municipalities:
        return
    shorts = "|".join(re.escape(each.short.content) for each in municipalities)
    official = re.compile(rf"(?<![\w-])(?P<name>{shorts})s?\s(?P<kind>[Ss]tad|[Kk]ommun)(?P<ending>s?)(?![\w-])")
    by_short = {each.short.content: each for each in municipalities}
    split = [each.short.content for each in municipalities if re.search(r"[ -]", each.short.content)]
    joined = {re.sub(r"[ -]", "", short).casefold(): short for short in split}
    loose = re.compile("|".join(re.sub(r"\\?[ -]", r"[\\s-]?", re.escape(short)) for short in split) or "(?!)", re.I)
    plain = [short for short in by_short if len(short) >= SHORTEST and short not in split]
    known = known_words(evidence.directory)
    for piece in pieces(issue):
        content = piece.text.content
        for match in official.finditer(content):
            yield from _official(piece.text, match, by_short[match["name"]])
        for match in _COUNTY.finditer(content):
            found_county = mended(piece.text, *match.span(), f"{match[0]}s län", Level.INFO)
            yield replace(found_county, edit=None)  # perhaps the sentence is about the city
        for match in loose.finditer(content):
            yield from _loose(piece.text, match, joined)
        found = words(content)
        for number, word in enumerate(found):
            right = single_slip(word.content, plain, known) if word.raised else None
            if right is not None and not _in_a_name(content, found, number):
                yield mended(piece.text, word.start, word.end, right)


def _official(text: Text, match: re.Match[str], municipality: Municipality) -> Iterator[Hit]:
    """Yield a hit when a municipality is called a city, is not, or lacks its genitive.

    A town may be meant by `Nacka stad`, whose municipality is none: nothing is said of it.
    """
    right, kind = municipality.name.content, match["kind"]
    written = " ".join(match.group()[: len(match.group()) - len(match["ending"])].split())
    town = kind.casefold() == _CITY and not right.endswith(_CITY)
    longer = re.match(r"\s+[A-ZÅÄÖ]", text.content[match.end() :]) and kind[0].isupper()
    if written != right and not town and not longer:
        yield mended(text, match.start(), match.end(), right + match["ending"])


def _loose(text: Text, match: re.Match[str], joined: dict[str, str]) -> Iterator[Hit]:
    right = joined[re.sub(r"[\s-]", "", match.group()).casefold()]
    around = text.content[match.start() - 1 : match.start()] + text.content[match.end() : match.end() + 1]
    same = " ".join(match.group().split()).casefold() == right.casefold()
    if not same and match.group()[0].isupper() and not re.search(r"[@./-]", around):
        end = match.end()
        if re.match(r"\w", text.content[end:]) and not re.match(r"s\b", text.content[end:]):
            return
        yield mended(text, match.start(), end, right)


def _in_a_name(content: str, found: Sequence[Word], number: int) -> bool:
    """Tell whether a word with a capital stands beside this one: it may be a surname, or `Norrtelje Tidning`."""
    before, behind = found[number - 1 : number], found[number + 1 : number + 2]
    if before and before[0].content[0].isupper() and not begins_sentence(content, before[0].start):
        return content[before[0].end : found[number].start].isspace()
    return bool(behind) and behind[0].content[0].isupper() and content[found[number].end : behind[0].start].isspace()
