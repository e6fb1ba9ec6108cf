"""Finding messages in a folder by their Message-ID."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from storsthlm_cli.model.errors import Failure

if TYPE_CHECKING:
    from imapclient import IMAPClient

_AT_ONCE = 20
"""Messages asked for in one search: servers bear no endless commands."""


def find_messages(
    client: IMAPClient, folder: str, ids: Iterable[str], *, since: datetime.datetime
) -> Mapping[str, datetime.datetime]:
    """Return when the mailbox got each of these messages, by Message-ID with its angle brackets; others are left out.

    Only what came since the day before `since` is looked at: the server's clock and zone are its own (RFC 3501, 6.4.4).
    Raises Failure, naming the folder that the server keeps sent mail in, when there is no such folder.
    """
    _open_folder(client, folder)
    day = since.date() - datetime.timedelta(days=1)
    found: dict[str, datetime.datetime] = {}
    waiting = iter(ids)
    while page := set(itertools.islice(waiting, _AT_ONCE)):
        hits = client.search(["SINCE", day, *_any_of(page)])
        for data in client.fetch(hits, ["INTERNALDATE", "ENVELOPE"]).values() if hits else ():
            name = (data[b"ENVELOPE"].message_id or b"").decode("ascii", "replace").strip()
            if name in page:
                found[name] = min(data[b"INTERNALDATE"], found.get(name, data[b"INTERNALDATE"]))
    return found


def _any_of(names: Collection[str]) -> list[str]:
    """Return the search key for any of these Message-IDs: OR stands before the two that it joins."""
    keys = [["HEADER", "Message-ID", name] for name in names]
    return [*(word for key in keys[:-1] for word in ("OR", *key)), *keys[-1]]


def _open_folder(client: IMAPClient, folder: str) -> None:
    from imapclient.imapclient import SENT

    if not client.folder_exists(folder):
        other = client.find_special_folder(SENT)
        raise Failure(
            f"the mailbox has no folder `{folder}`",
            hint=f"did you mean `mailbox.sent: {other}`?" if other else "set `mailbox.sent` to the one with the copies",
        )
    client.select_folder(folder, readonly=True)
