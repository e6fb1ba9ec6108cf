"""`storsthlm serve` as mail programs, readers, scanners and strangers meet it: the real process on loopback."""

from __future__ import annotations

import datetime
import email
import email.policy
import json
import re
import signal
import socket
import sqlite3
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storsthlm_cli.model.delivery import Dispatch, DispatchState, Recipient
from storsthlm_cli.public.app import THREADS
from storsthlm_cli.store import dispatches
from storsthlm_cli.workflows.memory import open_memory, token_keys
from storsthlm_cli.workflows.workspace import open_workspace
from tests.public.conftest import ANNA, BO, PIA, sent_from, suppressed, token_of
from tests.public.running import PATIENCE, Server, answers, clients, wait_for
from tests.stories.conftest import Story

ONE_CLICK = b"List-Unsubscribe=One-Click"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CROWD = 600


@pytest.fixture
def sent(story: Story) -> Story:
    """Give a workspace from which an issue was sent, with an archive."""
    story.change("storsthlm.yaml", "web:\n", "web:\n  publish_folder: public\n")
    sent_from(story)
    assert story.run("archive", "--output", "public").code == 0
    return story


@pytest.fixture
def server(sent: Story) -> Iterator[Server]:
    with Server.opened(sent.folder) as server:
        yield server


def mails(story: Story) -> dict[str, email.message.EmailMessage]:
    """Return what the rehearsal left in the embedded server, by recipient."""
    found = {}
    for path in story.folder.glob(".storsthlm/outbox/2021-06.1/**/*.eml"):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        found[str(message["To"].addresses[0].addr_spec)] = message
    return found


def here(url: str) -> str:
    """Return what is asked of the server for a public address: a proxy stands in between."""
    parts = urllib.parse.urlsplit(url)
    return f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"


def web_address(message: email.message.EmailMessage) -> str:
    found = re.search("<(https:[^>]*)>", str(message["List-Unsubscribe"]))
    assert found is not None
    return found[1]


def test_one_click_in_a_mail_program_and_the_next_plan_leaves_that_person_out(sent: Story, server: Server) -> None:
    message = mails(sent)[ANNA]
    assert str(message["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
    status, headers, page = server.ask("POST", here(web_address(message)), ONE_CLICK, FORM)
    assert status == 200
    assert "location" not in headers
    assert "Du är avregistrerad" in page.decode()
    plan = json.loads(sent.run("send", "--list", "kommuner", "--again", "--dry-run", "--json").out)["plan"]
    assert [(row["address"], row["reason"]) for row in plan["left_out"]] == [(ANNA, "suppressed")]
    assert len(plan["recipients"]) == 2


def test_a_scanner_that_gets_every_link_of_every_mail_unsubscribes_nobody(sent: Story, server: Server) -> None:
    asked = 0
    for message in mails(sent).values():
        texts = [
            str(message["List-Unsubscribe"]),
            *(part.get_content() for part in message.walk() if not part.is_multipart()),
        ]
        links = {link for text in texts if isinstance(text, str) for link in re.findall(r"https?://[^\s\"'<>]+", text)}
        assert web_address(message) in links
        for link in links:
            for method in ("GET", "HEAD"):
                assert server.ask(method, here(link))[0] in (200, 404)
                asked += 1
    assert asked >= 16
    assert suppressed(open_workspace(sent.folder, {})) == set()


def test_it_says_where_it_answers_and_what_it_serves(sent: Story, server: Server) -> None:
    assert server.told == {
        "version": 1,
        "address": f"http://127.0.0.1:{server.port}/",
        "unsubscribe_url": "https://brev.kommun.example/av/",
        "archive": "public",
    }
    assert server.ask("GET", "/health")[0] == 200
    status, headers, page = server.ask("GET", "/issues/2021-06/")
    assert (status, page) == (200, (sent.folder / "public/issues/2021-06/index.html").read_bytes())
    assert server.ask("GET", "/issues/2021-06/", None, {"If-None-Match": headers["etag"]})[0] == 304


def test_nothing_that_it_says_has_a_token_an_address_or_who_asked(sent: Story, server: Server) -> None:
    workspace = open_workspace(sent.folder, {})
    tokens = {address: token_of(workspace, address) for address in (ANNA, BO, PIA)}
    for address, token in tokens.items():
        server.ask("GET", f"/av/{token}?address={address}", None, {"X-Forwarded-For": "192.0.2.77"})
        server.ask("POST", f"/av/{token}?address={address}", ONE_CLICK, {**FORM, "User-Agent": address})
        server.ask("POST", f"/av/{token}", f"ask={address}".encode(), FORM)
        server.ask("GET", f"/nowhere/{address}")
        server.ask("GET", f"/av/{token}x")
    server.process.send_signal(signal.SIGTERM) if sys.platform != "win32" else server.process.kill()
    server.close()
    said = "".join(server.said)
    assert "POST unsubscribe 200 " in said
    assert "GET unknown 404 " in said
    for word in (*tokens, *tokens.values(), *(token.split("-")[1] for token in tokens.values()), "192.0.2", "/av/x"):
        assert word not in said
    assert re.fullmatch(r"(?:[A-Za-z]+ (?:unsubscribe|archive|unknown) \d{3} \d+ ms\n)+", "".join(server.said[4:]))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM there")
def test_told_to_stop_it_finishes_and_ends_well(sent: Story, server: Server) -> None:
    token = token_of(open_workspace(sent.folder, {}), ANNA)
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as line:
        head = f"POST /av/{token} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(ONE_CLICK)}\r\n\r\n".encode()
        line.sendall(head + ONE_CLICK[:5])
        time.sleep(0.3)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        line.sendall(ONE_CLICK[5:])
        assert line.recv(100).startswith(b"HTTP/1.1 200 ")
    assert server.process.wait(PATIENCE) == 0
    assert suppressed(open_workspace(sent.folder, {})) == {(ANNA, "")}


def crowd(story: Story) -> list[str]:
    """Freeze a dispatch to many people, and return their tokens."""
    workspace = open_workspace(story.folder, {})
    people = [Recipient(n, f"p{n}@kommun.example", f"p{n}@kommun.example", {}, "kommuner") for n in range(1, CROWD + 1)]
    dispatch = Dispatch(
        id="",
        issue="2021-06",
        lists=("kommuner",),
        transport="outbox",
        rehearsal=True,
        content="0" * 64,
        subject="Nytt",
        size=CROWD,
        created=datetime.datetime.now(datetime.UTC),
        state=DispatchState.FINISHED,
    )
    engine = open_memory(workspace)
    made = dispatches.create(engine, dispatch, b"", people)
    engine.dispose()
    token = token_keys(workspace).reader_tokens(made.mark)
    return [token(person.number) for person in people]


@pytest.mark.skipif(sys.platform == "win32", reason="the process is killed as Unix does")
def test_two_servers_under_load_lose_nothing_when_one_is_killed(sent: Story) -> None:
    tokens = crowd(sent)
    paths = [f"/av/{token}" for token in tokens]
    with Server.opened(sent.folder) as first, Server.opened(sent.folder) as second:
        working = clients([first.port, second.port], [paths[::2], paths[1::2]])
        for client in working:
            wait_for(client)
        second.process.kill()
        told = [answers(client) for client in working]
        after = first.ask("POST", paths[0], ONE_CLICK, FORM)[0]
    answered = {path for each in told for path in each["answered"]}
    assert [path for each in told for path in each["bad"]] == []
    assert after == 200
    assert CROWD - 4 <= len(answered) <= CROWD
    assert sum(each["lost"] for each in told) == CROWD - len(answered)
    gone = suppressed(open_workspace(sent.folder, {}))
    named = {path: (f"p{number}@kommun.example", "") for number, path in enumerate(paths, 1)}
    assert {path for path in answered if named[path] not in gone} == set()
    assert [line for line in (*first.said, *second.said) if re.search("error| unsubscribe [345]", line)] == []


LINES = st.one_of(
    st.binary(max_size=120),
    st.builds(
        lambda method, path, more, body: method + b" " + path + b" HTTP/1.1\r\nHost: x\r\n" + more + b"\r\n\r\n" + body,
        st.sampled_from([b"GET", b"POST", b"HEAD", b"PUT", b"get", b"G\xc3", b""]),
        st.one_of(
            st.sampled_from([b"/", b"/av/TOKEN", b"*", b"http://x/av/TOKEN", b"/%ff%00"]), st.binary(max_size=30)
        ),
        st.one_of(
            st.sampled_from([b"Content-Length: 99999999", b"Content-Length: -1", b"Transfer-Encoding: chunked", b"X:"]),
            st.binary(max_size=40),
        ),
        st.one_of(st.sampled_from([b"", b"5\r\nask=l\r\n0\r\n\r\n", b"zz\r\n"]), st.binary(max_size=40)),
    ),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=LINES)
def test_no_bytes_whatsoever_are_a_mistake_of_ours(sent: Story, server: Server, line: bytes) -> None:
    token = token_of(open_workspace(sent.folder, {}), BO)
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(line.replace(b"TOKEN", token.encode()))
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while piece := connection.recv(65536):
                answer += piece
        except ConnectionError:
            pass
    assert b" 5" not in answer[8:11], answer[:200]
    assert [said for said in server.said if "error" in said] == []


def test_without_a_way_out_it_serves_the_archive_and_says_what_is_missing(story: Story) -> None:
    assert story.run("archive", "--output", "public").code == 0
    with Server.opened(story.folder, "--site", str(story.folder / "public")) as server:
        assert server.ask("GET", "/")[0] == 200
        server.process.kill()
        server.close()
    assert server.told["unsubscribe_url"] is None
    assert "readers can leave by mail alone, which is less than Gmail and Yahoo ask" in "".join(server.said)


def test_with_nothing_to_serve_it_says_what_to_set(story: Story) -> None:
    result = story.run("serve")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: there is nothing to serve: no way out, and no archive\n"
        "   = help: set `web.unsubscribe_url` in storsthlm.yaml, and `web.publish_folder` for the archive\n"
    )


def test_a_folder_that_is_not_there_is_named(story: Story) -> None:
    result = story.run("serve", "--site", "nowhere")
    assert result.code == 2
    assert result.err.startswith("error: the folder `nowhere` of the archive is not there\n")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_it_is_not_open_to_others_unless_that_is_said(sent: Story, host: str) -> None:
    result = sent.run("serve", "--host", host)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        f"error: `{host}` can be reached by others, and what is served here is not encrypted\n"
    )
    assert "`--behind-proxy`" in result.err


def test_a_port_that_is_taken_is_named(sent: Story, server: Server) -> None:
    result = sent.run("serve", "--port", str(server.port))
    assert result.code == 2
    assert result.err.startswith(f"error: cannot use port {server.port} of `127.0.0.1`: ")


def test_a_database_that_another_program_holds_keeps_nobody_from_looking(sent: Story, server: Server) -> None:
    token = token_of(open_workspace(sent.folder, {}), ANNA)
    database = sqlite3.connect(sent.folder / ".storsthlm" / "state.db", isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    answers: list[int] = []

    def leave() -> None:
        answers.append(server.ask("POST", f"/av/{token}", ONE_CLICK, FORM)[0])

    waiting = [threading.Thread(target=leave) for _ in range(2 * THREADS)]
    for each in waiting:
        each.start()
    time.sleep(0.5)
    began = time.monotonic()
    assert [server.ask("GET", path)[0] for path in ("/issues/2021-06/", f"/av/{token}", "/health")] == [200] * 3
    assert time.monotonic() - began < 10
    assert answers == []
    database.execute("ROLLBACK")
    database.close()
    for each in waiting:
        each.join()
    assert answers == [200] * len(waiting)
