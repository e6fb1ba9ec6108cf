from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storsthlm_cli.model.errors import Failure, Unfinished
from storsthlm_cli.store import dispatches, schema
from storsthlm_cli.store.boot import boot_id
from storsthlm_cli.store.database import database_id, failures, open_database
from storsthlm_cli.store.suppressions import remembered
from tests.delivery.dispatching import dispatch, people


def test_a_new_database_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / ".storsthlm" / "state.db"
    engine = open_database(path)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == schema.VERSION
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
    engine.dispose()
    assert path.exists()


def test_an_existing_database_is_opened_with_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    engine = open_database(path)
    made = dispatches.create(engine, dispatch(), b"", people(1))
    engine.dispose()
    again = open_database(path)
    assert dispatches.find(again) == (made,)
    again.dispose()


@pytest.mark.parametrize("name", ["Nyhetsbrev hösten", "50% #1", "a?b", "a+b&c=d", "å"])
@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not have")
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / "state.db"
    open_database(path).dispose()
    assert path.exists()
    assert sorted(child.name for child in tmp_path.iterdir()) == [name]


def test_a_database_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    open_database(path).dispose()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(
        Failure, match=r"`state.db` is of a later version of storsthlm \(schema 99, expected 4\)"
    ) as caught:
        open_database(path)
    assert caught.value.hint == "install the newest storsthlm"
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    path.write_text("name,address\n" * 200, "utf-8")
    with pytest.raises(Failure, match="could not be used: file is not a database") as caught:
        open_database(path)
    assert str(path) in caught.value.message
    assert caught.value.exit_code == 2
    assert path.read_text("utf-8") == "name,address\n" * 200


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="could not be used: unable to open database file"):
        open_database(tmp_path)


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".storsthlm").write_text("", "utf-8")
    with pytest.raises(Failure, match="could not be used"):
        open_database(tmp_path / ".storsthlm" / "state.db")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(Failure, match="could not be used"):
            open_database(tmp_path / "state.db")
    finally:
        tmp_path.chmod(0o700)


def test_several_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        engines = list(pool.map(lambda _: open_database(tmp_path / "state.db"), range(8)))
    for engine in engines:
        engine.dispose()


def test_several_processes_may_bring_an_old_database_up_to_date_at_once(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    open_database(path).dispose()
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP INDEX dispatches_mark")
        for column in ("corrects", "again", "mark", "at", "tool"):
            database.execute(f"ALTER TABLE dispatches DROP COLUMN {column}")
        database.execute("ALTER TABLE recipients DROP COLUMN list")
        for table in ("identity", "bounces", "mails", "departures", "suppressions"):
            database.execute(f"DROP TABLE {table}")
        database.execute("CREATE TABLE suppressions (key TEXT PRIMARY KEY, reason TEXT, source TEXT, since TEXT)")
        database.execute("INSERT INTO suppressions VALUES ('a@x.example', 'left', 'by hand', '2021-06-01T08:00+00:00')")
        database.execute(
            "INSERT INTO dispatches (name, issue, lists, transport, rehearsal, content, subject, size, created, state, "
            "letter) VALUES ('2021-06.1', '2021-06', '[]', 'smtp', 0, '', '', 1, '2021-06-21T08:00+00:00', 'open', '')"
        )
        database.execute("PRAGMA user_version = 1")
    with ThreadPoolExecutor(8) as pool:
        engines = list(pool.map(lambda _: open_database(path), range(8)))
    (old,) = dispatches.find(engines[0], open_only=True)
    assert (old.id, old.corrects, old.again, old.at) == ("2021-06.1", None, False, None)
    assert len(old.mark) == 10
    assert [(each.key, each.list) for each in remembered(engines[0])] == [("a@x.example", "")]
    assert len({database_id(engine) for engine in engines}) == 1
    for engine in engines:
        engine.dispose()


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    engines = [open_database(tmp_path / "state.db") for _ in range(4)]

    def create(number: int) -> str:
        return dispatches.create(engines[number % 4], dispatch(), b"", people(20)).id

    with ThreadPoolExecutor(4) as pool:
        names = list(pool.map(create, range(40)))
    assert sorted(names) == sorted(f"2021-06.{number}" for number in range(1, 41))
    for engine in engines:
        engine.dispose()


def ask(engine: Engine, path: Path, *questions: str) -> None:
    with failures(path), engine.begin() as connection:
        for question in questions:
            connection.exec_driver_sql(question)


def test_what_cannot_be_written_is_unfinished_and_all_else_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    engine = open_database(path)
    with pytest.raises(Unfinished, match="database or disk is full"):
        ask(
            engine,
            path,
            "PRAGMA max_page_count = 1",
            "CREATE TABLE big (x)",
            "INSERT INTO big VALUES (zeroblob(1000000))",
        )
    with pytest.raises(Failure, match="no such table") as caught:
        ask(engine, path, "SELECT * FROM nowhere")
    assert not isinstance(caught.value, Unfinished)
    engine.dispose()


@pytest.mark.skipif(sys.platform != "linux", reason="macOS and Windows are asked in other ways")
def test_the_start_of_the_machine_has_the_same_name_in_every_process() -> None:
    other = subprocess.run(
        [sys.executable, "-c", "from storsthlm_cli.store.boot import boot_id; print(boot_id())"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert boot_id() == other.stdout.strip()
    assert len(other.stdout) > 20
