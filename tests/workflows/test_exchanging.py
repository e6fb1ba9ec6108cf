from __future__ import annotations

import datetime
import pathlib
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storsthlm_cli.key_file import rotate
from storsthlm_cli.model.audience import Reason, Suppression
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.store import suppressions
from storsthlm_cli.workflows.event_lines import Damaged
from storsthlm_cli.workflows.exchanging import ELSEWHERE, Received, export, is_export, take_in
from storsthlm_cli.workflows.memory import key_file, open_memory
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.suppressing import suppress
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import Story
from tests.workflows.apart import ANNA, BO, sent_from

NOW = datetime.datetime(2026, 12, 1, 8, 30, tzinfo=datetime.UTC)


@pytest.fixture
def home(story: Story) -> Workspace:
    return sent_from(story)


@pytest.fixture
def laptop(home: Workspace, tmp_path: pathlib.Path) -> Workspace:
    """Give another machine with the same newsletter and keys, and a database of its own."""
    folder = tmp_path / "laptop"
    shutil.copytree(home.root, folder, ignore=shutil.ignore_patterns("state.db*", "outbox"))
    found = open_workspace(folder, {})
    open_memory(found).dispose()
    return found


@pytest.fixture
def file(home: Workspace, laptop: Workspace, tmp_path: pathlib.Path) -> pathlib.Path:
    """Give what the laptop tells: Anna gets nothing, Bo nothing through one list."""
    suppress(laptop, [ANNA], f"{ANNA} wrote a letter")
    suppressions.suppress(open_memory(laptop), [Suppression(BO, "bounced", "inbox", NOW, "kommuner")])
    path = tmp_path / "told.jsonl"
    assert export(laptop, path, NOW) == 2
    return path


def left_out(workspace: Workspace, *lists: str) -> list[tuple[str, Reason]]:
    planned = plan(workspace, None, lists).audience.left_out
    return [(each.address, each.reason) for each in planned if each.reason is Reason.SUPPRESSED]


def test_who_must_get_nothing_there_gets_nothing_here(home: Workspace, file: pathlib.Path) -> None:
    assert left_out(home, "kommuner") == []
    assert take_in(home, file) == Received(str(file), 2, 2)
    assert left_out(home, "kommuner") == [(ANNA, Reason.SUPPRESSED), (BO, Reason.SUPPRESSED)]
    assert take_in(home, file) == Received(str(file), 2, 0)
    assert {each.reason for each in suppressions.remembered(open_memory(home))} == {ELSEWHERE}


def test_no_address_leaves(file: pathlib.Path) -> None:
    text = file.read_text("utf-8")
    assert "anna" not in text
    assert "@" not in text
    assert "letter" not in text
    assert is_export(file)
    assert not is_export(file.parent / "nothing")


def test_a_dry_run_changes_nothing(home: Workspace, file: pathlib.Path) -> None:
    assert take_in(home, file, dry_run=True) == Received(str(file), 2, 2)
    assert list(suppressions.remembered(open_memory(home))) == []


def test_what_was_taken_over_is_not_told_on(home: Workspace, file: pathlib.Path, tmp_path: pathlib.Path) -> None:
    take_in(home, file)
    assert export(home, tmp_path / "back.jsonl", NOW) == 0


def test_what_a_machine_told_itself_it_does_not_take(laptop: Workspace, file: pathlib.Path) -> None:
    with pytest.raises(Refused, match="is from this very database"):
        take_in(laptop, file)


def test_a_machine_without_the_key_says_so(home: Workspace, laptop: Workspace, file: pathlib.Path) -> None:
    rotate(key_file(laptop))
    export(laptop, file, NOW)
    with pytest.raises(Refused, match="is signed with a key that is not in the token keys here"):
        take_in(home, file)


def test_a_machine_that_remembers_nobody_writes_nothing(story: Story, tmp_path: pathlib.Path) -> None:
    with pytest.raises(Failure, match="this workspace remembers nobody yet"):
        export(open_workspace(story.folder, {}), tmp_path / "told.jsonl", NOW)
    assert not (tmp_path / "told.jsonl").exists()


@pytest.mark.parametrize("kept", [[], [0], [0, 1], [0, 2], [1, 2], [0, 2, 1], [0, 1, 1], [0, 1, 2, 2]])
def test_a_file_that_is_not_whole_is_refused(home: Workspace, file: pathlib.Path, kept: list[int]) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[each] for each in kept))
    with pytest.raises(Damaged):
        take_in(home, file)
    assert list(suppressions.remembered(open_memory(home))) == []


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bit_of_a_file_can_be_changed(home: Workspace, file: pathlib.Path, at: int, bit: int) -> None:
    whole = file.read_bytes()
    changed = bytearray(whole)
    changed[at % len(whole)] ^= 1 << bit
    file.write_bytes(changed)
    try:
        with pytest.raises(Refused):
            take_in(home, file, dry_run=True)
    finally:
        file.write_bytes(whole)


def test_a_file_of_a_later_version_is_known_as_one(home: Workspace, file: pathlib.Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'{"v":1,', b'{"v":2,'))
    assert is_export(file)
    with pytest.raises(Refused, match=r"is of a later version of storsthlm \(suppressions 2, expected 1\)"):
        take_in(home, file)


def test_a_file_that_is_not_there_is_told_with_a_way_out(home: Workspace, tmp_path: pathlib.Path) -> None:
    with pytest.raises(Failure, match="cannot be read") as caught:
        take_in(home, tmp_path / "nothing.jsonl")
    assert caught.value.hint
