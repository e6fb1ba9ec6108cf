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


class Form(StrEnum):
    """What a picture is cut to: 4:5, 16:9 or 1:1; `original` cuts nothing."""

    ORIGINAL = "original"
    PORTRAIT = "portrait"
    WIDE = "wide"
    SQUARE = "square"


class Focus(StrEnum):
    """What of a picture is kept when it is cut."""

    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the issue.

    One of three: a `file` relative to the issue's folder (`LOST` when the author says so), the `portrait` that the
    directory has of a person, or a `collage` of four such files, two above two. An empty `alt` says that the image is
    decoration; None, for portraits only, that the design describes it. `caption` may have several lines. `credit` is
    None when `source` says where it is from. `form` and `focus` are None where the author says nothing. `rights_until`
    is the last day on which it may be shown.
    """

    file: Text | None
    alt: Text | None
    caption: Text | None
    credit: Text | None
    source: Text | None
    spot: Spot
    portrait: Reference | None = None
    people: tuple[Shown, ...] = ()
    collage: tuple[Text, ...] = ()
    form: Form | None = None
    focus: Focus | None = None
    rights_until: DateSpan | None = None

    @property
    def name(self) -> str:
        """What the image goes by, unique in the issue.

        Its file as written, `portrait of KEY` or `collage of FILES`; behind that how it is cut, where the author says.
        """
        if self.portrait is not None:
            name = f"portrait of {self.portrait.key}"
        elif self.collage:
            name = f"collage of {', '.join(file.content for file in self.collage)}"
        else:
            name = self.file.content if self.file is not None else ""
        said = [word.value for word in (self.form, self.focus) if word is not None]
        return f"{name} as {' '.join(said)}" if said else name

    @property
    def files(self) -> tuple[Text, ...]:
        """The files of the issue's folder that it is made of."""
        return self.collage or ((self.file,) if self.file is not None else ())

    @property
    def lost(self) -> bool:
        """Whether the author says that the picture, or one of a collage, could not be found."""
        return any(file.content == LOST for file in self.files)

    @property
    def cut_to(self) -> Form:
        """The form that it is shown in: what the author says, else 4:5 for a portrait and 1:1 in a collage."""
        if self.form is not None:
            return self.form
        if self.portrait is not None:
            return Form.PORTRAIT
        return Form.SQUARE if self.collage else Form.ORIGINAL


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words. `verb` is the word between them and the name (säger, menar).

    `name` stands in the place of name and role (`hon`, a first name); `then` is said after the attribution. `language`
    is the words' own, where it is not the section's.
    """

    prose: Prose
    by: Who | None
    verb: Text | None
    spot: Spot
    name: Text | None = None
    then: Prose = ()
    language: str | None = None


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
