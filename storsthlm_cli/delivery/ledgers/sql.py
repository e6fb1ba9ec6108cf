"""The ledger in SQLite: one transaction per turn of the send loop.

What must survive what (DESIGN 5):

- The death of the process: every commit survives it, since the operating system has the bytes. Rows found
  `attempting` are what was on the wire.
- A power cut: only synced commits survive. Recipients are claimed in groups, and a claim is synced before anything of
  the group is sent, with the boot id. After a cut, whoever of a claimed group has no outcome may have been sent.

Where the system tells no boot id every commit is synced instead, and no claim needs an interpretation.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from storsthlm_cli.delivery.ledgers import statements
from storsthlm_cli.delivery.ports import Claim, Turn
from storsthlm_cli.delivery.retry import JITTER, LONGEST_SECONDS
from storsthlm_cli.model.delivery import DispatchState, Recipient, Result, State, Tally
from storsthlm_cli.model.errors import Unfinished
from storsthlm_cli.store.boot import NO_BOOT
from storsthlm_cli.store.database import failures

GROUP = 500
"""Recipients claimed, and synced, at a time."""


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
        self._queue: deque[Claim] = deque()  # claimed, not handed out
        self._out: dict[int, Claim] = {}  # handed out, without an outcome
        self._barred: set[int] = set()  # handed out, and suppressed since
        self._attempting: set[int] = set()
        self._cursor = 0  # the highest number that was ever claimed as untried
        self._state = DispatchState.OPEN
        self._counts: Counter[State] = Counter()
        self._next_retry: float | None = None
        self._version: int | None = None  # of the database, when we last looked around
        with failures(path):
            self._file = _identity(path)
            self._dispatch = self._one("SELECT id FROM dispatches WHERE name = ?", dispatch)
            with self._transaction():
                known = {"dispatch": self._dispatch, "boot": self._boot, "now": time.time()}
                self._connection.execute(statements.RECOVER, known)
                self._connection.execute(statements.RELEASE, known)
                latest = time.time() + LONGEST_SECONDS * (1 + JITTER)  # later only if the clock was wrong
                self._connection.execute(statements.REWIND, {"dispatch": self._dispatch, "latest": latest})
                self._look_around()
            self._sync(each_turn=not self._group_sync)

    def turn(self, results: Sequence[Result], attempting: Sequence[int], want: int) -> Turn:
        """See `ports.Ledger.turn`. Raises `Unfinished` when the disk is full."""
        self._check_the_file()
        with failures(self._path, Unfinished):
            withdrawn: set[int] = set()
            if results or attempting:
                with self._all_or_nothing():
                    self._look_around()
                    stopped = self._state is not DispatchState.OPEN
                    withdrawn = {number for number in attempting if stopped or number in self._barred}
                    self._write([result for result in results if result.number in self._out])
                    self._mark([number for number in attempting if number not in withdrawn])
                    if self._state is not DispatchState.CANCELLED:
                        self._suppress(withdrawn & self._barred)
            else:
                self._look_around()
            for number in withdrawn:
                del self._out[number]
            is_open = self._state is DispatchState.OPEN
            if want > len(self._queue) and is_open and self._somebody_waits():
                self._claim_group()
            claims = [self._queue.popleft() for _ in range(min(want, len(self._queue)) if is_open else 0)]
            self._out.update((claim.recipient.number, claim) for claim in claims)
            return Turn(tuple(claims), tuple(withdrawn), self._state)

    def put_back(self, numbers: Sequence[int]) -> None:
        """See `ports.Ledger.put_back`."""
        with failures(self._path, Unfinished), self._transaction():
            self._look_around()
            state = State.CANCELLED if self._state is DispatchState.CANCELLED else State.UNTRIED
            self._connection.executemany(
                statements.PUT_BACK, [(state.value, self._dispatch, number) for number in numbers]
            )
            self._count()

    def tally(self) -> Tally:
        """See `ports.Ledger.tally`."""
        return Tally(self._counts)

    def next_retry(self) -> float | None:
        """See `ports.Ledger.next_retry`."""
        return self._next_retry

    def close(self) -> None:
        """See `ports.Ledger.close`."""
        try:
            with failures(self._path, Unfinished):
                self._sync(each_turn=True)
                with self._transaction():
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

    def _look_around(self) -> None:
        """Notice what other processes wrote: a cancelled dispatch, people who left."""
        version = self._one("PRAGMA data_version")
        if version == self._version:
            return
        self._version = version
        self._state = DispatchState(self._one("SELECT state FROM dispatches WHERE id = ?", self._dispatch))
        unwanted = {row[0] for row in self._connection.execute(statements.UNWANTED, (self._dispatch,))}
        self._barred |= unwanted & self._out.keys()
        self._suppress(unwanted - self._out.keys())
        self._queue = deque(claim for claim in self._queue if claim.recipient.number not in unwanted)
        self._count()

    def _suppress(self, numbers: Iterable[int]) -> None:
        now = time.time()
        for number in numbers:
            self._connection.execute(statements.END, (State.SUPPRESSED.value, now, self._dispatch, number))
            self._barred.discard(number)
            self._move(State.UNTRIED, State.SUPPRESSED)

    def _write(self, results: Sequence[Result]) -> None:
        """Record outcomes and what each attempt came to."""
        now = time.time()
        rows, history = [], []
        cancelled = self._state is DispatchState.CANCELLED
        elsewhere = State.CANCELLED if cancelled else State.UNTRIED  # what other processes made of it
        for result in results:
            claim = self._out.pop(result.number)
            before = State.ATTEMPTING if result.number in self._attempting else elsewhere
            state = self._after(result.state, claim)
            self._attempting.discard(result.number)
            self._barred.discard(result.number)
            self._move(before, state)
            reply = str(result.reply or "")
            if state is State.UNTRIED:
                self._connection.execute(statements.RETURN, (self._dispatch, result.number))
                self._queue.append(claim)
            elif result.state is State.UNTRIED:
                self._connection.execute(statements.END, (state.value, now, self._dispatch, result.number))
            else:
                retry_at = result.retry_at if state is State.DEFERRED else None
                rows.append((state.value, reply, retry_at, now, self._dispatch, result.number))
            if result.state not in (State.UNTRIED, State.ACCEPTED):
                history.append((self._dispatch, result.number, now, result.state.value, reply))
        self._connection.executemany(statements.OUTCOME, rows)
        if history:
            self._connection.executemany(statements.HISTORY, history)
            self._next_retry = self._one(statements.NEXT, self._dispatch)

    def _after(self, state: State, claim: Claim) -> State:
        """Return the state that a result leads to: nobody waits on who has left, or whose dispatch was cancelled."""
        if state.final:
            return state
        if self._state is DispatchState.CANCELLED:
            return State.CANCELLED
        return State.SUPPRESSED if self._one(statements.LEFT, claim.recipient.key) else state

    def _mark(self, numbers: Sequence[int]) -> None:
        marked = self._connection.executemany(statements.ATTEMPT, [(self._dispatch, number) for number in numbers])
        if numbers and marked.rowcount != len(numbers):
            raise Unfinished("another process sends this dispatch too", hint="wait for it, then run the command again")
        self._attempting.update(numbers)
        self._move(State.UNTRIED, State.ATTEMPTING, len(numbers))

    def _somebody_waits(self) -> bool:
        waiting = self._counts[State.UNTRIED] > len(self._out) - len(self._attempting) + len(self._queue)
        return waiting or (self._next_retry is not None and self._next_retry <= time.time())

    def _claim_group(self) -> None:
        """Claim a group for this boot, synced to the disk before any of it can be sent."""
        self._sync(each_turn=True)
        with self._transaction():
            self._look_around()
            due = self._connection.execute(statements.DUE, (self._dispatch, time.time(), GROUP)).fetchall()
            fresh = self._connection.execute(
                statements.UNTRIED, (self._dispatch, self._cursor, GROUP - len(due))
            ).fetchall()
            last = fresh[-1][0] if fresh else self._cursor
            self._connection.executemany(statements.CLAIM_DUE, [(self._boot, self._dispatch, row[0]) for row in due])
            self._connection.execute(statements.CLAIM_UNTRIED, (self._boot, self._dispatch, self._cursor, last))
            self._next_retry = self._one(statements.NEXT, self._dispatch)
        self._sync(each_turn=not self._group_sync)
        self._cursor = last
        self._move(State.DEFERRED, State.UNTRIED, len(due))
        for number, address, key, fields, attempts in due + fresh:
            self._queue.append(Claim(Recipient(number, address, key, json.loads(fields)), attempts))

    def _count(self) -> None:
        rows = self._connection.execute(statements.COUNT, (self._dispatch,))
        self._counts = Counter({State(state): count for state, count in rows})
        self._next_retry = self._one(statements.NEXT, self._dispatch)

    def _move(self, before: State, after: State, many: int = 1) -> None:
        self._counts[before] -= many
        self._counts[after] += many

    def _one(self, query: str, *values: object) -> Any:
        row = self._connection.execute(query, values).fetchone()
        return row[0] if row else None

    def _sync(self, *, each_turn: bool) -> None:
        self._connection.execute(f"PRAGMA synchronous = {'FULL' if each_turn else 'NORMAL'}").close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Hold a transaction; if it fails, forget what it changed in memory too, so that it can be tried again."""
        before = self._queue.copy(), self._out.copy(), self._barred.copy(), self._attempting.copy(), self._counts.copy()
        try:
            with self._transaction():
                yield
        except BaseException:
            self._queue, self._out, self._barred, self._attempting, self._counts = before
            self._version = None
            raise


def _identity(path: Path) -> tuple[int, int]:
    """Return what tells a file from another one of its name."""
    found = os.stat(path)  # noqa: PTH116  # half of Path.stat's time, at every turn
    return found.st_dev, found.st_ino
