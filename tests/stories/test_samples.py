"""The workspace that comes with the tool is in order: what a newcomer sees first."""

from __future__ import annotations

import pathlib
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ROOT = pathlib.Path(__file__).parents[2]
PARTS = ("storsthlm.yaml", "directory", "issues", "lists", "templates")


@pytest.fixture
def samples(story: Story) -> Story:
    """Give a copy of the workspace at the root of the repository."""
    shutil.rmtree(story.folder)
    story.folder.mkdir()
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy2
        copy(ROOT / part, story.folder / part)
    return story


@pytest.mark.parametrize("issue", sorted(path.parent.name for path in ROOT.glob("issues/*/issue.yaml")))
def test_every_sample_issue_is_without_findings_and_can_be_shown(samples: Story, issue: str) -> None:
    assert samples.run("validate", issue).out.startswith(f"issue {issue}: no findings\n")
    assert samples.run("preview", issue, "--output", "build").code == 0


def test_the_sample_list_has_three_roles_in_each_of_26_municipalities(samples: Story) -> None:
    plan = samples.run("send", "--list", "kommuner", "--dry-run")
    assert "  to        78 recipients\n  left out  nobody\n" in plan.out
