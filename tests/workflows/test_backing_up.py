"""Backups: whole, of one moment, and never a way to forget who has an issue."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from storsthlm_cli.model.audience import Suppression
from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.snapshots import DOUBTED
from storsthlm_cli.store.suppressions import lift, remembered, suppress, suppressed
from storsthlm_cli.workflows.backing_up import back_up, restore
from storsthlm_cli.workflows.backup_files import DATABASE, KEY, MANIFEST
from storsthlm_cli.workflows.memory import Busy, alone, database_file, key_file, open_memory
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import Story
from tests.workflows.real_sending import JUNE, go

NOW = datetime.datetime(2026, 11, 24, 8, 30, tzinfo=datetime.UTC)


@pytest.fixture
def workspace(story: Story) -> Workspace:
    """Give a workspace that has sent its issue to the first of three readers."""
    story.change(JUNE, "date: 2021-06-21", "date: 2099-06-21")
    go(story, limit=1)
    return open_workspace(story.folder, {})


@pytest.fixture
def backup(workspace: Workspace, tmp_path: Path) -> Path:
    """Give a backup of it."""
    return back_up(workspace, tmp_path / "safe.zip", NOW)[0]


def tally(workspace: Workspace) -> dict[State, int]:
    return dict(dispatches.tally(open_memory(workspace), "2021-06.1").counts)


def leave(workspace: Workspace, address: str) -> None:
    when = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=2)
    suppress(open_memory(workspace), [Suppression(address, "asked to leave", "by hand", when)])


def lose(workspace: Workspace) -> None:
    for path in workspace.settings.state_folder.glob("*.*"):
        path.unlink()


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Return a copy of a zip file whose files have been changed."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    target = path.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target


def forged(files: dict[str, bytes], name: str, data: bytes) -> None:
    """Put other bytes into a backup, and their hash into its manifest."""
    manifest = json.loads(files[MANIFEST])
    manifest["files"][name] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    files[name], files[MANIFEST] = data, json.dumps(manifest).encode()


def test_it_holds_database_and_key_and_says_what_they_are(workspace: Workspace, backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        assert archive.namelist() == [MANIFEST, DATABASE, KEY]
        manifest = json.loads(archive.read(MANIFEST))
        assert archive.read(KEY) == key_file(workspace).read_bytes()
        for name in (DATABASE, KEY):
            assert manifest["files"][name]["sha256"] == hashlib.sha256(archive.read(name)).hexdigest()
    assert (manifest["version"], manifest["made"], manifest["dispatches"]) == (1, "2026-11-24T08:30:00+00:00", 1)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_can_read_it(workspace: Workspace, backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    restore(workspace, backup)
    assert database_file(workspace).stat().st_mode & 0o777 == 0o600
    assert key_file(workspace).stat().st_mode & 0o777 == 0o600


def test_it_is_made_while_somebody_writes(workspace: Workspace, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(database_file(workspace), isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE recipients SET state = 'accepted'")
        path, _ = back_up(workspace, tmp_path / "during.zip", NOW)
        writer.execute("COMMIT")
    assert tally(workspace) == {State.ACCEPTED: 3}
    restore(workspace, path, despite_newer=True, nothing_sent_since=True)
    assert tally(workspace) == {State.ACCEPTED: 1, State.UNTRIED: 2}


def test_a_backup_is_replaced_and_another_file_is_not(workspace: Workspace, backup: Path, tmp_path: Path) -> None:
    assert back_up(workspace, backup, NOW)[0] == backup
    (tmp_path / "thesis.zip").write_bytes(b"years of work")
    with pytest.raises(Failure, match="is no whole backup"):
        back_up(workspace, tmp_path / "thesis.zip", NOW)
    assert (tmp_path / "thesis.zip").read_bytes() == b"years of work"


def test_a_backup_with_keys_that_are_gone_is_not_replaced(workspace: Workspace, backup: Path) -> None:
    back_up(workspace, backup, NOW)
    key_file(workspace).write_text(
        json.dumps({"version": 1, "keys": [{"id": "abc", "secret": "00" * 32}]}), encoding="utf-8"
    )
    with pytest.raises(Refused, match="has token keys that are not here"):
        back_up(workspace, backup, NOW)
    key_file(workspace).unlink()
    with pytest.raises(Refused, match="has token keys that are not here"):
        back_up(workspace, backup, NOW)
    back_up(workspace, backup, NOW, replace=True)


def test_a_newer_backup_is_not_replaced_by_what_was_restored(
    workspace: Workspace, backup: Path, tmp_path: Path
) -> None:
    leave(workspace, "bo@kommun.example")
    newer, _ = back_up(workspace, tmp_path / "newer.zip", NOW)
    assert back_up(workspace, newer, NOW)[0] == newer, "the same state"
    restore(workspace, backup, despite_newer=True, nothing_sent_since=True)
    with pytest.raises(Refused, match="is newer than what is here"):
        back_up(workspace, newer, NOW)
    back_up(workspace, backup, NOW)


def test_where_nothing_is_remembered_there_is_nothing_to_keep(story: Story) -> None:
    with pytest.raises(Failure, match="remembers nothing"):
        back_up(open_workspace(story.folder, {}), None, NOW)


def test_after_a_loss_all_is_back_but_who_may_have_been_mailed_since_is_unknown(
    workspace: Workspace, backup: Path
) -> None:
    key = key_file(workspace).read_bytes()
    lose(workspace)
    restored = restore(workspace, backup)
    assert (restored.aside, restored.doubted) == (None, 2)
    words = [row.reply for row in dispatches.rows(open_memory(workspace), "2021-06.1", (State.UNKNOWN,))]
    assert words == [DOUBTED, DOUBTED]
    assert tally(workspace) == {State.ACCEPTED: 1, State.UNKNOWN: 2}
    assert key_file(workspace).read_bytes() == key


def test_who_knows_that_nothing_was_sent_since_goes_on(workspace: Workspace, backup: Path) -> None:
    lose(workspace)
    assert restore(workspace, backup, nothing_sent_since=True).doubted == 0
    assert tally(workspace) == {State.ACCEPTED: 1, State.UNTRIED: 2}


def test_what_is_here_and_no_newer_tells_that_nothing_was_sent_since(workspace: Workspace, backup: Path) -> None:
    restored = restore(workspace, backup)
    assert restored.doubted == 0
    assert restored.aside is not None
    assert {path.name for path in restored.aside.iterdir()} >= {DATABASE, KEY}
    assert tally(workspace) == {State.ACCEPTED: 1, State.UNTRIED: 2}


def test_who_was_on_the_wire_since_is_not_forgotten_though_nobody_knows_when(
    workspace: Workspace, backup: Path
) -> None:
    with open_memory(workspace).begin() as connection:
        connection.exec_driver_sql(
            "UPDATE recipients SET state = 'attempting', attempts = attempts + 1 WHERE number = 2"
        )
    with pytest.raises(Refused, match="is newer than the backup"):
        restore(workspace, backup)
    assert restore(workspace, backup, despite_newer=True).doubted == 2
    assert tally(workspace) == {State.ACCEPTED: 1, State.UNKNOWN: 2}


def test_a_newer_memory_is_not_given_up(workspace: Workspace, backup: Path) -> None:
    leave(workspace, "bo@kommun.example")
    with pytest.raises(Refused, match="is newer than the backup"):
        restore(workspace, backup)
    assert "bo@kommun.example" in suppressed(open_memory(workspace))
    restored = restore(workspace, backup, despite_newer=True)
    assert suppressed(open_memory(workspace)) == {}
    assert restored.doubted == 2
    assert restored.aside is not None
    with contextlib.closing(sqlite3.connect(restored.aside / DATABASE)) as old:
        assert old.execute("SELECT key FROM suppressions").fetchall() == [("bo@kommun.example",)]


def test_a_backup_of_before_a_lift_is_older_even_in_the_same_second(workspace: Workspace, tmp_path: Path) -> None:
    leave(workspace, "bo@kommun.example")
    before, _ = back_up(workspace, tmp_path / "before.zip", NOW)
    engine = open_memory(workspace)
    (left,) = remembered(engine)
    lift(engine, [left], reason="by mistake", source="by the reader, on the web", at=left.since)
    with pytest.raises(Refused, match="is newer than the backup") as refused:
        restore(workspace, before)
    time = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
    assert re.search(f"last changed: {time} here, {time} there", refused.value.message)
    assert suppressed(engine) == {}


def test_a_backup_of_an_earlier_version_can_be_judged(workspace: Workspace, backup: Path, tmp_path: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        path = tmp_path / "old.db"
        path.write_bytes(files[DATABASE])
        with contextlib.closing(sqlite3.connect(path)) as database:
            for table in ("departures", "bounces", "syncs"):
                database.execute(f"DROP TABLE {table}")
            database.commit()
        forged(files, DATABASE, path.read_bytes())

    old = rewritten(backup, change)
    leave(workspace, "bo@kommun.example")
    with pytest.raises(Refused, match="is newer than the backup"):
        restore(workspace, old)


def test_another_newsletters_memory_is_not_given_up(workspace: Workspace, backup: Path) -> None:
    key = key_file(workspace).read_bytes()
    lose(workspace)
    key_file(workspace).write_bytes(key)
    leave(workspace, "bo@kommun.example")
    with pytest.raises(Refused, match="of another database"):
        restore(workspace, backup)


def test_keys_that_the_backup_lacks_are_not_given_up(workspace: Workspace, backup: Path) -> None:
    data = json.loads(key_file(workspace).read_bytes())
    data["keys"].append({"id": "abc", "secret": "00" * 32})
    key_file(workspace).write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(Refused, match="lacks token keys"):
        restore(workspace, backup)


def test_a_damaged_database_is_given_up_only_by_word(workspace: Workspace, backup: Path) -> None:
    for path in workspace.settings.state_folder.glob(f"{DATABASE}*"):
        path.unlink()
    database_file(workspace).write_bytes(b"not a database" * 1000)
    with pytest.raises(Refused, match="cannot be judged"):
        restore(workspace, backup)
    restore(workspace, backup, despite_newer=True)
    assert tally(workspace) == {State.ACCEPTED: 1, State.UNKNOWN: 2}


def test_nothing_is_exchanged_under_a_running_send(workspace: Workspace, backup: Path) -> None:
    before = database_file(workspace).stat().st_ino
    with alone(workspace, "2021-06"), pytest.raises(Busy):
        restore(workspace, backup)
    assert database_file(workspace).stat().st_ino == before


def _cut(files: dict[str, bytes]) -> None:
    files[DATABASE] = files[DATABASE][:-1]


def _longer(files: dict[str, bytes]) -> None:
    files[DATABASE] += b"\0"


def _later(files: dict[str, bytes]) -> None:
    files[MANIFEST] = files[MANIFEST].replace(b'"version": 1', b'"version": 2')


@pytest.mark.parametrize(
    "change",
    [
        _cut,
        _longer,
        _later,
        lambda files: files.pop(DATABASE),
        lambda files: files.pop(KEY),
        lambda files: files.pop(MANIFEST),
        lambda files: files.update({MANIFEST: b"[]"}),
        lambda files: files.update({MANIFEST: b'{"version": 1}'}),
        lambda files: files.update({MANIFEST: b" " * 100_000}),
        lambda files: forged(files, DATABASE, b"not a database" * 1000),
        lambda files: forged(files, KEY, b"{}"),
    ],
)
def test_what_is_not_whole_changes_nothing(
    workspace: Workspace, backup: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    before = database_file(workspace).read_bytes()
    with pytest.raises(Failure):
        restore(workspace, rewritten(backup, change))
    assert database_file(workspace).read_bytes() == before
    left = {path.name for path in workspace.settings.state_folder.iterdir() if path.is_dir()}
    assert left <= {"outbox"}


def test_no_name_in_it_leads_anywhere_else(workspace: Workspace, backup: Path, tmp_path: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        manifest = json.loads(files[MANIFEST])
        for name in ("../../evil", "/tmp/evil"):
            files[name] = b"evil"
            manifest["files"][name] = {"size": 4, "sha256": hashlib.sha256(b"evil").hexdigest()}
        files[MANIFEST] = json.dumps(manifest).encode()

    restore(workspace, rewritten(backup, change))
    assert list(tmp_path.rglob("evil*")) == []
    assert not Path("/tmp/evil").exists()


def test_a_database_with_code_in_it_is_refused(workspace: Workspace, backup: Path, tmp_path: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        path = tmp_path / "evil.db"
        path.write_bytes(files[DATABASE])
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("CREATE TRIGGER t AFTER UPDATE ON recipients BEGIN DELETE FROM suppressions; END")
            database.commit()
        forged(files, DATABASE, path.read_bytes())

    with pytest.raises(Failure, match="triggers"):
        restore(workspace, rewritten(backup, change))
