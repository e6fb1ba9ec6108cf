"""Running text as HTML and as plain text, with the words that stand for its merge slots."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
from storsthlm_cli.rendering.links import LOST, bare
from storsthlm_cli.rendering.pen import Pen
from storsthlm_cli.rendering.typography import plain, typeset
from storsthlm_cli.rendering.unbroken import whole

_DEEPEST = 6


def html(prose: Prose, pen: Pen, level: int) -> Markup:
    """Return the prose as HTML, all of the author's characters escaped. Subheadings are headings of this level."""
    return Markup("\n").join(_block_html(block, pen, level) for block in prose)


def inlines_html(inlines: Inlines, pen: Pen) -> Markup:
    """Return one line of prose as HTML, with what stays on a line marked as such (see `unbroken`)."""
    return Markup("").join(_inline_html(inline, pen, whole) for inline in inlines)


def line_html(inlines: Inlines, pen: Pen) -> Markup:
    """Return one line of prose as HTML without such marks, for where there can be none: a page's title."""
    return Markup("").join(_inline_html(inline, pen, _escaped) for inline in inlines)


def _escaped(text: object) -> Markup:
    return escape(typeset(text))


def _block_html(block: ProseBlock, pen: Pen, level: int) -> Markup:
    match block:
        case Paragraph(inlines):
            return Markup("<p>{}</p>").format(inlines_html(inlines, pen))
        case Subheading(inlines=inlines):
            heading = min(level, _DEEPEST)
            return Markup("<h{0}>{1}</h{0}>").format(heading, inlines_html(inlines, pen))
        case Bullets(items, ordered, start):
            inner = Markup("\n").join(Markup("<li>{}</li>").format(_item_html(item, pen, level)) for item in items)
            if not ordered:
                return Markup("<ul>{}</ul>").format(inner)
            first = Markup("") if start == 1 else Markup(' start="{}"').format(start)
            return Markup("<ol{}>{}</ol>").format(first, inner)


def _item_html(item: tuple[ProseBlock, ...], pen: Pen, level: int) -> Markup:
    """Return a list item; its first paragraph needs no margins of its own."""
    match item:
        case (Paragraph(inlines), *rest):
            return inlines_html(inlines, pen) + html(tuple(rest), pen, level)
    return html(item, pen, level)


def _inline_html(inline: Inline, pen: Pen, written: Callable[[object], Markup]) -> Markup:
    def inside(children: Inlines) -> Markup:
        return Markup("").join(_inline_html(child, pen, written) for child in children)

    match inline:
        case Text():
            return written(inline.content)
        case Slot(field, default):
            return Markup("{}").format(pen.slots.mark(field, default))
        case Strong(children):
            return Markup("<strong>{}</strong>").format(inside(children))
        case Emphasis(children):
            return Markup("<em>{}</em>").format(inside(children))
        case LineBreak():
            return Markup("<br>")
        case InlineLink(url, children):
            words = inside(children)
            address = pen.href(url)
            if address is None:
                return Markup('{} <strong class="gap">[{}]</strong>').format(words, LOST)
            return Markup('<a href="{}">{}</a>').format(address, words)


def text(prose: Prose, pen: Pen) -> Iterator[tuple[str, str, str]]:
    """Yield the prose as plain text: what each paragraph's first line begins with, what its others do, its words.

    A line break of the author's is a line feed in the words.
    """
    for block in prose:
        match block:
            case Paragraph(inlines) | Subheading(inlines=inlines):
                yield "", "", inlines_text(inlines, pen)
            case Bullets(items, ordered, start):
                for number, item in enumerate(items, start):
                    sign = f"{number}. " if ordered else "- "
                    for place, (first, rest, words) in enumerate(text(item, pen)):
                        yield (" " * len(sign) if place else sign) + first, " " * len(sign) + rest, words


def inlines_text(inlines: Inlines, pen: Pen) -> str:
    """Return one line of prose as plain text, addresses in angle brackets behind the words (RFC 3986, appendix C)."""
    return "".join(_inline_text(inline, pen) for inline in inlines)


def _inline_text(inline: Inline, pen: Pen) -> str:
    match inline:
        case Text():
            return plain(typeset(inline.content))
        case Slot(field, default):
            return pen.slots.mark(field, default)
        case Strong(children) | Emphasis(children):
            return inlines_text(children, pen)
        case LineBreak():
            return "\n"
        case InlineLink(url, children):
            return with_address(inlines_text(children, pen), pen.href(url))


def with_address(words: str, address: str | None) -> str:
    """Return the words of a link followed by its address, once if they are the same."""
    if address is None:
        return f"{words} [{LOST}]"
    if address.startswith("#"):
        return words
    shown = plain(bare(address))
    return shown if words.strip() == shown else f"{words} <{shown}>"
