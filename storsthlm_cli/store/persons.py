"""What the ledger knows of one person."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, Table, func, select, union

from storsthlm_cli.model.audience import ERASED, ERASURE
from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.persons import Mailed, Word
from storsthlm_cli.store.database import reading
from storsthlm_cli.store.schema import attempts, bounces, departures, dispatches, recipients, suppressions

_AWAITED = (State.UNTRIED, State.DEFERRED, State.ATTEMPTING, State.UNKNOWN)
"""The states that may lead to another attempt; the last one by a person's word."""
_AT_ONCE = 10_000


def mailed(engine: Engine, keys: Sequence[str]) -> tuple[Mailed, ...]:
    """Return the dispatches that somebody is in, oldest first; `keys` are their address and its digest."""
    told = (dispatches.c.name, dispatches.c.issue, dispatches.c.subject, dispatches.c.rehearsal, dispatches.c.created)
    query = (
        select(*told, *recipients.c)
        .join(dispatches, dispatches.c.id == recipients.c.dispatch)
        .where(recipients.c.key.in_(keys))
        .order_by(dispatches.c.id, recipients.c.number)
    )
    with reading(engine).connect() as connection:
        return tuple(
            Mailed(
                dispatch=row.name,
                issue=row.issue,
                subject=row.subject,
                rehearsal=bool(row.rehearsal),
                list=row.list,
                number=row.number,
                state=State(row.state),
                planned=datetime.datetime.fromisoformat(row.created),
                updated=_moment(row.updated) if row.updated is not None else None,
                attempts=row.attempts,
                reply=row.reply,
                address=row.address,
                fields=json.loads(row.fields),
                tries=_words(connection, select(attempts.c.at, attempts.c.state, attempts.c.reply), attempts, row),
                bounces=_words(connection, select(bounces.c.at, bounces.c.fault, bounces.c.words), bounces, row),
                forgotten=row.key.startswith(ERASED),
            )
            for row in connection.execute(query).all()
        )


def moments(engine: Engine, key: str) -> tuple[datetime.datetime, ...]:
    """Return when something was written down of a normalised address, or of a digest; not that it was to be erased."""
    columns = (
        select(dispatches.c.created)
        .join(recipients, dispatches.c.id == recipients.c.dispatch)
        .where(recipients.c.key == key),
        select(suppressions.c.since).where(suppressions.c.key == key, suppressions.c.reason != ERASURE),
        select(departures.c.at).where(departures.c.key == key, departures.c.reason != ERASURE),
    )
    with reading(engine).connect() as connection:
        return tuple(datetime.datetime.fromisoformat(at) for query in columns for at in connection.scalars(query))


def waiting(engine: Engine, key: str) -> tuple[tuple[str, str], ...]:
    """Return the dispatches that a person is in and that have not ended: issue and name."""
    query = (
        select(dispatches.c.issue, dispatches.c.name)
        .join(recipients, dispatches.c.id == recipients.c.dispatch)
        .where(recipients.c.key == key, dispatches.c.ended.is_(None))
        .distinct()
    )
    with reading(engine).connect() as connection:
        return tuple((issue, name) for issue, name in connection.execute(query))


def awaited(connection: Connection) -> Iterator[str]:
    """Yield the normalised addresses that dispatches may still mail to which have not ended."""
    query = (
        select(recipients.c.key)
        .join(dispatches, dispatches.c.id == recipients.c.dispatch)
        .where(dispatches.c.ended.is_(None), recipients.c.state.in_([state.value for state in _AWAITED]))
        .where(~recipients.c.key.startswith(ERASED))
    )
    yield from connection.execute(query, execution_options={"yield_per": _AT_ONCE}).scalars()


def addresses(engine: Engine, key: str) -> frozenset[str]:
    """Return how a normalised address is written in the dispatches."""
    with reading(engine).connect() as connection:
        return frozenset(connection.scalars(select(recipients.c.address).where(recipients.c.key == key)))


def digests(engine: Engine) -> int:
    """Count the people of whom only a digest is kept, in dispatches and among the suppressions."""
    kept = union(*(select(table.c.key).where(table.c.key.startswith(ERASED)) for table in (recipients, suppressions)))
    with reading(engine).connect() as connection:
        return connection.execute(select(func.count()).select_from(kept.subquery())).scalar_one()


def _words(connection: Connection, query: Select[Any], table: Table, row: Row[Any]) -> tuple[Word, ...]:
    """Return what was said of a row, oldest first."""
    mine = query.where(table.c.dispatch == row.dispatch, table.c.number == row.number).order_by(table.c.at)
    return tuple(Word(_moment(at), what, words) for at, what, words in connection.execute(mine))


def _moment(at: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(at, datetime.UTC)
