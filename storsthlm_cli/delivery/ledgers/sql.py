"""The ledger in SQLite: one transaction per turn of the send loop.

What must survive what (DESIGN 5):

- The death of the process: every commit survives it, since the operating system has the bytes. Rows found
  `attempting` are what was on the wire.
- A power cut: only synced commits survive. Recipients are claimed in groups, and a claim is synced before anything of
  the group is sent, with the boot id. After a cut, whoever of a claimed group has no outcome may have been sent.

Where the system tells no boot id every commit is synced instead, and no claim needs an interpretation.

A turn only notes what it has to say (`store.journal`). The rows learn of it a group at a time, and sooner when little
happens.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from storsthlm_cli.delivery.ledgers import statements
from storsthlm_cli.delivery.ledgers.hand import Another, Hand
from storsthlm_cli.delivery.ports import Claim, Turn
from storsthlm_cli.delivery.retry import JITTER, LONGEST_SECONDS
from storsthlm_cli.model.delivery import DispatchState, Recipient, Result, State, Tally
from storsthlm_cli.model.errors import Unfinished
from storsthlm_cli.store import journal
from storsthlm_cli.store.boot import NO_BOOT
from storsthlm_cli.store.database import failures

GROUP = 500
"""Recipients claimed, and synced, at a time."""
NOTED_SECONDS = 0.1
"""How long the rows may be behind the notes: nobody who looks shall wonder."""


class SqlLedger:
    """The ledger port over the database. Use one per dispatch and process, under the dispatch's lock."""

    def __init__(self, engine: Engine, dispatch: str, path: Path, *, boot: str | None) -> None:
        self._path = path
        self._pooled = engine.raw_connection()
        connection = self._pooled.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        self._connection = connection
        self._boot = boot or NO_BOOT
        self._group_sync = boot is not None
        self._hand = Hand()
        self._cursor = 0  # the highest number that was ever claimed as untried
        self._version: int | None = None  # of the database, when we last looked around
        self._noted: float | None = None  # since when there are notes that are not in the rows
        with failures(path):
            self._file = _identity(path)
            self._dispatch = self._one("SELECT id FROM dispatches WHERE name = ?", dispatch)
            with self._transaction():
                known = {"dispatch": self._dispatch, "boot": self._boot, "now": time.time()}
                journal.settle(connection)
                connection.execute(statements.RECOVER, known)
                connection.execute(statements.RELEASE, known)
                latest = time.time() + LONGEST_SECONDS * (1 + JITTER)  # later only if the clock was wrong
                connection.execute(statements.REWIND, {"dispatch": self._dispatch, "latest": latest})
                self._look_around()
            self._sync(each_turn=not self._group_sync)

    def turn(self, results: Sequence[Result], attempting: Sequence[int], want: int) -> Turn:
        """See `ports.Ledger.turn`. Raises `Unfinished` when the disk is full."""
        self._check_the_file()
        with failures(self._path, Unfinished):
            withdrawn: tuple[int, ...] = ()
            if results or attempting:
                withdrawn = self._write(results, attempting)
            elif self._noted is not None or self._changed():
                with self._transaction():
                    self._look_around()
                    self._settle_in_time(time.time())
            if self._hand.lacks(want):
                self._claim_group()
            return Turn(self._hand.give(want), withdrawn, self._hand.state)

    def put_back(self, numbers: Sequence[int]) -> None:
        """See `ports.Ledger.put_back`."""
        with failures(self._path, Unfinished), self._transaction():
            self._look_around()
            self._settle()
            state = State.CANCELLED if self._hand.state is DispatchState.CANCELLED else State.UNTRIED
            self._connection.executemany(
                statements.PUT_BACK, [(state.value, self._dispatch, number) for number in numbers]
            )
            self._count()

    def tally(self) -> Tally:
        """See `ports.Ledger.tally`."""
        return Tally(self._hand.counts)

    def next_retry(self) -> float | None:
        """See `ports.Ledger.next_retry`."""
        return self._hand.next_retry

    def close(self) -> None:
        """See `ports.Ledger.close`."""
        try:
            with failures(self._path, Unfinished):
                self._sync(each_turn=True)
                with self._transaction():
                    journal.settle(self._connection)
                    self._connection.execute(statements.RELEASE, {"dispatch": self._dispatch})
        finally:
            self._pooled.close()

    def _check_the_file(self) -> None:
        """Raise Unfinished when the database is no longer the file that was opened: what is written would be lost."""
        try:
            same = _identity(self._path) == self._file
        except OSError:
            same = False
        if not same:
            raise Unfinished(
                f"`{self._path.name}` was removed or replaced while it was in use",
                hint="put the file back before anything more is sent: it knows who has the issue",
            )

    def _changed(self) -> bool:
        """Whether another process has written anything since we last looked around."""
        return bool(self._one("PRAGMA data_version") != self._version)

    def _look_around(self) -> None:
        """Notice, in a transaction, what other processes wrote: a cancelled dispatch, people who left."""
        if not self._changed():
            return
        self._version = None  # until all of this is written
        self._settle()
        self._hand.state = DispatchState(self._one("SELECT state FROM dispatches WHERE id = ?", self._dispatch))
        unwanted = {row[0] for row in self._connection.execute(statements.UNWANTED, (self._dispatch,))}
        now = time.time()
        ended = [(State.SUPPRESSED.value, now, self._dispatch, number) for number in self._hand.bar(unwanted)]
        self._connection.executemany(statements.END, ended)
        self._count()
        ours = json.dumps(self._hand.unattempted())
        if self._hand.state is not DispatchState.CANCELLED and self._one(statements.TAKEN, self._dispatch, ours):
            raise Another
        self._version = self._one("PRAGMA data_version")

    def _write(self, results: Sequence[Result], attempting: Sequence[int]) -> tuple[int, ...]:
        """Note outcomes and who is attempted from now on; return who must not be. If it fails, nothing has changed."""
        now = time.time()
        accepted: dict[int, str] = {}
        ended: list[journal.Ended] = []
        with self._transaction():
            self._look_around()
            for result in results:
                if result.number not in self._hand.out:
                    continue
                if result.state is State.ACCEPTED:
                    accepted[result.number] = str(result.reply)
                else:
                    ended.append(self._ended(result, now))
            withdrawn = self._hand.withdrawn(attempting)
            if withdrawn:
                attempting = [number for number in attempting if number not in withdrawn]
                left = self._hand.barred.intersection(withdrawn)
                if self._hand.state is not DispatchState.CANCELLED:
                    ended += ((number, State.SUPPRESSED, None, None) for number in left)
            journal.note(self._connection, self._dispatch, now, accepted=accepted, ended=ended, attempting=attempting)
            if self._noted is None:
                self._noted = now
            self._settle_in_time(now)
        self._hand.note(accepted, ended, attempting, withdrawn)
        return withdrawn

    def _ended(self, result: Result, now: float) -> journal.Ended:
        """Return what is noted of a result, and remember an attempt that failed."""
        number, state = result.number, result.state
        words = None if state is State.UNTRIED else str(result.reply or "")
        if words is not None:
            self._connection.execute(statements.HISTORY, (self._dispatch, number, now, state.value, words))
        if not state.final:  # nobody waits on who has left, or whose dispatch was cancelled
            if self._hand.state is DispatchState.CANCELLED:
                state = State.CANCELLED
            elif self._one(statements.LEFT, self._hand.out[number].recipient.key):
                state = State.SUPPRESSED
        return number, state, words, result.retry_at if state is State.DEFERRED else None

    def _claim_group(self) -> None:
        """Claim a group for this boot, synced to the disk before any of it can be sent."""
        self._sync(each_turn=True)
        with self._transaction():
            self._look_around()
            self._settle()
            due = self._connection.execute(statements.DUE, (self._dispatch, time.time(), GROUP)).fetchall()
            fresh = self._connection.execute(
                statements.UNTRIED, (self._dispatch, self._cursor, GROUP - len(due))
            ).fetchall()
            last = fresh[-1][0] if fresh else self._cursor
            self._connection.executemany(statements.CLAIM_DUE, [(self._boot, self._dispatch, row[0]) for row in due])
            self._connection.execute(statements.CLAIM_UNTRIED, (self._boot, self._dispatch, self._cursor, last))
            self._hand.next_retry = self._one(statements.NEXT, self._dispatch)
        self._sync(each_turn=not self._group_sync)
        self._cursor = last
        self._hand.move(State.DEFERRED, State.UNTRIED, len(due))
        fields = json.loads(f"[{','.join(row[3] for row in due + fresh)}]")
        self._hand.take(
            Claim(Recipient(number, address, key, known), attempts)
            for (number, address, key, _, attempts), known in zip(due + fresh, fields, strict=True)
        )

    def _settle_in_time(self, now: float) -> None:
        if self._noted is not None and now - self._noted > NOTED_SECONDS:
            self._settle()

    def _settle(self) -> None:
        journal.settle(self._connection)
        self._noted = None

    def _count(self) -> None:
        rows = self._connection.execute(statements.COUNT, (self._dispatch,))
        self._hand.counts = Counter({State(state): count for state, count in rows})
        self._hand.next_retry = self._one(statements.NEXT, self._dispatch)

    def _one(self, query: str, *values: object) -> Any:
        row = self._connection.execute(query, values).fetchone()
        return row[0] if row else None

    def _sync(self, *, each_turn: bool) -> None:
        self._connection.execute(f"PRAGMA synchronous = {'FULL' if each_turn else 'NORMAL'}").close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Hold a transaction. If it fails, what else was changed by others, and what is noted, is looked at anew."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._version, self._noted = None, 0.0
            raise


def _identity(path: Path) -> tuple[int, int]:
    """Return what tells a file from another one of its name."""
    found = os.stat(path)  # noqa: PTH116  # half of Path.stat's time, at every turn
    return found.st_dev, found.st_ino
