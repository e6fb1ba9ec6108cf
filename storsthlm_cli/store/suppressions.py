"""The memory of who must get nothing. No list can override it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_new

from storsthlm_cli.model.audience import ERASED, ERASURE, Departure, Suppression
from storsthlm_cli.model.leaving import BY_MAIL, BY_WEB, own_word
from storsthlm_cli.store.persons import awaited
from storsthlm_cli.store.schema import departures, suppressions

SUPPRESSED, LIFTED = "suppressed", "lifted"


def suppress(
    engine: Engine, entries: Iterable[Suppression], digest: Callable[[str], str] | None = None
) -> tuple[Suppression, ...]:
    """Write the entries; one that is there already keeps its first reason and date. Return those that were new.

    What readers may take back themselves gives way to what they may not: else it would be lost when they do.
    With a `digest`, which makes of an address what is kept of it after an erasure, the erased are passed over. Whom an
    entry names by digest only, and an unended dispatch by their address, is then suppressed by that, too.
    """
    added: list[Suppression] = []
    named: dict[str, list[Suppression]] = {}
    with engine.begin() as connection:
        for entry in entries:
            if digest is not None and _erased(connection, digest(entry.key)):
                continue
            new = _suppress(connection, entry)
            if new:
                added.append(entry)
            if (new or _put_instead(connection, entry)) and entry.key.startswith(ERASED):
                named.setdefault(entry.key, []).append(entry)
        if digest is not None and named:
            for entry in _by_address(connection, named, digest):
                if not _suppress(connection, entry):
                    _put_instead(connection, entry)
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


def last_change(engine: Engine) -> tuple[object, ...]:
    """Return what is another one once anybody was added to the suppressions: the last entry of their log."""
    with engine.connect() as connection:
        query = select(departures.c.id, departures.c.key, departures.c.at).order_by(departures.c.id.desc()).limit(1)
        row = connection.execute(query).one_or_none()
        return tuple(row) if row is not None else ()


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


def _by_address(
    connection: Connection, named: Mapping[str, Collection[Suppression]], digest: Callable[[str], str]
) -> list[Suppression]:
    """Return entries that name people by digest, for those whom a dispatch is still to mail, with their address.

    All that is still to be mailed is gone through, in the transaction that writes the entries: a dispatch frozen before
    it is seen here, and one frozen after it was planned without these people, or is refused (`dispatches.create`).
    """
    return [replace(each, key=key) for key in awaited(connection) for each in named.get(digest(key), ())]


def _suppress(connection: Connection, entry: Suppression) -> bool:
    """Write an entry, if there is none in its place; tell whether it was written."""
    new = insert_new(suppressions).values(_row(entry)).on_conflict_do_nothing()
    return _logged(connection, entry, connection.execute(new).rowcount)


def _put_instead(connection: Connection, entry: Suppression) -> bool:
    """Put an entry that is not the reader's own word into the place of one that is; tell whether there was one."""
    if own_word(entry.source):
        return False
    same = (suppressions.c.key == entry.key) & (suppressions.c.list == entry.list)
    own = (suppressions.c.source == BY_WEB) | suppressions.c.source.startswith(BY_MAIL)
    changed = update(suppressions).where(same, own).values(_row(entry))
    return _logged(connection, entry, connection.execute(changed).rowcount)


def _logged(connection: Connection, entry: Suppression, changed: int) -> bool:
    if changed:
        _log(connection, entry, SUPPRESSED, entry.reason, entry.source, entry.since)
    return bool(changed)


def _row(entry: Suppression) -> dict[str, str]:
    return {
        "key": entry.key,
        "list": entry.list,
        "reason": entry.reason,
        "source": entry.source,
        "since": _written(entry.since),
    }


def _log(
    connection: Connection, entry: Suppression, what: str, reason: str, source: str, at: datetime.datetime
) -> None:
    row = {"key": entry.key, "list": entry.list, "what": what, "reason": reason, "source": source, "at": _written(at)}
    connection.execute(insert(departures).values(row))


def _written(when: datetime.datetime) -> str:
    return when.astimezone(datetime.UTC).isoformat(timespec="seconds")


def _suppression(row: Row[Any]) -> Suppression:
    return Suppression(row.key, row.reason, row.source, datetime.datetime.fromisoformat(row.since), row.list)
