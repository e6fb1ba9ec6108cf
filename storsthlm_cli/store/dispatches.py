"""Dispatches and their recipients: writing them down, finding them, counting them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Engine, Row, and_, func, insert, or_, select, update

from storsthlm_cli.model.delivery import Dispatch, DispatchState, Recipient, State, Tally
from storsthlm_cli.model.delivery import Row as LedgerRow
from storsthlm_cli.store.boot import NO_BOOT, boot_id
from storsthlm_cli.store.schema import dispatches, recipients

HAS_IT = (State.ACCEPTED, State.UNKNOWN)
"""The states after which nobody is mailed the same issue again unless a person says so (DESIGN, promise 2)."""

UNENDED = (DispatchState.OPEN, DispatchState.PAUSED)
"""The states in which something is still to be sent."""

_TRIED = (State.ACCEPTED, State.REFUSED, State.UNKNOWN)

_COLUMNS = [column for column in dispatches.c if column.name != "letter"]


def create(engine: Engine, dispatch: Dispatch, letter: bytes, people: Iterable[Recipient]) -> Dispatch:
    """Freeze a dispatch in one transaction: its content, and one row for each recipient.

    The id given in `dispatch` is replaced by the next free one of its issue (`2021-06.2`); returns it so.
    """
    with engine.begin() as connection:
        earlier = select(func.count()).select_from(dispatches).where(dispatches.c.issue == dispatch.issue)
        name = f"{dispatch.issue}.{connection.execute(earlier).scalar_one() + 1}"
        values = {
            "name": name,
            "issue": dispatch.issue,
            "lists": json.dumps(dispatch.lists, ensure_ascii=False),
            "transport": dispatch.transport,
            "rehearsal": int(dispatch.rehearsal),
            "content": dispatch.content,
            "subject": dispatch.subject,
            "size": dispatch.size,
            "created": dispatch.created.astimezone(datetime.UTC).isoformat(),
            "state": dispatch.state.value,
            "corrects": dispatch.corrects,
            "letter": letter,
        }
        key = connection.execute(insert(dispatches).values(values)).inserted_primary_key
        assert key is not None
        number = key[0]
        connection.exec_driver_sql(
            "INSERT INTO recipients (dispatch, number, address, key, fields, state) VALUES (?, ?, ?, ?, ?, 'untried')",
            [
                (number, person.number, person.address, person.key, json.dumps(dict(person.fields), ensure_ascii=False))
                for person in people
            ],
        )
        return _dispatch(connection.execute(select(*_COLUMNS).where(dispatches.c.id == number)).one())


def find(
    engine: Engine, *, issue: str | None = None, name: str | None = None, open_only: bool = False
) -> tuple[Dispatch, ...]:
    """Return dispatches, newest first: of one issue, by name, only those in which something is still to be sent."""
    query = select(*_COLUMNS).order_by(dispatches.c.id.desc())
    if issue is not None:
        query = query.where(dispatches.c.issue == issue)
    if name is not None:
        query = query.where(dispatches.c.name == name)
    if open_only:
        query = query.where(dispatches.c.state.in_([state.value for state in UNENDED]))
    with engine.connect() as connection:
        return tuple(_dispatch(row) for row in connection.execute(query))


def number_of(connection: Connection, name: str) -> int:
    """Return the database's own number of the dispatch called `name`."""
    return int(connection.execute(select(dispatches.c.id).where(dispatches.c.name == name)).scalar_one())


def letter(engine: Engine, name: str) -> bytes:
    """Return the frozen message of a dispatch."""
    with engine.connect() as connection:
        return bytes(connection.execute(select(dispatches.c.letter).where(dispatches.c.name == name)).scalar_one())


def tally(engine: Engine, name: str) -> Tally:
    """Count a dispatch's recipients by state."""
    with engine.connect() as connection:
        query = select(recipients.c.state, func.count()).where(recipients.c.dispatch == number_of(connection, name))
        return Tally({State(state): count for state, count in connection.execute(query.group_by(recipients.c.state))})


def rows(engine: Engine, name: str, states: Sequence[State] = ()) -> tuple[LedgerRow, ...]:
    """Return the ledger's rows of a dispatch in order, all or those in the given states."""
    with engine.connect() as connection:
        query = select(recipients).where(recipients.c.dispatch == number_of(connection, name))
        if states:
            query = query.where(recipients.c.state.in_([state.value for state in states]))
        return tuple(
            LedgerRow(
                row.number,
                row.address,
                State(row.state),
                row.attempts,
                row.reply,
                datetime.datetime.fromtimestamp(row.updated, datetime.UTC) if row.updated is not None else None,
            )
            for row in connection.execute(query.order_by(recipients.c.number))
        )


def people(engine: Engine, name: str, states: Sequence[State] = ()) -> tuple[Recipient, ...]:
    """Return a dispatch's recipients in order, all or those in the given states."""
    with engine.connect() as connection:
        query = select(recipients).where(recipients.c.dispatch == number_of(connection, name))
        if states:
            query = query.where(recipients.c.state.in_([state.value for state in states]))
        return tuple(
            Recipient(row.number, row.address, row.key, json.loads(row.fields))
            for row in connection.execute(query.order_by(recipients.c.number))
        )


def settled(engine: Engine, issue: str, *, rehearsal: bool, content: str) -> Mapping[str, tuple[State, str]]:
    """Return who needs no further message of this issue: normalised address → (state, dispatch).

    Over a real transport that is whoever has it or may have it, from any dispatch of the issue, and whoever refused
    this very content. A rehearsal counts only against a rehearsal of the same content. Whoever a killed process left
    on the wire, in a dispatch that was cancelled then, is unknown.
    """
    has_it = [state.value for state in (*HAS_IT, State.ATTEMPTING)]
    same = dispatches.c.content == content
    refused = and_(same, recipients.c.state.in_([State.REFUSED.value, State.EXPIRED.value]))
    query = (
        select(recipients.c.key, recipients.c.state, dispatches.c.name)
        .join(dispatches, dispatches.c.id == recipients.c.dispatch)
        .where(dispatches.c.issue == issue, dispatches.c.rehearsal == int(rehearsal))
        .where(or_(recipients.c.state.in_(has_it), refused))
        .order_by(dispatches.c.id)
    )
    if rehearsal:
        query = query.where(same)
    found: dict[str, tuple[State, str]] = {}
    with engine.connect() as connection:
        for key, state, name in connection.execute(query):
            if found.get(key, (None,))[0] is not State.ACCEPTED:
                found[key] = (State.UNKNOWN if state == State.ATTEMPTING else State(state), name)
    return found


def latest(engine: Engine, most: int) -> tuple[float, ...]:
    """Return the POSIX times of the latest messages that left for a real server, at most so many, oldest first."""
    query = (
        select(recipients.c.updated)
        .join(dispatches, dispatches.c.id == recipients.c.dispatch)
        .where(dispatches.c.rehearsal == 0, recipients.c.state.in_([state.value for state in _TRIED]))
        .order_by(recipients.c.updated.desc())
        .limit(most)
    )
    with engine.connect() as connection:
        return tuple(reversed([float(row.updated) for row in connection.execute(query)]))


def resume(engine: Engine, name: str) -> None:
    """Open a paused dispatch again."""
    _set_state(engine, name, DispatchState.OPEN, where=DispatchState.PAUSED)


def pause(engine: Engine, name: str) -> None:
    """Pause an open dispatch. A process that is sending it notices."""
    _set_state(engine, name, DispatchState.PAUSED, where=DispatchState.OPEN)


def _set_state(engine: Engine, name: str, state: DispatchState, *, where: DispatchState) -> None:
    changed = update(dispatches).where(dispatches.c.name == name, dispatches.c.state == where.value)
    with engine.begin() as connection:
        connection.execute(changed.values(state=state.value))


def close(engine: Engine, name: str, state: DispatchState) -> None:
    """Mark a dispatch as finished or cancelled."""
    ended = datetime.datetime.now(datetime.UTC).isoformat()
    with engine.begin() as connection:
        connection.execute(update(dispatches).where(dispatches.c.name == name).values(state=state.value, ended=ended))


def cancel(engine: Engine, name: str) -> None:
    """Give a dispatch up: what is untried or deferred becomes cancelled. A process that is sending it notices.

    Whoever was claimed before the machine last started may have been sent to, and becomes unknown.
    """
    ended = datetime.datetime.now(datetime.UTC)
    with engine.begin() as connection:
        number = number_of(connection, name)
        connection.execute(
            update(dispatches)
            .where(dispatches.c.id == number)
            .values(state=DispatchState.CANCELLED.value, ended=ended.isoformat())
        )
        waiting = (
            update(recipients)
            .where(recipients.c.dispatch == number)
            .where(recipients.c.state.in_([State.UNTRIED.value, State.DEFERRED.value]))
            .values(claim=None, retry_at=None, updated=ended.timestamp())
        )
        before = recipients.c.claim != (boot_id() or NO_BOOT)
        connection.execute(waiting.where(before).values(state=State.UNKNOWN.value))
        connection.execute(waiting.values(state=State.CANCELLED.value))


def _dispatch(row: Row[tuple[object, ...]]) -> Dispatch:
    found = row._mapping
    return Dispatch(
        id=found["name"],
        issue=found["issue"],
        lists=tuple(json.loads(found["lists"])),
        transport=found["transport"],
        rehearsal=bool(found["rehearsal"]),
        content=found["content"],
        subject=found["subject"],
        size=found["size"],
        created=datetime.datetime.fromisoformat(found["created"]),
        state=DispatchState(found["state"]),
        ended=datetime.datetime.fromisoformat(found["ended"]) if found["ended"] else None,
        corrects=found["corrects"],
    )
