"""Copies of the database: taking one while others write, judging one, and what an old one no longer knows."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.store import notes, schema
from storsthlm_cli.store.database import BUSY_SECONDS

DOUBTED = "an old backup was restored: perhaps it was sent since"
"""Stands in the ledger for the words of a server, of whoever may have been mailed after the backup."""

_CHANGED = {
    "recipients": ("max(updated)",),
    "attempts": ("max(at)",),
    "dispatches": ("unixepoch(max(created))", "unixepoch(max(ended))"),
    "suppressions": ("unixepoch(max(since))",),
    "departures": ("unixepoch(max(at))",),
    "approvals": ("unixepoch(max(at))",),
    "bounces": ("max(at)",),
}
"""Where moments stand. What an earlier version has not is passed over: a backup is judged before it is brought up.

Not when a journal was last asked (`syncs`): what it told is among the departures, and asking again tells it again.
"""
_CODE = "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
_DOUBT = """
UPDATE recipients
SET state = 'unknown', claim = NULL, retry_at = NULL, reply = :words, updated = coalesce(updated, :now)
WHERE state IN ('untried', 'attempting', 'deferred')
  AND dispatch IN (SELECT id FROM dispatches WHERE state IN ('open', 'paused') AND rehearsal = 0)
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a database holds; `changed` is when something was last written into it, None for never.

    `attempts` counts the messages that were put on the wire: that is written before anything is known of them, and
    without a time. `departures` is the number of the last change of the suppressions, 0 for none: one that was lifted
    is gone from their count.
    """

    id: str
    changed: datetime.datetime | None
    dispatches: int
    suppressions: int
    attempts: int
    departures: int


def copy(source: Path, target: Path) -> None:
    """Write the database as it is at this moment to a new file, complete in itself, while others go on writing.

    All pages are read in one transaction, so that the copy is of one moment and no writer makes it begin anew
    (https://www.sqlite.org/backup.html).
    """
    with _opened(source) as old, _opened(target) as new:
        old.backup(new, pages=-1)
        new.execute("BEGIN")
        notes.settle(new)
        new.execute("COMMIT")
        new.execute("PRAGMA journal_mode=DELETE").close()


def facts(path: Path) -> Facts:
    """Return what a database holds. Raises Failure for one that is damaged, of a later version or not ours."""
    with _opened(path) as database:
        found = database.execute("PRAGMA user_version").fetchone()[0]
        if found > schema.VERSION:
            raise Failure(
                f"the database is of a later version of storsthlm (schema {found}, expected {schema.VERSION})",
                hint="install the newest storsthlm",
            )
        faults = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if faults != "ok":
            raise Failure(f"the database is damaged: {faults}", hint="take an older backup")
        if database.execute(_CODE).fetchone()[0]:
            raise Failure("the database has triggers or views, which storsthlm never makes", hint="take another backup")
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        changed = max(filter(None, _moments(database, tables)), default=None)
        return Facts(
            database.execute("SELECT id FROM identity").fetchone()[0],
            datetime.datetime.fromtimestamp(changed, datetime.UTC) if changed is not None else None,
            database.execute("SELECT count(*) FROM dispatches").fetchone()[0],
            database.execute("SELECT count(*) FROM suppressions").fetchone()[0],
            database.execute("SELECT coalesce(sum(attempts), 0) FROM recipients").fetchone()[0],
            database.execute("SELECT coalesce(max(id), 0) FROM departures").fetchone()[0]
            if "departures" in tables
            else 0,
        )


def doubt(path: Path) -> int:
    """Make everybody unknown who was still to be mailed by a real dispatch; return how many.

    Since the copy was made they may have got it, and nothing here knows (DESIGN, promise 1).
    """
    with _opened(path) as database:
        now = datetime.datetime.now(datetime.UTC).timestamp()
        return database.execute(_DOUBT, {"words": DOUBTED, "now": now}).rowcount


def _moments(database: sqlite3.Connection, tables: Collection[str]) -> Iterator[float | None]:
    for table, moments in _CHANGED.items():
        if table in tables:
            yield from database.execute(f"SELECT {', '.join(moments)} FROM {table}").fetchone()  # noqa: S608  # ours


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF").close()
            yield connection
    except sqlite3.Error as error:
        raise Failure(f"`{path.name}` cannot be read as a database of storsthlm: {error}") from error
