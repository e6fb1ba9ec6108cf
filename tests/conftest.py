"""What all tests share: how hypothesis searches, and a story."""

from __future__ import annotations

import os
import pathlib
import shutil
import time
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.browser import machine
from tests.stories.conftest import PARTS, ROOT, Story

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("STORSTHLM_HYPOTHESIS", "repeatable"))


def pytest_configure(config: pytest.Config) -> None:
    """Give all tests one browser."""
    config.pluginmanager.register(machine, "machine")


@pytest.fixture
def story(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    """Give a fresh workspace: one issue, one list of three, a plain design, and an environment that says nothing."""
    for name in list(os.environ):
        if name.startswith("STORSTHLM_") or name in ("COLUMNS", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    yield Story(tmp_path / "workspace")
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def samples(story: Story) -> Story:
    """Give a copy of the workspace at the root of the repository."""
    shutil.rmtree(story.folder)
    story.folder.mkdir()
    for part in PARTS:
        (story.folder / part).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy2
        copy(ROOT / part, story.folder / part)
    return story
