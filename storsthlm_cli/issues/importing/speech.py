"""Who says what: `…, säger Åsa Ek, rektor i Exempelby. Och …` taken apart, when no word is lost by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storsthlm_cli.issues.importing.looks import NAME
from storsthlm_cli.issues.importing.words import PRONOUNS, SAYS

_WHO_LIMIT = 320
_SAYS = re.compile(rf"(?P<sign>,|(?<=[?!…])|(?<=[?!]”)) (?P<verb>{SAYS}) (?=\S)")
_END = re.compile(r"(?<!\b[A-ZÅÄÖ])[.](?= [”A-ZÅÄÖÉ–]|\Z)|\Z")
_PRONOUN = re.compile(rf"(?:{'|'.join(PRONOUNS)})\b")
_FIRST_NAME = re.compile(r"[A-ZÅÄÖÉ][\w-]+")


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words. `who` is as it was written; `then` what the person goes on to say."""

    text: str
    verb: str = ""
    who: str = ""
    then: str = ""

    @property
    def by_short(self) -> bool:
        """Whether `who` is a pronoun or a first name only, so that somebody must be found who is meant."""
        return bool(self.who) and (_PRONOUN.fullmatch(self.who) or _FIRST_NAME.fullmatch(self.who)) is not None


def attribution(text: str) -> Said:
    """Take the attribution out of a quote, whose dash has been removed. Without a clear one the text stays whole."""
    found = [said for match in _SAYS.finditer(text) if (said := _said(text, match)) is not None]
    return found[0] if len(found) == 1 else Said(text)


def _said(text: str, match: re.Match[str]) -> Said | None:
    end = _END.search(text, match.end(), match.end() + _WHO_LIMIT)
    if end is None or (end.end() == match.end() + _WHO_LIMIT and end.start() == end.end() < len(text)):
        return None
    who = text[match.end() : end.start()].rstrip(" ,")
    named = NAME.match(who) or _FIRST_NAME.match(who) or _PRONOUN.match(who)
    if named is None or (_PRONOUN.match(who) and not _PRONOUN.fullmatch(who)) or match.start() == 0:
        return None
    return Said(text[: match.start()].rstrip(), match["verb"], who, text[end.end() :].strip())


def meant(said: Said, named: Sequence[str]) -> str | None:
    """Return who of those named before a short `who` means: the last one, or the last one of that first name."""
    if _PRONOUN.fullmatch(said.who):
        return named[-1] if named else None
    fitting = [name for name in named if name.split()[0] == said.who]
    return fitting[-1] if fitting else None


def names_in(text: str) -> list[str]:
    """Return the names of people in running text, as far as their form tells: two capitalised words or more."""
    return [match.group() for match in NAME.finditer(text) if not match.group().isupper()]
