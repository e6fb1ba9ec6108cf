"""What an examination of a story finds, in a form to compare."""

from __future__ import annotations

from collections.abc import Iterable

from storsthlm_cli.model.health import Outcome
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import Story


def opened(story: Story) -> Workspace:
    return open_workspace(story.folder, {})


def told(outcomes: Iterable[Outcome]) -> list[str]:
    """Return `grade topic: words` of each."""
    return [f"{each.grade} {each.topic}: {each.words}" for each in outcomes]


def asks(outcomes: Iterable[Outcome]) -> list[str]:
    """Return what an IT department is asked for."""
    return [each.request.ask.value for each in outcomes if each.request is not None]
