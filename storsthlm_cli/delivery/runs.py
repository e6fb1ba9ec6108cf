"""How a run is bounded, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from storsthlm_cli.delivery.ports import Trouble


class Why(Enum):
    """Why a run ended."""

    NOTHING_LEFT = auto()
    LIMIT = auto()
    INTERRUPTED = auto()
    PAUSED = auto()
    CANCELLED = auto()
    TROUBLE = auto()


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended; `trouble` says more when something was wrong."""

    why: Why
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How a run is bounded: connections, recipients to try (None: all), seconds of waiting that each is worth.

    `domains` are messages a minute to the addresses of a domain. `refusals` is whether many refused recipients are
    expected, so that they are no reason to stop.
    """

    connections: int
    messages: int | None
    patience: float
    domains: Mapping[str, int] = field(default_factory=dict)
    refusals: bool = False
