"""The token keys of a workspace, as they are told of: never the secrets."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from storsthlm_cli.model.backup import Note


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """One key: its id, when it was made (None where nobody noted it), whether new tokens are signed with it."""

    id: str
    made: datetime.datetime | None
    signs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """The keys of a workspace, oldest first, and what depends on them.

    `mails` were sent for real, each with a way out that holds under these keys; `digests` stand for addresses that
    were erased or forgotten. `backup` is the last one that is known of, None for none; `gone` says that it is not
    where it was written.
    """

    file: str
    keys: tuple[KeyFacts, ...]
    mails: int
    digests: int
    backup: Note | None
    gone: bool = False

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The ids of the keys that the last backup does not have."""
        saved = self.backup.keys if self.backup is not None and not self.gone else ()
        return tuple(each.id for each in self.keys if each.id not in saved)
