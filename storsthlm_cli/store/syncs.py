"""How far the journals of other hosts are applied, and when that was last all there was."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Row, delete, select
from sqlalchemy.dialects.sqlite import insert

from storsthlm_cli.model.leaving import Reached
from storsthlm_cli.store.database import reading
from storsthlm_cli.store.schema import syncs


@dataclass(frozen=True, slots=True)
class Synced:
    """How far the journal of a source was applied. `at` is when that was all there was; None: not yet."""

    source: str
    reached: Reached
    at: datetime.datetime | None


def known(engine: Engine) -> tuple[Synced, ...]:
    """Return what is known of all sources, in their order."""
    with reading(engine).connect() as connection:
        return tuple(map(_synced, connection.execute(select(syncs).order_by(syncs.c.source))))


def reached(engine: Engine, source: str, how_far: Reached, at: datetime.datetime | None) -> None:
    """Write down how far the journal of a source is applied; without a moment, when it last was whole stays."""
    row = {"source": source, "journal": how_far.journal, "n": how_far.number, "mac": how_far.mac}
    when = at.astimezone(datetime.UTC).isoformat(timespec="seconds") if at is not None else ""
    changes = row | ({"at": when} if when else {})
    with engine.begin() as connection:
        query = insert(syncs).values(row | {"at": when})
        connection.execute(query.on_conflict_do_update(index_elements=[syncs.c.source], set_=changes))


def forget(engine: Engine, source: str) -> None:
    """Forget how far the journal of a source was applied."""
    with engine.begin() as connection:
        connection.execute(delete(syncs).where(syncs.c.source == source))


def _synced(row: Row[Any]) -> Synced:
    at = datetime.datetime.fromisoformat(row.at) if row.at else None
    return Synced(row.source, Reached(row.n, row.mac, row.journal), at)
