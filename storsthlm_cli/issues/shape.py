"""The shape of an issue file: which keys there are, and what kind of value each takes.

One class per kind of section. Pydantic checks a file against them and makes the JSON Schema from them; what a value
means (dates, times, rows, references) is decided in `reading`. A new kind is a class in `SECTION_SHAPES`.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from storsthlm_cli.issues.block_shapes import (
    Body,
    CalendarRow,
    Check,
    Contact,
    FactsShape,
    IgnoreShape,
    ImageShape,
    LinkShape,
    choice,
    text_or,
)
from storsthlm_cli.source.shape_types import CategoryKey, Date, Filled, Language, ListName, PersonOrWords, Shape, Slug

OneOrTwo = Annotated[list[CategoryKey], Field(min_length=1, max_length=2, title="one or two categories")]
Categories = Annotated[
    Annotated[CategoryKey, Tag("<text>")] | Annotated[OneOrTwo, Tag("<categories>")],
    choice(text_or("<categories>", list), "text or a list"),
]
OwnWords = Annotated[
    Annotated[bool, Tag("<flag>")] | Annotated[Filled, Tag("<text>")],
    choice(lambda value: {bool: "<flag>", str: "<text>"}.get(type(value)), "true, or text"),
]


class SectionShape(Shape):
    """What every kind of section has."""

    id: Slug | None = Field(
        None, description="The anchor that links lead to. Without one it is made from the headline."
    )
    kicker: str | None = Field(
        None,
        description="The words above the headline, in the place of those of a category (which then gives the colour) "
        'or of a person; `""` for none.',
    )
    category: Categories | None = Field(
        None, description="A key of `directory/categories.yaml`, or a list of two: the words above the headline."
    )
    headline: str | None = Field(None, description="The headline.")
    image: ImageShape | None = Field(
        None, description="A picture above the headline. Pictures in the text are blocks of the body."
    )
    links: list[LinkShape] | None = Field(None, description="What to read or do, after the text.")
    contacts: list[Contact] | None = Field(
        None, description="Whom to ask: keys of `directory/people.yaml`, or mappings with words of your own."
    )
    language: Language | None = Field(
        None,
        description="Its language, such as `en`, where it is not that of the issue: it is read out and judged by it.",
    )
    check: Check | None = Field(
        None,
        description="What somebody should look at before this is sent. Delete the line when it has been done; "
        "`{copied_from: 2021-04}` goes by itself when the text is changed.",
    )
    ignore: list[IgnoreShape] | None = Field(
        None, description="Findings that are accepted in this section. What cannot be read at all cannot be accepted."
    )


class ProseSectionShape(SectionShape):
    """A section with running text."""

    body: Body | None = Field(
        None, description="The text, in Markdown; or a list of texts and blocks in the order in which they are shown."
    )
    excerpt: OwnWords | None = Field(
        None, description="`true` says below the text that it is an excerpt; a text says it in words of your own."
    )
    greeting: str | None = Field(None, description="The line before the signature: `Varmt välkomna!`")
    signature: PersonOrWords | None = Field(
        None, description="Who signs; in words: the name on the first line, the title on the second."
    )


class LetterShape(ProseSectionShape):
    """A letter from whoever leads the organisation. It needs no headline."""

    kind: Literal["letter"]


class ArticleShape(ProseSectionShape):
    """News."""

    kind: Literal["article"]


class InterviewShape(ProseSectionShape):
    """A talk with somebody, with or without questions and answers."""

    kind: Literal["interview"]
    person: PersonOrWords | None = Field(None, description="With whom. The words above the headline are made from it.")


class PersonnelShape(ProseSectionShape):
    """News about somebody who comes or goes."""

    kind: Literal["personnel"]
    person: PersonOrWords | None = Field(None, description="About whom. The words above the headline are made from it.")


class ShortShape(ProseSectionShape):
    """A short piece of news, a paragraph or two."""

    kind: Literal["short"]


class CallShape(ProseSectionShape):
    """An invitation to hand something in by a certain day."""

    kind: Literal["call"]
    deadline: Date | None = Field(None, description="The last day to answer.")


class EventShape(ProseSectionShape):
    """Something to come to. Several events in one section are items, each with facts of its own."""

    kind: Literal["event"]
    facts: FactsShape | None = Field(None, description="When, where and for whom; shown below the text.")


class CampaignShape(ProseSectionShape):
    """A campaign that readers can help to spread."""

    kind: Literal["campaign"]


class RecapShape(ProseSectionShape):
    """Something that has been, for those who missed it."""

    kind: Literal["recap"]


class BoardShape(ProseSectionShape):
    """What a board decided at a meeting."""

    kind: Literal["board"]
    date: Date | None = Field(None, description="The day of the meeting.")


class CalendarShape(SectionShape):
    """Meetings to come: rows, or a note that says why there are none."""

    kind: Literal["calendar"]
    rows: list[CalendarRow] | None = Field(
        None,
        description="One line a meeting: `2021-09-16 09:00–11:00 Title @ Place`, several days as `2021-08-26/27`; "
        "or a mapping.",
    )
    note: str | None = Field(None, description="Instead of rows: why there are none, in Markdown.")


class NoticeShape(ProseSectionShape):
    """Practical information: opening hours and the like."""

    kind: Literal["notice"]


SECTION_SHAPES: dict[str, type[SectionShape]] = {
    "letter": LetterShape,
    "article": ArticleShape,
    "interview": InterviewShape,
    "personnel": PersonnelShape,
    "short": ShortShape,
    "call": CallShape,
    "event": EventShape,
    "campaign": CampaignShape,
    "recap": RecapShape,
    "board": BoardShape,
    "calendar": CalendarShape,
    "notice": NoticeShape,
}
"""The kinds of section, by the value of `kind`."""


def _kind_of(value: Any) -> str | None:
    kind = value.get("kind") if isinstance(value, dict) else None
    return f"<{kind}>" if isinstance(kind, str) and kind in SECTION_SHAPES else None


if TYPE_CHECKING:
    AnySection = SectionShape
else:
    AnySection = Annotated[
        reduce(or_, [Annotated[shape, Tag(f"<{kind}>")] for kind, shape in SECTION_SHAPES.items()]),
        Discriminator(_kind_of, custom_error_type="kind", custom_error_message=", ".join(SECTION_SHAPES)),
    ]


class FrameChecks(Shape):
    """What somebody should look at in the frame of an issue, by its key."""

    date: Check | None = Field(None, description="About the date.")
    number: Check | None = Field(None, description="About the number.")
    subject: Check | None = Field(None, description="About the subject.")
    preheader: Check | None = Field(None, description="About the preheader.")
    closing: Check | None = Field(None, description="About the closing.")


class ForListShape(Shape):
    """What the mails to one list say otherwise. What is left out is as in all mails."""

    subject: Filled | None = Field(None, description="Instead of the subject of the issue.")
    preheader: Filled | None = Field(None, description="Instead of the preheader of the issue.")
    intro: Filled | None = Field(None, description="Before the first section, in Markdown: a word to these readers.")


class IssueShape(Shape):
    """A whole issue file."""

    date: Date = Field(description="The day on which the issue is sent. All dates without a year are read by it.")
    number: Annotated[int, Field(ge=1, title="a number from 1")] | None = Field(
        None, description="Which issue it is, counted from the first."
    )
    subject: Filled = Field(description="The subject of the mail: what is in it, never the same twice.")
    preheader: Filled = Field(description="What the inbox shows after the subject.")
    sections: Annotated[list[AnySection], Field(min_length=1)] = Field(
        description="The sections, in the order in which they are read."
    )
    closing: str | None = Field(None, description="The last words, in Markdown: `Ha en skön sommar!`")
    for_lists: dict[ListName, ForListShape] | None = Field(
        None,
        description="What the mails to some lists say otherwise, by the name of the list. `send --list NAME` mails it; "
        "the web page says what is for all.",
    )
    language: Language = Field("sv", description="The language of the issue.")
    check: FrameChecks | None = Field(
        None, description="What somebody should look at before this is sent, by the key that it is about."
    )
