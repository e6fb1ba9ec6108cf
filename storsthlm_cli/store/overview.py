"""Counting a dispatch from every side. What is counted is counted by the database; nothing grows with the list."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Integer, case, cast, func, select

from storsthlm_cli.model.audience import ERASED
from storsthlm_cli.model.delivery import State, Tally
from storsthlm_cli.model.inbox import Fault, Kind
from storsthlm_cli.model.overview import Aftermath, Cause, Interval, Retries, Share, Timeline
from storsthlm_cli.store.addressees import number_of
from storsthlm_cli.store.database import reading
from storsthlm_cli.store.dispatches import rows
from storsthlm_cli.store.schema import bounces, dispatches, recipients, suppressions
from storsthlm_cli.store.traces import ERASED_ADDRESS
from storsthlm_cli.store.wording import gist

CAUSES = 200
"""Kinds of words that are told apart. What comes after is counted by its code: a server may say anything."""
INTERVALS = 40
"""Intervals of a timeline, at most."""

_STEPS = (60, 300, 900, 3600, 6 * 3600, 86400)
_WORSE = (State.REFUSED, State.UNKNOWN, State.EXPIRED, State.DEFERRED)
_DECIDED = (State.ACCEPTED, *_WORSE)


def tallies(engine: Engine) -> Mapping[str, Tally]:
    """Count the recipients of all dispatches: name → tally."""
    query = (
        select(dispatches.c.name, recipients.c.state, func.count())
        .join(dispatches, dispatches.c.id == recipients.c.dispatch)
        .group_by(recipients.c.dispatch, recipients.c.state)
    )
    found: dict[str, dict[State, int]] = defaultdict(dict)
    with reading(engine).connect() as connection:
        for name, state, count in connection.execute(query):
            found[name][State(state)] = count
    return {name: Tally(counts) for name, counts in found.items()}


def domains(engine: Engine, name: str) -> tuple[Share, ...]:
    """Count a dispatch's recipients by domain and state: first where most went wrong, then the largest."""
    of_key = func.substr(recipients.c.key, func.instr(recipients.c.key, "@") + 1)
    domain = case((recipients.c.key.startswith(ERASED), ERASED_ADDRESS), else_=of_key).label("domain")
    worse = func.sum(case((_in(_WORSE), 1), else_=0))
    columns = [func.sum(case((recipients.c.state == state.value, 1), else_=0)) for state in State]
    with reading(engine).connect() as connection:
        query = select(domain, *columns).where(_of(connection, name)).group_by(domain)
        found = connection.execute(query.order_by(worse.desc(), func.count().desc(), domain))
        return tuple(Share(row[0], _tally(row[1:])) for row in found)


def causes(engine: Engine, name: str, shown: int = 0) -> tuple[Cause, ...]:
    """Count those who were not reached, or not yet, by what servers said; `shown` addresses of each."""
    counts: Counter[tuple[State, str, str]] = Counter()
    first: dict[tuple[State, str, str], list[str]] = defaultdict(list)
    for row in rows(reading(engine), name, _WORSE):
        code, words = gist(row.reply)
        cause = (row.state, code, words)
        if cause not in counts and len(counts) >= CAUSES:
            cause = (row.state, code, "")
        counts[cause] += 1
        if counts[cause] <= shown:
            first[cause].append(row.address)
    return tuple(Cause(*cause, count, tuple(first[cause])) for cause, count in counts.most_common())


def timeline(engine: Engine, name: str, offset: datetime.timedelta = datetime.timedelta()) -> Timeline:
    """Count outcomes over time. `offset` is that of the local time, in which days begin at midnight."""
    with reading(engine).connect() as connection:
        those = (_of(connection, name), _in(_DECIDED), recipients.c.updated.is_not(None))
        first, last = connection.execute(
            select(func.min(recipients.c.updated), func.max(recipients.c.updated)).where(*those)
        ).one()
        if first is None:
            return Timeline()
        step = next((step for step in _STEPS if (last - first) / step < INTERVALS - 1), _STEPS[-1])
        shift = int(offset.total_seconds())
        slot = cast((recipients.c.updated + shift) / step, Integer).label("slot")
        query = select(slot, recipients.c.state, func.count()).where(*those).group_by(slot, recipients.c.state)
        counts: dict[int, dict[State, int]] = defaultdict(dict)
        for number, state, count in connection.execute(query):
            counts[number][State(state)] = count
    return Timeline(
        step,
        tuple(
            Interval(
                datetime.datetime.fromtimestamp(number * step - shift, datetime.UTC), Tally(counts.get(number, {}))
            )
            for number in range(min(counts), max(counts) + 1)
        ),
    )


def retries(engine: Engine, name: str) -> Retries | None:
    """Return when who was put off is tried again, None when nobody waits."""
    due = recipients.c.retry_at
    with reading(engine).connect() as connection:
        those = (_of(connection, name), recipients.c.state == State.DEFERRED.value, due.is_not(None))
        count, first, last = connection.execute(select(func.count(), func.min(due), func.max(due)).where(*those)).one()
    if not count:
        return None
    return Retries(count, *(datetime.datetime.fromtimestamp(at, datetime.UTC) for at in (first, last)))


def aftermath(engine: Engine, name: str) -> Aftermath:
    """Count what came back of a dispatch, and who left or complained by a mail about it.

    It goes through what came back and what is suppressed, not through the ledger.
    """
    with reading(engine).connect() as connection:
        those = bounces.c.dispatch == number_of(connection, name)
        number = func.count(bounces.c.number.distinct())
        returned = connection.execute(select(number).where(those)).scalar_one()
        faults = connection.execute(
            select(bounces.c.fault, func.count()).where(those).group_by(bounces.c.fault).order_by(func.count().desc())
        ).all()
        by_mail, complained = (f"{kind} of {name}" for kind in (Kind.UNSUBSCRIPTION, Kind.COMPLAINT))
        source = suppressions.c.source
        query = select(source, func.count(suppressions.c.key.distinct())).where(source.in_((by_mail, complained)))
        asked = {row[0]: int(row[1]) for row in connection.execute(query.group_by(source))}
    told = tuple((Fault(fault), count) for fault, count in faults)
    return Aftermath(returned, told, asked.get(by_mail, 0), asked.get(complained, 0))


def _of(connection: Connection, name: str) -> ColumnElement[bool]:
    return recipients.c.dispatch == number_of(connection, name)


def _in(states: Sequence[State]) -> ColumnElement[bool]:
    return recipients.c.state.in_([state.value for state in states])


def _tally(counts: Sequence[Any]) -> Tally:
    return Tally({state: count for state, count in zip(State, counts, strict=True) if count})
