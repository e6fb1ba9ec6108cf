"""What the send loop noted and did not yet put into the recipients' rows: one short row a turn, no change a message.

`settle` puts it there. It is called in the transaction of whoever is about to change or judge rows (`database`), so
that they are never seen without it, and it does not matter whether the process that noted it is still alive. Only who
is merely `reading` sees, while a dispatch runs, rows that are up to a second old.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.errors import Failure

Ended = tuple[int, State, str | None, float | None]
"""Number, state, the server's words (None: it was no attempt), when it is tried again (POSIX time).

The state untried brings somebody back who was handed out: their claim stays.
"""

_Values = tuple[int | float | str | None, ...]

_NOTE = "INSERT INTO notes (dispatch, at, entries) VALUES (?, ?, ?)"
_DISPATCHES = "SELECT DISTINCT dispatch FROM notes"
_NOTED = "SELECT at, entries FROM notes WHERE dispatch = ? ORDER BY id"
_UNDER_WAY = "UPDATE recipients SET attempts = attempts + ?, state = ? WHERE dispatch = ? AND number = ?"
_ACCEPTED = """
UPDATE recipients SET attempts = attempts + ?, state = 'accepted', reply = ?, updated = ?, claim = NULL
WHERE dispatch = ? AND number = ?
"""
"""Of who is in the notes as attempted: three quarters of the time that `_ENDED` takes."""
_ENDED = """
UPDATE recipients
SET attempts = attempts + ? + (? AND state <> 'attempting'),
    state = ?, reply = coalesce(?, reply), retry_at = ?, updated = ?, claim = NULL
WHERE dispatch = ? AND number = ?
"""


def note(
    connection: sqlite3.Connection,
    dispatch: int,
    at: float,
    *,
    accepted: Mapping[int, str] = {},
    ended: Sequence[Ended] = (),
    attempting: Sequence[int] = (),
) -> None:
    """Note, within a transaction, what became of recipients of a dispatch, and then who is attempted from now on.

    `accepted` has the server's words by number, `ended` all other ends of an attempt. Who has ended is noted again only
    after `settle`.
    """
    entries = list(accepted), list(accepted.values()), ended, attempting
    connection.execute(_NOTE, (dispatch, at, json.dumps(entries)))


def settle(connection: sqlite3.Connection) -> None:
    """Put all that is noted into the rows, within a transaction. Raises Failure for notes that cannot be read."""
    for (dispatch,) in connection.execute(_DISPATCHES).fetchall():
        try:
            _settle(connection, dispatch)
        except (ValueError, TypeError) as error:
            raise Failure(
                f"the database's notes of what was sent cannot be read: {error}",
                hint="something else has written into it; put a backup in its place",
            ) from error
        connection.execute("DELETE FROM notes WHERE dispatch = ?", (dispatch,))


def _settle(connection: sqlite3.Connection, dispatch: int) -> None:
    """Change each row once: most of those who are attempted are accepted a turn later."""
    under_way: dict[int, int] = {}  # number → attempts that are not in the row
    usual: list[_Values] = []
    ended: list[_Values] = []
    returned: list[_Values] = []
    for at, entries in connection.execute(_NOTED, (dispatch,)):
        accepted, replies, others, going = json.loads(entries)
        for number, words in zip(accepted, replies, strict=True):
            if tries := under_way.pop(number, 0):
                usual.append((tries, words, at, dispatch, number))
            else:
                ended.append((0, True, State.ACCEPTED.value, words, None, at, dispatch, number))
        for number, state, words, retry_at in others:
            tries = under_way.pop(number, 0)
            if State(state) is State.UNTRIED:
                returned.append((tries, state, dispatch, number))
            else:
                straight = not tries and words is not None  # an attempt, unless the row says that it was one already
                ended.append((tries, straight, state, words, retry_at, at, dispatch, number))
        for number in going:
            under_way[number] = under_way.get(number, 0) + 1
    attempting = [(tries, State.ATTEMPTING.value, dispatch, number) for number, tries in under_way.items()]
    for statement, rows in ((_UNDER_WAY, returned), (_ACCEPTED, usual), (_ENDED, ended), (_UNDER_WAY, attempting)):
        if rows and connection.executemany(statement, rows).rowcount != len(rows):
            raise ValueError("they are of somebody who is not in the dispatch")
