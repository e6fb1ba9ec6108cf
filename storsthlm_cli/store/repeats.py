"""Who is in the ledger more often than they may be, also where the address of one row was erased and of another not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, func, select

from storsthlm_cli.model.audience import ERASED
from storsthlm_cli.model.delivery import State
from storsthlm_cli.store.addressees import number_of, shown
from storsthlm_cli.store.schema import dispatches, recipients

Digest = Callable[[], Callable[[str], str]]
"""Gives what makes of a normalised address what is kept of it after an erasure; asked only where something was."""


def listed_twice(engine: Engine, name: str, digest: Digest) -> tuple[str, ...]:
    """Return the normalised addresses that have several rows in a dispatch, for people."""
    with engine.connect() as connection:
        who = _who(connection, [name], digest)
        query = select(func.max(recipients.c.key)).where(recipients.c.dispatch == number_of(connection, name))
        return tuple(map(shown, connection.scalars(query.group_by(who).having(func.count() > 1))))


def accepted_in_both(engine: Engine, name: str, others: Sequence[str], digest: Digest) -> tuple[str, ...]:
    """Return the normalised addresses, in order and for people, that a dispatch and one of the others have reached."""
    if not others:
        return ()
    in_this = dispatches.c.name == name
    with engine.connect() as connection:
        who = _who(connection, [name, *others], digest)
        query = (
            select(func.max(recipients.c.key))
            .join(dispatches, dispatches.c.id == recipients.c.dispatch)
            .where(dispatches.c.name.in_([name, *others]), recipients.c.state == State.ACCEPTED.value)
            .group_by(who)
            .having(func.min(in_this) < func.max(in_this))
            .order_by(who)
        )
        return tuple(map(shown, connection.scalars(query)))


def _who(connection: Connection, names: Sequence[str], digest: Digest) -> ColumnElement[Any]:
    """Return what tells people apart: their address, or what is kept of it where that of anybody was erased."""
    erased = (
        select(recipients.c.number)
        .join(dispatches, dispatches.c.id == recipients.c.dispatch)
        .where(dispatches.c.name.in_(names), recipients.c.key.startswith(ERASED))
    )
    if connection.execute(erased.limit(1)).first() is None:
        return recipients.c.key
    made = digest()
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.create_function("kept", 1, lambda key: key if key.startswith(ERASED) else made(key), deterministic=True)
    return func.kept(recipients.c.key)
