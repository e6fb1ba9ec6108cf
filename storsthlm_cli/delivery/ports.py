"""What the engine needs from outside: a ledger, a transport, and somebody who writes the messages.

The order that keeps promise 1 (DESIGN 5): a transport announces a message (`offer`) and says `Ready` when the server
wants its bytes; the engine has the ledger write `attempting`; only then does it `release` the bytes.

What there is one of for each message is a named tuple: it is made in half the time of a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from storsthlm_cli.model.delivery import DispatchState, Envelope, Recipient, Reply, Result, State, Tally


class Claim(NamedTuple):
    """A recipient whose turn has come; `attempts` counts the tries before this one."""

    recipient: Recipient
    attempts: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What the ledger answers.

    `withdrawn` are numbers that must not be sent after all (suppressed or cancelled since they were claimed).
    `state` is the dispatch's: somebody may have paused or cancelled it.
    """

    claims: tuple[Claim, ...]
    withdrawn: tuple[int, ...]
    state: DispatchState


class Ledger(Protocol):
    """The book of attempts of one dispatch. Every method may raise `Unfinished` when it cannot be written."""

    def turn(self, results: Sequence[Result], attempting: Sequence[int], want: int) -> Turn:
        """Write outcomes, mark `attempting`, and hand out up to `want` recipients, in the order of the list.

        When it returns, all of it is durable against the death of this process. When it raises, it can be called
        again: results that are written already are passed over. A result in the state untried puts a recipient back.
        """

    def put_back(self, numbers: Sequence[int]) -> None:
        """Make refused recipients untried again: what was wrong was ours."""

    def tally(self) -> Tally:
        """Return the counts by state, from memory."""

    def next_retry(self) -> float | None:
        """Return the POSIX time at which the next deferred recipient is due, or None."""

    def close(self) -> None:
        """Give unsent claims back and let go of the database."""


class Stage(StrEnum):
    """The SMTP command that a refusal answered."""

    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    MESSAGE = "message"


class Ready(NamedTuple):
    """The server wants the bytes of this message now."""

    number: int


class Settled(NamedTuple):
    """The server (or the broken line) decided about this message. `stage` is None when the server did not speak."""

    number: int
    state: State
    reply: Reply | None
    stage: Stage | None


@dataclass(frozen=True, slots=True)
class Returned:
    """Certainly not delivered, and not the recipient's doing: to be tried again."""

    number: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something is wrong with the way out. `fatal`: trying again by ourselves is of no use."""

    message: str
    hint: str | None
    fatal: bool


Event = Ready | Settled | Returned | Trouble


class Transport(Protocol):
    """A way out."""

    def keep(self, connections: int) -> None:
        """Say how many connections are worth having now; 0 lets them rest."""

    def wants(self) -> int:
        """Return how many messages may be offered now, counting those whose place a release makes free."""

    def rest(self) -> float:
        """Return the seconds until the pace lets a message be offered; 0 when it does now."""

    def offer(self, number: int, envelope: Envelope) -> None:
        """Announce a message to the server."""

    def release(self, number: int, message: bytes) -> None:
        """Send the bytes of a message that is `Ready`. They end in CRLF, and no line begins with a dot."""

    def withdraw(self, number: int) -> None:
        """Make sure that a message that is `Ready` is not delivered."""

    def poll(self, timeout: float) -> list[Event]:
        """Write what is queued, wait up to `timeout` seconds, and return what happened."""

    def close(self) -> None:
        """Say goodbye and let go."""


class Letter(Protocol):
    """Who writes the messages."""

    def envelope(self, recipient: Recipient) -> Envelope:
        """Return sender and recipient for the SMTP conversation."""

    def message(self, recipient: Recipient) -> bytes:
        """Return the finished bytes."""
