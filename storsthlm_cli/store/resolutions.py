"""Resolving unknown recipients: a person, or the mailbox, says what became of them, and the ledger keeps the words."""

from __future__ import annotations

import time
from collections.abc import Iterable

from sqlalchemy import Engine, insert, select, update

from storsthlm_cli.model.delivery import DispatchState, State
from storsthlm_cli.store.schema import attempts, dispatches, recipients


def resolve(engine: Engine, name: str, state: State, words: Iterable[tuple[int, str]]) -> int:
    """Give unknown recipients of a dispatch, by their numbers, a state and the words that tell why. Return how many.

    `state` is accepted, suppressed, or untried for who is to be tried again: that opens a finished dispatch again; of a
    cancelled one nobody is sent anything more, so that they become cancelled, and a later dispatch takes them in. Who
    is not unknown any more is passed over.
    """
    with engine.begin() as connection:
        key, before = connection.execute(
            select(dispatches.c.id, dispatches.c.state).where(dispatches.c.name == name)
        ).one()
        if state is State.UNTRIED and before == DispatchState.CANCELLED:
            state = State.CANCELLED
        resolved, now = 0, time.time()
        for number, told in words:
            row = (
                update(recipients)
                .where(recipients.c.dispatch == key, recipients.c.number == number)
                .where(recipients.c.state == State.UNKNOWN.value)
            )
            if not connection.execute(row.values(state=state.value, reply=told, updated=now)).rowcount:
                continue
            resolved += 1
            entry = {"dispatch": key, "number": number, "at": now, "state": state.value, "reply": told}
            connection.execute(insert(attempts).values(entry))
        if resolved and state is State.UNTRIED and before == DispatchState.FINISHED:
            opened = update(dispatches).where(dispatches.c.id == key)
            connection.execute(opened.values(state=DispatchState.OPEN.value, ended=None))
        return resolved
