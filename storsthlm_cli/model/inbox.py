"""What the mails in the newsletter's mailbox are, and what they tell of which recipient."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a mail is. The words are those of the report and of the database."""

    BOUNCE = "bounce"
    DELAY = "delay"
    DELIVERED = "delivered"
    COMPLAINT = "complaint"
    UNSUBSCRIPTION = "unsubscription"
    AUTO_REPLY = "auto_reply"
    PERSONAL = "personal"

    @property
    def report(self) -> bool:
        """Whether a server says what became of a message."""
        return self in (Kind.BOUNCE, Kind.DELAY, Kind.DELIVERED)


class Fault(StrEnum):
    """Whose fault a bounce is. `unmarked` is that of a report without our mark, which anybody could have written."""

    ADDRESS = "address"
    FULL = "full"
    EXPIRED = "expired"
    OTHER = "other"
    UNMARKED = "unmarked"
    POLICY = "policy"
    SIZE = "size"
    NETWORK = "network"

    @property
    def hard(self) -> bool:
        """Whether the address itself is to blame, now and tomorrow."""
        return self is Fault.ADDRESS

    @property
    def soft(self) -> bool:
        """Whether it may pass, so that only several issues in a row tell that nobody is there."""
        return self in (Fault.FULL, Fault.EXPIRED, Fault.OTHER, Fault.UNMARKED)

    @property
    def ours(self) -> bool:
        """Whether it tells of us, our server or the way between, and nothing of the recipient."""
        return not self.hard and not self.soft


@dataclass(frozen=True, slots=True)
class Fate:
    """What one report says of one recipient.

    `addresses` are the names that it gives them, the most likely first. `fault` is None but for a bounce. `status` is
    an enhanced code (RFC 3463), "" for none; `words` are the server's.
    """

    kind: Kind
    addresses: tuple[str, ...]
    fault: Fault | None = None
    status: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What only we write into a message: the part of a Message-ID before its @, or a reader's unsubscribe token.

    `domain` is what follows the @; a token has none, and neither has an envelope id (ENVID).
    """

    text: str
    domain: str | None = None
    token: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """What one mail is: its kind, what it tells of whom, and the marks of ours in it.

    `marks` of an unsubscription are those by which the reader asks; `sender` is who the mail says it is from.
    """

    kind: Kind
    fates: tuple[Fate, ...] = ()
    marks: tuple[Mark, ...] = ()
    sender: str = ""
    subject: str = ""


class Verdict(StrEnum):
    """What is done about a mail."""

    SUPPRESS = "suppress"
    COUNT = "count"
    WARN = "warn"
    NOTE = "note"
    FORGED = "forged"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One mail, or one recipient of it, with what is done about it.

    `address` is the recipient's normalised address, "" when it is nobody of ours; `dispatch` and `number` name their
    row. `told` says why, in a few words. `exact` tells that the id of that very message proves that it had left,
    `doubted` that the report bears no mark of ours, and that nobody believes it.
    """

    mail: str
    kind: Kind
    verdict: Verdict
    address: str = ""
    dispatch: str = ""
    issue: str = ""
    number: int = 0
    fault: Fault | None = None
    status: str = ""
    told: str = ""
    exact: bool = False
    doubted: bool = False

    @property
    def counted(self) -> Fault | None:
        """What is remembered of a bounce."""
        return Fault.UNMARKED if self.doubted and self.fault is not None and self.fault.hard else self.fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A bounce as it is remembered: whose, of which issue, when, whose fault."""

    dispatch: str
    number: int
    key: str
    issue: str
    fault: Fault
    status: str
    words: str
    at: datetime.datetime
