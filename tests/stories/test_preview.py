from __future__ import annotations

import json
import shutil
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
PICTURE = Path(__file__).parents[2] / "issues" / "2021-06" / "images"


def test_html_text_and_message_are_written(story: Story) -> None:
    result = story.run("preview", "--output", "build")
    assert (result.code, result.err) == (0, "issue 2021-06: no findings, SIZE a message\n")
    assert result.out == "build/issue.html\nbuild/issue.txt\nbuild/issue.eml\n"
    assert "Hej Anna!" in (story.folder / "build/issue.txt").read_text(encoding="utf-8")
    assert "<strong>augusti</strong>" in (story.folder / "build/issue.html").read_text(encoding="utf-8")
    message = message_from_bytes((story.folder / "build/issue.eml").read_bytes(), policy=policy.default)
    assert message["To"] == "Anna Exempel <anna.exempel@exempelby.example>"


def test_embedded_images_show_when_the_page_is_opened_from_disk(story: Story) -> None:
    (story.folder / "issues/2021-06/images").mkdir()
    shutil.copy(next(PICTURE.glob("*.jpg")), story.folder / "issues/2021-06/images/a.jpg")
    story.change(
        ISSUE,
        "body: |\n      Vi ses",
        "body:\n      - image: {file: images/a.jpg, alt: En bild., credit: Åsa}\n      - |\n        Vi ses",
    )
    story.change(ISSUE, "      [kansliet]", "        [kansliet]")
    assert story.run("preview", "--output", "build").code == 0
    page = (story.folder / "build/issue.html").read_text(encoding="utf-8")
    assert "cid:" not in page
    source = page.partition('src="')[2].partition('"')[0]
    assert (story.folder / "build" / source).read_bytes().startswith(b"\xff\xd8")


def test_an_issue_with_errors_is_written_and_the_answer_is_no(story: Story) -> None:
    story.change(ISSUE, "contacts: [asa-ek]", "contacts: [asa-eck]")
    result = story.run("preview", "--output", "build")
    assert result.code == 1
    assert result.err == (
        f"{ISSUE}:11:16: error[S027] there is no person `asa-eck` in the directory\n"
        "issue 2021-06: 1 error, SIZE a message\n"
    )
    assert (story.folder / "build/issue.html").exists()


def test_json_names_the_files(story: Story) -> None:
    result = story.run("preview", "--output", "build", "--json")
    assert json.loads(result.out)["files"] == ["build/issue.html", "build/issue.txt", "build/issue.eml"]
    assert result.err == ""


def test_a_fault_in_a_template_is_shown_at_its_line(story: Story) -> None:
    story.change("templates/plain/mail.html", "{{ newsletter.name }}", "{{ newsleter.name }}")
    result = story.run("preview", "--output", "build")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "error: template error: 'newsleter' is undefined\n --> templates/plain/mail.html:2:1\n"
    )


def test_a_folder_that_cannot_be_written_is_named(story: Story) -> None:
    story.write("build", "a file, not a folder")
    result = story.run("preview", "--output", "build")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: cannot write the preview to `build`: ")


def test_previewing_writes_nothing_into_the_workspace(story: Story) -> None:
    before = sorted(story.folder.rglob("*"))
    story.run("preview", "--output", str(story.folder.parent / "elsewhere"))
    assert sorted(story.folder.rglob("*")) == before
