from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stories.conftest import Story


def offered(story: Story, typed: str) -> list[str]:
    """Return what bash is offered, asked the way the installed completion asks."""
    environment = {
        **os.environ,
        "_STORSTHLM_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split(" ")) - 1),
    }
    command = [sys.executable, "-m", "storsthlm_cli"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=story.folder, check=False)
    return done.stdout.split()


def test_issues_and_lists_are_offered_from_the_workspace(story: Story) -> None:
    story.write("issues/2021-09/issue.yaml", "")
    assert offered(story, "storsthlm validate ") == ["2021-09", "2021-06"]
    assert offered(story, "storsthlm validate 2021-06") == ["2021-06"]
    assert offered(story, "storsthlm send --list ") == ["kommuner"]


def test_outside_of_a_workspace_nothing_is_offered_and_nothing_fails(story: Story) -> None:
    story.folder = story.folder.parent
    assert offered(story, "storsthlm validate ") == []
