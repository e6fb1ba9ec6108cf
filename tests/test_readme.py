"""The README is true: every command in it runs, in its order, on a copy of the workspace."""

from __future__ import annotations

import pathlib
import re
import shlex

import pytest

from storsthlm_cli.cli.app import GROUPS, PANELS, name_of
from tests.stories.conftest import Story

ROOT = pathlib.Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def ours(path: pathlib.Path) -> bool:
    """Tell whether a page is the project's own."""
    return not any(part.startswith(".") or part in ("build", "dist") for part in path.relative_to(ROOT).parts)


def commands() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    return [line.removeprefix("$ storsthlm ") for block in blocks for line in block.splitlines()]


def test_every_command_of_the_readme_runs(samples: Story) -> None:
    assert len(commands()) > 5
    for line in commands():
        result = samples.run(*shlex.split(line, comments=True))
        assert (line, result.code) == (line, 0), result.err


def test_every_command_is_named_in_the_readme() -> None:
    names = {name_of(command) for each in (PANELS, GROUPS) for panel in each.values() for command in panel}
    assert names == {name for name in names if f"storsthlm {name}" in README}


@pytest.mark.parametrize(
    "page", sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("**/*.md") if ours(path))
)
def test_every_link_between_pages_leads_somewhere(page: str) -> None:
    links = re.findall(
        r"\]\((?!https?:|mailto:|#|issue:)([^)#\s]+)", re.sub(r"`[^`]*`", "", (ROOT / page).read_text("utf-8"))
    )
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []
