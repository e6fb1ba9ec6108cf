"""The public record: what was mailed, to how many, and nobody's name."""

from __future__ import annotations

import email
import email.policy
import hashlib
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import yaml

from storsthlm_cli.model.errors import BadContent, Failure
from storsthlm_cli.model.sending import Progress
from storsthlm_cli.workflows.identity import user_name
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.recording import Record, record
from storsthlm_cli.workflows.sending import send
from storsthlm_cli.workflows.workspace import open_workspace
from tests.smtp_server import Manners, Server
from tests.stories.conftest import Story

JUNE = "issues/2021-06/issue.yaml"
READERS = """
e-post,förnamn,efternamn
quintus.zakarias@vandrarby.example,Quintus,Zakarias
xenia.wallenquist@vandrarby.example,Xenia,Wallenquist
ulrika.yxell@vandrarby.example,Ulrika,Yxell
"""


def quiet(_: Progress) -> None:
    """Take in progress and say nothing."""


def go(story: Story, *, real: bool = True) -> None:
    """Send the issue to three readers; one of them is refused when it is for real."""
    story.write("lists/kommuner.csv", READERS)
    refusal = Manners(rcpt=lambda who: "550 5.1.1 no ulrika.yxell here" if "ulrika" in who else "")
    with Server(refusal) as server:
        changes = {"transport": "smtp", "smtp.host": "127.0.0.1", "smtp.port": str(server.port)}
        changes |= {"smtp.security": "plain", "smtp.connections": "1"}
        workspace = open_workspace(story.folder, changes if real else {})
        send(workspace, plan(workspace, "2021-06", ["kommuner"]), limit=None, tell=quiet)


def packed(story: Story, output: Path | None = None) -> tuple[Record, dict[str, bytes], dict[str, Any]]:
    made = record(open_workspace(story.folder, {}), "2021-06", output=output)
    with zipfile.ZipFile(made.path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    told = yaml.safe_load(files.pop("record.yaml"))
    assert isinstance(told, dict)
    return made, files, told


@pytest.fixture
def sent(story: Story) -> Story:
    """Give a workspace whose issue has been sent for real."""
    story.change(JUNE, "date: 2021-06-21", "date: 2099-06-21")
    go(story)
    return story


def test_no_reader_is_in_the_record(sent: Story) -> None:
    made, files, told = packed(sent)
    everything = b"\n".join([*files.values(), *(name.encode() for name in files), str(told).encode()])
    for line in READERS.strip().split("\n")[1:]:
        for word in line.replace("@", ",").replace(".", ",").split(","):
            if word not in ("example",):
                assert word.lower().encode() not in everything.lower(), word
    assert b"@vandrarby" not in made.path.read_bytes()


def test_the_counts_and_times_of_the_dispatch_are_told(sent: Story) -> None:
    _, files, told = packed(sent)
    (dispatch,) = told["sent"]
    assert (dispatch["dispatch"], dispatch["state"], dispatch["over"]) == ("2021-06.1", "finished", "smtp")
    assert (dispatch["planned"], dispatch["accepted"], dispatch["refused"]) == (3, 2, 1)
    assert dispatch["mail"] == "mail/2021-06.1/"
    assert dispatch["content"] == told["content_now"]
    assert (told["approved_by"], told["rehearsals_left_out"]) == ("none recorded", 0)
    assert told["files"] == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_who_approved_which_text_and_who_took_it_back_is_told(sent: Story) -> None:
    sent.run("approve", "--yes")
    sent.run("approve", "--withdraw")
    _, _, told = packed(sent)
    approved, withdrawn = told["approved_by"]
    assert (user_name() in approved["by"], approved["content"]) == (True, told["content_now"])
    assert user_name() in withdrawn["withdrawn_by"]


def test_the_mail_is_there_with_its_slots_open_and_for_an_invented_reader(sent: Story) -> None:
    _, files, _ = packed(sent)
    assert b"Hej [first_name]!" in files["mail/2021-06.1/issue.html"]
    assert "Hej [first_name]!" in files["mail/2021-06.1/issue.txt"].decode()
    assert b"unsubscribe%20[token]" in files["mail/2021-06.1/issue.html"]
    message = email.message_from_bytes(files["mail/2021-06.1/invented-reader.eml"], policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert message["To"] == "Anna Exempel <anna.exempel@exempelby.example>"
    assert message["Subject"] == "Nytt i juni"


def test_an_edit_after_sending_changes_the_page_and_not_the_mail(sent: Story) -> None:
    sent.change(JUNE, "Nya möten i höst", "Nya möten i vinter")
    made, files, told = packed(sent)
    assert "höst" in files["mail/2021-06.1/issue.html"].decode()
    assert "vinter" in files["web/issues/2021-06/index.html"].decode()
    assert told["content_now"] != told["sent"][0]["content"]
    assert any("has been edited since it was sent" in notice for notice in made.notices)


def test_an_issue_that_is_broken_now_still_has_a_record_of_what_was_sent(sent: Story) -> None:
    sent.write(JUNE, "date: i juni\n")
    made, files, _ = packed(sent)
    assert "mail/2021-06.1/issue.html" in files
    assert not any(name.startswith("web/") for name in files)
    assert any("the web page is left out" in notice for notice in made.notices)


def test_an_issue_that_was_never_sent_is_marked_so(story: Story) -> None:
    _, files, told = packed(story)
    assert told["sent"] == "not sent"
    assert b"Hej [first_name]!" in files["mail/not-sent/issue.html"]
    assert '<meta name="robots" content="noindex">' in files["web/issues/2021-06/index.html"].decode()


def test_a_rehearsal_is_counted_and_left_out(story: Story) -> None:
    go(story, real=False)
    _, _, told = packed(story)
    assert (told["sent"], told["rehearsals_left_out"]) == ("not sent", 1)


def test_an_unsent_issue_that_cannot_be_shown_has_no_record(story: Story) -> None:
    story.write(JUNE, "date: i juni\n")
    with pytest.raises(BadContent):
        packed(story)


def test_the_same_record_has_the_same_bytes(sent: Story, tmp_path: Path) -> None:
    first, second = packed(sent)[0], packed(sent, tmp_path / "new/again.zip")[0]
    assert first.path == sent.folder / "build/record-2021-06.zip"
    assert first.path.read_bytes() == second.path.read_bytes()


def test_a_place_that_cannot_be_written_is_told(story: Story, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Failure, match="cannot write"):
        packed(story, tmp_path / "file/record.zip")


def test_the_mail_of_a_sample_has_its_images_beside_it(samples: Story) -> None:
    _, files, _ = packed(samples)
    page = files["mail/not-sent/issue.html"].decode()
    images = [name for name in files if name.startswith("mail/not-sent/images/")]
    assert images
    assert all(f'"{name.removeprefix("mail/not-sent/")}"' in page for name in images)
    assert "cid:" not in page
