"""Notes that are not in the rows yet: a process that is alive is left alone with them, a dead one's are settled."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from storsthlm_cli.model.delivery import Dispatch, State
from storsthlm_cli.workflows.backing_up import back_up, restore
from storsthlm_cli.workflows.backup_files import DATABASE
from storsthlm_cli.workflows.following import cancel, pause, status, verify
from storsthlm_cli.workflows.memory import Busy, alone, database_file
from storsthlm_cli.workflows.reporting import watch
from storsthlm_cli.workflows.resolving import unresolved
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import Story
from tests.workflows.real_sending import JUNE, go

NOW = datetime.datetime(2026, 11, 24, 8, 30, tzinfo=datetime.UTC)
ISSUE = "2021-06"


@contextlib.contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def notes(path: Path) -> int:
    with database(path) as connection:
        return int(connection.execute("SELECT count(*) FROM notes").fetchone()[0])


@pytest.fixture
def workspace(story: Story) -> Workspace:
    """Give a workspace in which the first of three has the issue, the second too, and the third is on the wire.

    Of the second and the third there are only notes.
    """
    story.change(JUNE, "date: 2021-06-21", "date: 2099-06-21")
    go(story, limit=1)
    workspace = open_workspace(story.folder, {})
    with database(database_file(workspace)) as connection:
        for entries in ("[[], [], [], [2, 3]]", '[[2], ["250 kept"], [], []]'):
            connection.execute("INSERT INTO notes (dispatch, at, entries) VALUES (1, 1.0, ?)", (entries,))
    return workspace


def status_untouched(workspace: Workspace) -> Dispatch:
    """Return the dispatch, and leave the notes where they are."""
    with alone(workspace, ISSUE):
        return status(workspace, None)[0].dispatch


TRUE = {State.ACCEPTED: 2, State.ATTEMPTING: 1}


def test_what_a_dead_process_noted_is_told(workspace: Workspace) -> None:
    assert status(workspace, None)[0].tally.counts == TRUE
    assert notes(database_file(workspace)) == 0
    assert verify(workspace, None).standing.tally.counts == TRUE


def test_what_a_process_that_is_alive_noted_is_left_to_it_and_told_by_who_waits_for_it(workspace: Workspace) -> None:
    with alone(workspace, ISSUE):
        assert status(workspace, None)[0].tally.counts == {State.ACCEPTED: 1, State.UNTRIED: 2}
        assert verify(workspace, None).standing.tally.counts == TRUE
        assert notes(database_file(workspace)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit to set")
def test_on_a_full_disk_it_is_told_all_the_same(workspace: Workspace) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    path = database_file(workspace)
    with database(path) as connection:  # keeps the log, which would go with the last connection
        connection.execute("INSERT INTO mails VALUES ('x', 1.0)")
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            found = status(workspace, None)[0].tally.counts
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert found == TRUE
    assert notes(path) == 2


def test_whoever_watches_when_it_dies_is_told_too(workspace: Workspace) -> None:
    dispatch = status_untouched(workspace)
    told = []
    with contextlib.ExitStack() as alive:
        alive.enter_context(alone(workspace, ISSUE))
        for progress in watch(workspace, dispatch, sleep=lambda _: alive.close()):
            told.append(progress.tally.counts)
            if len(told) == 2:
                break
    assert told == [{State.ACCEPTED: 1, State.UNTRIED: 2}, TRUE]


def test_a_pause_loses_no_note_of_a_process_that_is_alive(workspace: Workspace) -> None:
    with alone(workspace, ISSUE):
        assert pause(workspace, None).tally.counts == TRUE


def test_a_cancellation_spares_who_is_noted(workspace: Workspace) -> None:
    with alone(workspace, ISSUE):
        assert cancel(workspace, None).tally.counts == TRUE
    assert unresolved(workspace, None).standing.tally.counts == {State.ACCEPTED: 2, State.UNKNOWN: 1}


def test_the_next_run_knows_what_was_noted(story: Story, workspace: Workspace) -> None:
    assert go(story).tally.counts == {State.ACCEPTED: 2, State.UNKNOWN: 1}


def test_a_backup_is_whole_in_itself(workspace: Workspace, tmp_path: Path) -> None:
    with alone(workspace, ISSUE):
        path, _ = back_up(workspace, tmp_path / "safe.zip", NOW)
    with zipfile.ZipFile(path) as archive:
        archive.extract(DATABASE, tmp_path)
    with database(tmp_path / DATABASE) as connection:
        found = connection.execute("SELECT state, attempts FROM recipients ORDER BY number").fetchall()
    assert found == [("accepted", 1), ("accepted", 1), ("attempting", 1)]
    assert notes(tmp_path / DATABASE) == 0
    assert restore(workspace, path).doubted == 0  # what is here knows no more


def test_who_only_looks_for_a_moment_is_no_other_process_that_sends(workspace: Workspace) -> None:
    with contextlib.ExitStack() as looking:
        looking.enter_context(alone(workspace, ISSUE))
        threading.Timer(0.1, looking.close).start()
        with alone(workspace, ISSUE):
            pass
    with alone(workspace, ISSUE), pytest.raises(Busy), alone(workspace, ISSUE):
        pass
