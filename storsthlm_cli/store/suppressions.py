"""The memory of who must get nothing. No list can override it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Engine, select
from sqlalchemy.dialects.sqlite import insert

from storsthlm_cli.model.audience import Suppression
from storsthlm_cli.store.schema import suppressions


def suppress(engine: Engine, entries: Iterable[Suppression]) -> tuple[Suppression, ...]:
    """Write the entries; one that is there already keeps its first reason and date. Return those that were new."""
    added = []
    with engine.begin() as connection:
        for entry in entries:
            row = {
                "key": entry.key,
                "reason": entry.reason,
                "source": entry.source,
                "since": entry.since.astimezone(datetime.UTC).isoformat(timespec="seconds"),
            }
            if connection.execute(insert(suppressions).values(row).on_conflict_do_nothing()).rowcount:
                added.append(entry)
    return tuple(added)


def suppressed(engine: Engine) -> Mapping[str, Suppression]:
    """Return all suppressions by normalised address, oldest first."""
    return {each.key: each for each in remembered(engine)}


def remembered(engine: Engine) -> Iterator[Suppression]:
    """Yield all suppressions, oldest first."""
    with engine.connect() as connection:
        rows = connection.execute(select(suppressions).order_by(suppressions.c.since, suppressions.c.key))
        for row in rows:
            yield Suppression(row.key, row.reason, row.source, datetime.datetime.fromisoformat(row.since))
