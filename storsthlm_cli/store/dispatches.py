"""Dispatches and their recipients: writing them down, finding them, counting them."""

from __future__ import annotations

import datetime
import itertools
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Engine, Row, func, insert, select, update

from storsthlm_cli.model.audience import ERASED
from storsthlm_cli.model.delivery import Dispatch, DispatchState, Reader, Recipient, State, Tally
from storsthlm_cli.model.delivery import Row as LedgerRow
from storsthlm_cli.model.stored import Stored, as_json
from storsthlm_cli.store.boot import NO_BOOT, boot_id
from storsthlm_cli.store.schema import dispatches, recipients, suppressions
from storsthlm_cli.store.traces import ERASED_ADDRESS

HAS_IT = (State.ACCEPTED, State.UNKNOWN)
"""The states after which nobody is mailed the same issue again unless a person says so (DESIGN, promise 2)."""

UNENDED = (DispatchState.OPEN, DispatchState.PAUSED)
"""The states in which something is still to be sent."""

_TRIED = (State.ACCEPTED, State.REFUSED, State.UNKNOWN)

_MARK_BYTES = 5
_PAGE = 1000
"""Rows read or written at a time."""

_FREEZE = """
INSERT INTO recipients (dispatch, number, address, key, list, fields, state) VALUES (?, ?, ?, ?, ?, ?, 'untried')
"""

_COLUMNS = [column for column in dispatches.c if column.name != "letter"]


def create(engine: Engine, dispatch: Dispatch, letter: bytes, people: Iterable[Recipient]) -> Dispatch:
    """Freeze a dispatch in one transaction: its content, and one row for each recipient.

    The id given in `dispatch` is replaced by the next free one of its issue (`2021-06.2`), its mark by a random one;
    returns it so.
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
            "again": int(dispatch.again),
            "mark": secrets.token_hex(_MARK_BYTES),
            "at": _written(dispatch.at),
            "tool": dispatch.tool,
            "letter": letter,
        }
        key = connection.execute(insert(dispatches).values(values)).inserted_primary_key
        assert key is not None
        number = key[0]
        rows = ((number, each.number, each.address, each.key, each.list, as_json(each.fields)) for each in people)
        while page := list(itertools.islice(rows, _PAGE)):
            connection.exec_driver_sql(_FREEZE, page)
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


def rows(engine: Engine, name: str, states: Sequence[State] = ()) -> Stored[LedgerRow]:
    """Return the ledger's rows of a dispatch in order, all or those in the given states.

    They are counted now, and read as they are when they are gone through.
    """
    counts = tally(engine, name).counts
    return Stored(
        sum(count for state, count in counts.items() if state in states or not states),
        lambda: map(_ledger_row, _pages(engine, name, recipients.c, states)),
    )


def people(engine: Engine, name: str, states: Sequence[State] = ()) -> Iterator[Recipient]:
    """Yield a dispatch's recipients in order, all or those in the given states."""
    columns = (recipients.c.number, recipients.c.address, recipients.c.key, recipients.c.fields, recipients.c.list)
    for number, address, key, fields, through in _pages(engine, name, columns, states):
        yield Recipient(number, _shown(address), key, json.loads(fields), through)


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
    for _, key, address in _pages(engine, name, (recipients.c.number, recipients.c.key, recipients.c.address)):
        yield key, _shown(address)


def settled(
    engine: Engine, issue: str, *, rehearsal: bool, content: str, correction: bool = False
) -> Iterator[tuple[str, State, str]]:
    """Yield who needs no further message of this issue: normalised address, state, and the dispatch, the oldest first.

    That is whoever has it or may have it from a dispatch that counts against such a one, and whoever refused this very
    content in it. Whoever a killed process left on the wire, in a dispatch that was cancelled then, is unknown.
    """
    columns = (recipients.c.number, recipients.c.key, recipients.c.state)
    for each in reversed(find(engine, issue=issue)):
        if not each.counts_against(rehearsal=rehearsal, content=content, correction=correction):
            continue
        refused = (State.REFUSED, State.EXPIRED) if each.content == content else ()
        for _, key, state in _pages(engine, each.id, columns, (*HAS_IT, State.ATTEMPTING, *refused)):
            yield key, State.UNKNOWN if state == State.ATTEMPTING else State(state), each.id


def extent(engine: Engine, issue: str, *, rehearsal: bool) -> tuple[int, float, int]:
    """Return how many rows the dispatches of an issue have, and when the latest was written (POSIX time, 0 for never).

    As long as it stays the same, `settled` does too. Last comes how many people were erased: the ledger, which knows no
    digests, would not notice it of somebody who was planned for before.
    """
    erased = select(func.count()).select_from(suppressions).where(suppressions.c.key.startswith(ERASED))
    query = (
        select(func.count(), func.coalesce(func.max(recipients.c.updated), 0.0))
        .join(dispatches, dispatches.c.id == recipients.c.dispatch)
        .where(dispatches.c.issue == issue, dispatches.c.rehearsal == int(rehearsal))
    )
    with engine.connect() as connection:
        count, latest = connection.execute(query).one()
        return count, latest, connection.execute(erased).scalar_one()


def listed_twice(engine: Engine, name: str) -> tuple[str, ...]:
    """Return the normalised addresses that have several rows in a dispatch."""
    with engine.connect() as connection:
        query = select(recipients.c.key).where(recipients.c.dispatch == number_of(connection, name))
        return tuple(connection.scalars(query.group_by(recipients.c.key).having(func.count() > 1)))


def accepted_in_both(engine: Engine, name: str, others: Sequence[str]) -> tuple[str, ...]:
    """Return the normalised addresses, in order, that were accepted in a dispatch and in one of the others."""
    if not others:
        return ()
    in_this = dispatches.c.name == name
    query = (
        select(recipients.c.key)
        .join(dispatches, dispatches.c.id == recipients.c.dispatch)
        .where(dispatches.c.name.in_([name, *others]), recipients.c.state == State.ACCEPTED.value)
        .group_by(recipients.c.key)
        .having(func.min(in_this) < func.max(in_this))
        .order_by(recipients.c.key)
    )
    with engine.connect() as connection:
        return tuple(connection.scalars(query))


def _pages(engine: Engine, name: str, columns: Iterable[Column[Any]], states: Sequence[State] = ()) -> Iterator[Any]:
    """Yield a dispatch's rows in order, a page at a time: nobody is kept waiting by who goes through them slowly."""
    with engine.connect() as connection:
        query = select(*columns).where(recipients.c.dispatch == number_of(connection, name))
    if states:
        query = query.where(recipients.c.state.in_([state.value for state in states]))
    query = query.order_by(recipients.c.number).limit(_PAGE)
    last: int | None = 0
    while last is not None:
        with engine.connect() as connection:
            page = connection.execute(query.where(recipients.c.number > last)).all()
        yield from page
        last = page[-1].number if len(page) == _PAGE else None


def _ledger_row(row: Row[Any]) -> LedgerRow:
    when = datetime.datetime.fromtimestamp(row.updated, datetime.UTC) if row.updated is not None else None
    return LedgerRow(row.number, _shown(row.address), State(row.state), row.attempts, row.reply, when)


def _shown(address: str) -> str:
    """Return an address for people; what stands in the place of an erased one tells them nothing."""
    return ERASED_ADDRESS if address.startswith(ERASED) else address


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


def appoint(engine: Engine, name: str, at: datetime.datetime) -> None:
    """Write down when a frozen dispatch is to go out."""
    with engine.begin() as connection:
        connection.execute(update(dispatches).where(dispatches.c.name == name).values(at=_written(at)))


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


def finish(engine: Engine, name: str) -> bool:
    """Mark a dispatch as finished, unless it has ended already; tell whether it was marked."""
    with engine.begin() as connection:
        return _end(connection, name, DispatchState.FINISHED, datetime.datetime.now(datetime.UTC))


def cancel(engine: Engine, name: str) -> bool:
    """Give a dispatch up: what is untried or deferred becomes cancelled. A process that is sending it notices.

    Whoever was claimed before the machine last started may have been sent to, and becomes unknown. Of a dispatch that
    has ended already nothing is changed; tell whether it was given up.
    """
    ended = datetime.datetime.now(datetime.UTC)
    with engine.begin() as connection:
        number = number_of(connection, name)
        if not _end(connection, name, DispatchState.CANCELLED, ended):
            return False
        waiting = (
            update(recipients)
            .where(recipients.c.dispatch == number)
            .where(recipients.c.state.in_([State.UNTRIED.value, State.DEFERRED.value]))
            .values(claim=None, retry_at=None, updated=ended.timestamp())
        )
        before = recipients.c.claim != (boot_id() or NO_BOOT)
        connection.execute(waiting.where(before).values(state=State.UNKNOWN.value))
        connection.execute(waiting.values(state=State.CANCELLED.value))
    return True


def _end(connection: Connection, name: str, state: DispatchState, ended: datetime.datetime) -> bool:
    """End a dispatch that is open or paused; one that another process has ended meanwhile stays as it is."""
    unended = dispatches.c.state.in_([state.value for state in UNENDED])
    changed = update(dispatches).where(dispatches.c.name == name, unended)
    return bool(connection.execute(changed.values(state=state.value, ended=ended.isoformat())).rowcount)


def _written(when: datetime.datetime | None) -> str | None:
    return when.astimezone(datetime.UTC).isoformat() if when is not None else None


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
        again=bool(found["again"]),
        mark=found["mark"],
        at=datetime.datetime.fromisoformat(found["at"]) if found["at"] else None,
        tool=found["tool"],
    )
