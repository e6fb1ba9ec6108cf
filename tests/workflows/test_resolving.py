"""Unknown recipients are looked for in the Sent folder of a real mailbox."""

from __future__ import annotations

import contextlib
import json
import pathlib
import shutil
import sqlite3
from collections.abc import Iterator

import pytest

from storsthlm_cli.mailbox.opening import open_mailbox
from storsthlm_cli.model.delivery import Security
from storsthlm_cli.workflows.identity import user_name
from storsthlm_cli.workflows.memory import alone
from storsthlm_cli.workflows.workspace import open_workspace
from tests.mailbox.dovecot import PASSWORD, SENT, USER, Dovecot, running
from tests.smtp_server import Server
from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
ANNA, BO = "anna@kommun.example", "bo@kommun.example"


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running() as server:
        yield server


@pytest.fixture
def sent(story: Story, dovecot: Dovecot) -> dict[str, bytes]:
    """Send to everybody, leave Anna and Bo unknown, name a mailbox, and return what the server took, by address."""
    secret = story.write("password.txt", PASSWORD)
    secret.chmod(0o600)
    shutil.copy(dovecot.folder / "ca.pem", story.folder)
    with Server() as server:
        story.change(
            "storsthlm.yaml",
            "design:\n",
            "transport: smtp\n"
            f"smtp: {{host: 127.0.0.1, port: {server.port}, security: plain, connections: 1}}\n"
            f"mailbox: {{host: 127.0.0.1, port: {dovecot.ports[Security.TLS]}, user: {USER}, ca_file: ca.pem, "
            f"password_file: password.txt, sent: {SENT}}}\n\ndesign:\n",
        )
        story.change(ISSUE, "date: 2021-06-21", "date: 2099-06-21")
        assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 0
    with contextlib.closing(sqlite3.connect(memory(story))) as database, database:
        database.execute("UPDATE recipients SET state = 'unknown', reply = '' WHERE number < 3")
    return dict(server.accepted)


def memory(story: Story) -> pathlib.Path:
    return story.folder / ".storsthlm" / "state.db"


def keep(dovecot: Dovecot, message: bytes) -> None:
    with open_mailbox(dovecot.server()) as client:
        client.append(SENT, message)


def test_who_is_found_has_it_and_who_is_not_stays_unknown(
    story: Story, sent: dict[str, bytes], dovecot: Dovecot
) -> None:
    keep(dovecot, sent[BO])
    result = story.run("resolve")
    assert result.code == 4
    assert result.err == (
        f"accepted    {BO}  found in {SENT} at 127.0.0.1\n"
        f"1 message not found in {SENT} at 127.0.0.1, which proves nothing: they may have got it all the same\n"
    )
    assert f"    unknown     {ANNA}  " in result.out
    with contextlib.closing(sqlite3.connect(memory(story))) as database:
        told = database.execute("SELECT state, reply FROM recipients ORDER BY number").fetchall()
        (entry,) = database.execute("SELECT number, state, reply FROM attempts").fetchall()
    assert [state for state, _ in told] == ["unknown", "accepted", "accepted"]
    assert entry == (2, "accepted", told[1][1])
    assert told[1][1].startswith(f"resolved by {user_name()}: found in {SENT}, which got it 20")
    keep(dovecot, sent[ANNA])
    assert json.loads(story.run("resolve", "--json").out)["found"] == [ANNA]
    assert story.run("verify").code == 0


def test_a_mailbox_that_cannot_be_read_changes_nothing(story: Story, sent: dict[str, bytes], dovecot: Dovecot) -> None:
    story.change("storsthlm.yaml", f"sent: {SENT}", "sent: Sent")
    result = story.run("resolve")
    assert (result.code, result.out) == (2, "")
    assert result.err == (f"error: the mailbox has no folder `Sent`\n   = help: did you mean `mailbox.sent: {SENT}`?\n")
    assert story.run("resolve", "--accepted", BO).code == 4


def test_the_mailbox_is_not_asked_when_a_person_has_spoken_nor_for_a_rehearsal(
    story: Story, sent: dict[str, bytes]
) -> None:
    story.change("storsthlm.yaml", "user: nytt@", "user: nobody@")
    assert story.run("resolve").code == 2
    assert story.run("resolve", "--all-accepted").code == 0
    story.run("send", "--list", "kommuner", "--transport", "outbox", "--confirm", "3")
    with contextlib.closing(sqlite3.connect(memory(story))) as database, database:
        database.execute("UPDATE recipients SET state = 'unknown' WHERE dispatch = 2")
    assert story.run("resolve").code == 0


def test_of_a_rehearsal_the_folder_of_its_messages_knows_both_who_has_it_and_who_has_not(story: Story) -> None:
    assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 0
    folder = story.folder / ".storsthlm" / "outbox" / "2021-06.1"
    (folder / f"{BO}.eml").unlink()
    with contextlib.closing(sqlite3.connect(memory(story))) as database, database:
        database.execute("UPDATE recipients SET state = 'attempting', reply = '' WHERE number < 3")
    where = pathlib.Path(".storsthlm") / "outbox" / "2021-06.1"
    result = story.run("resolve")
    assert (result.code, result.err) == (
        0,
        f"accepted    {ANNA}  found in {where}\nuntried     {BO}  not in {where}: it was never sent\n",
    )
    assert "  outcome   3 planned: 1 untried, 2 accepted\n" in result.out
    assert "nobody is unknown; next: `storsthlm send 2021-06 --list kommuner`\n" in result.out
    assert story.run("send", "--list", "kommuner", "--confirm", "1").code == 0
    assert story.run("verify").code == 0
    assert sorted(path.name for path in folder.iterdir()) == [f"{ANNA}.eml", f"{BO}.eml", "cilla@kommun.example.eml"]


def test_a_message_of_a_rehearsal_that_somebody_has_touched_tells_of_nobody(story: Story) -> None:
    assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 0
    (story.folder / ".storsthlm" / "outbox" / "2021-06.1" / f"{BO}.eml").write_bytes(b"From: somebody else\r\n\r\n")
    with contextlib.closing(sqlite3.connect(memory(story))) as database, database:
        database.execute("UPDATE recipients SET state = 'unknown' WHERE number = 2")
    result = story.run("resolve", "--json")
    assert result.code == 4
    told = json.loads(result.out)
    assert (told["found"], told["absent"], told["unknown"]) == ([], [], [BO])


def test_while_another_process_sends_nothing_is_resolved(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3", "--limit", "1")
    with alone(open_workspace(story.folder, {}), "2021-06"):
        result = story.run("resolve", "--all-again")
    assert result.code == 2
    assert "another process is sending issue `2021-06`" in result.err


def test_a_part_of_a_list_is_gone_on_with_as_that_part(story: Story) -> None:
    part = ("--list", "kommuner", "--where", "förnamn=Bo")
    assert story.run("send", *part, "--confirm", "1").code == 0
    (story.folder / ".storsthlm" / "outbox" / "2021-06.1" / f"{BO}.eml").unlink()
    with contextlib.closing(sqlite3.connect(memory(story))) as database, database:
        database.execute("UPDATE recipients SET state = 'unknown'")
    told = story.run("resolve").out
    assert "next: `storsthlm send 2021-06 --list kommuner --where 'förnamn=Bo'`\n" in told
