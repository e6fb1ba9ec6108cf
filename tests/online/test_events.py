from __future__ import annotations

from pathlib import Path

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.online import events
from storsthlm_cli.online.events import fetch
from tests.delivery.authority import Authority, found
from tests.https_server import HttpsServer, Reply

LINES = b'{"n":1}\n{"n":2}\n{"n":3'


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """Give an authority that this process trusts."""
    made = found(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    return made


def test_the_lines_come_as_they_are_and_the_header_goes_there(authority: Authority) -> None:
    reply = Reply(body=LINES, headers={"Storsthlm-Mac": "k-1"})
    with HttpsServer(authority.good, lambda _: reply) as server:
        answer = fetch(f"{server.url}/events?after=0", {"Authorization": "Storsthlm t=1, mac=2"})
    assert (answer.status, answer.headers["storsthlm-mac"]) == (200, "k-1")
    assert answer.lines == (b'{"n":1}\n', b'{"n":2}\n', b'{"n":3')
    ((path, headers),) = server.asked
    assert (path, headers["Authorization"]) == ("/events?after=0", "Storsthlm t=1, mac=2")


def test_a_redirect_is_not_followed_so_that_nobody_else_gets_the_proof(authority: Authority) -> None:
    with HttpsServer(authority.good, lambda _: Reply(302, LINES, {"Location": "https://127.0.0.1:9/"})) as server:
        answer = fetch(server.url, {})
    assert (answer.status, answer.lines, len(server.asked)) == (302, (), 1)


def test_a_certificate_of_another_is_refused(authority: Authority) -> None:
    for context in (authority.elsewhere, authority.expired):
        with (
            HttpsServer(context, lambda _: Reply(body=LINES)) as server,
            pytest.raises(Failure, match=r"could not be asked for its events: its certificate is not valid"),
        ):
            fetch(server.url, {})
        assert server.asked == []


def test_nobody_there_is_told_so() -> None:
    with pytest.raises(Failure, match=r"`127\.0\.0\.1` could not be asked for its events: .*refused") as caught:
        fetch("http://127.0.0.1:9/events", {})
    assert (
        caught.value.hint == "nothing was taken over; is `serve` running there, and the network up? Then run it again"
    )


def test_a_line_that_breaks_off_is_no_answer(authority: Authority) -> None:
    reply = Reply(body=LINES, headers={"Content-Length": "1000"})
    with (
        HttpsServer(authority.good, lambda _: reply) as server,
        pytest.raises(Failure, match="could not be asked for its events"),
    ):
        fetch(server.url, {})


def test_more_than_anybody_can_have_asked_is_not_read_to_its_end(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "_MOST_BYTES", 1_000_000)
    with (
        HttpsServer(authority.good, lambda _: Reply(body=b"x" * 3_000_000)) as server,
        pytest.raises(Failure, match="it sends more than 1 MB"),
    ):
        fetch(server.url, {})
