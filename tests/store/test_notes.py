from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.store import dispatches, notes
from storsthlm_cli.store.database import open_database, reading, settle, unsettled
from tests.delivery.dispatching import Book, freeze, people

Note = dict[str, Any]
ROWS = "SELECT number, state, attempts, reply, retry_at, claim, updated FROM recipients ORDER BY number"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made = freeze(tmp_path / "state.db", people(6))
    yield made
    made.close()


@pytest.fixture
def raw(book: Book) -> Iterator[sqlite3.Connection]:
    """Give a connection of another process, which knows nothing of notes."""
    connection = sqlite3.connect(book.path, isolation_level=None)
    connection.execute("UPDATE recipients SET claim = 'boot'")
    yield connection
    connection.close()


def rows(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return connection.execute(ROWS).fetchall()


def noted(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM notes").fetchone()[0])


def settled(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    connection.execute("BEGIN IMMEDIATE")
    notes.settle(connection)
    connection.execute("COMMIT")
    return rows(connection)


def test_what_is_noted_is_in_the_rows_when_it_is_settled_and_not_before(raw: sqlite3.Connection) -> None:
    before = rows(raw)
    notes.note(raw, 1, 100.0, attempting=[1, 2, 3, 4, 5])
    notes.note(
        raw,
        1,
        101.0,
        accepted={1: "250 kept"},
        ended=[
            (2, State.DEFERRED, "451 later", 200.0),
            (3, State.UNTRIED, None, None),
            (4, State.SUPPRESSED, None, None),
            (6, State.REFUSED, "550 no", None),
        ],
    )
    assert rows(raw) == before
    assert settled(raw) == [
        (1, "accepted", 1, "250 kept", None, None, 101.0),
        (2, "deferred", 1, "451 later", 200.0, None, 101.0),
        (3, "untried", 1, "", None, "boot", None),
        (4, "suppressed", 1, "", None, None, 101.0),
        (5, "attempting", 1, "", None, "boot", None),
        (6, "refused", 1, "550 no", None, None, 101.0),
    ]
    assert noted(raw) == 0


def test_settling_again_changes_nothing(raw: sqlite3.Connection) -> None:
    notes.note(raw, 1, 100.0, attempting=[1, 2])
    once = settled(raw)
    assert settled(raw) == once


def test_a_settling_that_is_not_committed_has_not_happened(raw: sqlite3.Connection) -> None:
    notes.note(raw, 1, 100.0, accepted={1: "250 kept"})
    before = rows(raw)
    raw.execute("BEGIN IMMEDIATE")
    notes.settle(raw)
    raw.execute("ROLLBACK")
    assert (rows(raw), noted(raw)) == (before, 1)
    assert settled(raw)[0][1:4] == ("accepted", 1, "250 kept")


def plainly(written: Sequence[Note]) -> dict[int, list[Any]]:
    """Return state, attempts, words and the time of the next try as they would be if each note changed the rows."""
    found: dict[int, list[Any]] = {number: ["untried", 0, "", None] for number in range(1, 7)}
    for note in written:
        ends = [(number, "accepted", words, None) for number, words in note["accepted"].items()] + list(note["ended"])
        for number, state, words, retry_at in ends:
            row = found[number]
            row[1] += words is not None and row[0] != "attempting"
            row[0], row[3] = str(state), retry_at
            row[2] = row[2] if words is None else words
        for number in note["attempting"]:
            found[number][0] = "attempting"
            found[number][1] += 1
    return found


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_it_makes_no_difference_when_notes_are_settled(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    book = freeze(tmp_path_factory.mktemp("notes") / "state.db", people(6))
    connection = sqlite3.connect(book.path, isolation_level=None)
    written: list[Note] = []
    waiting, wire, over = set(range(1, 7)), set[int](), set[int]()
    for at in range(data.draw(st.integers(1, 8))):
        note: Note = {"accepted": {}, "ended": [], "attempting": []}
        for number in sorted(data.draw(st.sets(st.sampled_from(sorted(waiting | wire) or [0]))) - {0}):
            straight = [State.UNTRIED, State.REFUSED, State.DEFERRED, State.SUPPRESSED, State.CANCELLED]
            state = data.draw(
                st.sampled_from([*straight, *([State.ACCEPTED, State.UNKNOWN] if number in wire else [])])
            )
            wire.discard(number)
            waiting.discard(number)
            words = None if state in (State.UNTRIED, State.SUPPRESSED, State.CANCELLED) else f"words {at}"
            if state is State.ACCEPTED:
                note["accepted"][number] = words
            else:
                note["ended"].append((number, state, words, 7.0 if state is State.DEFERRED else None))
            (waiting if state is State.UNTRIED else over).add(number)
        note["attempting"] = sorted(data.draw(st.sets(st.sampled_from(sorted(waiting) or [0]))) - {0})
        wire |= set(note["attempting"])
        waiting -= wire
        notes.note(connection, 1, float(at), **note)
        written.append(note)
        if data.draw(st.booleans()):
            settled(connection)
    found = {number: [*values] for number, *values in (row[:5] for row in settled(connection))}
    assert found == plainly(written)
    connection.close()
    book.close()


@pytest.mark.parametrize(
    "entries",
    [
        "",
        "foreign",
        "17",
        "[]",
        "[[1], [], [], []]",
        "[[], [], [[1]], []]",
        '[[], [], [[1, "sent", "", null]], []]',
        '[[99], ["250 kept"], [], []]',
        "[[], [], [], [99]]",
        "[[], [], [], 5]",
    ],
)
def test_notes_that_nobody_can_read_are_a_failure_and_stay(book: Book, raw: sqlite3.Connection, entries: str) -> None:
    raw.execute("INSERT INTO notes (dispatch, at, entries) VALUES (1, 1.0, ?)", (entries,))
    before = rows(raw)
    with pytest.raises(Failure, match="notes of what was sent cannot be read") as caught:
        settle(book.database)
    assert caught.value.hint == "something else has written into it; put a backup in its place"
    with pytest.raises(Failure, match="notes of what was sent"):
        dispatches.cancel(book.database, book.name)
    assert (rows(raw), noted(raw)) == (before, 1)


def test_whoever_looks_sees_what_is_noted_and_writes_nothing(book: Book, raw: sqlite3.Connection) -> None:
    notes.note(raw, 1, 100.0, accepted={1: "250 kept"}, attempting=[2])
    version = raw.execute("PRAGMA data_version").fetchone()
    assert book.states() == {State.ACCEPTED: 1, State.ATTEMPTING: 1, State.UNTRIED: 4}
    assert noted(raw) == 1
    assert raw.execute("PRAGMA data_version").fetchone() == version


def test_whoever_is_only_reading_is_told_what_is_unsettled(book: Book, raw: sqlite3.Connection) -> None:
    looking = reading(book.database)
    assert unsettled(book.database) == ()
    notes.note(raw, 1, 100.0, accepted={1: "250 kept"})
    assert unsettled(book.database) == ("2021-06",)
    assert dispatches.tally(looking, book.name)[State.ACCEPTED] == 0
    settle(book.database)
    assert unsettled(book.database) == ()
    assert dispatches.tally(looking, book.name)[State.ACCEPTED] == 1


def pause(engine: Engine, name: str) -> None:
    dispatches.pause(engine, name)


@pytest.mark.parametrize("change", [pause, dispatches.cancel])
def test_whoever_changes_something_settles_it(
    book: Book, raw: sqlite3.Connection, change: Callable[[Engine, str], None]
) -> None:
    notes.note(raw, 1, 100.0, accepted={1: "250 kept"}, attempting=[2])
    change(book.database, book.name)
    assert noted(raw) == 0
    assert [row[1] for row in rows(raw)][:2] == ["accepted", "attempting"]


def test_a_database_that_was_just_opened_has_no_notes(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "new.db")
    assert unsettled(engine) == ()
    engine.dispose()
