"""What mails are read from: the inbox of an IMAP server, or a Maildir."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol


class Box(Protocol):
    """A folder with new mails. `name` is what people call it, `filed` the folder that understood mails go into."""

    name: str
    filed: str

    def unread(self, known: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each mail but those known: a name that stays, and its bytes (the first million); oldest first."""
        ...

    def file(self, names: Collection[str]) -> int:
        """Move mails into the folder for understood ones and return how many could be. None is ever deleted."""
        ...
