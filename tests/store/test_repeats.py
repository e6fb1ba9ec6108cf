from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storsthlm_cli.model.audience import ERASED
from storsthlm_cli.model.delivery import State
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.database import open_database
from storsthlm_cli.store.repeats import accepted_in_both, listed_twice
from tests.delivery.dispatching import dispatch, people
from tests.store.test_dispatches import record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


@pytest.fixture
def database(path: Path) -> Iterator[Engine]:
    engine = open_database(path)
    yield engine
    engine.dispose()


def digest() -> Callable[[str], str]:
    return lambda key: f"{ERASED}{key[::-1]}"


def forget(database: Engine, name: str, *keys: str) -> None:
    """Keep only digests of some addresses in a dispatch."""
    with database.begin() as connection:
        for key in keys:
            connection.exec_driver_sql(
                "UPDATE recipients SET key = ?1, address = ?1 WHERE key = ?2"
                " AND dispatch = (SELECT id FROM dispatches WHERE name = ?3)",
                (digest()(key), key, name),
            )


def never() -> Callable[[str], str]:
    pytest.fail("nobody was erased: no keys are needed")


def test_rows_with_one_address_are_found(database: Engine) -> None:
    one, two, three = people(3)
    made = dispatches.create(database, dispatch(), b"", [one, two, replace(three, key=one.key)])
    assert listed_twice(database, made.id, digest) == (one.key,)


def test_who_was_accepted_in_two_dispatches_is_found(database: Engine, path: Path) -> None:
    made = [dispatches.create(database, dispatch(), b"", people(3)) for _ in range(3)]
    record(database, path, made[0], State.ACCEPTED, State.ACCEPTED)
    record(database, path, made[1], State.REFUSED, State.ACCEPTED)
    record(database, path, made[2], State.ACCEPTED, State.REFUSED, State.ACCEPTED)
    first, second, _ = [each.key for each in people(3)]

    def both(name: str, *others: str) -> tuple[str, ...]:
        return accepted_in_both(database, name, others, digest)

    assert both("2021-06.1") == ()
    assert both("2021-06.1", "2021-06.2") == (second,)
    assert both("2021-06.1", "2021-06.2", "2021-06.3") == (first, second)
    assert both("2021-06.2", "2021-06.3") == ()


def test_where_nobody_was_erased_no_keys_are_asked_for(database: Engine) -> None:
    made = [dispatches.create(database, dispatch(), b"", people(2)) for _ in range(2)]
    assert listed_twice(database, made[0].id, never) == ()
    assert accepted_in_both(database, made[0].id, [made[1].id], never) == ()


def test_who_is_in_one_row_by_digest_and_in_another_by_address_is_found(database: Engine, path: Path) -> None:
    one, two, three = people(3)
    made = [dispatches.create(database, dispatch(), b"", [one, two, three]) for _ in range(2)]
    for each in made:
        record(database, path, each, *[State.ACCEPTED] * 3)
    forget(database, made[0].id, one.key, two.key, three.key)
    assert sorted(accepted_in_both(database, made[0].id, [made[1].id], digest)) == [one.key, two.key, three.key]
    forget(database, made[1].id, one.key)
    found = accepted_in_both(database, made[1].id, [made[0].id], digest)
    assert sorted(found) == ["an erased address", two.key, three.key]


def test_no_digest_is_shown_to_anybody(database: Engine) -> None:
    one, two, three = people(3)
    made = dispatches.create(database, dispatch(), b"", [one, replace(two, key=one.key), three])
    forget(database, made.id, one.key)
    assert listed_twice(database, made.id, digest) == ("an erased address",)
