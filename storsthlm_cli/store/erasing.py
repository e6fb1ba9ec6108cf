"""Taking addresses out of a database: of one person at their word, of everybody after a time. The rows stay.

What is kept of an address is its digest, so that whoever has an issue still counts as having it (DESIGN, promise 2).
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storsthlm_cli.model.audience import ERASED, Suppression
from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.errors import Unfinished
from storsthlm_cli.store import notes
from storsthlm_cli.store.database import failures, open_database
from storsthlm_cli.store.traces import Trace
from storsthlm_cli.store.wording import codes

_OWN = (
    """
    INSERT INTO departures (key, list, what, reason, source, at)
    SELECT :digest, '', 'suppressed', :reason, :source, :since
    WHERE NOT EXISTS (SELECT 1 FROM suppressions WHERE key = :digest AND list = '' AND reason = :reason)
    """,
    """
    INSERT INTO suppressions (key, list, reason, source, since) VALUES (:digest, '', :reason, :source, :since)
    ON CONFLICT (key, list) DO UPDATE SET reason = :reason, source = :source, since = :since WHERE reason <> :reason
    """,
    "CREATE TEMP TABLE mine AS SELECT dispatch, number FROM recipients WHERE key IN (:key, :digest)",
    """
    UPDATE recipients SET state = 'suppressed', claim = NULL, retry_at = NULL, updated = :now
    WHERE (dispatch, number) IN (SELECT dispatch, number FROM mine) AND state IN ('untried', 'deferred')
    """,
    """
    UPDATE recipients SET key = :digest, address = :digest, fields = '{}', reply = codes(reply)
    WHERE (dispatch, number) IN (SELECT dispatch, number FROM mine)
    """,
    "UPDATE attempts SET reply = codes(reply) WHERE (dispatch, number) IN (SELECT dispatch, number FROM mine)",
    "UPDATE bounces SET words = '' WHERE (dispatch, number) IN (SELECT dispatch, number FROM mine)",
    "DELETE FROM suppressions WHERE key = :key",
    """
    DELETE FROM departures WHERE key = :key AND (at, reason) IN (SELECT at, reason FROM departures WHERE key = :digest)
    """,
    "UPDATE departures SET key = :digest WHERE key = :key",
)
_TEXTS = (
    ("recipients", "fields"),
    ("recipients", "reply"),
    ("attempts", "reply"),
    ("bounces", "words"),
    ("suppressions", "reason"),
    ("suppressions", "source"),
    ("departures", "reason"),
    ("departures", "source"),
    ("approvals", "by"),
    ("approvals", "text"),
)
"""Where what is kept of other people may name an address: in the words of a server, of a colleague, of a list."""

_ENDED = "SELECT id, name FROM dispatches WHERE state IN ('finished', 'cancelled') AND ended < ? ORDER BY id"
WAITED_FOR = (State.UNKNOWN, State.ATTEMPTING, State.UNTRIED, State.DEFERRED)
"""The states in which something may still be found out, or sent: the address is kept."""
_WAITED_FOR = ", ".join(f"'{each.value}'" for each in WAITED_FOR)
_KEPT = f"dispatch = ? AND key NOT LIKE '{ERASED}%' AND state NOT IN ({_WAITED_FOR})"
_FORGET = (
    f"UPDATE recipients SET key = digest(key), fields = '{{}}', reply = codes(reply) WHERE {_KEPT}",  # noqa: S608  # ours
    f"UPDATE recipients SET address = key WHERE dispatch = ? AND key LIKE '{ERASED}%'",  # noqa: S608  # ours
    f"""
    UPDATE attempts SET reply = codes(reply) WHERE dispatch = ?1 AND number IN (
        SELECT number FROM recipients WHERE dispatch = ?1 AND key LIKE '{ERASED}%')
    """,  # noqa: S608  # ours
    f"""
    UPDATE bounces SET words = '' WHERE dispatch = ?1 AND number IN (
        SELECT number FROM recipients WHERE dispatch = ?1 AND key LIKE '{ERASED}%')
    """,  # noqa: S608  # ours
)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection to a database, brought up to date, that overwrites what it deletes.

    Raises what `open_database` raises.
    """
    engine = open_database(path)
    pooled = engine.raw_connection()
    try:
        connection = pooled.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        connection.create_function("codes", 1, codes, deterministic=True)
        with failures(path):
            connection.execute("PRAGMA secure_delete=ON").close()
            yield connection
    finally:
        pooled.close()
        engine.dispose()


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows of dispatches lost an address, and how many others named it in their texts."""

    rows: int
    mentions: int


def erase(connection: sqlite3.Connection, key: str, left: Suppression, trace: Trace) -> Taken:
    """Put a digest in the place of a normalised address, all or nothing; return where it stood.

    `left` is the suppression that stays, whose key is the digest. Who was still to be mailed is suppressed. Of
    what servers said of them the codes are kept, and what names them elsewhere is scrubbed.
    """
    connection.create_function("scrubbed", 1, trace.scrubbed, deterministic=True)
    known = {
        "key": key,
        "digest": left.key,
        "reason": left.reason,
        "source": left.source,
        "since": left.since.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        "now": left.since.timestamp(),
    }
    with _transaction(connection):
        for statement in _OWN:
            connection.execute(statement, {name: known[name] for name in known if f":{name}" in statement})
        ((rows,),) = connection.execute("SELECT count(*) FROM mine")
        connection.execute("DROP TABLE mine")
        mentions = 0
        for table, column in _TEXTS:
            mentions += connection.execute(
                f"UPDATE {table} SET {column} = scrubbed({column}) "  # noqa: S608  # both are ours
                f"WHERE {column} LIKE ? AND {column} <> scrubbed({column})",
                (trace.like,),
            ).rowcount
    return Taken(int(rows), mentions)


def mailed(connection: sqlite3.Connection, trace: Trace) -> tuple[str, ...]:
    """Return the dispatches in whose mail, subject or choice of lists an address stands."""
    found = []
    for name, subject, lists, letter in connection.execute("SELECT name, subject, lists, letter FROM dispatches"):
        frame = json.loads(letter).get("frame", ()) if letter[:1] == b"{" else ()
        text = "".join(piece if isinstance(piece, str) else "\n" for piece in frame).replace("=\r\n", "")
        if any(map(trace.found, (subject, lists, text))):
            found.append(name)
    return tuple(found)


def forgettable(connection: sqlite3.Connection, before: datetime.datetime) -> tuple[tuple[str, int], ...]:
    """Return the dispatches that ended before a moment, with how many rows have an address that nothing waits for."""
    found = []
    for number, name in connection.execute(_ENDED, (_written(before),)).fetchall():
        ((count,),) = connection.execute(f"SELECT count(*) FROM recipients WHERE {_KEPT}", (number,))  # noqa: S608
        found += [(name, int(count))] if count else []
    return tuple(found)


def forget(
    connection: sqlite3.Connection, before: datetime.datetime, digest: Callable[[str], str]
) -> tuple[tuple[str, int], ...]:
    """Put digests in the place of the addresses that `forgettable` tells of, a dispatch at a time; return the same."""
    connection.create_function("digest", 1, digest, deterministic=True)
    found = forgettable(connection, before)
    for name, _ in found:
        with _transaction(connection):
            ((number,),) = connection.execute("SELECT id FROM dispatches WHERE name = ?", (name,))
            for statement in _FORGET:
                connection.execute(statement, (number,))
    return found


def erased(connection: sqlite3.Connection) -> tuple[Suppression, ...]:
    """Return the suppressions by digest, oldest first."""
    query = f"SELECT key, reason, source, since, list FROM suppressions WHERE key LIKE '{ERASED}%' ORDER BY since"  # noqa: S608
    return tuple(
        Suppression(key, reason, source, datetime.datetime.fromisoformat(since), name)
        for key, reason, source, since, name in connection.execute(query)
    )


def plain_keys(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield every normalised address in a database, once."""
    tables = " UNION ".join(f"SELECT key FROM {table}" for table in ("recipients", "suppressions", "departures"))  # noqa: S608
    yield from (key for (key,) in connection.execute(tables).fetchall() if not key.startswith(ERASED))


def clean(connection: sqlite3.Connection, path: Path) -> None:
    """Write the database anew, so that nothing of what was taken out is left in its free space or its journal.

    Raises Unfinished while another program is reading it; then it is to be done again.
    """
    connection.execute("VACUUM").close()
    ((busy, _, _),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if busy:
        raise Unfinished(
            f"another program is reading `{path.name}`, so that what was erased may still be in its journal",
            hint="end that program and run the same command again",
        )


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        notes.settle(connection)  # a server's words that are only noted name people too
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _written(when: datetime.datetime) -> str:
    return when.astimezone(datetime.UTC).isoformat()
