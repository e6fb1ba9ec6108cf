"""Beginning the next issue, from nothing and from the newest one."""

from __future__ import annotations

import datetime
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from storsthlm_cli.workdays import suits_sending

if TYPE_CHECKING:
    from tests.stories.conftest import Story

MEETINGS = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Exempel//SV
BEGIN:VEVENT
UID:1
DTSTART:20210902T070000Z
DTEND:20210902T090000Z
SUMMARY:Styrelsemöte
LOCATION:Exempelby
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20211106
SUMMARY:Öppet hus: alla är välkomna
END:VEVENT
END:VCALENDAR
"""


def test_the_next_issue_is_begun_and_its_gaps_are_listed(story: Story) -> None:
    result = story.run("new-issue", "--date", "2021-09-07")
    assert (result.code, result.out) == (0, "issues/2021-09/issue.yaml\n")
    assert result.err == (
        "to be sent on Tuesday 2021-09-07\n"
        "copied from 2021-06\n"
        "\n"
        "to do:\n"
        "  line 9: `subject` is missing or has no value\n"
        "  line 12: `preheader` is missing or has no value\n"
        "  line 48: this `article` section has no headline and no content\n"
        "next: write, then `storsthlm validate 2021-09` and `storsthlm preview 2021-09`\n"
    )
    assert (story.folder / "issues/2021-09/images").is_dir()
    assert (story.folder / "schemas/issue.json").is_file()


def test_validate_says_the_same_as_new_issue_did(samples: Story) -> None:
    begun = json.loads(samples.run("new-issue", "--date", "2021-08-31", "--json").out)
    judged = json.loads(samples.run("validate", "2021-08", "--json").out)
    assert begun["findings"] == judged["findings"]
    assert {finding["code"] for finding in begun["findings"]} == {"S022", "S029", "S045", "S046", "D104", "D105"}
    assert (begun["issue"], begun["number"], begun["copied_from"]) == ("2021-08", 6, "2021-06")
    assert (len(begun["rows"]), begun["rows_from"]) == (24, "2021-06")
    assert (samples.folder / "issues/2021-08/images/sommar.jpg").is_file()


def test_a_mark_goes_when_the_text_is_changed_or_the_line_deleted(samples: Story) -> None:
    samples.run("new-issue", "--date", "2021-08-31")

    def marked() -> int:
        return samples.run("validate", "2021-08", "--format", "concise").out.count("S046")

    issue = "issues/2021-08/issue.yaml"
    assert marked() == 3
    samples.change(issue, "headline: Beslut på styrelsemötet den 10 juni", "headline: Beslut i augusti")
    assert marked() == 2
    samples.change(issue, "  - kind: notice\n    check: {copied_from: 2021-06}\n", "  - kind: notice\n")
    assert marked() == 1
    samples.change(issue, "Ha en riktigt skön sommar", "Ha en riktigt skön höst")
    assert marked() == 0


def test_two_texts_make_a_small_issue_whole(samples: Story) -> None:
    samples.run("new-issue", "--date", "2021-08-31", "--kinds", "article,calendar")
    issue = "issues/2021-08/issue.yaml"
    samples.change(issue, "\nsubject:\n", "\nsubject: Höstens möten\n")
    samples.change(issue, "\npreheader:\n", "\npreheader: Och en nyhet från kansliet i augusti.\n")
    samples.change(
        issue, "headline:\n    body: |\n", "headline: Nytt\n    body: |\n      Skriv till kansliet@storsthlm.example.\n"
    )
    samples.change(issue, "    check: headline and rows are from 2021-06; right for this issue?\n", "")
    samples.change(issue, "Ha en riktigt skön sommar", "Ha det bra")
    assert samples.run("validate").out.startswith("issue 2021-08: no findings\n")
    assert samples.run("preview", "--output", "build").code == 0


def test_an_issue_without_a_calendar_tells_of_no_rows(samples: Story) -> None:
    result = samples.run("new-issue", "--date", "2021-08-31", "--kinds", "article")
    assert (result.code, "calendar row" in result.err) == (0, False)
    samples.write("meetings.ics", MEETINGS.replace("\n", "\r\n"))
    told = samples.run("new-issue", "--date", "2021-09-02", "--kinds", "article", "--calendar", "meetings.ics").err
    assert "note: no section is a `calendar`: nothing of `meetings.ics` is in this issue\n" in told
    assert "calendar row" not in told


def test_the_calendar_is_filled_from_where_the_meetings_are_kept(samples: Story) -> None:
    samples.write("meetings.ics", MEETINGS.replace("\n", "\r\n"))
    result = samples.run("new-issue", "--date", "2021-09-02", "--kinds", "calendar", "--calendar", "meetings.ics")
    assert result.code == 0
    text = (samples.folder / "issues/2021-09/issue.yaml").read_text("utf-8")
    assert "    rows:\n      - 2021-09-02 09:00–11:00 Storsthlms styrelse @ Exempelby\n\nclosing" in text
    assert "note: not in `meetings.ics`, but announced before: 2021-10-14 Storsthlms styrelse\n" in result.err
    assert "1 calendar row from meetings.ics\n" in result.err
    assert "2021-09-02 Strategiskt nätverk för digitalisering\n" in result.err
    told = samples.run("new-issue", "--date", "2021-09-14", "--kinds", "calendar", "--calendar", "meetings.ics").err
    assert "note: 2021-11-06 Öppet hus: alla är välkomna: alla helgons dag\n" in told
    text = (samples.folder / "issues/2021-09-14/issue.yaml").read_text("utf-8")
    assert '      - "2021-11-06 Öppet hus: alla är välkomna" # alla helgons dag\n' in text


def test_without_a_date_it_is_the_first_that_suits_after_a_fortnight(samples: Story) -> None:
    begun = json.loads(samples.run("new-issue", "--json").out)
    date = datetime.date.fromisoformat(begun["date"])
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    assert suits_sending(date)
    assert datetime.timedelta(days=14) <= date - today <= datetime.timedelta(days=35)
    assert begun["issue"] == date.strftime("%Y-%m")


def test_nothing_is_ever_overwritten(story: Story) -> None:
    before = (story.folder / "issues/2021-06/issue.yaml").read_bytes()
    result = story.run("new-issue", "--date", "2021-06-29", "--as", "2021-06")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: `issues/2021-06` is there already\n")
    assert (story.folder / "issues/2021-06/issue.yaml").read_bytes() == before
    assert story.run("new-issue", "--date", "2021-06-29").out == "issues/2021-06-29/issue.yaml\n"


def test_the_first_issue_of_all_is_begun_from_nothing(story: Story) -> None:
    shutil.rmtree(story.folder / "issues")
    result = story.run("new-issue", "--date", "2021-09-07")
    assert (result.code, result.out) == (0, "issues/2021-09/issue.yaml\n")
    assert result.err.startswith("number 1, to be sent on Tuesday 2021-09-07\n\nto do:\n")


def test_a_day_off_is_told(story: Story) -> None:
    assert "note: 2021-06-06 is a day off (" in story.run("new-issue", "--date", "2021-06-06", "--as", "x").err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--date", "7 september"], "error: `7 september` is not a date\n"),
        (["--kinds", "artikel"], "error: there is no section kind `artikel`\n   = help: did you mean `article`?\n"),
        (["--from", "2021-07"], "error: there is no issue `2021-07` in `issues`\n   = help: did you mean `2021-06`?\n"),
        (["--calendar", "nix.ics"], "error: there is no file `nix.ics`\n"),
        (["--as", "../x"], "error: `../x` is no name of an issue\n"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(story: Story, arguments: list[str], told: str) -> None:
    result = story.run("new-issue", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(told)
    assert sorted(path.name for path in (story.folder / "issues").iterdir()) == ["2021-06"]


def test_an_issue_that_cannot_be_read_is_not_copied(story: Story) -> None:
    story.write("issues/2021-06/issue.yaml", "date: [\n")
    result = story.run("new-issue")
    assert result.code == 2
    assert result.err.startswith("error: issue `2021-06` cannot be read, so that nothing can be copied from it\n")


def test_a_folder_that_cannot_be_written_is_told_and_nothing_left_behind(story: Story) -> None:
    shutil.rmtree(story.folder / "issues")
    story.write("issues", "no folder")
    result = story.run("new-issue", "--date", "2021-09-07")
    assert result.code == 2
    assert result.err.startswith("error: cannot write `issues/2021-09`: ")
    assert (story.folder / "issues").read_text("utf-8") == "no folder"


def test_a_directory_that_cannot_be_read_stops_it_before_anything_is_written(samples: Story) -> None:
    samples.write("directory/people.yaml", "a: [\n")
    assert samples.run("new-issue", "--date", "2021-09-07").code == 2
    assert not (samples.folder / "issues/2021-09").exists()


def test_schemas_that_cannot_be_written_stop_it_before_anything_is_written(samples: Story) -> None:
    samples.write("schemas", "no folder")
    assert samples.run("new-issue", "--date", "2021-09-07").code == 2
    assert not (samples.folder / "issues/2021-09").exists()


NOTICE = "  - kind: notice\n    headline: Öppet\n    body:\n      - image: {file: FILE, alt: En ö., credit: Åsa}\n"


@pytest.mark.parametrize(
    "file", ["../../storsthlm.yaml", "issue.yaml", "receipt.yaml", "images/../../../x", "link/x.jpg"]
)
def test_only_images_of_the_issue_are_copied_and_only_into_the_new_one(samples: Story, file: str) -> None:
    (samples.folder / "issues/2021-06/link").symlink_to(samples.folder / "directory", target_is_directory=True)
    samples.change("issues/2021-06/issue.yaml", "\nclosing:", "\n" + NOTICE.replace("FILE", file) + "\nclosing:")
    before = {path: path.read_bytes() for path in samples.folder.rglob("*") if path.is_file()}
    assert samples.run("new-issue", "--date", "2021-09-07").code == 0
    assert {path: path.read_bytes() for path in before} == before
    new = samples.folder / "issues/2021-09"
    files = sorted(path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file())
    assert files == ["images/sommar.jpg", "issue.yaml"]
    assert "date: 2021-09-07\n" in (new / "issue.yaml").read_text("utf-8")


def test_an_unfinished_issue_is_copied_with_a_remark(story: Story) -> None:
    story.run("new-issue", "--date", "2021-09-07")
    told = story.run("new-issue", "--date", "2021-10-05").err
    assert "note: `2021-09`, which this was copied from, is not finished: `storsthlm validate 2021-09`\n" in told


def test_what_is_odd_about_name_and_date_is_told(story: Story) -> None:
    told = story.run("new-issue", "--date", "2021-05-07", "--as", "extra").err
    assert (
        "note: `extra` does not begin with year and month: names are sorted, and the last one counts as the newest\n"
        in told
    )
    assert "note: 2021-05-07 is a Friday or the day before a day off, when many have left already\n" in told
    assert "note: 2021-05-07 lies before the newest issue's date, 2021-06-21\n" in told
    shutil.rmtree(story.folder / "issues/extra")
    told = story.run("new-issue", "--date", "2021-05-04").err
    assert "note: `2021-06` still counts as the newest issue; name this one: `storsthlm validate 2021-05`\n" in told
