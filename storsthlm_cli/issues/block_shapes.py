"""The shapes of what stands in a section: links, quotes, images, rows, and the blocks of a body.

Texts and mappings that stand for the same thing are told apart by tags in angle brackets, which pydantic puts into the
place of an error and `source.shapes` takes out again. A new block is a class in `INNER_BLOCK_SHAPES`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from storsthlm_cli.source.shape_types import Date, Filled, Shape
from storsthlm_cli.source.shapes import is_cut_line


def _by_type(text: str, otherwise: str, kind: type = dict) -> Callable[[Any], str | None]:
    """Return a function that tells text from another form of the same value, for pydantic to choose a branch by."""

    def choose(value: Any) -> str | None:
        if isinstance(value, str):
            return text
        return otherwise if isinstance(value, kind) and not is_cut_line(value) else None

    return choose


def _choice(choose: Callable[[Any], str | None], wanted: str) -> Discriminator:
    return Discriminator(choose, custom_error_type="choice", custom_error_message=wanted)


class LinkShape(Shape):
    """A call to read or act. `url: saknas` says that the address is lost."""

    text: str
    url: str
    purpose: Literal["read", "register", "document", "video", "mail", "calendar"] = Field("read", alias="for")


class QuoteShape(Shape):
    """Somebody's words, who said them and with which verb (säger, menar)."""

    text: Filled
    by: str | None = None
    verb: str | None = None


class QaShape(Shape):
    """A question of an interview and its answer."""

    question: Filled
    answer: Filled


class ImageShape(Shape):
    """An image. `alt` is optional here only because a rule of its own asks for it (I104)."""

    file: Filled
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    source: str | None = None


class FactsShape(Shape):
    """When and where."""

    date: Date | None = None
    to: Date | None = None
    time: str | None = None
    place: str | None = None


class ContactShape(Shape):
    """A person to ask, with words to put before the name."""

    person: Filled
    text: str | None = None


class RowShape(Shape):
    """A calendar row as a mapping."""

    date: Date
    to: Date | None = None
    time: str | None = None
    title: Filled
    place: str | None = None
    url: str | None = None


class IgnoreShape(Shape):
    """A finding that the author accepts in this section, and why."""

    code: Filled
    reason: Filled


Quote = Annotated[
    Annotated[Filled, Tag("<text>")] | Annotated[QuoteShape, Tag("<quote>")],
    _choice(_by_type("<text>", "<quote>"), "text or a mapping"),
]
Contact = Annotated[
    Annotated[Filled, Tag("<text>")] | Annotated[ContactShape, Tag("<contact>")],
    _choice(_by_type("<text>", "<contact>"), "a person's key or a mapping"),
]
Row = Annotated[
    Annotated[str, Tag("<text>")] | Annotated[RowShape, Tag("<row>")],
    _choice(_by_type("<text>", "<row>"), "a line of text or a mapping"),
]
OneOrTwo = Annotated[list[Filled], Field(min_length=1, max_length=2, description="one or two categories")]
Categories = Annotated[
    Annotated[Filled, Tag("<text>")] | Annotated[OneOrTwo, Tag("<categories>")],
    _choice(_by_type("<text>", "<categories>", list), "text or a list"),
]


class QuoteBlock(Shape):
    """A quote in a body."""

    quote: Quote


class QaBlock(Shape):
    """A question and answer in a body."""

    qa: QaShape


class ImageBlock(Shape):
    """An image in a body."""

    image: ImageShape


class FactsBlock(Shape):
    """When and where, in a body."""

    facts: FactsShape


class LinkBlock(Shape):
    """A link on a line of its own in a body."""

    link: LinkShape


class NoteBlock(Shape):
    """An aside from the editors."""

    note: Filled


def _block_of(shapes: dict[str, type[Shape]]) -> Any:
    """Return the type of one entry of a body: Markdown, or a mapping whose one key names the block."""
    branches = [Annotated[shape, Tag(f"<{name}>")] for name, shape in shapes.items()]

    def choose(value: Any) -> str | None:
        if isinstance(value, str):
            return "<text>"
        named = [key for key in value if key in shapes] if isinstance(value, dict) else []
        return f"<{named[0]}>" if named else None

    entry: Any = reduce(or_, branches, Annotated[str, Tag("<text>")])
    return Annotated[entry, Discriminator(choose, custom_error_type="block", custom_error_message=", ".join(shapes))]


def _body_of(shapes: dict[str, type[Shape]]) -> Any:
    """Return the type of a body: Markdown, or a list of Markdown and of these blocks."""
    blocks: Any = list[_block_of(shapes)]  # type: ignore[misc]  # made at run time from the table of blocks
    return Annotated[
        Annotated[str, Tag("<text>")] | Annotated[blocks, Tag("<blocks>")],
        _choice(_by_type("<text>", "<blocks>", list), "text or a list"),
    ]


INNER_BLOCK_SHAPES: dict[str, type[Shape]] = {
    "quote": QuoteBlock,
    "qa": QaBlock,
    "image": ImageBlock,
    "facts": FactsBlock,
    "link": LinkBlock,
    "note": NoteBlock,
}
"""The blocks of an item's body, by their key."""
if TYPE_CHECKING:
    InnerBody = str | list[str | Shape]
else:
    InnerBody = _body_of(INNER_BLOCK_SHAPES)


class ItemShape(Shape):
    """A piece inside a section. Items do not nest."""

    headline: str | None = None
    body: InnerBody | None = None


class ItemBlock(Shape):
    """A piece with its own heading inside a section."""

    item: ItemShape


BLOCK_SHAPES: dict[str, type[Shape]] = {**INNER_BLOCK_SHAPES, "item": ItemBlock}
"""The blocks of a section's body, by their key."""

if TYPE_CHECKING:
    Body = str | list[str | Shape]
else:
    Body = _body_of(BLOCK_SHAPES)
