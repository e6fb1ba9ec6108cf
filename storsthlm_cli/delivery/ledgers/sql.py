"""The ledger in SQLite: one transaction per turn of the send loop.

What must survive what (DESIGN 5):

- The death of the process: every commit survives it, since the operating system has the bytes. Rows found
  `attempting` are what was on the wire.
- A power cut: only synced commits survive. Recipients are claimed in groups, and a claim is synced before anything of
  the group is sent, with the boot id. After a cut, whoever of a claimed group has no outcome may have been sent.

Where the system tells no boot id every commit is synced instead, and no claim needs an interpretation.

A turn only notes what it has to say (`store.notes`). The rows learn of it a group at a time, and sooner when little
happens.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from storsthlm_cli.delivery.ledgers import statements
from storsthlm_cli.delivery.ledgers.hand import Another, Hand
from storsthlm_cli.delivery.ledgers.same_file import SameFile
from storsthlm_cli.delivery.ports import Claim, Turn
from storsthlm_cli.delivery.retry import JITTER, LONGEST_SECONDS
from storsthlm_cli.model.delivery import DispatchState, Recipient, Result, State, Tally
from storsthlm_cli.model.errors import Unfinished
from storsthlm_cli.store import notes
from storsthlm_cli.store.boot import NO_BOOT
from storsthlm_cli.store.database import failures

GROUP = 500
"""Recipients claimed, and synced, at a time."""
COUNTED_SECONDS = 10.0
"""How long the counts may go without what other processes change of them: it takes a look at every row."""
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
        self._counted = 0.0  # when all rows were counted (monotonic)
        self._noted: float | None = None  # since when there are notes that are not in the rows
        with failures(path):
            self._file = SameFile(path)
            self._dispatch = self._one("SELECT id FROM dispatches WHERE name = ?", dispatch)
            with self._transaction():
                known = {"dispatch": self._dispatch, "boot": self._boot, "now": time.time()}
                notes.settle(connection)
                connection.execute(statements.RECOVER, known)
                connection.execute(statements.RELEASE, known)
                connection.execute(statements.LEAVE_OUT, known)
                latest = time.time() + LONGEST_SECONDS * (1 + JITTER)  # later only if the clock was wrong
                connection.execute(statements.REWIND, {"dispatch": self._dispatch, "latest": latest})
                self._look_around()
            self._sync(each_turn=not self._group_sync)

    def turn(self, results: Sequence[Result], attempting: Sequence[int], want: int) -> Turn:
        """See `ports.Ledger.turn`. Raises `Unfinished` when the disk is full."""
        self._file.check()
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
                    notes.settle(self._connection)
                    self._connection.execute(statements.RELEASE, {"dispatch": self._dispatch})
        finally:
            self._pooled.close()

    def _changed(self) -> bool:
        """Whether another process has written anything since we last looked around."""
        return bool(self._one("PRAGMA data_version") != self._version)

    def _look_around(self) -> None:
        """Notice, in a transaction, what other processes wrote: a cancelled dispatch, people who left."""
        if not self._changed():
            return
        self._version = None  # until all of this is written
        self._settle()
        before = self._hand.state
        self._hand.state = DispatchState(self._one("SELECT state FROM dispatches WHERE id = ?", self._dispatch))
        ours = json.dumps(self._hand.unattempted())
        found = self._connection.execute(statements.UNWANTED, {"dispatch": self._dispatch, "ours": ours})
        unwanted = {number: State(state) for number, state in found}
        ended = self._hand.bar(unwanted.keys())
        self._suppress(ended)
        if self._hand.state is not before or time.monotonic() - self._counted > COUNTED_SECONDS:
            self._count()
        else:
            for number in ended:
                self._hand.move(unwanted[number], State.SUPPRESSED, 1)
            self._hand.next_retry = self._one(statements.NEXT, self._dispatch)
        ours = json.dumps(self._hand.unattempted())
        if self._hand.state is not DispatchState.CANCELLED and self._one(statements.TAKEN, self._dispatch, ours):
            raise Another
        self._version = self._one("PRAGMA data_version")

    def _write(self, results: Sequence[Result], attempting: Sequence[int]) -> tuple[int, ...]:
        """Note outcomes and who is attempted from now on; return who must not be. If it fails, nothing has changed."""
        now = time.time()
        accepted: dict[int, str] = {}
        ended: list[notes.Ended] = []
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
            notes.note(self._connection, self._dispatch, now, accepted=accepted, ended=ended, attempting=attempting)
            if self._noted is None:
                self._noted = now
            self._settle_in_time(now)
        self._hand.note(accepted, ended, attempting, withdrawn)
        return withdrawn

    def _ended(self, result: Result, now: float) -> notes.Ended:
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
            left = [row[0] for row in due + fresh if row[-1]]
            self._suppress(left)
        self._sync(each_turn=not self._group_sync)
        self._cursor = last
        self._hand.move(State.DEFERRED, State.UNTRIED, len(due))
        self._hand.move(State.UNTRIED, State.SUPPRESSED, len(left))
        going = [row for row in due + fresh if not row[-1]] if left else due + fresh
        fields = json.loads(f"[{','.join(row[3] for row in going)}]")
        self._hand.take(
            Claim(Recipient(number, address, key, known), attempts)
            for (number, address, key, _, attempts, _), known in zip(going, fields, strict=True)
        )

    def _suppress(self, numbers: Iterable[int]) -> None:
        now = time.time()
        ended = [(State.SUPPRESSED.value, now, self._dispatch, number) for number in numbers]
        self._connection.executemany(statements.END, ended)

    def _settle_in_time(self, now: float) -> None:
        if self._noted is not None and now - self._noted > NOTED_SECONDS:
            self._settle()

    def _settle(self) -> None:
        notes.settle(self._connection)
        self._noted = None

    def _count(self) -> None:
        self._counted = time.monotonic()
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
