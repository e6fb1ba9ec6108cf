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
"""What an author writes for an address or a picture that could not be found, wherever one can stand."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A key of the directory, as written in an issue."""

    key: str
    spot: Spot


def earlier_issue(url: str) -> tuple[str, str] | None:
    """Return the issue and the section (or an empty string) that `issue:KEY#SECTION` leads to; None for other links."""
    scheme, colon, rest = url.partition(":")
    if scheme != "issue" or not colon:
        return None
    key, _, section = rest.partition("#")
    return key, section


Who = Reference | Text
"""Somebody: a key of the directory, or the words to print for somebody who is not in it."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What somebody should look at before the issue is sent.

    `about` is the key of the issue that it is about, empty for a section. Either `reason` says what to look at, or
    `copied_from` names the issue that the text was copied from: then it holds while the text is still the same.
    """

    about: str
    reason: Text | None
    copied_from: Text | None
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


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: a person, a `mailbox` (`LOST` when the author says so), or a person who is reached there.

    `wording` and `after` are the author's own words before and behind it, or None.
    """

    person: Who | None
    wording: Text | None
    mailbox: Text | None = None
    after: Text | None = None


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One meeting of the calendar.

    With an empty `title` it has that of its `series`, a key of the directory; without one, or with `LOST` as its title,
    it is shown as a gap.
    """

    date: DateSpan
    time: TimeSpan | None
    title: Text
    place: Text | None
    url: Text | None
    spot: Spot
    series: Reference | None = None
    audience: Text | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Says that the section is an excerpt of a longer text; without `prose` in the design's words."""

    prose: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """An ordered part of an issue. `kind` selects the template; fields that a kind does not use are empty.

    `id` is unique in the issue and becomes the anchor. `image` stands above the headline. `date` is the meeting a board
    summary is about, `facts` when and where an event is, or until when a call can be answered. `greeting` and
    `signature` end a letter; words of a signature have the name on their first line. `note` stands in a calendar that
    has no rows. `incomplete` says that a part of it could not be read, so that nothing may be said about what is
    missing in it.
    """

    kind: str
    id: str
    spot: Spot
    kicker: Text | None = None
    categories: tuple[Reference, ...] = ()
    person: Who | None = None
    headline: Text | None = None
    date: DateSpan | None = None
    image: Picture | None = None
    body: tuple[Block, ...] = ()
    facts: Facts | None = None
    excerpt: Excerpt | None = None
    rows: tuple[CalendarRow, ...] = ()
    note: Prose = ()
    links: tuple[Link, ...] = ()
    contacts: tuple[Contact, ...] = ()
    greeting: Text | None = None
    signature: Who | None = None
    reminder: Reminder | None = None
    ignores: tuple[Ignore, ...] = ()
    incomplete: bool = False

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks, those of items included; an item comes before what is in it, the image before all."""
        for block in (*((self.image,) if self.image is not None else ()), *self.body):
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
    reminders: tuple[Reminder, ...] = ()

    def pictures(self) -> Iterator[Picture]:
        """Yield the pictures, in the order of the issue."""
        for section in self.sections:
            yield from (block for block in section.blocks() if isinstance(block, Picture))
