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

from storsthlm_cli.source.shape_types import (
    Date,
    Filled,
    Language,
    OrganisationOrWords,
    PersonKey,
    PersonOrWords,
    SeriesKey,
    Shape,
)
from storsthlm_cli.source.shapes import is_cut_line


def text_or(otherwise: str, kind: type = dict) -> Callable[[Any], str | None]:
    """Return a function that tells text from another form of the same value, for pydantic to choose a branch by."""

    def choose(value: Any) -> str | None:
        if isinstance(value, str):
            return "<text>"
        return otherwise if isinstance(value, kind) and not is_cut_line(value) else None

    return choose


def choice(choose: Callable[[Any], str | None], wanted: str) -> Discriminator:
    """Return what makes pydantic choose a branch, and object to what has none by saying what was wanted."""
    return Discriminator(choose, custom_error_type="choice", custom_error_message=wanted)


Url = Annotated[
    str,
    Field(
        description="""\
An address: `https://…`, `mailto:…` or `tel:…`; `#id` leads to a section of this issue, `issue:2021-04` to an earlier
issue and `issue:2021-04#id` to a section of it; `saknas` says that the address is lost."""
    ),
]


class LinkShape(Shape):
    """A call to read or act, on a line of its own."""

    text: str = Field(description="What the reader gets, understood without the text around it: never just `Läs mer`.")
    url: Url
    purpose: Literal["read", "register", "document", "video", "mail", "calendar"] = Field(
        "read",
        alias="for",
        description="What the link is for. A registration is a button; documents, films and mails are announced.",
    )


class QuoteShape(Shape):
    """Somebody's words. The dash before them is the design's."""

    text: Filled = Field(
        description="The words, in Markdown, without a dash and quotation marks; the last full stop may be left out."
    )
    by: PersonOrWords | None = Field(None, description="Who says it.")
    verb: str | None = Field(None, description="The word before the name: `säger`, `menar`.")
    name: str | None = Field(
        None, alias="as", description="What stands there instead of name and role: `hon`, or a first name."
    )
    language: Language | None = Field(None, description="The language of the words, where it is not the section's.")
    then: str | None = Field(None, description="What the person goes on to say after `säger …`, in Markdown.")


class QaShape(Shape):
    """A question of an interview and its answer."""

    question: Filled = Field(description="The question.")
    answer: Filled = Field(description="The answer, in Markdown; it may have several paragraphs.")


Row = Annotated[list[PersonOrWords], Field(min_length=1, title="a list of people")]


class RowsOfPeople(Shape):
    """The people in a picture, row by row, each row from the left."""

    top: Row | None = Field(None, description="The people in the uppermost row, from the left.")
    middle: Row | None = Field(None, description="The people in the row between, from the left.")
    bottom: Row | None = Field(None, description="The people in the lowest row, from the left.")


PeopleInPicture = Annotated[
    Annotated[Row, Tag("<people>")] | Annotated[RowsOfPeople, Tag("<rows>")],
    choice(lambda value: {list: "<people>", dict: "<rows>"}.get(type(value)), "a list, or a mapping of rows"),
]


Collage = Annotated[list[Filled], Field(title="four files", json_schema_extra={"minItems": 4, "maxItems": 4})]
"""How many there are is found out while reading, so that there is one finding about it and not one of pydantic's."""


class ImageShape(Shape):
    """An image: a file of the issue's folder, four of them, or the portrait of a person of the directory."""

    file: Filled | None = Field(
        None, description="The file, such as `images/mote.jpg`; JPEG or PNG. `saknas` says that it is lost."
    )
    portrait: PersonKey | None = Field(
        None, description="Instead of `file`: the key of a person whose portrait is in the directory."
    )
    collage: Collage | None = Field(
        None,
        description="Instead of `file`: four files, shown as one picture; two above, two below, each from the left.",
    )
    form: Literal["portrait", "wide", "square", "original"] | None = Field(
        None,
        description="What it is cut to: `portrait` (4:5), `wide` (16:9), `square` (1:1) or `original` (as it is). "
        "Without it a file is shown as it is, a portrait of the directory as `portrait`, and each picture of a "
        "collage as `square`.",
    )
    focus: Literal["top", "bottom", "left", "right", "middle"] | None = Field(
        None,
        description="What is kept when it is cut. Without it the middle, of upright pictures a little more of the top: "
        "that is where faces are.",
    )
    alt: str | None = Field(
        None,
        description='What the picture shows, in a sentence, for those who do not see it; `""` if it is decoration.',
    )
    caption: str | None = Field(None, description="The words below the picture; each line of it is a line.")
    people: PeopleInPicture | None = Field(
        None, description="Who is in the picture, from the left; for a collage by rows: `top`, `middle`, `bottom`."
    )
    credit: str | None = Field(None, description="Who made it. `Åsa Ek` is shown as `Foto: Åsa Ek`.")
    source: str | None = Field(None, description="Where it is from, when nobody is named as its maker.")
    rights_until: Date | None = Field(
        None, description="The last day on which it may be shown: of a licence, or of somebody's consent."
    )


class FactsShape(Shape):
    """When, where and for whom, as data: the design writes it out."""

    date: Date | None = Field(None, description="The day, or the first of several.")
    to: Date | None = Field(None, description="The last of several days.")
    time: str | None = Field(None, description="The time of day: `09:00`, or `09:00–10:30`.")
    place: str | None = Field(None, description="Where: a place, or `digitalt`.")
    organisers: list[OrganisationOrWords] | None = Field(None, description="Who arranges it.")
    audience: str | None = Field(None, description="Whom it is for.")
    deadline: Date | None = Field(None, description="The last day to register.")


class ContactShape(Shape):
    """Somebody to ask: a person or a mailbox, with words before and after."""

    person: PersonOrWords | None = Field(None, description="The person to ask.")
    mailbox: Filled | None = Field(
        None, description="A mail address: instead of a person, or of one who is not in the directory. `saknas`: lost."
    )
    text: str | None = Field(None, description="The words before the name. Without them: `Kontakt:`")
    after: str | None = Field(None, description="The words after the name.")


class RowShape(Shape):
    """A calendar row as a mapping."""

    date: Date = Field(description="The day, or the first of several.")
    to: Date | None = Field(None, description="The last of several days.")
    time: str | None = Field(None, description="The time of day: `09:00`, or `09:00–11:00`.")
    title: Filled | None = Field(
        None, description="What takes place; needed where there is no `series`. `saknas` says that it is lost."
    )
    series: SeriesKey | None = Field(None, description="A key of `directory/meetings.yaml`, which has the title.")
    place: str | None = Field(None, description="Where it takes place.")
    url: Url | None = None
    audience: str | None = Field(None, description="Whom it is for.")


class IgnoreShape(Shape):
    """A finding that the author accepts in this section, and why. An error is still shown, as a remark."""

    code: Filled = Field(description="The finding's code, such as `I105`.")
    reason: Filled = Field(description="Why it is right here, for whoever reads this next year.")


class CopiedShape(Shape):
    """Says that a text was copied. The remark about it goes by itself when the text is changed."""

    copied_from: Filled = Field(description="The issue that it was copied from.")


Check = Annotated[
    Annotated[Filled, Tag("<text>")] | Annotated[CopiedShape, Tag("<copied>")],
    choice(text_or("<copied>"), "text or a mapping"),
]
Quote = Annotated[
    Annotated[Filled, Tag("<text>")] | Annotated[QuoteShape, Tag("<quote>")],
    choice(text_or("<quote>"), "text or a mapping"),
]
Contact = Annotated[
    Annotated[PersonOrWords, Tag("<text>")] | Annotated[ContactShape, Tag("<contact>")],
    choice(text_or("<contact>"), "a person's key or a mapping"),
]
CalendarRow = Annotated[
    Annotated[str, Tag("<text>")] | Annotated[RowShape, Tag("<row>")],
    choice(text_or("<row>"), "a line of text or a mapping"),
]


class QuoteBlock(Shape):
    """A quote in a body."""

    quote: Quote = Field(description="Somebody's words.")


class QaBlock(Shape):
    """A question and answer in a body."""

    qa: QaShape = Field(description="A question of an interview and its answer.")


class ImageBlock(Shape):
    """An image in a body."""

    image: ImageShape = Field(description="A picture.")


class FactsBlock(Shape):
    """When and where, in a body."""

    facts: FactsShape = Field(description="When, where and for whom.")


class LinkBlock(Shape):
    """A link on a line of its own in a body."""

    link: LinkShape = Field(description="A call to read or act.")


class NoteBlock(Shape):
    """An aside from the editors."""

    note: Filled = Field(description="An aside from the editors, in Markdown, set apart from the text.")


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
        choice(text_or("<blocks>", list), "text or a list"),
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

    headline: str | None = Field(None, description="Its own heading.")
    body: InnerBody | None = Field(None, description="Its text and blocks.")
    facts: FactsShape | None = Field(None, description="When, where and for whom; shown below the text.")
    links: list[LinkShape] | None = Field(None, description="What to read or do, at its end.")


class ItemBlock(Shape):
    """A piece with its own heading inside a section."""

    item: ItemShape = Field(description="A piece with its own heading.")


BLOCK_SHAPES: dict[str, type[Shape]] = {**INNER_BLOCK_SHAPES, "item": ItemBlock}
"""The blocks of a section's body, by their key."""

if TYPE_CHECKING:
    Body = str | list[str | Shape]
else:
    Body = _body_of(BLOCK_SHAPES)
