"""The memory of who must get nothing. No list can override it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Row, Update, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_new

from storsthlm_cli.model.audience import ERASED, ERASURE, Departure, Suppression
from storsthlm_cli.model.leaving import BY_WEB
from storsthlm_cli.store.schema import departures, suppressions

SUPPRESSED, LIFTED = "suppressed", "lifted"


def suppress(
    engine: Engine, entries: Iterable[Suppression], digest: Callable[[str], str] | None = None
) -> tuple[Suppression, ...]:
    """Write the entries; one that is there already keeps its first reason and date. Return those that were new.

    What readers may take back themselves gives way to what they may not: else it would be lost when they do.
    With a `digest`, which makes of an address what is kept of it after an erasure, the erased are passed over.
    """
    added = []
    with engine.begin() as connection:
        for entry in entries:
            if digest is not None and _erased(connection, digest(entry.key)):
                continue
            row = {
                "key": entry.key,
                "list": entry.list,
                "reason": entry.reason,
                "source": entry.source,
                "since": _written(entry.since),
            }
            if connection.execute(insert_new(suppressions).values(row).on_conflict_do_nothing()).rowcount:
                _log(connection, entry, SUPPRESSED, entry.reason, entry.source, entry.since)
                added.append(entry)
            elif entry.source != BY_WEB and connection.execute(_instead(row)).rowcount:
                _log(connection, entry, SUPPRESSED, entry.reason, entry.source, entry.since)
    return tuple(added)


def lift(
    engine: Engine, entries: Iterable[Suppression], *, reason: str, source: str, at: datetime.datetime
) -> tuple[Suppression, ...]:
    """Take suppressions back, if they are still what they were. Return those that were."""
    lifted = []
    with engine.begin() as connection:
        for entry in entries:
            same = (
                (suppressions.c.key == entry.key)
                & (suppressions.c.list == entry.list)
                & (suppressions.c.source == entry.source)
                & (suppressions.c.since == _written(entry.since))
            )
            if connection.execute(delete(suppressions).where(same)).rowcount:
                _log(connection, entry, LIFTED, reason, source, at)
                lifted.append(entry)
    return tuple(lifted)


def suppressed(engine: Engine) -> Mapping[str, Suppression]:
    """Return those who must get nothing of any list, by key, oldest first."""
    return {each.key: each for each in remembered(engine) if not each.list}


def remembered(engine: Engine) -> Iterator[Suppression]:
    """Yield all suppressions, those for one list too, oldest first."""
    with engine.connect() as connection:
        yield from map(
            _suppression, connection.execute(select(suppressions).order_by(suppressions.c.since, suppressions.c.key))
        )


def of(engine: Engine, key: str) -> tuple[Suppression, ...]:
    """Return the suppressions with this key: that for all lists first, then those for one."""
    with engine.connect() as connection:
        query = select(suppressions).where(suppressions.c.key == key).order_by(suppressions.c.list)
        return tuple(map(_suppression, connection.execute(query)))


def addresses(engine: Engine) -> Iterator[str]:
    """Yield the normalised addresses that are suppressed, each once; not what is kept of erased ones."""
    with engine.connect() as connection:
        yield from connection.scalars(
            select(suppressions.c.key).where(~suppressions.c.key.startswith(ERASED)).distinct()
        )


def departures_of(engine: Engine, key: str) -> tuple[Departure, ...]:
    """Return every change of the suppressions with this key, oldest first."""
    with engine.connect() as connection:
        query = select(departures).where(departures.c.key == key).order_by(departures.c.id)
        return tuple(
            Departure(datetime.datetime.fromisoformat(row.at), row.what == SUPPRESSED, row.list, row.reason, row.source)
            for row in connection.execute(query)
        )


def _erased(connection: Connection, digest: str) -> bool:
    """Tell whether somebody was erased, as the only writer: an erasure begins with this very entry."""
    held = select(suppressions.c.key).where(suppressions.c.key == digest, suppressions.c.reason == ERASURE)
    return connection.execute(held).first() is not None


def _instead(row: Mapping[str, str]) -> Update:
    """Return what puts a suppression into the place of the reader's own word."""
    same = (suppressions.c.key == row["key"]) & (suppressions.c.list == row["list"])
    return update(suppressions).where(same, suppressions.c.source == BY_WEB).values(row)


def _log(
    connection: Connection, entry: Suppression, what: str, reason: str, source: str, at: datetime.datetime
) -> None:
    row = {"key": entry.key, "list": entry.list, "what": what, "reason": reason, "source": source, "at": _written(at)}
    connection.execute(insert(departures).values(row))


def _written(when: datetime.datetime) -> str:
    return when.astimezone(datetime.UTC).isoformat(timespec="seconds")


def _suppression(row: Row[Any]) -> Suppression:
    return Suppression(row.key, row.reason, row.source, datetime.datetime.fromisoformat(row.since), row.list)
