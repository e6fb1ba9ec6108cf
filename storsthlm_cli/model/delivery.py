"""Dispatches, outcomes and the records between the engine, its transports and its ledger.

What there is one of for each message is a named tuple: it is made in half the time of a frozen dataclass.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

NO_MARK = "test"
"""The mark of what belongs to no dispatch: a test, a preview."""


class Security(StrEnum):
    """How the connection to the mail server is kept from others: TLS from the start, after STARTTLS, or not at all."""

    STARTTLS = "starttls"
    TLS = "tls"
    PLAIN = "plain"


class Login(StrEnum):
    """How a server is told who we are: by a password, or by a token that Microsoft gives for one (XOAUTH2)."""

    PASSWORD = "password"  # noqa: S105  # the word
    MICROSOFT = "microsoft"


class State(StrEnum):
    """The state of one recipient in one dispatch. The last seven are outcomes; all but `deferred` are final."""

    UNTRIED = "untried"
    ATTEMPTING = "attempting"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    SUPPRESSED = "suppressed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self not in _GOING_ON


_GOING_ON = frozenset((State.UNTRIED, State.ATTEMPTING, State.DEFERRED))


class DispatchState(StrEnum):
    """A dispatch is open until every row is final (finished) or a person gives it up (cancelled).

    Paused, it is as open, but nobody sends it until a person says `send` again.
    """

    OPEN = "open"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A subscriber as frozen into one dispatch; `number` counts from 1 in the order of sending.

    `list` is the list through which they get it: who leaves that list gets no more of the dispatch.
    """

    number: int
    address: str
    key: str
    fields: Mapping[str, str]
    list: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a token belongs to: the dispatch and its issue, the row, the normalised address, and the list."""

    dispatch: str
    issue: str
    number: int
    key: str
    list: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """The decision to mail one issue to one audience.

    `id` is short and readable (`2021-06.2`: the second dispatch of issue 2021-06). `rehearsal` is True over the
    embedded server. `content` is the hash of the rendered, unmerged mail, its images and sender. `corrects` is the
    dispatch whose readers this one puts right, None for most. `again` says that whoever had the issue was to get it
    once more, by a person's explicit word. `mark` is what the tokens of its readers call it: random, so that no other
    dispatch ever has it, not even after an old backup was restored. `at` is when it was to go out, None for at once.
    `tool` is the version of the program that froze it, "" for one of before it was noted.
    """

    id: str
    issue: str
    lists: tuple[str, ...]
    transport: str
    rehearsal: bool
    content: str
    subject: str
    size: int
    created: datetime.datetime
    state: DispatchState
    ended: datetime.datetime | None = None
    corrects: str | None = None
    again: bool = False
    mark: str = NO_MARK
    at: datetime.datetime | None = None
    tool: str = ""

    @property
    def ongoing(self) -> bool:
        """Whether something is still to be sent, now or after a pause."""
        return self.state in (DispatchState.OPEN, DispatchState.PAUSED)

    def counts_against(self, *, rehearsal: bool, content: str, correction: bool) -> bool:
        """Whether who has this one is to get nothing from such a later dispatch of the issue (DESIGN, promise 2).

        Over a real transport whoever has it gets no other. A rehearsal counts only against a rehearsal of the same
        content. A correction is for those who have the issue: against it counts only one with the same content.
        """
        if self.rehearsal != rehearsal:
            return False
        if correction:
            return self.corrects is not None and self.content == content
        return not rehearsal or self.content == content


@dataclass(frozen=True, slots=True)
class Tally:
    """How many recipients of a dispatch are in each state; absent states count 0."""

    counts: Mapping[State, int]

    def __getitem__(self, state: State) -> int:
        return self.counts.get(state, 0)

    @property
    def planned(self) -> int:
        """All recipients of the dispatch."""
        return sum(self.counts.values())

    @property
    def missed(self) -> int:
        """Those who did not get it, or of whom nobody knows. Who left in the meantime is not among them."""
        return sum(self[state] for state in (State.REFUSED, State.EXPIRED, State.UNKNOWN, State.CANCELLED))

    @property
    def open(self) -> int:
        """Those for whom something is still to happen."""
        return sum(self.counts.get(state, 0) for state in _GOING_ON)


class Envelope(NamedTuple):
    """Sender and recipient of the SMTP conversation, both ASCII (IDN domains as A-labels).

    `id` is what a report of the mail's fate calls it (ENVID, RFC 3461 §4.4), "" for none. `size` is an upper estimate
    of the message's bytes (RFC 1870), 0 for none.
    """

    sender: str
    recipient: str
    id: str = ""
    size: int = 0


class Reply(NamedTuple):
    """A server's answer: `code` of three digits, `text` without the code, lines joined by a space."""

    code: int
    text: str

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class Result(NamedTuple):
    """What became of one attempt: recipient number, outcome, and the server's words (None: it said nothing).

    `retry_at` (POSIX time) is set when the outcome is deferred.
    """

    number: int
    state: State
    reply: Reply | None
    retry_at: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One recipient's line in the ledger, for reports. `reply` is the last thing the server said about it."""

    number: int
    address: str
    state: State
    attempts: int
    reply: str
    updated: datetime.datetime | None
