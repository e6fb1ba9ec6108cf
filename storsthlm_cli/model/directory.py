"""What issues refer to by key: people, organisations, categories, meetings, municipalities; and the words we prefer."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from storsthlm_cli.model.blocks import LOST
from storsthlm_cli.model.issue import CalendarRow
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
    """A person of the directory. A contact has an e-mail address.

    `portrait` is an image relative to the directory's folder, `credit` who made it, `consent` the day on which the
    person agreed to its being published.
    """

    key: str
    name: Text
    roles: tuple[Role, ...]
    party: str | None
    email: Text | None
    phone: Text | None
    spot: Spot
    portrait: Text | None = None
    credit: Text | None = None
    consent: datetime.date | None = None

    def role(self, on: datetime.date) -> Role | None:
        """Return the role held on that day; the first one listed wins. None when none is valid."""
        for role in self.roles:
            if valid(role.since, role.until, on):
                return role
        return None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation: official name, the short form used after the first mention, and other spellings of it.

    `since` and `until` say when it has or had that name, both days included.
    """

    key: str
    name: Text
    short: Text | None
    spot: Spot
    aliases: tuple[Text, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A topic with its label, its colour on light and on dark ground (`#1D4E89`), and other spellings of the label.

    `since` and `until` say when it is or was in use, both days included.
    """

    key: str
    label: Text
    colour: str
    colour_dark: str
    spot: Spot
    aliases: tuple[Text, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A meeting that comes again and again: its name, and other spellings of it.

    `since` and `until` say when it has or had that name, both days included.
    """

    key: str
    name: Text
    aliases: tuple[Text, ...]
    spot: Spot
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word as we write it, and how it is not written; `since` and `until` say when that holds."""

    key: str
    write: Text
    avoid: tuple[Text, ...]
    since: datetime.date | None
    until: datetime.date | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality in its official form (`Danderyds kommun`) with its code (`0162`)."""

    code: str
    name: Text
    short: Text


@dataclass(frozen=True)
class Directory:
    """All of it, by key."""

    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    categories: Mapping[str, Category] = field(default_factory=dict)
    municipalities: Mapping[str, Municipality] = field(default_factory=dict)
    meetings: Mapping[str, Series] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)

    def title_of(self, row: CalendarRow) -> str:
        """Return the title of a calendar row: its own, else that of its series (the key of one that is not known).

        It is empty when it is not there or its author says that it is lost.
        """
        if row.title or row.series is None:
            return row.title.content if row.title.content != LOST else ""
        series = self.meetings.get(row.series.key)
        return series.name.content if series is not None else row.series.key

    def series_named(self, title: str, on: datetime.date) -> Series | None:
        """Return the series whose name or alias is `title` on that day, whatever its case, dashes and white space."""
        found = (each for each in self._series_by_name.get(folded(title), ()) if valid(each.since, each.until, on))
        return next(found, None)

    @functools.cached_property
    def _series_by_name(self) -> Mapping[str, Sequence[Series]]:
        """The series by their names and, behind those that are called so, by their aliases."""
        named: dict[str, list[Series]] = {}
        for series in self.meetings.values():
            named.setdefault(folded(series.name.content), []).append(series)
        for series in self.meetings.values():
            for alias in series.aliases:
                named.setdefault(folded(alias.content), []).append(series)
        return named


def valid(since: datetime.date | None, until: datetime.date | None, on: datetime.date) -> bool:
    """Tell whether a day lies in a period; both ends belong to it, and None is an open end."""
    return (since is None or since <= on) and (until is None or on <= until)


def folded(name: str) -> str:
    """Return a name for comparing: one case, one dash, `och` for `&`, single spaces."""
    plain = name.casefold().replace("&", " och ").replace("–", "-").replace("—", "-")
    return " ".join(plain.replace("-", " - ").split())
