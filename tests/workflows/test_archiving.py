"""The site of a small workspace: which issues are in it, and what is left of it the next time."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from storsthlm_cli.model.errors import BadContent, Failure
from storsthlm_cli.workflows.archiving import Archive, archive
from storsthlm_cli.workflows.composing import compose
from storsthlm_cli.workflows.memory import token_keys
from storsthlm_cli.workflows.workspace import open_workspace
from tests.stories.conftest import ISSUE, Story

JUNE = "issues/2021-06/issue.yaml"
MEETING = """
  - kind: calendar
    headline: Kalendarium
    rows:
      - { date: 2021-09-16, time: "9-11", title: Styrelsen, place: digitalt }
"""


def site(story: Story, given: str | None = None, *, test: bool = False) -> Archive:
    return archive(open_workspace(story.folder, {}), given, test=test)


def with_archive(story: Story, address: str = "https://brev.kommun.example") -> None:
    story.change("storsthlm.yaml", "web:\n", f"web:\n  archive_url: {address}\n")


def with_others(story: Story) -> None:
    """Add an issue before June and one after it."""
    for key, date in (("2021-04", "2021-04-20"), ("2021-09", "2021-09-07")):
        story.write(f"issues/{key}/issue.yaml", ISSUE.replace("2021-06-21", date).replace("Nytt i juni", f"Nytt {key}"))


def everything(folder: Path) -> dict[str, tuple[str, int]]:
    """Return the files of a folder by path, with hash and time of change."""
    return {
        path.relative_to(folder).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_site_has_the_issue_and_all_before_it_and_none_after(story: Story) -> None:
    with_others(story)
    made = site(story, "2021-06")
    assert [(page.issue, page.listed) for page in made.pages] == [("2021-06", True), ("2021-04", True)]
    assert not list(made.folder.rglob("*2021-09*"))
    assert "2021-09" not in (made.folder / "index.html").read_text("utf-8")
    assert made.folder == (story.folder / "build/site").resolve()


def test_the_page_tells_the_hash_of_the_mail_that_would_be_sent(story: Story) -> None:
    workspace = open_workspace(story.folder, {})
    made = site(story)
    assert made.content == compose(workspace, None, token_keys(workspace)).hash
    page = (made.folder / "issues/2021-06/index.html").read_text("utf-8")
    assert f'<meta name="storsthlm-issue" content="2021-06 {made.content}">' in page


def test_two_runs_give_the_same_bytes_and_touch_nothing(story: Story) -> None:
    with_archive(story)
    with_others(story)
    story.write(JUNE, ISSUE + MEETING)
    made = site(story)
    before = everything(made.folder)
    assert site(story).placed.written == ()
    assert everything(made.folder) == before
    elsewhere = archive(open_workspace(story.folder, {}), None, folder=story.folder / "build/other").folder
    assert {path: known[0] for path, known in everything(elsewhere).items()} == {
        path: known[0] for path, known in before.items()
    }


def test_an_event_has_a_file_and_stands_in_the_calendar_of_all(story: Story) -> None:
    with_others(story)
    story.write(JUNE, ISSUE + MEETING)
    made = site(story, "2021-06")
    assert made.events == 1
    for name in ("calendar/2021-09-16-styrelsen.ics", "calendar.ics"):
        data = (made.folder / name).read_bytes()
        assert b"UID:2021-09-16-styrelsen@nyhetsbrev.kommun.example\r\n" in data
    page = (made.folder / "issues/2021-06/index.html").read_text("utf-8")
    assert 'href="../../calendar/2021-09-16-styrelsen.ics"' in page


def test_the_newest_issue_says_how_an_event_is(story: Story) -> None:
    with_others(story)
    story.write("issues/2021-04/issue.yaml", ISSUE.replace("2021-06-21", "2021-04-20") + MEETING)
    story.write(JUNE, ISSUE + MEETING.replace("digitalt", "Torget"))
    data = (site(story, "2021-06").folder / "calendar.ics").read_bytes()
    assert data.count(b"BEGIN:VEVENT") == 1
    assert b"LOCATION:Torget\r\n" in data


def test_a_removed_issue_leaves_the_site(story: Story) -> None:
    with_others(story)
    made = site(story, "2021-06")
    (story.folder / "issues/2021-04/issue.yaml").unlink()
    (made.folder / "favicon.ico").write_bytes(b"mine")
    assert site(story, "2021-06").placed.removed == ("issues/2021-04/index.html",)
    assert not (made.folder / "issues/2021-04").exists()
    assert (made.folder / "favicon.ico").exists()


def test_an_issue_that_could_not_be_sent_is_not_shown_either(story: Story) -> None:
    story.change(JUNE, "  - kind: article\n", "  - kind: article\n    check: stämmer dagen?\n")
    with pytest.raises(BadContent, match="nothing was written") as refused:
        site(story)
    assert [finding.code for finding in refused.value.findings] == ["S045"]
    assert not (story.folder / "build").exists()


def test_a_draft_gets_a_page_for_colleagues_that_nothing_leads_to(story: Story) -> None:
    with_archive(story)
    with_others(story)
    story.write(JUNE, ISSUE + MEETING)
    story.change(JUNE, "  - kind: article\n", "  - kind: article\n    check: stämmer dagen?\n")
    made = site(story, "2021-06", test=True)
    assert [(page.issue, page.listed) for page in made.pages] == [("2021-06", False), ("2021-04", True)]
    assert '<meta name="robots" content="noindex">' in (made.folder / "issues/2021-06/index.html").read_text("utf-8")
    others = [path for path in made.folder.rglob("*") if path.is_file() and "2021-06" not in path.as_posix()]
    assert [path for path in others if b"2021-06" in path.read_bytes() and path.name[0] != "."] == []
    assert made.events == 0
    assert not (made.folder / "calendar").exists()


def test_the_first_draft_of_a_newsletter_is_a_site_of_one_page(story: Story) -> None:
    made = site(story, test=True)
    assert list(made.files) == ["issues/2021-06/index.html"]


def test_an_earlier_issue_that_cannot_be_shown_is_left_out_and_told(story: Story) -> None:
    with_archive(story)
    with_others(story)
    story.write("issues/2021-04/issue.yaml", "date: i april\n")
    story.write("issues/2021-09/issue.yaml", "date: i september\n")
    made = site(story, "2021-06")
    assert [page.issue for page in made.pages] == ["2021-06"]
    (notice,) = made.notices
    assert notice.startswith("issue `2021-04` is left out: ")
    assert "`storsthlm validate 2021-04`" in notice


def test_an_earlier_issue_that_would_not_be_sent_is_shown_and_told(story: Story) -> None:
    with_archive(story)
    with_others(story)
    story.change("issues/2021-04/issue.yaml", "[asa-ek]", "[asa-eek]")
    made = site(story, "2021-06")
    assert [page.issue for page in made.pages] == ["2021-06", "2021-04"]
    (notice,) = made.notices
    assert notice.startswith("issue `2021-04` would not be sent as it is (")


def test_an_earlier_issue_that_is_a_draft_does_not_get_out(story: Story) -> None:
    with_archive(story)
    with_others(story)
    story.write("issues/2021-04/issue.yaml", ISSUE.replace("2021-06-21", "2021-04-20") + MEETING)
    story.change("issues/2021-04/issue.yaml", "  - kind: article\n", "  - kind: article\n    check: klart?\n")
    made = site(story, "2021-06")
    assert made.notices == ("issue `2021-04` is left out: it is a draft; `storsthlm validate 2021-04` tells more",)
    assert [path for path, data in made.files.items() if "2021-04" in path or b"2021-04" in data] == []


def test_a_folder_that_holds_the_workspace_is_no_site(story: Story) -> None:
    with pytest.raises(Failure, match="holds more than a site"):
        archive(open_workspace(story.folder, {}), None, folder=story.folder.parent)


def test_without_an_address_there_is_no_feed_and_it_is_said_once(story: Story) -> None:
    made = site(story)
    assert "feed.xml" not in made.files
    assert len([notice for notice in made.notices if "feed" in notice]) == 1
    with_archive(story)
    assert "feed.xml" in site(story).files


@pytest.mark.parametrize("folder", [".", "issues", "issues/2021-06", "lists/x", "templates", ".storsthlm/site"])
def test_what_people_write_is_never_written_among(story: Story, folder: str) -> None:
    with pytest.raises(Failure, match="the newsletter's own"):
        archive(open_workspace(story.folder, {}), None, folder=story.folder / folder)


def test_hosted_images_lie_where_the_mail_looks_for_them_and_stay_there(samples: Story) -> None:
    samples.change("storsthlm.yaml", "images: embedded", "images: hosted")
    workspace = open_workspace(samples.folder, {})
    rendered = compose(workspace, "2019-02", token_keys(workspace)).rendered
    made = archive(workspace, "2019-02")
    assert rendered.hosted
    assert all((made.folder / image.path).read_bytes() == image.data for image in rendered.hosted)
    before = {path for path in made.files if path.startswith("issues/2019-02/images/")}
    samples.write("issues/2019-02/issue.yaml", ISSUE.split("    contacts")[0].replace("2021-06-21", "2019-02-01"))
    again = archive(open_workspace(samples.folder, {}), "2019-02")
    assert before - again.files.keys()
    assert all((made.folder / path).exists() for path in before)
