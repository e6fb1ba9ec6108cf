"""Who is in a dispatch: its recipients, a page at a time, and the reader who has one row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Engine, select

from storsthlm_cli.model.audience import ERASED
from storsthlm_cli.model.delivery import Reader, Recipient, State
from storsthlm_cli.store.schema import dispatches, recipients
from storsthlm_cli.store.traces import ERASED_ADDRESS

PAGE = 1000
"""Rows read or written at a time."""


def people(engine: Engine, name: str, states: Sequence[State] = ()) -> Iterator[Recipient]:
    """Yield a dispatch's recipients in order, all or those in the given states."""
    columns = (recipients.c.number, recipients.c.address, recipients.c.key, recipients.c.fields, recipients.c.list)
    for number, address, key, fields, through in pages(engine, name, columns, states):
        yield Recipient(number, shown(address), key, json.loads(fields), through)


def reader(engine: Engine, mark: str, number: int) -> Reader | None:
    """Return who has this row of the dispatch with this mark; None when there is none."""
    query = (
        select(dispatches.c.name, dispatches.c.issue, recipients.c.number, recipients.c.key, recipients.c.list)
        .join(recipients, recipients.c.dispatch == dispatches.c.id)
        .where(dispatches.c.mark == mark, recipients.c.number == number)
    )
    with engine.connect() as connection:
        row = connection.execute(query).one_or_none()
        return Reader(*row) if row is not None else None


def addresses(engine: Engine, name: str) -> Iterator[tuple[str, str]]:
    """Yield the normalised address and the address of each of a dispatch's recipients in order."""
    for _, key, address in pages(engine, name, (recipients.c.number, recipients.c.key, recipients.c.address)):
        yield key, shown(address)


def number_of(connection: Connection, name: str) -> int:
    """Return the database's own number of the dispatch called `name`."""
    return int(connection.execute(select(dispatches.c.id).where(dispatches.c.name == name)).scalar_one())


def pages(engine: Engine, name: str, columns: Iterable[Column[Any]], states: Sequence[State] = ()) -> Iterator[Any]:
    """Yield a dispatch's rows in order, a page at a time: nobody is kept waiting by who goes through them slowly."""
    with engine.connect() as connection:
        query = select(*columns).where(recipients.c.dispatch == number_of(connection, name))
    if states:
        query = query.where(recipients.c.state.in_([state.value for state in states]))
    query = query.order_by(recipients.c.number).limit(PAGE)
    last: int | None = 0
    while last is not None:
        with engine.connect() as connection:
            page = connection.execute(query.where(recipients.c.number > last)).all()
        yield from page
        last = page[-1].number if len(page) == PAGE else None


def shown(address: str) -> str:
    """Return an address for people; what stands in the place of an erased one tells them nothing."""
    return ERASED_ADDRESS if address.startswith(ERASED) else address
