"""The register of rules: which there are, what each judges, and how bad what it finds is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Edit, Level, Order
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Spot

Record = TypeVar("Record", Issue, Directory)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found. `level` is None when it is the rule's own."""

    where: Spot
    arguments: Mapping[str, str] = field(default_factory=dict)
    level: Level | None = None
    edit: Edit | Order | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `judges` is the class of the record that `judge` takes, beside the evidence.

    `fixes` says that what it finds carries an edit, wherever that is sure; `at_times` that it judges only what was
    asked for, or by the calendar on the wall: of the same issue it may say something else another time.
    """

    code: str
    level: Level
    judges: type
    judge: Callable[..., Iterable[Hit]]
    fixes: bool = False
    at_times: bool = False


_RULES: dict[str, Rule] = {}

RULES: Mapping[str, Rule] = MappingProxyType(_RULES)
"""All rules by code. The package imports every family, so that this is complete."""


def hit(where: Spot, level: Level | None = None, **arguments: str) -> Hit:
    """Return a hit with its arguments by name."""
    return Hit(where, arguments, level)


def rule(
    code: str, level: Level, judges: type[Record], *, fixes: bool = False, at_times: bool = False
) -> Callable[[Callable[[Record, Evidence], Iterable[Hit]]], Callable[[Record, Evidence], Iterable[Hit]]]:
    """Register the function below as the rule `code`. Raises ValueError when the code is taken."""

    def register(judge: Callable[[Record, Evidence], Iterable[Hit]]) -> Callable[[Record, Evidence], Iterable[Hit]]:
        if code in _RULES:
            raise ValueError(f"two rules have the code {code}")
        _RULES[code] = Rule(code, level, judges, judge, fixes, at_times)
        return judge

    return register
