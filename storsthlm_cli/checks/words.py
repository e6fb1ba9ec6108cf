"""Words of a text and where they stand: what the rules about names search with."""

from __future__ import annotations

import difflib
import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from storsthlm_cli.checks.registry import Hit
from storsthlm_cli.checks.writing import mend
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.places import Text

_WORD = re.compile(r"[^\W\d_]\w*(?:[-’']\w+)*")
_BARE = re.compile(r"\w+")
_NAME = re.compile(r"(?<!\w)[A-ZÅÄÖ]\w*+(?:[ \u00a0-][A-ZÅÄÖ]\w*+)+")
_GAP = re.compile(r"-?\s+")
_BEFORE = r"(?<![\w@#/.-])"
_BEHIND = r"(?![\w@/]|[-.’']\w)"
_ENDING = r"(?P<ending>:?s)?"
_OPENING = " \t\u00a0”\"'’»«([–-•*"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a hyphenated one as a whole, and where in its text it begins and ends."""

    content: str
    start: int
    end: int

    @property
    def raised(self) -> bool:
        """Whether it begins with a capital, and is not all capitals."""
        return self.content[0].isupper() and not (len(self.content) > 1 and self.content.isupper())


@functools.lru_cache(maxsize=4096)
def words(content: str) -> tuple[Word, ...]:
    """Return the words of a text."""
    return tuple(Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(content))


def together(content: str, found: tuple[Word, ...]) -> bool:
    """Tell whether nothing but a space, or a hyphen and a space, stands between each of the words and the next."""
    return all(_GAP.fullmatch(content, left.end, right.start) for left, right in itertools.pairwise(found))


def whole(forms: Iterable[str], *, any_case: bool = False) -> re.Pattern[str]:
    """Return what finds these as whole words, in the genitive too (groups `form` and `ending`).

    Not in longer words, not in mail and web addresses, and of several that begin alike the longest.
    """
    longest = sorted(set(forms), key=lambda form: (-len(form), form))
    return _compiled("|".join(re.escape(form).replace(r"\ ", r"\s") for form in longest), any_case)


@functools.lru_cache(maxsize=64)
def _compiled(either: str, any_case: bool) -> re.Pattern[str]:
    inner = f"(?P<form>{either})" if either else "(?P<form>(?!))"
    return re.compile(f"{_BEFORE}{inner}{_ENDING}{_BEHIND}", re.IGNORECASE if any_case else 0)


def bare(content: str) -> str:
    """Return the words and numbers of a text alone, in lower case: what remains of it when marks do not matter."""
    return " ".join(_BARE.findall(content.casefold()))


def begins_sentence(content: str, start: int) -> bool:
    """Tell whether a sentence may begin at `start`, so that a capital there says nothing."""
    before = content[:start].rstrip(_OPENING)
    return not before or before[-1] in ".!?:…\n"


def raised_names(content: str) -> Iterator[str]:
    """Yield the words with capitals that stand together, without one that has its capital from the sentence."""
    for match in _NAME.finditer(content):
        name = match.group()
        if begins_sentence(content, match.start()):
            name = re.sub(r"^\w+[ \u00a0-]", "", name)
        if len(name.split()) > 1:
            yield name


def nearest(word: str, known: Iterable[str]) -> str:
    """Return which of the known words was probably meant, an empty string when there is none like it."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1)), "")


def genitive(name: str) -> str:
    """Return the genitive of a name: `Nackas`, `Vaxholms`, `SKR:s`."""
    if name[-1:] in "sxzSXZ":
        return name
    return f"{name}:s" if len(name) > 1 and name.isupper() else f"{name}s"


def mended(text: Text, start: int, end: int, right: str, level: Level | None = None, **arguments: str) -> Hit:
    """Return a hit on characters of a text with `words` and `right`, and the edit that writes `right` there.

    There is no edit where markup stands between the characters.
    """
    found = {"words": text.content[start:end], "right": right, **arguments}
    return Hit(text.spot(start, end), found, level, mend(text, start, end, right))
