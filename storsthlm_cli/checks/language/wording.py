"""T201 to T204: words that stand twice, lists and sentences as wholes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.sentences import sentences
from storsthlm_cli.checks.writing import LOWER, UPPER, lines, shortened
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.prose import Bullets, Paragraph, Prose
from storsthlm_cli.model.texts import RUNNING, joined, proses

_TWICE = re.compile(rf"(?<![\w-])([{LOWER}{UPPER}][\w-]{{1,60}})[ \u00a0]+\1(?![\w-])", re.IGNORECASE)
_NEVER_TWICE = re.compile(
    r"att|och|en|ett|vi|jag|ni|eller|men|hos|samt|mellan|genom|sin|sina|sitt|vår|våra|vårt|deras|inom|utan|ur"
    r"|dock|ska|alla|bland"
)
_AT_TIMES_TWICE = re.compile(
    r"den|det|de|dem|som|var|vad|så|för|på|till|om|av|med|här|där|han|hon|in|ut|upp|ner|ja|nej|hej|tack|ha"
    r"|mycket|väldigt|länge|långt|igen|sedan|bra|får|år|aj|oj"
)
"""Words that a sentence may well have twice in a row: `det det handlar om`, `någon att tycka om om kvällen`."""

_GOES_ON = ("", ",", ";")
"""Ends of items that are parts of one sentence, whose last one may have the full stop."""
_WORD = re.compile(r"\w[\w-]*")
LONGEST_SENTENCE = 40
"""Words in a sentence above which it is hard to follow."""
HARD_LIX = 55
"""LIX above which a text is very hard to read (Björnsson, Läsbarhet, 1968): official texts lie there."""
_FEWEST_WORDS = 60


@rule("T201", Level.WARNING, judges=Issue)
def repeated_word(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a word that stands twice in a row: a remark where that may be meant."""
    for line in lines(issue, evidence):
        for match in _TWICE.finditer(line.content):
            word, second = match[1].casefold(), match[0].split()[-1]
            name = match[1][0].isupper() and second[0].isupper()
            if not _AT_TIMES_TWICE.fullmatch(word) and not name:
                level = None if _NEVER_TWICE.fullmatch(word) else Level.INFO
                yield hit(line.text.spot(*match.span()), level, words=match[0], word=second)


@rule("T202", Level.INFO, judges=Issue)
def unequal_list(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an item of a list that ends otherwise than most: some in a full stop, others in nothing."""
    if not lines(issue, evidence):
        return
    for prose in _proses(issue):
        for bullets in (block for block in prose if isinstance(block, Bullets)):
            ends = [text for text in map(_last_text, bullets.items) if text is not None]
            usual = _usual_end(ends)
            for number, text in enumerate(ends):
                sign = _end(text)
                last = number == len(ends) - 1
                if (
                    usual is not None
                    and sign not in (usual, "?", "!")
                    and not (last and usual in _GOES_ON and sign == ".")
                ):
                    end = len(text.content)
                    names = {"": "no mark", ".": "a full stop", ",": "a comma", ";": "a semicolon", ":": "a colon"}
                    arguments = {"end": names[sign], "usual": names[usual], "words": shortened(text.content)}
                    yield Hit(text.spot(end - 1, end), arguments)


@rule("T203", Level.INFO, judges=Issue)
def long_sentence(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a sentence of more than forty words."""
    for line in lines(issue, evidence):
        if line.piece.use in RUNNING:
            for start, end in sentences(line.content):
                words = len(_WORD.findall(line.content, start, end))
                if words > LONGEST_SENTENCE:
                    yield hit(line.text.spot(start, end), words=str(words), most=str(LONGEST_SENTENCE))


@rule("T204", Level.INFO, judges=Issue)
def hard_to_read(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a section whose LIX is above 55; one of few words is not measured."""
    texts: dict[str, list[str]] = {}
    for line in lines(issue, evidence):
        if line.piece.use in RUNNING and line.piece.section is not None:
            texts.setdefault(line.piece.section.id, []).append(line.content)
    for section in issue.sections:
        written = texts.get(section.id, [])
        words = [word for text in written for word in _WORD.findall(text)]
        if len(words) >= _FEWEST_WORDS:
            number = sum(len(list(sentences(text))) for text in written)
            lix = len(words) / max(number, 1) + 100 * sum(len(word) > 6 for word in words) / len(words)
            if round(lix) > HARD_LIX:
                where = section.headline.spot() if section.headline is not None else section.spot
                yield hit(where, lix=f"{lix:.0f}", most=str(HARD_LIX))


def _proses(issue: Issue) -> Iterator[Prose]:
    """Yield all running texts of an issue, and those of the items of their lists."""
    roots = [*(prose for section in issue.sections for prose in proses(section)), issue.closing]
    roots += [own.intro for own in issue.for_lists]
    while roots:
        prose = roots.pop(0)
        roots += [item for block in prose if isinstance(block, Bullets) for item in block.items]
        yield prose


def _last_text(item: Prose) -> Text | None:
    """Return the text in which an item ends; None when it ends in a list of its own."""
    last = item[-1] if item else None
    return joined(last.inlines) if isinstance(last, Paragraph) else None


def _end(text: Text) -> str:
    """Return the mark in which a text ends, empty when it is none."""
    sign = text.content.rstrip('”"’) ')[-1:]
    return sign if sign in tuple(".,;:?!") else ""


def _usual_end(ends: list[Text]) -> str | None:
    """Return the mark in which more than half of the items end, the last one not counted where it closes a sentence."""
    counted = Counter(sign for sign in map(_end, ends) if sign not in ("?", "!"))
    if len(counted) < 2:
        return None
    (usual, most), *_ = counted.most_common()
    return usual if 2 * most > counted.total() or usual in _GOES_ON else _end(ends[0])
