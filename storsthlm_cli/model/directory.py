"""What issues refer to by key: people, organisations, categories, municipalities."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from storsthlm_cli.model.places import Spot, Text


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is, and when. `label` is in lower case as in running text: `blivande förbundsdirektör`.

    `organisation` is a key of the directory, or None when the label says it all.
    """

    label: str
    organisation: str | None
    since: datetime.date | None
    until: datetime.date | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the directory. A contact has an e-mail address."""

    key: str
    name: Text
    roles: tuple[Role, ...]
    party: str | None
    email: Text | None
    phone: Text | None
    spot: Spot

    def role(self, on: datetime.date) -> Role | None:
        """Return the role held on that day; the first one listed wins. None when none is valid."""
        for role in self.roles:
            if (role.since is None or role.since <= on) and (role.until is None or on <= role.until):
                return role
        return None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation: official name, and the short form used after the first mention."""

    key: str
    name: Text
    short: Text | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class Category:
    """A topic with its label and its colour on light and on dark ground (`#1D4E89`)."""

    key: str
    label: Text
    colour: str
    colour_dark: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality in its official form (`Danderyds kommun`) with its code (`0162`)."""

    code: str
    name: Text
    short: Text


@dataclass(frozen=True, slots=True)
class Directory:
    """All of it, by key."""

    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    categories: Mapping[str, Category] = field(default_factory=dict)
    municipalities: Mapping[str, Municipality] = field(default_factory=dict)
