"""Whom a command is about: everybody on some lists, or a part of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WHERE, EXCEPT = "where ", "except "
"""How the names begin that are none of a list; no list may be called so."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Lists, what must hold for the rows of them (`roll=ordförande`), and the lists whose people are left out."""

    lists: tuple[str, ...]
    where: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of it as a dispatch keeps it and people read it: `kommuner`, `where roll=ordförande`, `except nya`."""
        return (*self.lists, *(WHERE + each for each in self.where), *(EXCEPT + each for each in self.without))

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags of `send` that say so."""
        flags = {"--list": self.lists, "--where": self.where, "--except": self.without}
        return tuple(word for flag, values in flags.items() for value in values for word in (flag, value))


def selection(lists: Iterable[str], where: Iterable[str] = (), without: Iterable[str] = ()) -> Selection:
    """Return a selection in which nothing is said twice."""
    return Selection(*(tuple(dict.fromkeys(each)) for each in (lists, where, without)))


def named(names: Sequence[str]) -> Selection:
    """Return the selection that has these `names`."""
    return selection(
        (name for name in names if not name.startswith((WHERE, EXCEPT))),
        (name.removeprefix(WHERE) for name in names if name.startswith(WHERE)),
        (name.removeprefix(EXCEPT) for name in names if name.startswith(EXCEPT)),
    )
