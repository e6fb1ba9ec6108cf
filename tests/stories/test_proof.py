"""`storsthlm proof`: the sheet for the second reader."""

from __future__ import annotations

import json
import os
import pathlib
import re
import subprocess
import sys
import webbrowser
from typing import TYPE_CHECKING

import pytest

from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.references import people
from storsthlm_cli.phrases.sayings import sayings
from storsthlm_cli.source.yaml import read_document
from storsthlm_cli.workflows.validating import known_directory
from storsthlm_cli.workflows.workspace import open_workspace
from tests.browser.machine import allow
from tests.stories.conftest import SAMPLES

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
SHEET = """\
Nyhetsbrevet                                                         sida 1 av 3
Korrektur 2021-06, 21 juni 2021                             version ............
Läst av: ________________________   Datum, signatur: ___________________________
--------------------------------------------------------------------------------
I inkorgen

*person*   _organisation eller annat namn_   [dag eller tid]

  1  Ämnesrad: Nytt i [juni]                                           juni 2021

  2  Förhandstext: Hej [first_name, annars ”du”]! Här är
  3  kansliets nyheter.
\fNyhetsbrevet                                                         sida 2 av 3
Korrektur 2021-06, 21 juni 2021                             version ............
Läst av: ________________________   Datum, signatur: ___________________________
--------------------------------------------------------------------------------
Avsnitt 1 av 1: Nya möten i höst

*person*   _organisation eller annat namn_   [dag eller tid]

  4  Nya möten [i höst]                                              hösten 2021

  5  Vi ses i [augusti], hälsar kansliet.                           augusti 2021
  6  → https://kommun.example/moten

  7  Kontakt: *Åsa Ek*, kommundirektör, asa.ek@kommun.example,
  8  08-123 456 78
\fNyhetsbrevet                                                         sida 3 av 3
Korrektur 2021-06, 21 juni 2021                             version ............
Läst av: ________________________   Datum, signatur: ___________________________
--------------------------------------------------------------------------------
Kontrollista

Personer: stavning, roll den dagen
    Namn                      Roll enligt registret             Rad
[ ] Åsa Ek                    kommundirektör                    7

Länkar: leder de rätt?
    Text                            Adress                              Rad
[ ] kansliet                        https://kommun.example/moten        5
"""
TOLD = "proof of 2021-06: 3 pages, 8 lines, 1 person, 0 days, 1 link, no findings\n"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the addresses that a browser is asked to open."""
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    return addresses


def test_the_sheet_as_text_goes_to_stdout(story: Story, opened: list[str]) -> None:
    result = story.run("proof", "--format", "text")
    assert (result.code, result.err) == (0, TOLD)
    assert re.sub(r"version [0-9a-f]{12}", "version " + 12 * ".", result.out) == SHEET
    assert opened == []


def test_the_page_is_opened_in_the_browser(story: Story, opened: list[str]) -> None:
    page = story.folder / "build" / "proof-2021-06.html"
    result = story.run("proof")
    assert (result.code, result.out, result.err) == (0, f"{page}\n", TOLD)
    assert opened == [page.as_uri()]
    html = page.read_text(encoding="utf-8")
    assert 'Kontakt: <span class="person">Åsa Ek</span>, kommundirektör, asa.ek@kommun.example,' in html
    assert "src=" not in html
    assert "href=" not in html


def test_a_page_with_a_name_of_its_own_is_not_opened(story: Story, opened: list[str]) -> None:
    assert story.run("proof", "--no-open").code == 0
    assert story.run("proof", "--output", "sheet.html").out == "sheet.html\n"
    assert story.run("proof", "--output", "-").out == (story.folder / "sheet.html").read_text(encoding="utf-8")
    assert opened == []


def test_the_version_is_the_hash_of_what_is_sent(story: Story) -> None:
    content = json.loads(story.run("proof", "--json").out)["content"]
    plan = json.loads(story.run("send", "--list", "kommuner", "--dry-run", "--json").out)
    assert content == plan["plan"]["content"]


def test_an_issue_with_errors_can_be_read_and_the_answer_is_no(story: Story) -> None:
    story.change(ISSUE, "Vi ses i **augusti**", "Vi ses fredag den 1 september")
    result = story.run("proof", "--format", "text")
    assert result.code == 1
    assert "  5  Vi ses [fredag den 1 september], hälsar kansliet.       on 1 september 2021\n" in result.out
    assert "[ ] on 1 september 2021             fredag den 1 september        5\n" in result.out
    assert "[ ] Fel D101       Avsnitt 1 av 1     `fredag den 1 september`" in result.out
    assert result.err.endswith(", 1 error\n")


def test_one_section_keeps_its_numbers(samples: Story) -> None:
    whole = json.loads(samples.run("proof", "2021-06", "--json").out)
    part = json.loads(samples.run("proof", "2021-06", "--json", "--section", "kalendarium").out)
    assert len(part["lines"]) > 20
    keys = ("number", "text", "marks", "notes")
    own = [line for line in whole["lines"] if line["section"] == "kalendarium"]
    assert [[line[key] for key in keys] for line in part["lines"]] == [[line[key] for key in keys] for line in own]
    assert {line for day in part["days"] for line in day["lines"]} <= {line["number"] for line in own}


def test_an_unknown_section_is_told_with_the_nearest(samples: Story) -> None:
    result = samples.run("proof", "2021-06", "--section", "kalender")
    assert (result.code, result.out) == (2, "")
    assert result.err == ("error: issue `2021-06` has no section `kalender`\n   = help: did you mean `kalendarium`?\n")


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--format", "text", "--pdf", "a.pdf"), "`--pdf` prints the page, and `--format text` makes none"),
        (("--json", "--output", "-"), "`--json` and `--output -` both write to stdout"),
        (("--json", "--pdf", "-"), "`--json` and `--pdf -` both write to stdout"),
        (("--output", "-", "--pdf", "-"), "`--output -` and `--pdf -` both write to stdout"),
    ],
)
def test_flags_that_contradict_each_other_are_told(story: Story, flags: tuple[str, ...], said: str) -> None:
    result = story.run("proof", *flags)
    assert (result.code, result.err) == (2, f"error: {said}\n   = help: leave one of them out\n")


@pytest.mark.skipif(os.name != "posix", reason="a terminal of our own is a thing of POSIX")
def test_a_terminal_is_spared_a_pdf(story: Story) -> None:
    ours, theirs = os.openpty()
    try:
        command = [sys.executable, "-m", "storsthlm_cli", "proof", "--pdf", "-"]
        done = subprocess.run(command, cwd=story.folder, stdout=theirs, stderr=subprocess.PIPE, text=True)
    finally:
        os.close(theirs)
        os.close(ours)
    assert (done.returncode, done.stderr) == (
        2,
        "error: a PDF is no text for the terminal\n   = help: `--pdf FILE.pdf`, or send `--pdf -` to a program\n",
    )


def test_a_file_that_cannot_be_written_is_named(story: Story) -> None:
    story.write("build", "a file, not a folder")
    result = story.run("proof", "--no-open")
    assert result.code == 2
    assert result.err.startswith("error: cannot write the proof to `")


@pytest.mark.parametrize("key", SAMPLES)
def test_every_name_and_day_of_a_sample_is_set_off(samples: Story, key: str) -> None:
    told = json.loads(samples.run("proof", key, "--json").out)
    issue, _ = read_issue(read_document(samples.folder / f"issues/{key}/issue.yaml", "issue.yaml"), key)
    assert issue is not None
    directory = known_directory(open_workspace(samples.folder, {}))
    named = {name["name"]: name for name in told["names"]}
    for section in issue.sections:
        for reference in people(section):
            assert named[directory.people[reference.key].name.content]["in_directory"]
    marks = " ".join(
        line["text"][mark["start"] : mark["end"]]
        for line in told["lines"]
        for mark in line["marks"]
        if mark["what"] == "day"
    )
    for saying in sayings(issue):
        assert saying.words in marks
    typed = {row.date.start.isoformat() for section in issue.sections for row in section.rows}
    assert typed <= {day["first"] for day in told["days"]}
    assert [line["number"] for line in told["lines"]] == list(range(1, len(told["lines"]) + 1))


@pytest.mark.parametrize("key", SAMPLES)
def test_all_words_of_the_mail_are_in_the_proof(samples: Story, key: str) -> None:
    samples.run("preview", key, "--output", "build")
    mail = (samples.folder / "build/issue.txt").read_text(encoding="utf-8")
    sections = mail.split("-" * 78 + "\n")[1:-1]
    told = json.loads(samples.run("proof", key, "--json").out)
    read = set(re.findall(r"\w+", " ".join(line["text"] for line in told["lines"])))
    link = r"https?://\S+|Prenumerera på alla våra möten i din kalender:|Lägg till i kalendern:|\bAnna\b"
    assert set(re.findall(r"\w+", re.sub(link, "", " ".join(sections)))) <= read


@pytest.mark.browser
def test_a_pdf_has_the_pages_of_the_sheet(
    samples: Story, installed: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(installed, monkeypatch)
    result = samples.run("proof", "2021-06", "--pdf", "build/sheet.pdf")
    assert (result.code, result.out) == (0, f"{pathlib.Path('build') / 'sheet.pdf'}\n")
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", (samples.folder / "build/sheet.pdf").read_bytes())
    assert f": {len(pages)} pages, " in result.err


@pytest.mark.browser
def test_a_pdf_goes_to_a_program(samples: Story, installed: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(installed, monkeypatch)
    command = [sys.executable, "-m", "storsthlm_cli", "proof", "2021-06", "--pdf", "-"]
    done = subprocess.run(command, cwd=samples.folder, capture_output=True)
    assert done.returncode == 0
    assert done.stdout.startswith(b"%PDF-")
    assert done.stdout.rstrip().endswith(b"%%EOF")
    assert done.stderr.startswith(b"proof of 2021-06: ")
    assert not (samples.folder / "-").exists()
