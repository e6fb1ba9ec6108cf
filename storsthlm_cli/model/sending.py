"""What `send`, `status` and `verify` tell: the plan before, the standing after, the proof."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from storsthlm_cli.model.approvals import Approval, Clearance
from storsthlm_cli.model.audience import Audience
from storsthlm_cli.model.delivery import Dispatch, Row, Tally
from storsthlm_cli.model.findings import Finding


@dataclass(frozen=True, slots=True)
class Difference:
    """How this audience differs from the last dispatch to the same lists: addresses that came and that went."""

    since: Dispatch
    added: Collection[str]
    removed: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who of those who have an issue is to get it nevertheless (DESIGN, promise 2): nobody, unless a person says so.

    `corrects` names the dispatch whose readers get a correction, they and nobody else; with `include_unknown` also
    those of whom nobody knows whether they are. `again` sends to everybody on the lists, whatever they have.
    `despite_lost_memory` sends though a receipt tells of readers whom the database has forgotten.
    """

    corrects: str | None = None
    include_unknown: bool = False
    again: bool = False
    despite_lost_memory: bool = False


ONCE = Wish()
"""Nobody gets it twice."""


Extent = tuple[int, float, int, int]
"""How many rows the dispatches of an issue have, and when the latest was written (POSIX time, 0 for never); then how
many people are suppressed by digest, and the number of the last change of those, 0 for none.

As long as it stays the same, who may be mailed the issue does too, but for people who are suppressed by address: those
the ledger leaves out itself.
"""
NOTHING_YET: Extent = (0, 0.0, 0, 0)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A moment at which to send, with its time zone, and what speaks against it, one sentence each."""

    moment: datetime.datetime
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a `send` would do.

    `size` is the first message's size in bytes, `first` that message. `resumes` is the unfinished dispatch that it
    goes on with, `finished` the earlier one after which nothing is left to do; at most one of them is set.
    `notices` are remarks on the list files (encoding guessed, `sep=` line), one sentence each. `extent` is how far the
    issue's dispatches had come (`dispatches.extent`): when that is another, the plan is out of date. `variant` are the
    lists whose own mail it is, none for the one for all.
    """

    issue: str
    subject: str
    transport: str
    rehearsal: bool
    content: str
    audience: Audience
    difference: Difference | None
    size: int
    first: bytes
    resumes: Dispatch | None
    finished: Dispatch | None
    findings: tuple[Finding, ...]
    notices: tuple[str, ...]
    extent: Extent = NOTHING_YET
    clearance: Clearance = field(default_factory=Clearance)
    wish: Wish = ONCE
    at: Appointment | None = None
    variant: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The number that a person confirms: of those to whom it goes now."""
        return len(self.audience.recipients)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a dispatch stands. `rows` are those that a person should look at: refused, unknown, expired, deferred.

    `approval` is the one of its very content that held when it ended (or holds now), None when there was none.
    `abandoned` says that some were on the wire when the process that sent died: they are among the unknown here.
    """

    dispatch: Dispatch
    tally: Tally
    rows: Collection[Row]
    approval: Approval | None = None
    abandoned: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a running dispatch has come. `rate` is messages per second in this run, `note` a word on waiting."""

    tally: Tally
    rate: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that `verify` looked at, whether it holds, and the figures."""

    name: str
    holds: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` found about a dispatch."""

    standing: Standing
    proofs: tuple[Proof, ...]

    @property
    def holds(self) -> bool:
        """Whether every proof holds."""
        return all(proof.holds for proof in self.proofs)
