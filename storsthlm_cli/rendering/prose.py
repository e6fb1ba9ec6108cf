"""Running text as HTML and as plain text, with the words that stand for its merge slots."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from storsthlm_cli.model.places import Text
from storsthlm_cli.model.prose import (
    Bullets,
    Emphasis,
    Inline,
    InlineLink,
    Inlines,
    LineBreak,
    Paragraph,
    Prose,
    ProseBlock,
    Slot,
    Strong,
    Subheading,
)
from storsthlm_cli.model.rendered import SlotPlace
from storsthlm_cli.rendering.links import LOST, href
from storsthlm_cli.rendering.slots import Slots
from storsthlm_cli.rendering.typography import plain, typeset
from storsthlm_cli.source.slots import slots as written_slots

_DEEPEST = 6


def html(prose: Prose, slots: Slots, level: int) -> Markup:
    """Return the prose as HTML, all of the author's characters escaped. Subheadings are headings of this level."""
    return Markup("\n").join(_block_html(block, slots, level) for block in prose)


def inlines_html(inlines: Inlines, slots: Slots) -> Markup:
    """Return one line of prose as HTML."""
    return Markup("").join(_inline_html(inline, slots) for inline in inlines)


def _block_html(block: ProseBlock, slots: Slots, level: int) -> Markup:
    match block:
        case Paragraph(inlines):
            return Markup("<p>{}</p>").format(inlines_html(inlines, slots))
        case Subheading(inlines=inlines):
            heading = min(level, _DEEPEST)
            return Markup("<h{0}>{1}</h{0}>").format(heading, inlines_html(inlines, slots))
        case Bullets(items, ordered, start):
            inner = Markup("\n").join(Markup("<li>{}</li>").format(_item_html(item, slots, level)) for item in items)
            if not ordered:
                return Markup("<ul>{}</ul>").format(inner)
            first = Markup("") if start == 1 else Markup(' start="{}"').format(start)
            return Markup("<ol{}>{}</ol>").format(first, inner)


def _item_html(item: tuple[ProseBlock, ...], slots: Slots, level: int) -> Markup:
    """Return a list item; its first paragraph needs no margins of its own."""
    match item:
        case (Paragraph(inlines), *rest):
            return inlines_html(inlines, slots) + html(tuple(rest), slots, level)
    return html(item, slots, level)


def _inline_html(inline: Inline, slots: Slots) -> Markup:
    match inline:
        case Text():
            return escape(typeset(inline.content))
        case Slot(field, default):
            return Markup("{}").format(slots.mark(field, default))
        case Strong(children):
            return Markup("<strong>{}</strong>").format(inlines_html(children, slots))
        case Emphasis(children):
            return Markup("<em>{}</em>").format(inlines_html(children, slots))
        case LineBreak():
            return Markup("<br>")
        case InlineLink(url, children):
            words = inlines_html(children, slots)
            address = href(_filled_in(url, slots))
            if address is None:
                return Markup('{} <strong class="gap">[{}]</strong>').format(words, LOST)
            return Markup('<a href="{}">{}</a>').format(address, words)


def text(prose: Prose, slots: Slots) -> Iterator[tuple[str, str, str]]:
    """Yield the prose as plain text: what each paragraph's first line begins with, what its others do, its words.

    A line break of the author's is a line feed in the words.
    """
    for block in prose:
        match block:
            case Paragraph(inlines) | Subheading(inlines=inlines):
                yield "", "", inlines_text(inlines, slots)
            case Bullets(items, ordered, start):
                for number, item in enumerate(items, start):
                    sign = f"{number}. " if ordered else "- "
                    for place, (first, rest, words) in enumerate(text(item, slots)):
                        yield (" " * len(sign) if place else sign) + first, " " * len(sign) + rest, words


def inlines_text(inlines: Inlines, slots: Slots) -> str:
    """Return one line of prose as plain text, addresses in angle brackets behind the words (RFC 3986, appendix C)."""
    return "".join(_inline_text(inline, slots) for inline in inlines)


def _inline_text(inline: Inline, slots: Slots) -> str:
    match inline:
        case Text():
            return plain(typeset(inline.content))
        case Slot(field, default):
            return slots.mark(field, default)
        case Strong(children) | Emphasis(children):
            return inlines_text(children, slots)
        case LineBreak():
            return "\n"
        case InlineLink(url, children):
            return with_address(inlines_text(children, slots), href(_filled_in(url, slots)))


def _filled_in(url: str, slots: Slots) -> str:
    """Return an address with its merge slots marked: their values are percent-encoded wherever it stands."""
    marked, end = "", 0
    for found in written_slots(url):
        if found.fault is None:
            marked += url[end : found.start] + slots.mark(found.field, found.default, SlotPlace.URL)
            end = found.end
    return marked + url[end:]


def with_address(words: str, address: str | None) -> str:
    """Return the words of a link followed by its address, once if they are the same."""
    if address is None:
        return f"{words} [{LOST}]"
    bare = plain(address.removeprefix("mailto:").removeprefix("tel:"))
    if address.startswith("#"):
        return words
    return bare if words.strip() == bare else f"{words} <{bare}>"
