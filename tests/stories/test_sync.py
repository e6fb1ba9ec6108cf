"""`storsthlm sync` and the real `storsthlm serve --apart`, on two hosts that share nothing but a key file."""

from __future__ import annotations

import json
import pathlib
import re
import shutil
import signal
import sys
from collections.abc import Iterator

import pytest

from storsthlm_cli.workflows.memory import key_file, token_keys
from storsthlm_cli.workflows.receiving_apart import events_file
from storsthlm_cli.workflows.syncing import sync
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.public.conftest import ANNA, BO, PIA, sent_from, suppressed, token_of
from tests.public.running import Server, answers, clients, wait_for
from tests.smtp_server import Manners
from tests.smtp_server import Server as MailServer
from tests.stories.conftest import Story
from tests.workflows.apart import host_apart, lines

ONE_CLICK = b"List-Unsubscribe=One-Click"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def home(story: Story) -> Workspace:
    """Give the workspace that sends; its issue was sent in a rehearsal."""
    return sent_from(story)


@pytest.fixture
def apart(home: Workspace, tmp_path: pathlib.Path) -> Workspace:
    """Give a host that has its settings and its keys, and nothing else."""
    return host_apart(home, tmp_path / "web")


@pytest.fixture
def server(apart: Workspace) -> Iterator[Server]:
    with Server.opened(apart.root, "--apart") as server:
        yield server


def press(server: Server, home: Workspace, address: str, body: bytes = ONE_CLICK) -> bytes:
    status, _, page = server.ask("POST", f"/av/{token_of(home, address)}", body, FORM)
    assert status == 200
    return page


def test_one_click_on_the_other_host_and_the_next_plan_leaves_that_person_out(
    story: Story, home: Workspace, apart: Workspace, server: Server
) -> None:
    source = f"http://127.0.0.1:{server.port}"
    result = story.run("sync", source)
    assert (result.code, result.out, result.err) == (0, f"{source}: 0 new events\n", "")
    page = press(server, home, ANNA).decode()
    assert "Du är avregistrerad" in page
    press(server, home, BO)
    result = story.run("sync", source)
    assert (result.code, result.err) == (0, "")
    assert result.out == f"{source}: 2 new events\n      2  left, and get nothing from now on\n"
    assert suppressed(home) == {(ANNA, ""), (BO, "")}
    result = story.run("sync", f"{source}/events", "--json")
    assert json.loads(result.out)["events"] == 0
    assert json.loads(result.out)["taken_over_before"] == 2
    plan = json.loads(story.run("send", "--list", "kommuner", "--again", "--dry-run", "--json").out)["plan"]
    assert {row["address"] for row in plan["left_out"]} == {ANNA, BO}
    kept = b"".join(path.read_bytes() for path in apart.root.rglob("*") if path.is_file())
    said = "".join(server.said)
    for address in (ANNA, BO):
        assert address.encode() not in kept
        assert token_of(home, address) not in said
    assert re.search(r"^GET events 200 \d+ ms$", said, re.MULTILINE)


def test_a_journal_that_was_exchanged_on_the_other_host_is_refused(
    story: Story, home: Workspace, apart: Workspace, tmp_path: pathlib.Path
) -> None:
    with Server.opened(apart.root, "--apart") as server:
        press(server, home, ANNA)
        press(server, home, BO)
        source = f"http://127.0.0.1:{server.port}"
        assert story.run("sync", source).code == 0
        whole = events_file(apart).read_bytes()
        events_file(apart).write_bytes(whole.splitlines(keepends=True)[0])
        result = story.run("sync", source)
        assert result.code == 1
        assert "has become shorter: it has fewer than the 2 events that were taken over" in result.err
        events_file(apart).write_bytes(whole.splitlines(keepends=True)[0] * 2)
        result = story.run("sync", source)
        assert (result.code, "was rewritten since it was last taken over, at event 2" in result.err) == (1, True)


def test_who_is_asked_without_the_right_key_says_so(story: Story, home: Workspace, server: Server) -> None:
    key_file(home).write_text(key_file(home).read_text("utf-8").replace('"secret": "', '"secret": "00'), "utf-8")
    result = story.run("sync", f"http://127.0.0.1:{server.port}")
    assert result.code == 2
    assert "answered 401" in result.err
    assert "the clocks of both hosts must be right, and their `token.key` the same" in result.err


def test_a_host_that_does_not_answer_is_no_success(story: Story, home: Workspace) -> None:
    result = story.run("sync", "http://127.0.0.1:9")
    assert result.code == 2
    assert "error: `127.0.0.1` could not be asked for its events" in result.err


def test_serve_of_a_host_with_the_database_has_no_events(story: Story, home: Workspace) -> None:
    with Server.opened(home.root) as server:
        result = story.run("sync", f"http://127.0.0.1:{server.port}")
    assert result.code == 2
    assert "answered 404" in result.err
    assert "is it the address of a `serve` on a host without the database?" in result.err


def test_all_that_a_sync_tells(story: Story, home: Workspace, apart: Workspace, server: Server) -> None:
    press(server, home, ANNA)
    press(server, home, BO)
    press(server, home, PIA)
    press(server, home, PIA, b"ask=return")
    story.run("suppress", BO, "--reason", "wrote a letter")
    press(server, home, BO, b"ask=return")
    source = str(events_file(apart))
    told = (
        f"{source}: 5 new events\n"
        "      1  left, and get nothing from now on\n"
        "      1  came back\n"
        "      1  came back, but stay away: a colleague, a bounce or a complaint suppressed them\n"
    )
    result = story.run("sync", source, "--dry-run")
    assert (result.code, result.out, result.err) == (0, f"{told}nothing was changed\n", "")
    result = story.run("sync", source)
    assert (result.code, result.out, result.err) == (0, told, "")
    result = story.run("sync", source, "--json")
    assert json.loads(result.out) == {
        "version": 1,
        "source": source,
        "dry_run": False,
        "events": 0,
        "taken_over_before": 5,
        "left": 0,
        "left_list": 0,
        "came_back": 0,
        "kept_away": 0,
        "not_found": 0,
    }


def test_who_asked_by_a_mail_that_nobody_knows_here_is_told_with_a_code_of_its_own(
    story: Story, home: Workspace, apart: Workspace, server: Server
) -> None:
    press(server, home, ANNA)
    for path in home.settings.state_folder.glob("state.db*"):
        path.unlink()
    result = story.run("sync", str(events_file(apart)))
    assert result.code == 4
    assert "1  asked by a mail whose dispatch this database does not know" in result.out
    assert "`storsthlm restore` brings a dispatch back" in result.err


def test_a_file_that_was_tampered_with_changes_nothing(
    story: Story, home: Workspace, apart: Workspace, server: Server
) -> None:
    press(server, home, ANNA)
    file = events_file(apart)
    file.write_bytes(file.read_bytes().replace(b'"leave"', b'"return"'))
    result = story.run("sync", str(file))
    assert (result.code, result.out) == (1, "")
    assert "is not as it was written: something was changed, taken out, moved or put in" in result.err
    assert suppressed(home) == set()


def test_nobody_is_mailed_while_the_other_host_was_not_heard(
    story: Story, home: Workspace, apart: Workspace, server: Server
) -> None:
    press(server, home, ANNA)
    shutil.copy(events_file(apart), story.folder / "fetched.jsonl")
    with MailServer(Manners()) as mail:
        smtp = f"transport: smtp\nsmtp:\n  host: 127.0.0.1\n  port: {mail.port}\n  security: plain\n"
        text = (story.folder / "storsthlm.yaml").read_text("utf-8")
        archive = "  archive_url: https://brev.kommun.example\n"
        assert archive in text
        story.write("storsthlm.yaml", text.replace(archive, "") + smtp + "sync:\n  from: fetched.jsonl\n")
        notice = "who has left on the other host was not taken over at all yet"
        dry = story.run("send", "--list", "kommuner", "--dry-run")
        assert (dry.code, notice in dry.out) == (0, True)
        refused = story.run("send", "--list", "kommuner", "--confirm", "3")
        assert refused.code == 1
        assert f"error: {notice}: nothing was sent\n" in refused.err
        assert "`storsthlm sync`, then run the same command again" in refused.err
        rehearsed = story.run("send", "--list", "kommuner", "--transport", "outbox", "--dry-run")
        assert (rehearsed.code, notice in rehearsed.out + rehearsed.err) == (0, False)
        assert "never synced: `storsthlm sync`, or a real `send` refuses\n" in story.run("status").out
        assert json.loads(story.run("status", "--json").out)["sync"] == {
            "last": None,
            "at_most_seconds": 86400,
            "stale": True,
        }
        looks = json.loads(story.run("doctor", "--json").out)["looks"]
        assert [(each["grade"], each["words"]) for each in looks if each["topic"] == "sync"] == [
            ("warning", "never synced: a real `send` refuses")
        ]
        assert story.run("sync").code == 0
        assert story.run("status").out.endswith("last sync TIME\n")
        looks = json.loads(story.run("doctor", "--json").out)["looks"]
        assert [each["grade"] for each in looks if each["topic"] == "sync"] == ["ok"]
        sent = story.run("send", "--list", "kommuner", "--confirm", "2")
        assert (sent.code, sorted(who for who, _ in mail.accepted)) == (0, [BO, "cilla@kommun.example"]), sent.err


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("sync:\n  at_most: 24 h\n", "`sync.at_most` is set, but not where the unsubscriptions come from"),
        ("sync:\n  from: a.jsonl\n  at_most: 24\n", "is `24`, not a time from `5 min` to `90 days`, such as `24 h`"),
        ("sync:\n  from: http://brev.example/events\n", "not an address that begins with `https://`"),
        (
            "sync:\n  from: https://brev.example/events\n  fetch_command: rsync\n",
            "`sync.fetch_command` fetches a file, and `sync.from` is no file",
        ),
    ],
)
def test_settings_that_do_not_go_together_are_refused(story: Story, written: str, message: str) -> None:
    with (story.folder / "storsthlm.yaml").open("a", encoding="utf-8") as file:
        file.write(written)
    result = story.run("sync")
    assert (result.code, message in result.err) == (2, True)


def test_a_host_with_a_database_keeps_nothing_apart(story: Story, home: Workspace) -> None:
    result = story.run("serve", "--apart", "--port", "0")
    assert result.code == 2
    assert "there is a database here, `.storsthlm/state.db`: who leaves belongs into it" in result.err


def test_a_host_without_keys_serves_nobody(story: Story, apart: Workspace) -> None:
    key_file(apart).unlink()
    story.folder = apart.root
    result = story.run("serve", "--apart", "--port", "0")
    assert result.code == 2
    assert "there are no token keys here: `.storsthlm/token.key` is missing" in result.err
    assert not key_file(open_workspace(apart.root, {})).exists()


def test_two_machines_with_databases_tell_each_other_who_must_get_nothing(
    story: Story, home: Workspace, tmp_path: pathlib.Path
) -> None:
    laptop = Story(tmp_path / "laptop")
    shutil.copytree(home.root, laptop.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("state.db*", "outbox"))
    assert laptop.run("suppress", ANNA).code == 0
    file = str(tmp_path / "told.jsonl")
    result = laptop.run("sync", "--export", file)
    assert (result.code, result.out) == (0, f"{file}: 1 suppression, as digests; `sync {file}` there\n")
    result = story.run("sync", file, "--dry-run")
    assert (result.code, result.out) == (0, f"{file}: 1 suppression, 1 new\nnothing was changed\n")
    assert json.loads(story.run("sync", file, "--json").out) == {
        "version": 1,
        "source": file,
        "dry_run": False,
        "suppressions": 1,
        "new": 1,
    }
    plan = json.loads(story.run("send", "--list", "kommuner", "--again", "--dry-run", "--json").out)["plan"]
    assert {row["address"] for row in plan["left_out"]} == {ANNA}
    assert laptop.run("sync", "--export", file, "--dry-run").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_two_servers_on_one_journal_lose_nobody_when_one_is_killed(home: Workspace, apart: Workspace) -> None:
    made = token_keys(home).reader_tokens(token_of(home, ANNA).split("-")[1])
    shares = [[f"/av/{made(number)}" for number in range(first, first + 300)] for first in (1000, 2000)]
    with Server.opened(apart.root, "--apart") as one, Server.opened(apart.root, "--apart") as other:
        crowd = clients([one.port, other.port], shares)
        for client in crowd:
            wait_for(client)
        one.process.send_signal(signal.SIGKILL)
        told = [answers(client) for client in crowd]
        assert [each["bad"] for each in told] == [[], []]
        answered = {path.removeprefix("/av/") for each in told for path in each["answered"]}
        assert len(answered) >= 590
        assert journalled(apart) >= answered
        assert sync(home, str(events_file(apart)), dry_run=True).events == len(journalled(apart))


def journalled(apart: Workspace) -> set[str]:
    """Return the tokens in a journal."""
    return {json.loads(line)["token"] for line in lines(apart)}
