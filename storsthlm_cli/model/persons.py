"""What is known of one person, and what became of it when it was to be forgotten."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from storsthlm_cli.model.audience import Departure, Suppression
from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.lists import ListFacts


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a list that has the address: file as shown, line, the list's name, the other cells.

    `headings` has for the fields of these cells what stands over their columns in the file. `kept` tells that the file
    is none of the lists, but a copy that an import has kept.
    """

    file: str
    line: int
    list: str
    fields: Mapping[str, str]
    kept: bool = False
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Word:
    """What was said of a mail at a moment: by a server while it was sent, or in a bounce."""

    at: datetime.datetime
    what: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """A dispatch that a person is in, and what became of them. `reply` is what the server last said.

    `tries` are the attempts that failed and what people said of them, `bounces` what came back later. `forgotten` says
    that only a digest of the address is kept with it.
    """

    dispatch: str
    issue: str
    subject: str
    rehearsal: bool
    list: str
    number: int
    state: State
    planned: datetime.datetime
    updated: datetime.datetime | None
    attempts: int
    reply: str
    address: str
    fields: Mapping[str, str]
    tries: tuple[Word, ...] = ()
    bounces: tuple[Word, ...] = ()
    forgotten: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Everything that is known of a person, by their normalised address `key`.

    `facts` has what is known of each list that they are or were on. `published` are the places in the directory where
    the address stands as a contact's. `unread` are files in `lists/` that could not be read. `erased` is the
    suppression that an erasure left, None when there was none.
    """

    key: str
    listed: tuple[Listed, ...]
    suppressions: tuple[Suppression, ...]
    departures: tuple[Departure, ...]
    mailed: tuple[Mailed, ...]
    facts: Mapping[str, ListFacts]
    published: tuple[str, ...]
    unread: tuple[str, ...]
    erased: Suppression | None = None

    @property
    def known(self) -> bool:
        """Whether anything at all is known."""
        return bool(self.listed or self.suppressions or self.departures or self.mailed or self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What an erasure took away, and what it could not.

    `rows` are rows of dispatches, `mails` messages of rehearsals. `listed` are rows of list files, `published` places
    in the directory where the address is a contact's, and `dispatches` are those in whose text it stands. `backups`
    are files that may hold it, `left` files in the tool's own folder that still do. `again` says that the person was
    erased before.
    """

    key: str
    rows: int
    mails: int
    listed: tuple[Listed, ...]
    unread: tuple[str, ...]
    published: tuple[str, ...]
    dispatches: tuple[str, ...]
    backups: tuple[str, ...]
    left: tuple[str, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Addresses that were, or would be, forgotten: the dispatches with how many each, and before which moment."""

    dispatches: tuple[tuple[str, int], ...]
    before: datetime.datetime

    @property
    def addresses(self) -> int:
        """How many rows of dispatches lose their address."""
        return sum(count for _, count in self.dispatches)
