"""Lists: what is known of them, what is wrong in them, what changed between two, whom they reach."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from storsthlm_cli.model.audience import Audience
from storsthlm_cli.model.directory import Municipality
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.places import Text


@dataclass(frozen=True, slots=True)
class ListFacts:
    """What `lists/NAME.yaml` says of a list: what for, on what legal basis, from where, of which day.

    `title` is what the list calls itself to its readers, `why` the reason that its mails give for coming. `fields` says
    what columns are for, by their names; in `roles` each municipality should have somebody.
    """

    title: Text | None = None
    why: Text | None = None
    purpose: Text | None = None
    legal_basis: Text | None = None
    source: Text | None = None
    date: datetime.date | None = None
    fields: Mapping[str, Text] = field(default_factory=dict)
    roles: Sequence[Text] = ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """The keys that whoever answers for the list should fill in."""
        said = {
            "purpose": self.purpose,
            "legal_basis": self.legal_basis,
            "source": self.source,
            "date": self.date,
        }
        return tuple(key for key, value in said.items() if not value)


class Fault(StrEnum):
    """What can be wrong, or worth knowing, in a list. Each has its level in `LEVELS` and its sentence in `report`."""

    INVALID = "invalid"
    DUPLICATE = "duplicate"
    SLIP = "slip"
    UNREAD = "unread"
    HEADING = "heading"
    NO_FIELD = "no_field"
    SUPPRESSED = "suppressed"
    SHARED = "shared"
    OTHER_HEADING = "other_heading"
    NO_FACTS = "no_facts"
    FEW_FACTS = "few_facts"


LEVELS: Mapping[Fault, Level] = {
    Fault.INVALID: Level.ERROR,
    Fault.DUPLICATE: Level.WARNING,
    Fault.SLIP: Level.WARNING,
    Fault.UNREAD: Level.WARNING,
    Fault.HEADING: Level.WARNING,
    Fault.NO_FIELD: Level.WARNING,
    Fault.SUPPRESSED: Level.INFO,
    Fault.SHARED: Level.INFO,
    Fault.OTHER_HEADING: Level.INFO,
    Fault.NO_FACTS: Level.INFO,
    Fault.FEW_FACTS: Level.INFO,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in a list: `what` is the address or heading as written, `detail` the reason, or what was meant instead.

    `line` is the row's in the file as people see it, 0 for the file as a whole.
    """

    fault: Fault
    file: str
    line: int
    what: str
    detail: str = ""

    @property
    def level(self) -> Level:
        """How bad it is."""
        return LEVELS[self.fault]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A list as checked. `living` counts the people on it who may get mail, each once; `rows` all its rows.

    `problems` are in the order of the file, `counts` says how many there are of each; `findings` are those of
    `lists/NAME.yaml` as a file; `notices` tell how the list was read.
    """

    name: str
    file: str
    rows: int
    living: int
    problems: Collection[Problem]
    counts: Mapping[Fault, int]
    findings: tuple[Finding, ...]
    notices: tuple[str, ...]

    def number(self, level: Level) -> int:
        """Return how many problems and findings have this level."""
        found = sum(count for fault, count in self.counts.items() if LEVELS[fault] is level)
        return found + sum(finding.level is level for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list for comparing: its line, its address as it is mailed to (or as written), and its fields."""

    line: int
    address: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A row whose address both lists have, with other fields: name of the field, before, after."""

    address: str
    line: int
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different in a second list: rows that only it has, that only the first has, and that differ."""

    added: Collection[Entry]
    removed: Collection[Entry]
    changed: Collection[Change]
    same: int

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Seat:
    """Who would get mail for a municipality in a role: how many may, the first of them, how many must get nothing."""

    living: int = 0
    first: str = ""
    suppressed: int = 0


@dataclass(frozen=True, slots=True)
class Misfit:
    """An address whose domain is not one of its municipality's; `other` is the one it looks to be of, if any."""

    address: str
    line: int
    municipality: str
    other: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether each municipality has somebody in each role. `strangers` counts the rows that belong to none."""

    roles: tuple[str, ...]
    seats: tuple[tuple[Municipality, tuple[Seat, ...]], ...]
    misfits: tuple[Misfit, ...]
    strangers: int

    @property
    def missing(self) -> tuple[tuple[Municipality, str, Seat], ...]:
        """The roles that nobody living has, municipality by municipality."""
        return tuple(
            (municipality, role, seat)
            for municipality, seats in self.seats
            for role, seat in zip(self.roles, seats, strict=True)
            if not seat.living
        )


@dataclass(frozen=True, slots=True)
class ListView:
    """A list, or a part of it, to look at: its headings, what is known of it (None: nothing), and whom it reaches."""

    name: str
    file: str
    headings: tuple[str, ...]
    facts: ListFacts | None
    audience: Audience
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What importing a file as the list `name` would change. `target` is the list's file then, as people see it.

    `replaces` is the file of the list as it is now, None for a new one. `invalid` counts the rows without a valid
    address, which come in as they are; `returning` those of the added that must get nothing, which they still will.
    `roles` tells that the facts of the list ask for somebody in them.
    """

    name: str
    source: str
    target: str
    replaces: str | None
    changes: Changes
    invalid: int
    returning: int
    notices: tuple[str, ...]
    roles: bool = False
