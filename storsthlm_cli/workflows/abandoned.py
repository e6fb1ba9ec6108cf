"""Who was on the wire when the process that sent died: shown as what the next `send` or `resolve` makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Engine

from storsthlm_cli.model.delivery import Dispatch, Row, State, Tally
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.overview import Cause
from storsthlm_cli.model.sending import Standing
from storsthlm_cli.model.stored import Stored
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.database import reading
from storsthlm_cli.workflows.following import standing
from storsthlm_cli.workflows.memory import alone
from storsthlm_cli.workflows.workspace import Workspace

_WHY = "on the wire when the sender died"
WORDS = f"{_WHY}; `storsthlm resolve`"


def as_it_will_be(workspace: Workspace, engine: Engine, now: Standing) -> Standing:
    """Return where a dispatch stands, with those unknown whom a process left on the wire. Nothing is written.

    While a process sends the issue, they are what it says: being attempted.
    """
    if not now.tally[State.ATTEMPTING]:
        return now
    try:
        with alone(workspace, now.dispatch.issue, patience=0):
            left = standing(reading(engine), now.dispatch)
    except Failure:  # somebody is sending it, or nobody can tell
        return now
    if not left.tally[State.ATTEMPTING]:
        return left
    rows = Stored(len(left.rows), lambda: map(settled_row, left.rows))
    return replace(left, tally=settled(left.tally), rows=rows, abandoned=True)


def settled(tally: Tally) -> Tally:
    """Return the count with those who are attempted among the unknown."""
    counts = dict(tally.counts)
    attempted = counts.pop(State.ATTEMPTING, 0)
    if attempted:
        counts[State.UNKNOWN] = counts.get(State.UNKNOWN, 0) + attempted
    return Tally(counts)


def settled_row(row: Row) -> Row:
    """Return a row, unknown if it is attempted."""
    return replace(row, state=State.UNKNOWN, reply=WORDS) if row.state is State.ATTEMPTING else row


def cause(engine: Engine, dispatch: Dispatch, shown: int) -> Cause:
    """Return why they are unknown, with the first `shown` addresses."""
    attempted = dispatches.rows(reading(engine), dispatch.id, (State.ATTEMPTING,))
    return Cause(State.UNKNOWN, "", _WHY, len(attempted), tuple(_first(attempted, shown)))


def _first(rows: Stored[Row], most: int) -> Iterator[str]:
    for row, _ in zip(rows, range(most), strict=False):
        yield row.address
