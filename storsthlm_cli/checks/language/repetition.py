"""T205: what stood in an earlier issue already."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.sentences import sentences
from storsthlm_cli.checks.writing import shortened
from storsthlm_cli.model.blocks import Item
from storsthlm_cli.model.directory import folded
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import RECURRING, Issue, Section
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.texts import Piece, Use, section_pieces

_TOLD = frozenset({Use.BODY, Use.ITEM, Use.QUOTE, Use.QUESTION, Use.ANSWER})
"""Texts that tell something; what leads to a page or a person may well be the same in every issue."""
_ANNOUNCING = frozenset({"event", "call"})
"""Kinds of section that may remind readers on purpose."""
_FEWEST_WORDS = 25
"""Equal words in a row, or in one piece of news, that no chance brings about."""
_MOST = 0.6
"""The part of a piece of news that makes it the same one."""
_WORD = re.compile(r"\w+")

_Known = Mapping[str, set[str]]
"""The sentences of an issue for comparing, each with the titles of the news that have it."""


@dataclass(frozen=True, slots=True)
class _News:
    """A piece of news: a section without its items, or one of them."""

    section: Section
    headline: Text | None
    pieces: tuple[Piece, ...]

    @property
    def title(self) -> str:
        """The headline for comparing, empty when there is none."""
        return folded(self.headline.content) if self.headline is not None else ""

    def sentences(self) -> Iterator[_Sentence]:
        """Yield all sentences."""
        for piece in self.pieces:
            yield from _sentences(piece.text.content)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence for comparing, how many words it has, and where it stands."""

    said: str
    words: int
    start: int
    end: int


@rule("T205", Level.INFO, judges=Issue)
def already_said(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find what one of the issues before has said in the same words: a warning when it is a whole piece of news.

    Kinds that come back are no repetition; what is marked as copied has a rule of its own (S046).
    """
    earlier = [(other.key, _known(other)) for other in evidence.before(issue.key)]
    for news in _news(issue) if earlier else ():
        reminder = news.section.reminder
        if reminder is not None and reminder.copied_from is not None:
            continue
        key = _as_a_whole(news, earlier)
        if key is not None and news.headline is not None:
            level = None if news.section.kind in _ANNOUNCING else Level.WARNING
            yield hit(news.headline.spot(), level, words=news.headline.content, issue=key)
        else:
            yield from _in_parts(news, earlier)


def _news(issue: Issue) -> Iterator[_News]:
    for section in issue.sections:
        if section.kind in RECURRING:
            continue
        items = [block for block in section.body if isinstance(block, Item)]
        told = [piece for piece in section_pieces(section) if piece.use in _TOLD]
        for item in items:
            yield _News(section, item.headline, tuple(piece for piece in told if _inside(piece, item)))
        outside = (piece for piece in told if not any(_inside(piece, item) for item in items))
        yield _News(section, section.headline, tuple(outside))


def _inside(piece: Piece, item: Item) -> bool:
    return item.spot.holds(piece.text.path)


def _known(issue: Issue) -> _Known:
    known: dict[str, set[str]] = {}
    for news in _news(issue):
        for sentence in news.sentences():
            known.setdefault(sentence.said, set()).add(news.title)
    return known


def _as_a_whole(news: _News, earlier: Sequence[tuple[str, _Known]]) -> str | None:
    """Return the issue that had the same headline above most of the same words."""
    found = list(news.sentences()) if news.title else []
    enough = max(_FEWEST_WORDS, _MOST * sum(sentence.words for sentence in found))
    for key, known in earlier:
        if sum(sentence.words for sentence in found if news.title in known.get(sentence.said, ())) >= enough:
            return key
    return None


def _in_parts(news: _News, earlier: Sequence[tuple[str, _Known]]) -> Iterator[Hit]:
    """Yield the sentences in a row that an issue had, where they are long enough together; each of the latest issue."""
    for piece in news.pieces:
        found = list(_sentences(piece.text.content))
        issues = [next((key for key, known in earlier if sentence.said in known), None) for sentence in found]
        for key, numbers in itertools.groupby(range(len(found)), issues.__getitem__):
            run = [found[number] for number in numbers]
            if key is not None and sum(sentence.words for sentence in run) >= _FEWEST_WORDS:
                start, end = run[0].start, run[-1].end
                words = shortened(piece.text.content[start:end])
                yield hit(piece.text.spot(start, end), words=words, issue=key)


def _sentences(content: str) -> Iterator[_Sentence]:
    for start, end in sentences(content):
        words = _WORD.findall(content[start:end].casefold())
        if words:
            yield _Sentence(" ".join(words), len(words), start, end)
