"""Other issues are read when this one refers to them, or when they came right before it."""

from __future__ import annotations

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import Level
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


def test_issues_that_nothing_refers_to_are_known_by_name_only_but_for_the_three_before(
    workspace: Workspace, story: Story
) -> None:
    for key in ("2020-12", "2021-01", "2021-03", "2021-08"):
        story.write(f"issues/{key}/issue.yaml", TEXT)
    assert [key for key, read in known(workspace).items() if read] == ["2021-03", "2021-04"]
    assert list(known(workspace)) == ["2020-12", "2021-01", "2021-02", "2021-03", "2021-04", "2021-06", "2021-08"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://kommun.example/moten", "issue:2021-08"),
        ("https://kommun.example/moten", "issue:2021-08#nya-moten-i-host"),
        ("kind: article", "kind: article\n    links: [{text: Läs mer, url: issue:2021-08}]"),
        ("kind: article", "kind: article\n    check: {copied_from: 2021-08}"),
        ("subject:", "check: {preheader: {copied_from: 2021-08}}\nsubject:"),
    ],
)
def test_an_issue_that_this_one_refers_to_is_read(workspace: Workspace, story: Story, old: str, new: str) -> None:
    story.write("issues/2021-08/issue.yaml", TEXT)
    assert known(workspace)["2021-08"] is False
    story.change(ISSUE, old, new)
    assert known(workspace)["2021-08"] is True


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


def test_what_an_issue_before_has_said_is_told_and_so_is_another_day_for_the_same_meeting(
    workspace: Workspace, story: Story
) -> None:
    calendar = "  - {kind: calendar, headline: Kalender, rows: [2021-09-%s Samtal om skolan]}\n"
    told = "De nya mötena i höst handlar om skolan, " + "om vägarna och om vattnet, " * 5 + "och alla är välkomna."
    for file, day in ((ISSUE, "02"), (EARLIER, "01")):
        story.change(file, "sections:\n", f"sections:\n{calendar % day}")
        story.change(file, "Vi ses", f"{told} Vi ses")
    found = {finding.code: finding for finding in validate(workspace, "2021-06").findings}
    assert found["D114"].arguments["place"] == "issue 2021-04"
    assert found["T205"].arguments["issue"] == "2021-04"
    assert found["T205"].level is Level.WARNING
