"""All that an author wrote for readers, piece by piece, however deep it lies."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from storsthlm_cli.model.blocks import Block, Facts, Item, Link, Note, Picture, ProseText, QuestionAnswer, Quote, Who
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.prose import (
    Bullets,
    Emphasis,
    Inline,
    InlineLink,
    Inlines,
    LineBreak,
    Prose,
    Slot,
    Strong,
    Subheading,
)

SLOT = "\ufffc"
"""The character that stands for a merge slot in a piece."""


class Use(StrEnum):
    """What a piece of text is for."""

    SUBJECT = "subject"
    PREHEADER = "preheader"
    KICKER = "kicker"
    HEADLINE = "headline"
    SUBHEADING = "subheading"
    BODY = "body"
    ITEM = "list item"
    QUOTE = "quote"
    QUESTION = "question"
    ANSWER = "answer"
    NOTE = "note"
    LINK = "link"
    ALT = "alt"
    CAPTION = "caption"
    CREDIT = "credit"
    ROW = "calendar row"
    FACT = "fact"
    CONTACT = "contact"
    SIGNATURE = "signature"
    CLOSING = "closing"
    INTRO = "intro"


RUNNING = frozenset({Use.BODY, Use.ITEM, Use.QUOTE, Use.ANSWER, Use.NOTE, Use.INTRO})
"""Uses of running text: that of sections, and what is said to one list before them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that is read in one go: a headline, a paragraph, a caption. `section` is None outside of sections.

    `block` is what it stands in, where that is more than the section itself.
    """

    text: Text
    use: Use
    section: Section | None = None
    block: Block | None = None

    @property
    def language(self) -> str | None:
        """The language that the author says it is in; None for that of the issue."""
        own = self.block.language if isinstance(self.block, Quote) else None
        return own or (self.section.language if self.section is not None else None)


def pieces(issue: Issue) -> Iterator[Piece]:
    """Yield the pieces of an issue in the order in which they are read; last what is said to some lists only."""
    yield from _prose_pieces(_lines(issue.subject), Use.SUBJECT)
    yield from _prose_pieces(_lines(issue.preheader), Use.PREHEADER)
    for section in issue.sections:
        yield from section_pieces(section)
    yield from _prose_pieces(_paragraphs(issue.closing), Use.CLOSING)
    for own in issue.for_lists:
        yield from _prose_pieces(_lines(own.subject), Use.SUBJECT)
        yield from _prose_pieces(_lines(own.preheader), Use.PREHEADER)
        yield from _prose_pieces(_paragraphs(own.intro), Use.INTRO)


def section_pieces(section: Section) -> Iterator[Piece]:
    """Yield the pieces of a section in the order in which they are read."""
    if section.image is not None:
        yield from _block_pieces(section.image, section)
    yield from _given(Use.KICKER, section, None, section.kicker, section.person)
    yield from _given(Use.HEADLINE, section, None, section.headline)
    for block in section.blocks():
        if block is not section.image:
            yield from _block_pieces(block, section)
    if section.facts is not None:
        yield from _block_pieces(section.facts, section)
    if section.excerpt is not None:
        yield from _prose_pieces(_paragraphs(section.excerpt.prose), Use.BODY, section)
    for row in section.rows:
        yield from _given(Use.ROW, section, None, row.title, row.place, row.audience)
    yield from _prose_pieces(_paragraphs(section.note), Use.NOTE, section)
    for link in section.links:
        yield from _block_pieces(link, section)
    for contact in section.contacts:
        yield from _given(Use.CONTACT, section, None, contact.wording, contact.person, contact.mailbox, contact.after)
    yield from _given(Use.SIGNATURE, section, None, section.greeting, section.signature)


def proses(section: Section) -> Iterator[Prose]:
    """Yield the running texts of a section: those of its blocks, and its note."""
    for block in section.blocks():
        match block:
            case ProseText(prose=prose) | Quote(prose=prose) | QuestionAnswer(answer=prose) | Note(prose=prose):
                yield prose
    yield section.note


def words_of(prose: Prose) -> str:
    """Return running text as one line of words, a merge slot as `SLOT`."""
    return " ".join(line.content for line, _ in _paragraphs(prose))


def joined(inlines: Inlines) -> Text | None:
    """Return a line of running text as one, its emphasis and links taken off; None when there is nothing in it.

    A merge slot is `SLOT`, a line break of the author's a line feed. Characters keep their places.
    """
    parts = list(_parts(inlines))
    written = next((part for part in parts if isinstance(part, Text)), None)
    if written is None:
        return None
    content: list[str] = []
    offsets: list[int] = []
    end = 0
    for part in parts:
        if isinstance(part, Text):
            places = part.offsets if part.offsets is not None else tuple(range(len(part.content) + 1))
            content.append(part.content)
            offsets += places[:-1]
            end = places[-1]
        else:
            place = part.spot.start if isinstance(part, Slot) and part.spot.start is not None else end
            content.append(SLOT if isinstance(part, Slot) else "\n")
            offsets.append(place)
            end = max(end, place)
    return Text("".join(content), written.file, written.path, (*offsets, end))


def _parts(inlines: Iterable[Inline]) -> Iterator[Text | Slot | LineBreak]:
    for inline in inlines:
        if isinstance(inline, Strong | Emphasis | InlineLink):
            yield from _parts(inline.children)
        elif not isinstance(inline, Text) or inline.content:
            yield inline


def _lines(inlines: Inlines) -> Iterator[tuple[Text, Use | None]]:
    line = joined(inlines)
    if line is not None:
        yield line, None


def _paragraphs(prose: Prose, use: Use | None = None) -> Iterator[tuple[Text, Use | None]]:
    """Yield the paragraphs of running text, however nested, with their use where it is not that of the whole."""
    for block in prose:
        if isinstance(block, Bullets):
            yield from itertools.chain.from_iterable(_paragraphs(item, Use.ITEM) for item in block.items)
            continue
        line = joined(block.inlines)
        if line is not None:
            yield line, Use.SUBHEADING if isinstance(block, Subheading) else use


def _block_pieces(block: Block, section: Section) -> Iterator[Piece]:
    match block:
        case Quote():
            yield from _prose_pieces(_paragraphs(block.prose), Use.QUOTE, section, block)
            yield from _given(Use.QUOTE, section, block, block.verb, block.by, block.name)
            yield from _prose_pieces(_paragraphs(block.then), Use.QUOTE, section, block)
        case QuestionAnswer():
            yield Piece(block.question, Use.QUESTION, section, block)
            yield from _prose_pieces(_paragraphs(block.answer), Use.ANSWER, section, block)
        case Picture():
            shown = (who for row in block.people for who in row.people)
            yield from _given(Use.ALT, section, block, block.alt)
            yield from _given(Use.CAPTION, section, block, block.caption, *shown)
            yield from _given(Use.CREDIT, section, block, block.credit, block.source)
        case Facts():
            yield from _given(Use.FACT, section, block, block.place, *block.organisers, block.audience)
        case Item():
            yield from _given(Use.HEADLINE, section, block, block.headline)
        case Link():
            yield Piece(block.text, Use.LINK, section, block)
        case Note():
            yield from _prose_pieces(_paragraphs(block.prose), Use.NOTE, section, block)
        case ProseText():
            yield from _prose_pieces(_paragraphs(block.prose), Use.BODY, section, block)


def _prose_pieces(
    lines: Iterable[tuple[Text, Use | None]], use: Use, section: Section | None = None, block: Block | None = None
) -> Iterator[Piece]:
    return (Piece(line, own or use, section, block) for line, own in lines)


def _given(use: Use, section: Section, block: Block | None, *written: Who | None) -> Iterator[Piece]:
    """Yield what is text of these: keys of the directory are not what readers see."""
    return (Piece(text, use, section, block) for text in written if isinstance(text, Text) and text)
