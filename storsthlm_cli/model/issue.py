"""One edition of the newsletter: content only, no recipients and no status (DESIGN: "issue")."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from storsthlm_cli.model.findings import Ignore
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import Inlines, Prose

LOST = "saknas"
"""What an author writes for an address that could not be found, wherever an address can stand."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A key of the directory, as written in an issue."""

    key: str
    spot: Spot


class Purpose(StrEnum):
    """What a link is for. A registration is a button; documents and films are announced behind the text."""

    READ = "read"
    REGISTER = "register"
    DOCUMENT = "document"
    VIDEO = "video"
    MAIL = "mail"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Link:
    """A call to read or act, on a line of its own.

    `url` is `LOST` when the author says so.
    """

    text: Text
    url: Text
    purpose: Purpose
    spot: Spot


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the issue. `file` is relative to the issue's folder.

    An empty `alt` says that the image is decoration. `credit` is None when `source` says where it is from.
    """

    file: Text
    alt: Text
    caption: Text | None
    credit: Text | None
    source: Text | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words. `by` is a person of the directory; `verb` the word between (säger, menar)."""

    prose: Prose
    by: Reference | None
    verb: Text | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """One question of an interview and its answer."""

    question: Text
    answer: Prose
    spot: Spot


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Local time of day in the newsletter's time zone; `end` is None when only the start is known."""

    start: datetime.time
    end: datetime.time | None


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One day, or several from `start` to `end` inclusive."""

    start: datetime.date
    end: datetime.date | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class Facts:
    """When and where, as data. The labels (När, Tid, Plats) are the design's."""

    date: DateSpan | None
    time: TimeSpan | None
    place: Text | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class Note:
    """An aside from the editors, set apart from the text."""

    prose: Prose
    spot: Spot


@dataclass(frozen=True, slots=True)
class Item:
    """A piece inside a section with its own heading. Items do not nest."""

    headline: Text | None
    body: tuple[Block, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class ProseText:
    """A Markdown scalar of a body."""

    prose: Prose
    spot: Spot


Block = ProseText | Quote | QuestionAnswer | Picture | Item | Facts | Link | Note


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: a person of the directory, with the author's own wording before the name (or None)."""

    person: Reference
    wording: Text | None


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One meeting of the calendar."""

    date: DateSpan
    time: TimeSpan | None
    title: Text
    place: Text | None
    url: Text | None
    spot: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """An ordered part of an issue. `kind` selects the template; fields that a kind does not use are empty.

    `id` is unique in the issue and becomes the anchor. `date` is the meeting a board summary is about.
    `note` stands in a calendar that has no rows. `incomplete` says that a part of it could not be read, so that
    nothing may be said about what is missing in it.
    """

    kind: str
    id: str
    spot: Spot
    kicker: Text | None = None
    categories: tuple[Reference, ...] = ()
    person: Reference | None = None
    headline: Text | None = None
    date: DateSpan | None = None
    body: tuple[Block, ...] = ()
    rows: tuple[CalendarRow, ...] = ()
    note: Prose = ()
    links: tuple[Link, ...] = ()
    contacts: tuple[Contact, ...] = ()
    signature: Reference | None = None
    ignores: tuple[Ignore, ...] = ()
    incomplete: bool = False

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks, those of items included; an item comes before what is in it."""
        for block in self.body:
            yield block
            if isinstance(block, Item):
                yield from block.body


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One edition. `key` is its folder's name (`2021-06`), `file` the issue file as shown to people.

    `subject` and `preheader` may hold merge slots, like all prose; headlines, captions and titles may not.
    """

    key: str
    file: str
    date: datetime.date
    number: int | None
    subject: Inlines
    preheader: Inlines
    sections: tuple[Section, ...]
    closing: Prose = ()
    language: str = "sv"

    def pictures(self) -> Iterator[Picture]:
        """Yield the pictures, in the order of the issue."""
        for section in self.sections:
            yield from (block for block in section.blocks() if isinstance(block, Picture))
