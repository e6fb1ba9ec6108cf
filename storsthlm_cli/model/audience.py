"""Who is to get an issue, and who is left out and why."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

ERASED = "#"
"""What the key of a person begins with whose address was erased; no address begins so. A digest follows it."""

ERASURE = "erased"
"""The reason of the suppression that an erasure leaves."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One row of a list. `address` is what is mailed to, `key` the normalised form that people are compared by.

    `fields` has the list's columns under their field names (`first_name`, `organisation`), values as read, stripped.
    `line` is the row's line in the list file, counted from 1. `through` is the list through which they are reached
    where `list` and `line` tell a row of something else; "" for `list` itself.
    """

    address: str
    key: str
    fields: Mapping[str, str]
    list: str
    line: int
    through: str = ""


class Reason(StrEnum):
    """Why somebody on a list gets nothing."""

    INVALID = "invalid"
    ERASED = "erased"
    DUPLICATE = "duplicate"
    SUPPRESSED = "suppressed"
    EXCEPTED = "excepted"
    HAS_IT = "has_it"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who is on a list and gets nothing. `detail` is the address's fault, the first row, the old reason."""

    address: str
    list: str
    line: int
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """An address that must get nothing, whatever a list says.

    `key` is the normalised address, or what is kept of it after an erasure (`ERASED` and a digest, see
    `workflows.leavers`). `list` is the only list that it holds for, "" for all.
    """

    key: str
    reason: str
    source: str
    since: datetime.datetime
    list: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """Somebody who was to be suppressed and was so already: the normalised address, and what was there of them."""

    key: str
    held: Suppression


@dataclass(frozen=True, slots=True)
class Departure:
    """A change of what is remembered of a person: suppressed or, if not, the suppression lifted; for `list`, "" all."""

    at: datetime.datetime
    suppressed: bool
    list: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Audience:
    """The recipients of the chosen lists, in the order of the lists, and those left out: as many as the disk holds."""

    lists: tuple[str, ...]
    recipients: Collection[Subscriber]
    left_out: Collection[LeftOut]
