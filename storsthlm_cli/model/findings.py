"""What a check found: a code, its arguments and the place. The sentence is made in `report`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from storsthlm_cli.model.places import Place, Spot

_NUMBERS: Mapping[str, Iterable[int]] = {
    "S": (*range(1, 11), *range(20, 53)),
    "D": (*range(101, 117), 201, 202, 203),
    "C": range(101, 111),
    "N": range(101, 113),
    "L": range(101, 118),
    "I": range(101, 118),
    "A": range(101, 109),
    "T": (*range(101, 110), *range(201, 209), *range(301, 305), 401),
    "M": (*range(101, 112), 201, 202, 203, 204, 205),
}

CODES = tuple(f"{letter}{number:03}" for letter, numbers in _NUMBERS.items() for number in numbers)
"""The codes of all findings. The catalogue in `report` has words for each."""


STOPS_SENDING = frozenset({"S032", "S045", "S046", "S047", "C106", "I106", "I116", "M109", "D104", "D201", "D202"})
"""Codes of what a draft may have, and a mail that is about to leave may not: warnings that become errors."""


class Level(StrEnum):
    """How bad a finding is. An error makes `validate` answer no and keeps `send` from starting."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement that repairs a finding: the characters at `spot` become `text`."""

    spot: Spot
    text: str


@dataclass(frozen=True, slots=True)
class Order:
    """A repair that moves whole entries: the list at `spot` gets its entries with these numbers, in this order."""

    spot: Spot
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `where` is a spot until the file it stands in has been asked for the place.

    `accepted` is the reason for which the author accepts an error; it is a remark then.
    """

    code: str
    level: Level
    where: Spot | Place | None
    arguments: Mapping[str, str] = field(default_factory=dict)
    edit: Edit | Order | None = None
    accepted: str | None = None


@dataclass(frozen=True, slots=True)
class Ignore:
    """A finding code that the author accepts in one section, and why."""

    code: str
    reason: str
    spot: Spot
