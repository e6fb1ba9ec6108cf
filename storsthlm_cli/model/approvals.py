"""Approvals: who said that a text may go out, when, and what exactly they saw."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """Who sat at the keyboard: the system's name for them, and what git says of them ("" where it says nothing).

    Neither is a proof against somebody who wants to pretend; both tell colleagues apart.
    """

    user: str
    name: str = ""
    email: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.user})" if self.name else self.user


@dataclass(frozen=True, slots=True)
class Approval:
    """One entry in the book of approvals. `content` is the hash of what was approved, "" for a withdrawal.

    `text` is what was approved, as plain text, so that a later edit can be shown.
    """

    issue: str
    content: str
    by: Identity
    at: datetime.datetime
    text: str

    @property
    def withdrawal(self) -> bool:
        """Whether this entry voids all before it."""
        return not self.content


@dataclass(frozen=True, slots=True)
class Clearance:
    """Whether a content may go out: `needed` where the workspace asks for an approval and mail really leaves.

    `approval` is the one of this very content, None when there is none. Then `last` is the latest of another content,
    and `changes` is what has changed in words since, as lines of a unified diff.
    """

    needed: bool = False
    approval: Approval | None = None
    last: Approval | None = None
    changes: tuple[str, ...] = ()

    @property
    def stands_in_the_way(self) -> bool:
        """Whether nothing may be sent."""
        return self.needed and self.approval is None
