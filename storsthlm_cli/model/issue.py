"""One edition of the newsletter: content only, no recipients and no status (DESIGN: "issue")."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from storsthlm_cli.model.blocks import Block, DateSpan, Facts, Item, Link, Picture, Reference, TimeSpan, Who
from storsthlm_cli.model.findings import Ignore
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import Inlines, Prose

RECURRING = ("board", "calendar", "notice")
"""Kinds of section that come back in every issue, with much of their text."""


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
    has no rows. `language` is its own, None where it is the issue's. `incomplete` says that a part of it could not be
    read, so that nothing may be said about what is missing in it.
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
    language: str | None = None
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
class ForList:
    """What an issue says in the mails to one list only; what is empty is as in all mails. `spot` is the list's name."""

    name: str
    spot: Spot
    subject: Inlines = ()
    preheader: Inlines = ()
    intro: Prose = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One edition. `key` is its folder's name (`2021-06`), `file` the issue file as shown to people.

    `subject` and `preheader` may hold merge slots, like all prose; headlines, captions and titles may not. `for_lists`
    is what the mails to some lists say otherwise; `intro` stands before the sections and is empty but `for_list`.
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
    for_lists: tuple[ForList, ...] = ()
    intro: Prose = ()

    def for_list(self, name: str) -> Issue:
        """Return the issue as the mails to a list say it: as it is, if nothing is said to that list alone."""
        own = next((each for each in self.for_lists if each.name == name), None)
        if own is None:
            return self
        return replace(
            self, subject=own.subject or self.subject, preheader=own.preheader or self.preheader, intro=own.intro
        )

    def pictures(self) -> Iterator[Picture]:
        """Yield the pictures, in the order of the issue."""
        for section in self.sections:
            yield from (block for block in section.blocks() if isinstance(block, Picture))
