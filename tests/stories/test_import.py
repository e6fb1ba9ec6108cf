"""Importing newsletters: what is written, what is told, and what never happens."""

from __future__ import annotations

import json
import pathlib
import textwrap
from typing import TYPE_CHECKING

import pytest

from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.source.yaml import read_document
from tests.issues.importing.dresses import SPACER, new_text, styled_html
from tests.issues.importing.dresses import mail as as_mail
from tests.issues.importing.invented import ALL, ARTICLE, BOARD, CALENDAR, CLOSING, LONG

if TYPE_CHECKING:
    from tests.stories.conftest import Story

SAMPLES = ("2019-02", "2019-12", "2020-04", "2021-04", "2021-06")
MEETINGS = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Exempel//SV
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20210902
SUMMARY:Öppet hus
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def letter(story: Story) -> pathlib.Path:
    """Give an old newsletter of three sections and a closing, outside of the workspace."""
    path = story.folder.parent / "brev.txt"
    path.write_text(f"{new_text([ARTICLE, BOARD, CALENDAR])}\n{SPACER}\n{CLOSING}", encoding="utf-8")
    return path


def test_a_newsletter_becomes_an_issue(story: Story, letter: pathlib.Path) -> None:
    result = story.run("import", str(letter), "--date", "2021-07-01")
    assert (result.code, result.out) == (0, "issues/2021-07/issue.yaml\n")
    assert result.err == (
        "issue 2021-07, dated 2021-07-01: 3 sections\n"
        "       3–12  article    Så ska fler unga klara gymnasiet\n"
        "                        check: capitals of the kicker were guessed, it was typed `skola och omsorg`\n"
        "      13–17  board      Kort från styrelsemötet den 10 juni\n"
        "                        check: the kind was guessed from the word `styrelsemötet`\n"
        "                        check: the day of the meeting, 2021-06-10, was read from the headline\n"
        "      18–25  calendar   Kommande möten i regionen\n"
        "                        check: capitals of the kicker were guessed, it was typed `kalendarium`\n"
        "         27  closing\n"
        "             subject    check: this is the old mail's title: say what is in this issue\n"
        "             preheader  check: made of the headlines\n"
        "             closing    check: the last line was taken for the closing\n"
        "not in the draft:\n"
        "  a row of spaces: lines 2, 5, 14, 26\n"
        "  empty: lines 7, 9, 11, 16, 24\n"
        "next: look at what is marked `check`, then `storsthlm validate 2021-07`\n"
    )
    text = (story.folder / "issues/2021-07/issue.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/issue.json\ndate: 2021-07-01\n")
    assert (story.folder / "schemas/issue.json").is_file()


def test_a_dry_run_shows_the_draft_and_writes_nothing(story: Story, letter: pathlib.Path) -> None:
    before = sorted(story.folder.rglob("*"))
    result = story.run("import", str(letter), "--date", "2021-07-01", "--dry-run")
    assert result.code == 0
    assert result.out.startswith("# yaml-language-server")
    assert result.err.endswith("next: the same without `--dry-run` writes it\n")
    assert sorted(story.folder.rglob("*")) == before
    story.run("import", str(letter), "--date", "2021-07-01")
    assert result.out == (story.folder / "issues/2021-07/issue.yaml").read_text(encoding="utf-8")


def test_nothing_is_overwritten(story: Story, letter: pathlib.Path) -> None:
    issue = (story.folder / "issues/2021-06/issue.yaml").read_text(encoding="utf-8")
    assert story.run("import", str(letter), "--date", "2021-06-03").out == "issues/2021-06-03/issue.yaml\n"
    assert story.run("import", str(letter), "--date", "2021-06-03").code == 2
    again = story.run("import", str(letter), "--date", "2021-06-03", "--as", "2021-06")
    assert again.err.startswith("error: `issues/2021-06` is there already\n")
    assert (story.folder / "issues/2021-06/issue.yaml").read_text(encoding="utf-8") == issue


def test_a_draft_can_be_validated_and_has_only_gaps(story: Story, letter: pathlib.Path) -> None:
    story.run("import", str(letter), "--date", "2021-07-01")
    result = story.run("validate", "2021-07", "--json")
    codes = {finding["code"] for finding in json.loads(result.out)["findings"] if finding["level"] == "error"}
    assert codes == set()
    assert {"S032", "S045"} <= {finding["code"] for finding in json.loads(result.out)["findings"]}


def test_json_tells_what_became_of_every_line(story: Story, letter: pathlib.Path) -> None:
    told = json.loads(story.run("import", str(letter), "--date", "2021-07-01", "--json").out)
    assert told["file"] == "issues/2021-07/issue.yaml"
    assert [section["kind"] for section in told["sections"]] == ["article", "board", "calendar"]
    assert told["lost"] == []
    lines = len(letter.read_text(encoding="utf-8").split("\n"))
    kept = {line for section in told["sections"] for line in section["lines"]} | set(told["closing"]) | {1}
    assert kept | {drop["line"] for drop in told["dropped"]} == set(range(1, lines + 1))
    assert {"line": 20, "old": "Råd, utskott och styrgrupper: gemensam dag,", "new": ""} not in told["rewritten"]


def test_every_line_of_a_text_that_was_broken_at_a_width_is_told(story: Story, letter: pathlib.Path) -> None:
    lines = letter.read_text(encoding="utf-8").split("\n")
    broken = [part for line in lines for part in (textwrap.wrap(line, 72) if len(line) > 72 else [line])]
    letter.write_text("\n".join(broken), encoding="utf-8")
    told = json.loads(story.run("import", str(letter), "--date", "2021-07-01", "--json").out)
    assert [section["kind"] for section in told["sections"]] == ["article", "board", "calendar"]
    assert told["lost"] == []
    kept = {line for section in told["sections"] for line in section["lines"]} | set(told["closing"]) | {1}
    assert kept | {drop["line"] for drop in told["dropped"]} == set(range(1, len(broken) + 1))


def test_a_mail_brings_its_pictures(story: Story) -> None:
    path = story.folder.parent / "brev.eml"
    path.write_bytes(as_mail(styled_html(ALL, source="cid:{0}@a"), pictures=["0@a", "9@a"]))
    result = story.run("import", str(path), "--as", "brev")
    assert (result.code, result.out) == (0, "issues/brev/issue.yaml\n")
    images = sorted((story.folder / "issues/brev/images").iterdir())
    assert [image.name for image in images] == ["gron-ang-2.png", "gron-ang.png"]
    codes = [finding["code"] for finding in json.loads(story.run("validate", "brev", "--json").out)["findings"]]
    assert not {"I101", "I103", "I104"} & set(codes)


def test_meetings_become_rows(story: Story) -> None:
    path = story.folder.parent / "moten.ics"
    path.write_text(MEETINGS, encoding="utf-8")
    result = story.run("import", str(path), "--date", "2021-08-31")
    assert (result.code, result.out) == (0, "      - 2021-09-02 Öppet hus\n")
    assert result.err == "1 row: paste them below `rows:` of the calendar\n"
    told = json.loads(story.run("import", str(path), "--date", "2021-08-31", "--json").out)
    assert told["rows"] == [{"row": "2021-09-02 Öppet hus", "remark": ""}]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no file `brev.txt`"),
        (b"", "`brev.txt` is empty"),
        (b"\x00\x01", "`brev.txt` is no text: it holds a NUL"),
    ],
)
def test_what_cannot_be_imported_is_told_in_one_sentence(story: Story, content: bytes | None, message: str) -> None:
    if content is not None:
        (story.folder / "brev.txt").write_bytes(content)
    result = story.run("import", "brev.txt", "--date", "2021-07-01")
    assert result.code == 2
    assert result.err.startswith(f"error: {message}\n")
    assert not (story.folder / "issues/2021-07").exists()


def test_a_guessed_date_is_told(story: Story) -> None:
    (story.folder / "brev.txt").write_text(f"Rubriken\n{SPACER}\n{LONG}\nKalendarium 2020\n15/9Råd\n16/9Möte", "utf-8")
    result = story.run("import", "brev.txt")
    assert result.err.startswith("issue 2020-09, dated 2020-09-08 (to be checked): 2 sections\n")


@pytest.mark.parametrize("form", ["eml", "txt"])
def test_what_we_send_can_be_imported_again(samples: Story, form: str) -> None:
    right = known = 0
    for key in SAMPLES:
        sent, _ = read_issue(read_document(samples.folder / f"issues/{key}/issue.yaml", key), key)
        assert sent is not None
        samples.run("preview", key, "--output", "build")
        told = json.loads(
            samples.run(
                *("import", f"build/issue.{form}", "--date", sent.date.isoformat(), "--as", f"{form}-{key}", "--json")
            ).out
        )
        assert told["lost"] == []
        assert [section["headline"] for section in told["sections"]] == [
            section.headline.content if section.headline is not None else None for section in sent.sections
        ]
        kinds = [section["kind"] for section in told["sections"]]
        right += sum(kind == section.kind for kind, section in zip(kinds, sent.sections, strict=True))
        known += len(kinds)
        read, _ = read_issue(read_document(samples.folder / f"issues/{form}-{key}/issue.yaml", key), key)
        assert read is not None
        rows = [[(row.date.start, row.date.end) for row in section.rows] for section in read.sections]
        assert rows == [[(row.date.start, row.date.end) for row in section.rows] for section in sent.sections]
    assert (known, right >= known - 4) == (55, True)
