from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from storsthlm_cli.workflows import publishing
from tests.stories.conftest import SAMPLES

if TYPE_CHECKING:
    from tests.stories.conftest import Story

JUNE = "issues/2021-06/issue.yaml"
NO_FEED = "note: there is no feed: it needs the site's address, `web.archive_url` in storsthlm.yaml\n"


def test_the_site_is_written_and_the_second_time_it_is_there(story: Story) -> None:
    result = story.run("archive")
    assert (result.code, result.out) == (0, "build/site/issues/2021-06/index.html\n")
    assert result.err == (
        f"{NO_FEED}1 issue, 0 events, 3 files: 3 written\n"
        "next: look at it, then `storsthlm archive 2021-06 --publish`\n"
    )
    assert "1 issue, 0 events, 3 files: nothing has changed\n" in story.run("archive").err


def test_an_issue_with_errors_is_refused_with_the_way_out(story: Story) -> None:
    story.change(JUNE, "[asa-ek]", "[asa-eek]")
    result = story.run("archive")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("error[")
    assert result.err.endswith(
        "error: issue `2021-06` has errors: nothing was written\n"
        "   = help: correct them, then `storsthlm archive 2021-06` again; `--test` makes a page of a draft, "
        "for colleagues to look at\n"
    )


def test_a_draft_for_colleagues_says_that_it_is_one(story: Story) -> None:
    result = story.run("archive", "--test", "--output", "build/draft")
    assert (result.code, result.out) == (0, "build/draft/issues/2021-06/index.html\n")
    assert "0 issues and a draft of 2021-06, 0 events, 1 file: 1 written\n" in result.err
    assert result.err.endswith("next: look at it, then `storsthlm archive 2021-06 --test --publish`\n")


def test_publishing_without_an_address_writes_nothing(story: Story) -> None:
    result = story.run("archive", "--publish")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: the public address of the archive is not known\n   = help: set `web.archive_url` in storsthlm.yaml\n"
    )
    assert not (story.folder / "build").exists()


def test_an_issue_that_leaves_the_site_is_told(story: Story) -> None:
    later = (story.folder / JUNE).read_text("utf-8").replace("2021-06-21", "2021-09-07")
    story.write("issues/2021-09/issue.yaml", later)
    story.run("archive")
    result = story.run("archive", "2021-06")
    assert "1 issue, 0 events, 3 files: 2 written, 1 removed\n" in result.err
    told = "note: issue `2021-09` is no longer in it; `storsthlm archive 2021-09` has it and all before it\n"
    assert told in result.err


def test_json_tells_what_was_done(story: Story) -> None:
    data = json.loads(story.run("archive", "--json").out)
    assert (data["issue"], data["draft"], data["issues"], data["published"]) == ("2021-06", False, ["2021-06"], None)
    assert data["written"] == data["files"]
    assert (data["removed"], data["left"]) == ([], [])


def test_every_sample_is_in_the_archive_of_the_newest(samples: Story) -> None:
    result = samples.run("archive")
    assert result.code == 0, result.err
    assert result.err.startswith(f"{len(SAMPLES)} issues, ")
    assert all((samples.folder / f"build/site/issues/{key}/index.html").exists() for key in SAMPLES)


def test_a_record_tells_where_it_is_and_what_it_tells_of(story: Story) -> None:
    result = story.run("record")
    assert (result.code, result.out) == (0, "build/record-2021-06.zip\n")
    assert result.err.startswith("issue 2021-06: not sent, 5 files and their hashes, ")


def test_the_record_of_a_rehearsal_has_nobody_in_its_data_either(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    result = story.run("record", "--json")
    data = json.loads(result.out)
    assert (data["issue"], data["sent"]) == ("2021-06", [])
    assert "anna@" not in result.out


def test_a_public_page_is_taken_away_only_on_demand(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    later = (story.folder / JUNE).read_text("utf-8").replace("2021-06-21", "2021-09-07")
    story.write("issues/2021-09/issue.yaml", later)
    (story.folder / "build/public").mkdir(parents=True)
    settings = "web:\n  archive_url: https://127.0.0.1:9\n  publish_folder: build/public\n"
    story.change("storsthlm.yaml", "web:\n", settings)
    assert story.run("archive", "--output", "build/public").code == 0
    result = story.run("archive", "2021-06", "--publish")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: nothing was written: the public would lose the page of `2021-09`, which mails link to\n"
        "   = help: `storsthlm archive 2021-09 --publish` keeps it and all issues before it; `storsthlm validate` "
        "tells what keeps an issue out; with `--withdraw` the pages are taken away\n"
    )
    assert (story.folder / "build/public/issues/2021-09/index.html").exists()
    monkeypatch.setattr(publishing, "WAITS", ())
    told = story.run("archive", "2021-06", "--publish", "--withdraw").err
    assert "1 removed" in told
    assert told.count("note: issue `2021-09` is no longer in it") == 1
    assert not (story.folder / "build/public/issues/2021-09").exists()
