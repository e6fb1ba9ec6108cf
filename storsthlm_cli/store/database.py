"""Opening the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from storsthlm_cli.model.errors import Failure, Unfinished
from storsthlm_cli.store import notes, schema

BUSY_SECONDS = 30
"""How long a statement waits for another process that is writing."""

_LOOKING = "storsthlm_looking"
_EXACT = "storsthlm_exact"
_UNSETTLED = "SELECT DISTINCT issue FROM dispatches WHERE id IN (SELECT dispatch FROM notes)"
_NAME_IT = "INSERT INTO identity SELECT lower(hex(randomblob(8))) WHERE NOT EXISTS (SELECT 1 FROM identity)"


def open_database(path: Path) -> Engine:
    """Return an engine on the SQLite file at `path`, which is made when there is none.

    Every connection writes ahead (WAL), syncs at each commit (FULL) and begins its transactions at once as a writer,
    so that two processes wait for each other and never fail half-way, and with everything in the rows that was noted
    of them (`notes`).

    Raises `Failure` when the file cannot be opened, is no database, or was made by a later version.
    """
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)), connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    with failures(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with reading(engine).connect() as connection:
            found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if found > schema.VERSION:
                raise Failure(
                    f"`{path.name}` is of a later version of storsthlm (schema {found}, expected {schema.VERSION})",
                    hint="install the newest storsthlm",
                )
        if found < schema.VERSION:
            with engine.begin() as connection:  # as the only writer: another process may have done it meanwhile
                found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
                for version, statements in schema.CHANGES.items():
                    for statement in statements if 0 < found < version else ():
                        connection.exec_driver_sql(statement)
                schema.metadata.create_all(connection)
                connection.exec_driver_sql(_NAME_IT)
                connection.exec_driver_sql(f"PRAGMA user_version={schema.VERSION}")
    event.listen(engine, "begin", _settle)
    return engine


def settle(engine: Engine) -> None:
    """Put into the recipients' rows what was noted of them, for those who come only `reading`.

    Leave it to the process of a dispatch that runs: when another one has written, it has to look at everything anew.
    """
    with engine.begin():
        pass


def unsettled(engine: Engine) -> tuple[str, ...]:
    """Return the issues of whose dispatches something is noted that is not in the recipients' rows."""
    with reading(engine).connect() as connection:
        return tuple(connection.exec_driver_sql(_UNSETTLED).scalars())


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver thinks
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "fullfsync=ON", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if _looks(connection) else "BEGIN IMMEDIATE")


def _looks(connection: Connection) -> bool:
    options = connection.get_execution_options()
    return bool(options.get(_LOOKING)) and not options.get(_EXACT)


def _settle(connection: Connection) -> None:
    if not _looks(connection):
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        notes.settle(raw)


def reading(engine: Engine) -> Engine:
    """Return the database for looking only: its transactions see one moment, and keep no writer waiting."""
    return engine.execution_options(**{_LOOKING: True})


def exact(engine: Engine) -> Engine:
    """Return the database with everybody who is `reading` made to see what is noted: others wait for them."""
    return engine.execution_options(**{_EXACT: True})


def database_id(engine: Engine) -> str:
    """Return the name that the database was given when it was made; a copy of it has the same."""
    with reading(engine).connect() as connection:
        return str(connection.exec_driver_sql("SELECT id FROM identity").scalar_one())


@contextmanager
def failures(path: Path, kind: type[Failure] = Failure) -> Iterator[None]:
    """Turn the database's own errors into a failure with a way out: `kind`, where the cause says nothing better.

    What could not be written is `Unfinished` (exit code 3): nothing more was sent, and the same command goes on.
    """
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError, OSError) as error:
        cause = error.orig if isinstance(error, DatabaseError) and error.orig is not None else error
        name = getattr(cause, "sqlite_errorname", "")
        if name.startswith("SQLITE_BUSY"):
            raise Unfinished(
                f"`{path.name}` has been held by another program for {BUSY_SECONDS} seconds",
                hint="end that program and run the same command again",
            ) from error
        if name == "SQLITE_FULL" or name.startswith("SQLITE_IOERR"):
            raise Unfinished(
                f"`{path.name}` could not be written: {cause}",
                hint="make room on the disk and run the same command again; nothing is sent that is not written down",
            ) from error
        raise kind(
            f"the database `{path}` could not be used: {cause}",
            hint="is it a file of storsthlm, on a local disk, and writable for you?",
        ) from error
