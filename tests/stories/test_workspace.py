from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stories.conftest import Story


def test_outside_of_a_workspace_the_way_in_is_told(story: Story) -> None:
    (story.folder / "storsthlm.yaml").unlink()
    result = story.run("validate")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"error: there is no `storsthlm.yaml` in `{story.folder}` or above it\n"
        "   = help: go to the newsletter's folder, or name it with `--workspace`\n"
    )


def test_a_workspace_is_found_from_the_folders_inside_of_it(story: Story) -> None:
    story.folder = story.folder / "issues" / "2021-06"
    assert story.run("validate").code == 0


def test_a_workspace_can_be_named(story: Story) -> None:
    folder, story.folder = story.folder, story.folder.parent
    assert story.run("--workspace", str(folder), "validate").code == 0


def test_a_named_folder_that_is_no_workspace_never_leads_to_another_one(story: Story) -> None:
    result = story.run("--workspace", "issues", "validate")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: `issues` is not a workspace: it has no `storsthlm.yaml`\n"
        "   = help: name the folder that has it, or leave `--workspace` out inside of it\n"
    )


def test_a_misspelt_setting_is_shown_at_its_place(story: Story) -> None:
    story.change("storsthlm.yaml", "design:", "desing:")
    result = story.run("validate")
    assert (result.code, result.out) == (2, "")
    assert "--> storsthlm.yaml:15:1\n" in result.err
    assert "did you mean `design`?" in result.err
