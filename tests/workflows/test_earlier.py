"""Other issues are read when this one refers to them, and only then."""

from __future__ import annotations

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.workflows.earlier import earlier_issues, earlier_subjects
from storsthlm_cli.workflows.validating import validate
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import ISSUE as TEXT
from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
EARLIER = "issues/2021-04/issue.yaml"


@pytest.fixture
def workspace(story: Story) -> Workspace:
    story.write(EARLIER, TEXT.replace("2021-06-21", "2021-04-20").replace("juni", "april"))
    story.write("issues/2021-02/issue.yaml", "date: 2021-02-15\nsections: [")
    return open_workspace(story.folder, {})


def known(workspace: Workspace) -> dict[str, bool]:
    """Return all issues, and whether each has been read."""
    issue = validate(workspace, "2021-06").issue
    assert issue is not None
    return {key: other is not None for key, other in earlier_issues(workspace, issue).items()}


def test_issues_that_nothing_refers_to_are_known_by_name_only(workspace: Workspace) -> None:
    assert known(workspace) == {"2021-02": False, "2021-04": False, "2021-06": False}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://kommun.example/moten", "issue:2021-04"),
        ("https://kommun.example/moten", "issue:2021-04#nya-moten-i-host"),
        ("kind: article", "kind: article\n    links: [{text: Läs mer, url: issue:2021-04}]"),
        ("kind: article", "kind: article\n    check: {copied_from: 2021-04}"),
        ("subject:", "check: {preheader: {copied_from: 2021-04}}\nsubject:"),
    ],
)
def test_an_issue_that_this_one_refers_to_is_read(workspace: Workspace, story: Story, old: str, new: str) -> None:
    story.change(ISSUE, old, new)
    assert known(workspace) == {"2021-02": False, "2021-04": True, "2021-06": False}


def test_one_that_cannot_be_read_is_known_by_name_and_nothing_is_said_about_its_sections(
    workspace: Workspace, story: Story
) -> None:
    story.change(ISSUE, "https://kommun.example/moten", "issue:2021-02#nix")
    story.change("storsthlm.yaml", "web:\n", "web:\n  archive_url: https://brev.kommun.example\n")
    assert known(workspace)["2021-02"] is False
    assert validate(open_workspace(story.folder, {}), "2021-06").findings == ()


def test_one_that_is_no_file_is_not_read_and_stops_nothing(workspace: Workspace, story: Story) -> None:
    story.change(ISSUE, "https://kommun.example/moten", "issue:2021-05")
    (story.folder / "issues/2021-05/issue.yaml").mkdir(parents=True)
    assert "2021-05" not in known(workspace)
    assert [finding.code for finding in validate(workspace, "2021-06").findings] == ["L105"]


def test_an_earlier_issue_with_mistakes_in_it_raises_none_here(workspace: Workspace, story: Story) -> None:
    story.change(EARLIER, "kind: article", "kind: artikel")
    story.change(ISSUE, "kind: article", "kind: article\n    check: {copied_from: 2021-04}")
    assert [finding.code for finding in validate(workspace, "2021-06").findings] == []


def test_an_unknown_issue_is_a_failure_only_when_it_is_asked_for(workspace: Workspace) -> None:
    with pytest.raises(Failure, match="there is no issue `2021-05`"):
        validate(workspace, "2021-05")


def test_the_subjects_of_the_issues_before_are_known_and_those_after_are_not(
    workspace: Workspace, story: Story
) -> None:
    story.write("issues/2021-08/issue.yaml", TEXT.replace("juni", "augusti"))
    story.write("issues/2021-03/issue.yaml", "sections: []\nsubject: Nytt i mars\n")
    story.write("issues/2021-01/issue.yaml", "subject: >-\n  Nytt i\n  januari\nsections: [\n")
    (story.folder / "issues/2020-12").mkdir()
    (story.folder / "issues/2020-12/issue.yaml").write_bytes(b"subject: \xff\n")
    issue = validate(workspace, "2021-06").issue
    assert issue is not None
    assert list(earlier_subjects(workspace, issue).items()) == [
        ("2021-04", "Nytt i april"),
        ("2021-01", "Nytt i januari"),
    ]


def test_a_subject_that_the_issue_before_had_is_told_with_its_issue(workspace: Workspace, story: Story) -> None:
    story.change(ISSUE, "Nytt i juni", "Nytt i april")
    found = [finding for finding in validate(workspace, "2021-06").findings if finding.code == "M107"]
    assert [finding.arguments for finding in found] == [{"issue": "2021-04"}]
