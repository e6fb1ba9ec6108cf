"""The inbox of an IMAP server (RFC 9051): reading without marking as read, moving without losing."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from storsthlm_cli.mailbox.parts import MOST
from storsthlm_cli.model.errors import Failure

if TYPE_CHECKING:
    from imapclient import IMAPClient

_AT_ONCE = 20
"""Mails fetched, or moved, by one command."""


class Inbox:
    """A folder of a mailbox that is open. A mail's name holds the folder's UIDVALIDITY: numbers are used again."""

    def __init__(self, client: IMAPClient, account: str, folder: str, filed: str) -> None:
        """Open the folder of an account (`nytt@imap.kommun.example`). Raises Failure when there is no such folder."""
        if not client.folder_exists(folder):
            raise Failure(f"the mailbox has no folder `{folder}`", hint="set `mailbox.inbox` to the one with new mails")
        self.name = f"{folder} at {account.rpartition('@')[2]}"
        self._account = account
        self.filed = filed
        self._client = client
        self._folder = folder
        self._prefix = ""

    def unread(self, known: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the mails, without a change to their flags."""
        self._prefix = self._open(readonly=True)
        numbers = iter(sorted(self._client.search(["NOT", "DELETED"])))
        new = (number for number in numbers if f"{self._prefix}{number}" not in known)
        while page := list(itertools.islice(new, _AT_ONCE)):
            answer = self._client.fetch(page, [f"BODY.PEEK[]<0.{MOST}>"])
            for number in page:
                data = next((value for key, value in answer.get(number, {}).items() if key.startswith(b"BODY[")), None)
                if isinstance(data, bytes):
                    yield f"{self._prefix}{number}", data

    def file(self, names: Collection[str]) -> int:
        """Move mails, by MOVE (RFC 6851), or by a copy of which the server says that it has it."""
        numbers = sorted(int(name.rpartition(":")[2]) for name in names)
        if not numbers:
            return 0
        if self._open(readonly=False) != self._prefix:
            return 0  # the server has numbered its mails anew since: the next run reads them again
        target = self._target()
        for at in range(0, len(numbers), _AT_ONCE):
            page = numbers[at : at + _AT_ONCE]
            if self._client.has_capability("MOVE"):
                self._client.move(page, target)
            elif self._client.has_capability("UIDPLUS"):
                self._client.copy(page, target)
                self._client.delete_messages(page, silent=True)
                self._client.uid_expunge(page)
            else:
                return at  # without UIDPLUS (RFC 4315) others' mails would go as well
        return len(numbers)

    def _open(self, *, readonly: bool) -> str:
        answer = self._client.select_folder(self._folder, readonly=readonly)
        return f"imap:{self._account}:{self._folder}:{int(answer[b'UIDVALIDITY'])}:"

    def _target(self) -> str:
        """Return the name of the folder for understood mails, made where there is none: some servers need a prefix."""
        name = self.filed
        if self._client.has_capability("NAMESPACE"):
            personal = self._client.namespace().personal
            prefix = personal[0][0] if personal else ""
            name = name if name.startswith(prefix) else f"{prefix}{name}"
        if not self._client.folder_exists(name):
            self._client.create_folder(name)
            self._client.subscribe_folder(name)
        return name
