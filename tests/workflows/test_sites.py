"""Where a site may lie. Nothing is written here: a folder that is wrongly allowed would be one of this machine's."""

from __future__ import annotations

from pathlib import Path

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.workflows.sites import check_folder
from storsthlm_cli.workflows.workspace import open_workspace
from tests.stories.conftest import Story


@pytest.mark.parametrize("folder", ["..", "../..", "/"])
def test_a_folder_that_holds_the_workspace_holds_more_than_a_site(story: Story, folder: str) -> None:
    with pytest.raises(Failure, match="holds more than a site"):
        check_folder(open_workspace(story.folder, {}), story.folder / folder, "")


def test_a_home_holds_more_than_a_site(story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    workspace = open_workspace(story.folder, {})
    with pytest.raises(Failure, match="holds more than a site"):
        check_folder(workspace, tmp_path / "home", "")
    check_folder(workspace, tmp_path / "home/public_html", "")


def test_a_link_to_what_people_write_is_no_way_round(story: Story, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(story.folder / "issues", target_is_directory=True)
    with pytest.raises(Failure, match="the newsletter's own"):
        check_folder(open_workspace(story.folder, {}), tmp_path / "link", "")
