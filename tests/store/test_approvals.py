from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storsthlm_cli.model.approvals import Approval, Identity
from storsthlm_cli.store import approvals
from storsthlm_cli.store.database import open_database

ASA = Identity("asa", "Åsa Ek", "asa.ek@kommun.example")
BO = Identity("bo")
NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(tmp_path / "state.db")
    yield engine
    engine.dispose()


def entry(hour: int, content: str, by: Identity = ASA, issue: str = "2021-06") -> Approval:
    return Approval(issue, content, by, NOON + datetime.timedelta(hours=hour), content and f"text of {content}")


def written(database: Engine, *entries: Approval) -> None:
    for each in entries:
        approvals.add(database, each)


def test_entries_are_read_back_as_they_were_written_oldest_first(database: Engine) -> None:
    entries = (entry(0, "a"), entry(1, "b", BO), entry(2, ""), entry(3, "a"))
    written(database, *entries, entry(4, "c", issue="2021-07"))
    assert approvals.history(database, "2021-06") == entries


def test_a_withdrawal_voids_all_before_it_and_nothing_after(database: Engine) -> None:
    written(database, entry(0, "a"), entry(1, "b"), entry(2, ""), entry(3, "c"))
    assert [each.content for each in approvals.valid(database, "2021-06")] == ["c"]
    assert approvals.approval_of(database, "2021-06", "a") is None


def test_an_approval_holds_for_its_own_content_only_whatever_came_later(database: Engine) -> None:
    written(database, entry(0, "a"), entry(1, "b"), entry(2, "a", BO))
    assert approvals.approval_of(database, "2021-06", "a") == entry(2, "a", BO)
    assert approvals.approval_of(database, "2021-06", "b") == entry(1, "b")
    assert approvals.approval_of(database, "2021-06", "c") is None
    assert approvals.approval_of(database, "2021-07", "a") is None


def test_what_held_at_a_moment_is_not_changed_by_what_came_later(database: Engine) -> None:
    written(database, entry(0, "a"), entry(2, ""), entry(4, "a", BO))
    then = NOON + datetime.timedelta(hours=1)
    assert approvals.approval_of(database, "2021-06", "a", until=then) == entry(0, "a")
    assert approvals.approval_of(database, "2021-06", "a", until=NOON + datetime.timedelta(hours=3)) is None
    assert approvals.approval_of(database, "2021-06", "a", until=NOON - datetime.timedelta(hours=1)) is None
