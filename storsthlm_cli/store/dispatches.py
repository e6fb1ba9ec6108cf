"""Dispatches and their recipients: writing them down, finding them, counting them."""

from __future__ import annotations

import datetime
import itertools
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from storsthlm_cli.model.audience import ERASED
from storsthlm_cli.model.delivery import Dispatch, DispatchState, Recipient, State, Tally
from storsthlm_cli.model.delivery import Row as LedgerRow
from storsthlm_cli.model.errors import Refused
from storsthlm_cli.model.sending import Extent
from storsthlm_cli.model.stored import Stored, as_json
from storsthlm_cli.store.addressees import PAGE, number_of, pages, shown
from storsthlm_cli.store.boot import NO_BOOT, boot_id
from storsthlm_cli.store.schema import departures, dispatches, recipients, suppressions

HAS_IT = (State.ACCEPTED, State.UNKNOWN)
"""The states after which nobody is mailed the same issue again unless a person says so (DESIGN, promise 2)."""

UNENDED = (DispatchState.OPEN, DispatchState.PAUSED)
"""The states in which something is still to be sent."""

_TRIED = (State.ACCEPTED, State.REFUSED, State.UNKNOWN)

_MARK_BYTES = 5

_FREEZE = """
INSERT INTO recipients (dispatch, number, address, key, list, fields, state) VALUES (?, ?, ?, ?, ?, ?, 'untried')
"""

_COLUMNS = [column for column in dispatches.c if column.name != "letter"]


class OutOfDate(Refused):
    """The issue, its dispatches or who has left are not what a plan was made of."""

    def __init__(self) -> None:
        super().__init__(
            "the issue or its dispatches have changed since the plan was made: nothing was sent",
            hint="run the same command again and look at the new plan",
        )


def create(
    engine: Engine, dispatch: Dispatch, letter: bytes, people: Iterable[Recipient], *, expected: Extent | None = None
) -> Dispatch:
    """Freeze a dispatch in one transaction: its content, and one row for each recipient.

    The id given in `dispatch` is replaced by the next free one of its issue (`2021-06.2`), its mark by a random one;
    returns it so. Raises OutOfDate when the extent of the issue's dispatches is not the `expected` one.
    """
    with engine.begin() as connection:
        if expected is not None and _extent(connection, dispatch.issue, rehearsal=dispatch.rehearsal) != expected:
            raise OutOfDate
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
        while page := list(itertools.islice(rows, PAGE)):
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
        lambda: map(_ledger_row, pages(engine, name, recipients.c, states)),
    )


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
        for _, key, state in pages(engine, each.id, columns, (*HAS_IT, State.ATTEMPTING, *refused)):
            yield key, State.UNKNOWN if state == State.ATTEMPTING else State(state), each.id


def extent(engine: Engine, issue: str, *, rehearsal: bool) -> Extent:
    """Return how far the dispatches of an issue have come, and those have who left and are known by digest only."""
    with engine.connect() as connection:
        return _extent(connection, issue, rehearsal=rehearsal)


def _extent(connection: Connection, issue: str, *, rehearsal: bool) -> Extent:
    erased = select(func.count()).select_from(suppressions).where(suppressions.c.key.startswith(ERASED))
    changed = select(func.coalesce(func.max(departures.c.id), 0)).where(departures.c.key.startswith(ERASED))
    query = (
        select(func.count(), func.coalesce(func.max(recipients.c.updated), 0.0))
        .join(dispatches, dispatches.c.id == recipients.c.dispatch)
        .where(dispatches.c.issue == issue, dispatches.c.rehearsal == int(rehearsal))
    )
    count, latest = connection.execute(query).one()
    return count, latest, connection.execute(erased).scalar_one(), connection.execute(changed).scalar_one()


def _ledger_row(row: Row[Any]) -> LedgerRow:
    when = datetime.datetime.fromtimestamp(row.updated, datetime.UTC) if row.updated is not None else None
    return LedgerRow(row.number, shown(row.address), State(row.state), row.attempts, row.reply, when)


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
