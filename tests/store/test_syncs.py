from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storsthlm_cli.model.leaving import Reached
from storsthlm_cli.store.database import open_database
from storsthlm_cli.store.syncs import Synced, forget, known, reached

NOW = datetime.datetime(2026, 12, 1, 8, 30, tzinfo=datetime.UTC)
WEB = "/srv/events.jsonl"


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(tmp_path / "state.db")


def test_how_far_a_source_is_applied_is_kept_and_when_it_was_whole(engine: Engine) -> None:
    assert known(engine) == ()
    reached(engine, WEB, Reached(50, "k-50", "k-1"), None)
    assert known(engine) == (Synced(WEB, Reached(50, "k-50", "k-1"), None),)
    reached(engine, WEB, Reached(70, "k-70", "k-1"), NOW)
    reached(engine, WEB, Reached(120, "k-120", "k-1"), None)
    assert known(engine) == (Synced(WEB, Reached(120, "k-120", "k-1"), NOW),)


def test_sources_are_kept_apart_and_forgotten_one_by_one(engine: Engine) -> None:
    for source in ("b", "a"):
        reached(engine, source, Reached(), NOW)
    assert [each.source for each in known(engine)] == ["a", "b"]
    forget(engine, "b")
    forget(engine, "unheard of")
    assert [each.source for each in known(engine)] == ["a"]
