from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
PICTURE = Path(__file__).parents[2] / "issues" / "2021-06" / "images"


def test_html_text_and_message_are_written(story: Story) -> None:
    result = story.run("preview", "--output", "build")
    assert result.code == 0
    assert re.fullmatch(r"issue 2021-06: no findings, SIZE a message: \d+ bytes of HTML\n", result.err)
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
    assert result.err.startswith(
        f"{ISSUE}:11:16: error[S027] there is no person `asa-eck` in the directory\n"
        "issue 2021-06: 1 error, SIZE a message: "
    )
    assert (story.folder / "build/issue.html").exists()


def test_json_names_the_files(story: Story) -> None:
    result = story.run("preview", "--output", "build", "--json")
    told = json.loads(result.out)
    page = (story.folder / "build/issue.html").read_bytes()
    assert (told["html_size"], told["images"]) == (len(page), [])
    assert told["recipient"] == "anna.exempel@exempelby.example"
    assert told["files"] == ["build/issue.html", "build/issue.txt", "build/issue.eml"]
    assert result.err == ""


def test_a_fault_in_a_template_is_shown_at_its_line(story: Story) -> None:
    story.change("templates/tiny/mail.html", "{{ newsletter.name }}", "{{ newsleter.name }}")
    result = story.run("preview", "--output", "build")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: template error: 'newsleter' is undefined\n --> templates/tiny/mail.html:2:1\n")


def test_a_folder_that_cannot_be_written_is_named(story: Story) -> None:
    story.write("build", "a file, not a folder")
    result = story.run("preview", "--output", "build")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: cannot write the preview to `build`: ")


def test_previewing_writes_nothing_into_the_workspace(story: Story) -> None:
    before = sorted(story.folder.rglob("*"))
    story.run("preview", "--output", str(story.folder.parent / "elsewhere"))
    assert sorted(story.folder.rglob("*")) == before


def test_the_weight_of_images_is_told(samples: Story) -> None:
    result = samples.run("preview", "2021-06", "--output", "build")
    (line,) = [line for line in result.err.splitlines() if line.startswith("issue 2021-06: ")]
    assert re.fullmatch(r".*: \d+ kB of HTML, \d+ images of \d+ kB", line)
    told = json.loads(samples.run("preview", "2021-06", "--output", "build", "--json").out)
    sizes = {path.name: path.stat().st_size for path in (samples.folder / "build/issue-images").iterdir()}
    assert {image["file_name"]: image["size"] for image in told["images"]} == sizes


def test_a_mail_that_gmail_cuts_is_told(story: Story) -> None:
    for count, words in ((700, "Gmail nearly cuts the mail off"), (900, "Gmail cuts the mail off")):
        line = "      Ord och ännu flera ord på raden, så att brevet blir långt.\n"
        section = f"  - kind: article\n    headline: Långt\n    body: |\n{line * count}"
        story.write(ISSUE, f"date: 2021-06-21\nsubject: Nytt\npreheader: Hej\nsections:\n{section}{section}")
        assert words in story.run("preview", "--output", "build").err


def test_a_preview_is_merged_for_somebody_on_a_list(story: Story) -> None:
    result = story.run("preview", "--output", "build", "--recipient", "BO@kommun.example")
    assert result.code == 0
    assert "Hej Bo!" in (story.folder / "build/issue.txt").read_text(encoding="utf-8")
    message = message_from_bytes((story.folder / "build/issue.eml").read_bytes(), policy=policy.default)
    assert message["To"] == "Bo <bo@kommun.example>"


def test_a_slot_that_stays_empty_for_this_person_is_told(story: Story) -> None:
    story.change(ISSUE, ' | default("du")', "")
    assert story.run("preview", "--output", "build", "--recipient", "bo@kommun.example").code == 0
    result = story.run("preview", "--output", "build", "--recipient", "cilla@kommun.example")
    assert result.code == 1
    assert result.err.startswith("error[M101] recipients without `first_name`: 1 (first: `cilla@kommun.example`)")
    assert "Hej [first_name]!" in (story.folder / "build/issue.txt").read_text(encoding="utf-8")


def test_who_is_on_no_list_is_told_with_the_nearest(story: Story) -> None:
    result = story.run("preview", "--output", "build", "--recipient", "ana@kommun.example")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: `ana@kommun.example` is not on the list `kommuner`\n   = help: did you mean `anna@kommun.example`?\n"
    )


def test_a_list_that_is_not_there_is_told_with_the_nearest(story: Story) -> None:
    result = story.run("preview", "--output", "build", "--list", "komuner")
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: there is no list `komuner`\n   = help: did you mean `kommuner`?\n"


def test_writing_files_loads_nothing_of_the_page(story: Story) -> None:
    script = (
        "import sys; from storsthlm_cli.__main__ import main; main(['preview', '--output', 'build']);"
        "sys.exit(any(name.partition('.')[0] in ('starlette', 'uvicorn', 'watchfiles') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=story.folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
