from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from storsthlm_cli.model.delivery import DispatchState, State
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.database import open_database
from storsthlm_cli.store.resolutions import resolve
from tests.delivery.dispatching import dispatch, people

ONE = "2021-06.1"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    """Give a finished dispatch: the first accepted, the second and third unknown."""
    engine = open_database(tmp_path / "state.db")
    dispatches.create(engine, dispatch(size=3), b"", people(3))
    dispatches.finish(engine, ONE)
    with engine.begin() as connection:
        connection.execute(text("UPDATE recipients SET state = 'unknown'"))
        connection.execute(text("UPDATE recipients SET state = 'accepted', reply = '250 ok' WHERE number = 1"))
    yield engine
    engine.dispose()


def standing(database: Engine) -> tuple[DispatchState, list[tuple[State, str]]]:
    (found,) = dispatches.find(database, name=ONE)
    assert (found.ended is None) is found.ongoing
    return found.state, [(row.state, row.reply) for row in dispatches.rows(database, ONE)]


def test_only_who_is_unknown_is_resolved(database: Engine) -> None:
    assert resolve(database, ONE, State.ACCEPTED, [(1, "no"), (2, "got it"), (9, "no")]) == 1
    assert standing(database) == (
        DispatchState.FINISHED,
        [(State.ACCEPTED, "250 ok"), (State.ACCEPTED, "got it"), (State.UNKNOWN, "")],
    )
    assert resolve(database, ONE, State.UNTRIED, [(2, "again")]) == 0
    assert standing(database)[0] is DispatchState.FINISHED


def test_who_is_to_be_sent_again_opens_a_finished_dispatch(database: Engine) -> None:
    assert resolve(database, ONE, State.UNTRIED, [(3, "again")]) == 1
    state, rows = standing(database)
    assert state is DispatchState.OPEN
    assert rows[2] == (State.UNTRIED, "again")


@pytest.mark.parametrize("before", [DispatchState.PAUSED, DispatchState.OPEN])
def test_a_dispatch_that_is_not_finished_stays_as_it_is(database: Engine, before: DispatchState) -> None:
    with database.begin() as connection:
        connection.execute(text("UPDATE dispatches SET ended = NULL, state = :state"), {"state": before.value})
    resolve(database, ONE, State.UNTRIED, [(3, "again")])
    assert standing(database)[0] is before


def test_a_cancelled_dispatch_stays_so_and_its_people_count_as_not_reached(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(text("UPDATE dispatches SET state = 'cancelled'"))
    resolve(database, ONE, State.UNTRIED, [(3, "again")])
    state, rows = standing(database)
    assert state is DispatchState.CANCELLED
    assert rows[2] == (State.CANCELLED, "again")


def test_every_word_is_kept_in_the_history(database: Engine) -> None:
    resolve(database, ONE, State.UNTRIED, [(2, "again")])
    resolve(database, ONE, State.ACCEPTED, [(3, "got it")])
    with database.connect() as connection:
        told = connection.execute(text("SELECT number, state, reply, at > 1e9 FROM attempts ORDER BY id"))
        assert told.fetchall() == [(2, "untried", "again", 1), (3, "accepted", "got it", 1)]
