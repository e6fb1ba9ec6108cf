from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.inbox import Bounce, Fault
from storsthlm_cli.store import addressees, bounces, dispatches
from storsthlm_cli.store.bounces import Sent
from storsthlm_cli.store.database import open_database
from tests.delivery.dispatching import dispatch, people

NOW = datetime.datetime(2021, 6, 21, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    """Give two dispatches of three each, both sent, the first of them a rehearsal."""
    engine = open_database(tmp_path / "state.db")
    for rehearsal in (True, False):
        dispatches.create(engine, replace(dispatch(size=3), rehearsal=rehearsal), b"", people(3))
    with engine.begin() as connection:
        connection.execute(text("UPDATE recipients SET state = 'accepted'"))
        connection.execute(text("UPDATE recipients SET state = 'refused' WHERE number = 3"))
    yield engine
    engine.dispose()


def key(database: Engine, number: int) -> str:
    return next(each.key for each in addressees.people(database, "2021-06.2") if each.number == number)


def bounce(number: int, fault: Fault = Fault.FULL) -> Bounce:
    return Bounce(
        dispatch="2021-06.2", number=number, key="", issue="2021-06", fault=fault, status="5.2.2", words="full", at=NOW
    )


def test_only_what_left_over_a_real_transport_counts_as_sent(database: Engine) -> None:
    first, third = key(database, 1), key(database, 3)
    found = bounces.sent_to(database, [first, third, "stranger@kommun.example"])
    assert found == {first: (Sent("2021-06.2", "2021-06", 1, first, State.ACCEPTED),)}


def test_a_bounce_is_remembered_once(database: Engine) -> None:
    assert bounces.remember(database, [bounce(1), bounce(1), bounce(1, Fault.ADDRESS)]) == 2
    assert bounces.remember(database, [bounce(1), bounce(2)]) == 1
    rows = [Sent("2021-06.2", "2021-06", number, "", State.ACCEPTED) for number in (1, 2, 3)]
    assert bounces.faults(database, rows) == {
        ("2021-06.2", 1): {Fault.FULL, Fault.ADDRESS},
        ("2021-06.2", 2): {Fault.FULL},
        ("2021-06.2", 3): frozenset(),
    }
    assert bounces.hard(database, "2021-06.2") == {1}


def test_mails_that_were_left_alone_are_remembered_by_name(database: Engine) -> None:
    bounces.leave_alone(database, ["imap:1:2", "imap:1:3", "imap:1:2"])
    bounces.leave_alone(database, ["imap:1:3"])
    assert bounces.left_alone(database) == {"imap:1:2", "imap:1:3"}
