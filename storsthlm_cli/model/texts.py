"""All that an author wrote for readers, piece by piece, however deep it lies."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.model.issue import (
    Block,
    Facts,
    Item,
    Link,
    Note,
    Picture,
    ProseText,
    QuestionAnswer,
    Quote,
    Section,
    Who,
)
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.prose import Bullets, Emphasis, InlineLink, Inlines, Prose, Strong


def section_texts(section: Section) -> Iterator[Text]:
    """Return all that an author wrote in a section for readers, in the order in which it is read."""
    yield from _block_texts(section.image) if section.image is not None else ()
    yield from _given(section.kicker, section.person, section.headline)
    for block in section.blocks():
        yield from _block_texts(block) if block is not section.image else ()
    if section.facts is not None:
        yield from _block_texts(section.facts)
    yield from prose_texts(section.excerpt.prose) if section.excerpt is not None else ()
    for row in section.rows:
        yield from _given(row.title, row.place, row.audience)
    yield from prose_texts(section.note)
    yield from (link.text for link in section.links)
    for contact in section.contacts:
        yield from _given(contact.wording, contact.person, contact.mailbox, contact.after)
    yield from _given(section.greeting, section.signature)


def prose_texts(prose: Prose) -> Iterator[Text]:
    """Return the pieces of text in running text, however nested; merge slots and breaks have none."""
    for block in prose:
        if isinstance(block, Bullets):
            for item in block.items:
                yield from prose_texts(item)
        else:
            yield from inline_texts(block.inlines)


def inline_texts(inlines: Inlines) -> Iterator[Text]:
    """Return the pieces of text in a line."""
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline
        elif isinstance(inline, Strong | Emphasis | InlineLink):
            yield from inline_texts(inline.children)


def _block_texts(block: Block) -> Iterator[Text]:
    match block:
        case Quote():
            yield from (*prose_texts(block.prose), *_given(block.verb, block.by, block.name), *prose_texts(block.then))
        case QuestionAnswer():
            yield from (block.question, *prose_texts(block.answer))
        case Picture():
            shown = (who for row in block.people for who in row.people)
            yield from _given(block.alt, block.caption, *shown, block.credit, block.source)
        case Facts():
            yield from _given(block.place, *block.organisers, block.audience)
        case Item():
            yield from _given(block.headline)
        case Link():
            yield block.text
        case ProseText() | Note():
            yield from prose_texts(block.prose)


def _given(*written: Who | None) -> Iterator[Text]:
    """Return what is text of these: keys of the directory are not what readers see."""
    return (text for text in written if isinstance(text, Text) and text)
