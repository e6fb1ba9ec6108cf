"""A database for rows that are too many for memory: a file without a name, gone with the process."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from storsthlm_cli.model.errors import Failure


def temporary_database() -> sqlite3.Connection:
    """Open an empty one. What does not fit into SQLite's cache lies in the temporary folder, only ours to read."""
    database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "temp_store=FILE"):
        database.execute(f"PRAGMA {pragma}").close()
    return database


@contextmanager
def at_once(database: sqlite3.Connection) -> Iterator[None]:
    """Hold a transaction, since one for each statement is slow. Nothing is rolled back: who fails is not used.

    Raises Failure when there is no room on the disk.
    """
    try:
        database.execute("BEGIN")
        yield
        database.execute("COMMIT")
    except sqlite3.Error as error:
        raise Failure(
            f"the lists cannot be brought together in the temporary folder: {error}",
            hint="make room there, or name another folder in the environment variable `TMPDIR`",
        ) from error
