"""Where readers who come with a token are received: what a web server needs of the workspace, and no more."""

from __future__ import annotations

import datetime
import pathlib
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from sqlalchemy import Engine

from storsthlm_cli.model.delivery import NO_MARK, Reader
from storsthlm_cli.model.errors import Failure, Unfinished
from storsthlm_cli.model.leaving import Ask, Standing
from storsthlm_cli.store import suppressions
from storsthlm_cli.store.database import database_id, failures, open_database, reading
from storsthlm_cli.workflows import leaving
from storsthlm_cli.workflows.kept_keys import KeptKeys, Seen, seen
from storsthlm_cli.workflows.listing import facts_of
from storsthlm_cli.workflows.memory import database_file, token_keys
from storsthlm_cli.workflows.workspace import Workspace

MOST_CHANGES = 50
"""So often at most somebody may change their mind on the web; they can still leave after that."""

_TURN_SECONDS = 20
"""How long one who asks waits for those before, who wait for the database: a proxy waits for a minute."""


class Reception(Protocol):
    """Receives readers. Both methods may be called by several threads at once, and raise Failure when they cannot."""

    def look(self, token: str) -> Standing | None:
        """Return where the reader with this token stands; None when it is not one of ours. Nothing changes."""

    def do(self, token: str, ask: Ask) -> Standing | None:
        """Do what a reader asks, and return where they stand then; None when it is not one of our tokens.

        When it returns, what was asked is on the disk. Asking twice is asking once.
        """


class DatabaseReception:
    """The reception over the workspace's own database, which other programs use at the same time.

    Files may be exchanged while it is open: keys are added by a rotation, the database comes with the first dispatch
    and is another one after `restore`. Each is looked at again when it has changed.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Look at the files once; raises Failure when the token keys are gone although something has been sent."""
        token_keys(workspace)
        self._database = _Database(database_file(workspace))
        self._keys = KeptKeys(workspace)
        self._titles = _Titles(workspace)
        # One writer at a time: in the database they would wait for each other by sleeping, and for longer.
        self._writing = threading.Lock()

    def look(self, token: str) -> Standing | None:
        """Return where the reader with this token stands."""
        keys = self._keys.now()
        if keys is None or (row := keys.reader(token)) is None:
            return None
        if row.mark == NO_MARK:
            return Standing(test=True)
        with self._database.failures():
            engine = _there(self._database.now().engine)
            if (reader := leaving.reader_of(engine, keys, token)) is None:
                return None
            return self._shown(engine, reader, leaving.standing(engine, keys, reader))

    def do(self, token: str, ask: Ask) -> Standing | None:
        """Do what a reader asks."""
        while True:
            opened = self._database.now()
            standing = self._done(opened.engine, token, ask)
            # What was written to a database that was taken away meanwhile is lost, and must be written once more.
            if self._database.now() == opened:
                return standing

    def check(self) -> None:
        """Raise Failure when there is no database, or it cannot be read."""
        with self._database.failures():
            engine = self._database.now().engine
            database_id(_there(engine))

    def _done(self, engine: Engine | None, token: str, ask: Ask) -> Standing | None:
        keys = self._keys.now()
        if keys is None or (row := keys.reader(token)) is None:
            return None
        if row.mark == NO_MARK:
            return Standing(test=True)
        engine = _there(engine)
        with self._database.failures():
            reader = leaving.reader_of(engine, keys, token)
            if reader is None:
                return None
            if ask is Ask.RETURN and _often(engine, reader):
                return self._shown(engine, reader, leaving.standing(engine, keys, reader))
            with self._turn():
                standing = leaving.do(engine, keys, reader, ask, datetime.datetime.now(datetime.UTC))
            return self._shown(engine, reader, standing)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let one write at a time. Raises Unfinished when those before do not end: the database is held."""
        if not self._writing.acquire(timeout=_TURN_SECONDS):
            raise Unfinished("the database has been held by another program for too long", hint="end that program")
        try:
            yield
        finally:
            self._writing.release()

    def _shown(self, engine: Engine, reader: Reader, standing: Standing) -> Standing:
        """Return a standing with the title of the list, and as one that is final for who went and came too often."""
        may_return = standing.may_return and not _often(engine, reader)
        return replace(standing, list=self._titles.of(reader.list), may_return=may_return)


def _there(engine: Engine | None) -> Engine:
    """Return the database. Raises Failure when there is none: who has a token shall try again, it may come back."""
    if engine is None:
        raise Failure("there is no database yet", hint="the first `send` makes it")
    return engine


def _often(engine: Engine, reader: Reader) -> bool:
    """Tell whether somebody has changed their mind so often that it is kept no more: all changes are remembered."""
    return len(suppressions.departures_of(reading(engine), reader.key)) >= MOST_CHANGES


@dataclass(frozen=True, slots=True)
class _Opened:
    """A database as it was found: the file that it was, and the engine on it. None and None where there is none."""

    file: Seen | None
    engine: Engine | None


class _Database:
    """The database's file, opened when it is there, and anew when another one has taken its place."""

    def __init__(self, path: pathlib.Path) -> None:
        self._path = path
        self._opened = _Opened(None, None)
        self._gone: list[_Opened] = []
        self._lock = threading.Lock()

    def now(self) -> _Opened:
        """Return the database that is there now. Raises what `open_database` raises."""
        with self._lock:
            try:
                found = self._path.stat()
            except FileNotFoundError:
                file = None
            else:
                file = found.st_dev, found.st_ino
            if file != self._opened.file:
                # Not closed: SQLite would remove the journal of the one that has taken its place, which has its name.
                self._gone.append(self._opened)
                self._opened = _Opened(file, open_database(self._path) if file is not None else None)
            return self._opened

    def failures(self) -> AbstractContextManager[None]:
        """Turn the database's own errors into failures. Its own words may hold an address, and go nowhere."""
        return failures(self._path)


class _Titles:
    """What lists call themselves to their readers, read again when a file has changed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._several: tuple[Seen | None, bool] = (None, False)
        self._known: dict[str, tuple[Seen | None, str]] = {}
        self._lock = threading.Lock()

    def of(self, name: str) -> str:
        """Return the title of a list, by which it can be left alone.

        "" for a list without one, and for the only one that there is: to leave it is to leave everything.
        """
        if not name:
            return ""
        with self._lock:
            folder = seen(self._workspace.lists)
            if folder is None or folder != self._several[0]:
                self._several = folder, len(self._workspace.known_lists()) > 1
            if not self._several[1]:
                return ""
            found = seen(self._workspace.lists / f"{name}.yaml")
            if name not in self._known or self._known[name][0] != found:
                self._known[name] = found, self._read(name)
            return self._known[name][1]

    def _read(self, name: str) -> str:
        try:
            facts, _ = facts_of(self._workspace, name)
        except Failure:  # somebody is writing it at this moment, or has made a mistake: the way out stays open
            return ""
        return facts.title.content if facts is not None and facts.title is not None else ""
