"""S049 and S050: like things that an issue does not treat alike."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.writing import UPPER, shortened
from storsthlm_cli.model.blocks import Quote
from storsthlm_cli.model.directory import Directory, folded
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.phrases import DAY_KINDS
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import Bullets, Paragraph
from storsthlm_cli.model.texts import Piece, Use, joined, pieces, proses

_SEVERAL = re.compile(rf"[.!?…]\s+[{UPPER}]|[!?…:]\Z|\n")
"""More than one sentence, or one with another end than a full stop."""
_HEADED = frozenset({"article", "interview", "event", "campaign", "board"})
"""Kinds of section that have the category of what they are about above their headline."""
_MAKER = re.compile(r"(foto(?:graf)?)\s*:", re.IGNORECASE)


@rule("S049", Level.WARNING, judges=Issue)
def kicker_of_the_calendar(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a section with the same words above its headline as the calendar has, and which is none."""
    calendars = [section for section in issue.sections if section.kind == "calendar"]
    taken = {folded(words) for section in calendars for words, _ in _kickers(section, evidence.directory)}
    for section in issue.sections:
        same = [each for each in _kickers(section, evidence.directory) if folded(each[0]) in taken]
        if same and section.kind != "calendar":
            words, where = same[0]
            yield hit(where, words=words)


@rule("S050", Level.INFO, judges=Issue)
def unequal(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find what has another form than its like in the issue, or lacks what its like always has."""
    texts = tuple(pieces(issue))
    yield from _odd((picture.caption for picture in issue.pictures()), _end, "the other captions have")
    yield from _odd((picture.credit for picture in issue.pictures()), _maker, "the other credits have")
    yield from _odd(_firsts(texts, Use.ANSWER), _beginning, "the other answers have")
    yield from _odd(_first_items(issue), _item_end, "the other lists have")
    yield from _without_a_caption(issue)
    yield from _without_a_kicker(issue)
    quotes = list(_firsts(texts, Use.QUOTE))
    headlines = [saying for saying in evidence.sayings if saying.piece.use is Use.HEADLINE]
    dated = {id(saying.piece.section) for saying in headlines if saying.phrase.kind in DAY_KINDS}
    for section in issue.sections:
        if section.kind == "board" and section.headline is not None and id(section) not in dated:
            yield _unlike(section.headline, "no day", "a summary of a meeting has its day")
        if isinstance(section.signature, Text) and section.signature.content.partition("\n")[0].rstrip().endswith(","):
            yield _unlike(section.signature, "a comma at the end of its first line", "a signature has none")
        for quote in _of_nobody(section):
            words = next((text for text in quotes if quote.spot.holds(text.path)), None)
            if words is not None:
                yield _unlike(words, "nobody who says it", "a quote has its speaker")


def _without_a_caption(issue: Issue) -> Iterator[Hit]:
    """Yield the credits of pictures that have no caption, where those of others mostly do."""
    pictures = [picture for picture in issue.pictures() if picture.portrait is None and picture.credit]
    bare = [picture.credit for picture in pictures if picture.credit and not picture.caption and not picture.people]
    if 2 * len(bare) < len(pictures):
        yield from (_unlike(text, "no caption beside it", "the other pictures have one") for text in bare)


def _without_a_kicker(issue: Issue) -> Iterator[Hit]:
    """Yield the headlines that have nothing above them, where those of other sections mostly have a category."""
    told = [section for section in issue.sections if section.kind in _HEADED and section.headline is not None]
    bare = [section.headline for section in told if not section.kicker and not section.categories]
    if 2 * len(bare) < len(told):
        yield from (_unlike(text, "no category and no kicker", "the other sections have one") for text in bare if text)


def _first_items(issue: Issue) -> Iterator[Text | None]:
    """Yield the first item of each list in running text."""
    for prose in (prose for section in issue.sections for prose in proses(section)):
        for bullets in (block for block in prose if isinstance(block, Bullets) and block.items and block.items[0]):
            first = bullets.items[0][-1]
            yield joined(first.inlines) if isinstance(first, Paragraph) else None


def _item_end(item: str) -> str | None:
    """Tell lists of parts of a sentence from lists of sentences; one without marks may be of words."""
    return {",": "commas at the ends of its items", ".": "full stops at the ends of its items"}.get(item.rstrip()[-1:])


def _odd(found: Iterable[Text | None], form_of: Callable[[str], str | None], usual: str) -> Iterator[Hit]:
    """Yield the texts of the rarer one of two forms, of two that are as frequent the one that comes later."""
    forms: dict[str, list[Text]] = {}
    for text in found:
        form = form_of(text.content) if text is not None else None
        if text is not None and form is not None:
            forms.setdefault(form, []).append(text)
    if len(forms) == 2:
        (more, _), (fewer, odd) = sorted(forms.items(), key=lambda form: len(form[1]), reverse=True)
        yield from (_unlike(text, fewer, f"{usual} {more}") for text in odd)


def _unlike(text: Text, what: str, usual: str) -> Hit:
    return hit(text.spot(), words=shortened(" ".join(text.content.split())), what=what, usual=usual)


def _end(caption: str) -> str | None:
    if _SEVERAL.search(caption):
        return None
    return "a full stop at its end" if caption.endswith(".") else "no full stop at its end"


def _maker(credit: str) -> str | None:
    match = _MAKER.match(credit)
    return f"`{match[1].capitalize()}:` before the name" if match else None


def _beginning(answer: str) -> str:
    return "a dash at its beginning" if answer.startswith(("–", "-", "—")) else "no dash at its beginning"


def _firsts(texts: Iterable[Piece], use: Use) -> Iterator[Text]:
    """Yield the first paragraph of each block of a use."""
    for _, group in itertools.groupby(texts, lambda piece: (piece.use, id(piece.block))):
        first = next(group)
        if first.use is use:
            yield first.text


def _kickers(section: Section, directory: Directory) -> Iterator[tuple[str, Spot]]:
    """Yield the words above the headline of a section."""
    if section.kicker:
        yield section.kicker.content, section.kicker.spot()
    for reference in section.categories:
        category = directory.categories.get(reference.key)
        if category is not None:
            yield category.label.content, reference.spot


def _of_nobody(section: Section) -> Iterator[Quote]:
    """Yield quotes without a name, unless the one before or behind has it and goes on."""
    blocks = list(section.blocks())
    for number, block in enumerate(blocks):
        beside = [other for other in blocks[max(number - 1, 0) : number + 2] if isinstance(other, Quote)]
        if isinstance(block, Quote) and not any(other.by or other.name for other in beside):
            yield block
