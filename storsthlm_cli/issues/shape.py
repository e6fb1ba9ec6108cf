"""The shape of an issue file: which keys there are, and what kind of value each takes.

One class per kind of section. Pydantic checks a file against them and makes the JSON Schema from them; what a value
means (dates, times, rows, references) is decided in `reading`. A new kind is a class in `SECTION_SHAPES`.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from storsthlm_cli.issues.block_shapes import Body, Categories, Contact, IgnoreShape, LinkShape, Row
from storsthlm_cli.source.shape_types import Date, Filled, Shape, Slug


class SectionShape(Shape):
    """What every kind of section has."""

    id: Slug | None = None
    kicker: str | None = None
    category: Categories | None = None
    headline: str | None = None
    links: list[LinkShape] | None = None
    contacts: list[Contact] | None = None
    ignore: list[IgnoreShape] | None = None


class ProseSectionShape(SectionShape):
    """A section with running text."""

    body: Body | None = None
    signature: str | None = None


class ArticleShape(ProseSectionShape):
    """News."""

    kind: Literal["article"]


class PersonnelShape(ProseSectionShape):
    """News about somebody who comes or goes."""

    kind: Literal["personnel"]
    person: str | None = None


class InterviewShape(ProseSectionShape):
    """A talk with somebody, with or without questions and answers."""

    kind: Literal["interview"]
    person: str | None = None


class RecapShape(ProseSectionShape):
    """Something that has been, for those who missed it."""

    kind: Literal["recap"]


class BoardShape(ProseSectionShape):
    """What a board decided at a meeting."""

    kind: Literal["board"]
    date: Date | None = None


class NoticeShape(ProseSectionShape):
    """Practical information: opening hours and the like."""

    kind: Literal["notice"]


class CalendarShape(SectionShape):
    """Meetings to come: rows, or a note that says why there are none."""

    kind: Literal["calendar"]
    rows: list[Row] | None = None
    note: str | None = None


SECTION_SHAPES: dict[str, type[SectionShape]] = {
    "article": ArticleShape,
    "interview": InterviewShape,
    "personnel": PersonnelShape,
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


class IssueShape(Shape):
    """A whole issue file."""

    date: Date
    number: Annotated[int, Field(ge=1, description="a number from 1")] | None = None
    subject: Filled
    preheader: Filled
    sections: Annotated[list[AnySection], Field(min_length=1)]
    closing: str | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", description="a language code such as sv")] = (
        "sv"
    )
