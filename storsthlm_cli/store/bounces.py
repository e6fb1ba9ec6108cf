"""What came back, and to whom something was sent at all."""

from __future__ import annotations

import itertools
import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.dialects.sqlite import insert

from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.inbox import Bounce, Fault
from storsthlm_cli.store.addressees import number_of
from storsthlm_cli.store.database import reading
from storsthlm_cli.store.schema import bounces, dispatches, mails, recipients

_LEFT = (State.ACCEPTED, State.UNKNOWN, State.ATTEMPTING)
"""The states of rows whose message may have left us, so that something can come back."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that may have left: the row, and what it was."""

    dispatch: str
    issue: str
    number: int
    key: str
    state: State


def sent_to(engine: Engine, keys: Iterable[str]) -> Mapping[str, tuple[Sent, ...]]:
    """Return what was really sent to these normalised addresses, the newest dispatch first. A rehearsal is not."""
    found: dict[str, list[Sent]] = {}
    waiting = iter(dict.fromkeys(keys))
    with reading(engine).connect() as connection:
        while page := list(itertools.islice(waiting, _AT_ONCE)):
            query = (
                select(dispatches.c.name, dispatches.c.issue, recipients.c.number, recipients.c.key, recipients.c.state)
                .join(dispatches, dispatches.c.id == recipients.c.dispatch)
                .where(recipients.c.key.in_(page), dispatches.c.rehearsal == 0)
                .where(recipients.c.state.in_([state.value for state in _LEFT]))
                .order_by(dispatches.c.id.desc())
            )
            for name, issue, number, key, state in connection.execute(query):
                found.setdefault(key, []).append(Sent(name, issue, number, key, State(state)))
    return {key: tuple(rows) for key, rows in found.items()}


def remember(engine: Engine, entries: Iterable[Bounce]) -> int:
    """Write bounces down; return how many were not known. A row has one of each fault."""
    added = 0
    with engine.begin() as connection:
        for each in entries:
            row = {
                "dispatch": number_of(connection, each.dispatch),
                "number": each.number,
                "fault": each.fault.value,
                "status": each.status,
                "words": each.words,
                "at": each.at.timestamp(),
            }
            added += connection.execute(insert(bounces).values(row).on_conflict_do_nothing()).rowcount
    return added


def faults(engine: Engine, rows: Collection[Sent]) -> Mapping[tuple[str, int], frozenset[Fault]]:
    """Return the faults that are remembered of these rows, by dispatch and number."""
    found: dict[tuple[str, int], frozenset[Fault]] = {}
    with reading(engine).connect() as connection:
        for each in rows:
            query = (
                select(bounces.c.fault)
                .join(dispatches, dispatches.c.id == bounces.c.dispatch)
                .where(dispatches.c.name == each.dispatch, bounces.c.number == each.number)
            )
            found[each.dispatch, each.number] = frozenset(map(Fault, connection.scalars(query)))
    return found


def hard(engine: Engine, name: str) -> frozenset[int]:
    """Return the numbers of a dispatch's recipients whose address is known to be at fault."""
    with reading(engine).connect() as connection:
        query = select(bounces.c.number).where(bounces.c.dispatch == number_of(connection, name))
        return frozenset(connection.scalars(query.where(bounces.c.fault == Fault.ADDRESS.value)))


def told_of(engine: Engine, name: str) -> Mapping[int, str]:
    """Return in words what came back of a dispatch, by the recipients' numbers: `full: 4.2.2 mailbox full`."""
    found: dict[int, list[str]] = {}
    with reading(engine).connect() as connection:
        query = select(bounces).where(bounces.c.dispatch == number_of(connection, name)).order_by(bounces.c.at)
        for row in connection.execute(query):
            words = " ".join(filter(None, (row.status, row.words)))
            found.setdefault(row.number, []).append(": ".join(filter(None, (row.fault, words))))
    return {number: "; ".join(words) for number, words in found.items()}


def left_alone(engine: Engine) -> frozenset[str]:
    """Return the names of the mails that were read and left where they are."""
    with reading(engine).connect() as connection:
        return frozenset(connection.scalars(select(mails.c.name)))


def leave_alone(engine: Engine, names: Iterable[str]) -> None:
    """Remember mails that were read and left where they are."""
    with engine.begin() as connection:
        for name in names:
            row = {"name": name, "at": time.time()}
            connection.execute(insert(mails).values(row).on_conflict_do_nothing())
