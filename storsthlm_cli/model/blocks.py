"""What a section is made of: people, links, pictures, quotes, facts, and the blocks of a text."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import Prose

LOST = "saknas"
"""What an author writes for an address or a picture that could not be found, wherever one can stand."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A key of the directory, as written in an issue."""

    key: str
    spot: Spot


Who = Reference | Text
"""Somebody: a key of the directory, or the words to print for somebody who is not in it."""


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


class Position(StrEnum):
    """Where in a picture people are, for captions of collages and groups. A row is read from the left."""

    ROW = "row"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Shown:
    """The people in one row of a picture, from the left."""

    position: Position
    people: tuple[Who, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the issue.

    Either a `file` relative to the issue's folder (`LOST` when the author says so), or the `portrait` that the
    directory has of a person. An empty `alt` says that the image is decoration; None, for portraits only, that the
    design describes it. `caption` may have several lines. `credit` is None when `source` says where it is from.
    """

    file: Text | None
    alt: Text | None
    caption: Text | None
    credit: Text | None
    source: Text | None
    spot: Spot
    portrait: Reference | None = None
    people: tuple[Shown, ...] = ()

    @property
    def name(self) -> str:
        """What the image goes by, unique in the issue: its file as written, or `portrait of KEY`."""
        if self.portrait is not None:
            return f"portrait of {self.portrait.key}"
        return self.file.content if self.file is not None else ""

    @property
    def lost(self) -> bool:
        """Whether the author says that the picture could not be found."""
        return self.file is not None and self.file.content == LOST


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words. `verb` is the word between them and the name (säger, menar).

    `name` stands in the place of name and role (`hon`, a first name); `then` is said after the attribution.
    """

    prose: Prose
    by: Who | None
    verb: Text | None
    spot: Spot
    name: Text | None = None
    then: Prose = ()


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
    """When, where and for whom, as data. The labels (När, Tid, Plats) are the design's.

    `organisers` are keys of organisations or words; `deadline` is the last day to register or answer.
    """

    date: DateSpan | None
    time: TimeSpan | None
    place: Text | None
    spot: Spot
    organisers: tuple[Who, ...] = ()
    audience: Text | None = None
    deadline: DateSpan | None = None


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
