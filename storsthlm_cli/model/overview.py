"""A dispatch seen from every side: by domain, by what servers said, over time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from storsthlm_cli.model.delivery import State, Tally
from storsthlm_cli.model.inbox import Fault
from storsthlm_cli.model.sending import Standing


class Side(StrEnum):
    """From where a dispatch is looked at."""

    DOMAIN = "domain"
    REASON = "reason"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Share:
    """The recipients at one domain; `name` is it, in lower case and as A-labels."""

    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Cause:
    """Recipients in one state of whom servers said the same.

    `code` is the enhanced status code (RFC 3463), else the reply's, "" where nobody spoke. `words` are the server's,
    without what differs from one recipient to the next. `addresses` are the first few of those meant.
    """

    state: State
    code: str
    words: str
    count: int
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """What was decided from a moment on, for as long as the timeline's step."""

    begin: datetime.datetime
    tally: Tally


@dataclass(frozen=True, slots=True)
class Timeline:
    """When outcomes came, in intervals of `step` seconds without a gap between them; none before the first outcome."""

    step: int = 60
    intervals: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class Retries:
    """How many deferred recipients wait, and when the next and the last of them are due."""

    waiting: int
    next: datetime.datetime
    last: datetime.datetime


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What the mailbox told after a dispatch: how many mails came back, how many readers left by mail or complained.

    `faults` counts what came back by whose fault it was, the most frequent first; a mail may have come back for two.
    """

    returned: int = 0
    faults: tuple[tuple[Fault, int], ...] = ()
    left: int = 0
    complained: int = 0

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.returned or self.left or self.complained)


@dataclass(frozen=True, slots=True)
class Overview:
    """A dispatch from the sides that were asked for; empty where not.

    Of `domains` the worst is first, of `causes` the most frequent. `messages` is the folder of a rehearsal's messages,
    as shown to people, "" for a real dispatch.
    """

    standing: Standing
    domains: tuple[Share, ...]
    causes: tuple[Cause, ...]
    timeline: Timeline
    retries: Retries | None
    messages: str
    aftermath: Aftermath = Aftermath()
