from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from storsthlm_cli.model.answers import Answer, Verdict
from storsthlm_cli.online import links
from storsthlm_cli.online.links import lanes, look_at
from storsthlm_cli.online.way import Machine, Way
from tests.delivery.authority import Authority, found
from tests.dns_server import NameServer, Records
from tests.https_server import Reply
from tests.web_server import WebServer

HERE = Answer(Verdict.HERE)
SERVED = ip_address("127.0.0.1")


def on_loopback(machine: Machine) -> bool:
    return machine == SERVED


@pytest.fixture
def way() -> Way:
    """Give a way to this very machine."""
    return Way(allowed=on_loopback)


@pytest.fixture
def names() -> Iterator[NameServer]:
    """Give a name server on which `mail.other.example` is this machine; so is `both.example`, and another's too."""

    def records(name: str) -> Records | None:
        here, both = {"A": ["127.0.0.1"]}, {"A": ["127.0.0.1", "10.0.0.1"]}
        return {"mail.other.example": here, "both.example": both, "bare.example": {}}.get(name)

    with NameServer(records) as server:
        yield server


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """Give an authority that this process trusts."""
    made = found(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    return made


def always(*replies: Reply | None) -> WebServer:
    """Return a server that answers HEAD with the first of these, and GET with the last."""
    return WebServer(lambda method, _: replies[0] if method == "HEAD" else replies[-1])


def leading(**steps: tuple[int, str]) -> WebServer:
    """Return a server with pages that lead on, by name; all others are there."""

    def reply(method: str, path: str) -> Reply:
        status, location = steps.get(path.strip("/"), (200, ""))
        return Reply(status, headers={"Location": location} if location else {})

    return WebServer(reply)


def test_a_page_that_is_there_is_asked_for_once_and_told_the_programs_name(way: Way) -> None:
    with always(Reply(body=b"Hej")) as server:
        assert look_at(server.url("/a?b=c"), way) == HERE
    assert server.asked == [("HEAD", "/a?b=c")]
    assert server.headers["Host"] == f"127.0.0.1:{server.port}"
    assert server.headers["User-Agent"].startswith("storsthlm/")
    assert "Cookie" not in server.headers


@pytest.mark.parametrize("refusal", [Reply(403), Reply(404), Reply(405), Reply(400), Reply(501), Reply(500), None])
def test_get_is_tried_where_head_is_of_no_use(way: Way, refusal: Reply | None) -> None:
    with always(refusal, Reply(body=b"Hej" * 1_000_000)) as server:
        assert look_at(server.url(), way) == HERE
    assert server.asked == [("HEAD", "/"), ("GET", "/")]


@pytest.mark.parametrize(
    ("status", "verdict", "reason"),
    [
        (404, Verdict.GONE, "404 Not Found"),
        (410, Verdict.GONE, "410 Gone"),
        (401, Verdict.FAILING, "401 Unauthorized: it asks for a password"),
        (403, Verdict.WALLED, "403 Forbidden"),
        (405, Verdict.WALLED, "405 Method Not Allowed"),
        (999, Verdict.WALLED, "999"),
        (503, Verdict.WALLED, "503 Service Unavailable"),
        (500, Verdict.FAILING, "500 Internal Server Error"),
    ],
)
def test_dead_is_told_from_unwilling(way: Way, status: int, verdict: Verdict, reason: str) -> None:
    with always(Reply(status)) as server:
        assert look_at(server.url(), way) == Answer(verdict, reason)


def test_a_server_that_wants_us_to_slow_down_is_left_alone(way: Way) -> None:
    with always(Reply(429)) as server:
        assert look_at(server.url(), way) == Answer(Verdict.WALLED, "429 Too Many Requests")
    assert server.asked == [("HEAD", "/")]


def test_nobody_at_home_is_dead_and_who_hangs_up_has_trouble(way: Way) -> None:
    with always(None) as server:
        assert look_at(server.url(), way).verdict is Verdict.FAILING
    assert look_at(server.url(), way) == Answer(Verdict.GONE, "its server refuses to be spoken to")


def test_a_server_that_says_nothing_is_not_waited_for(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        answer = look_at(f"http://127.0.0.1:{listening.getsockname()[1]}/", way)
    assert answer == Answer(Verdict.FAILING, "its server takes too long to answer")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says nothing when too many come at once")
def test_a_machine_that_cannot_be_reached_has_not_answered(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_CONNECT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.create_connection(full.getsockname()):
        answer = look_at(f"http://127.0.0.1:{full.getsockname()[1]}/", way)
    assert answer == Answer(Verdict.UNANSWERED, "its server cannot be reached")


def test_a_page_that_has_moved_for_good_says_where_it_is(way: Way) -> None:
    with leading(a=(301, "b#c"), b=(308, "/d"), d=(302, "/e")) as server:
        assert look_at(server.url("/a"), way) == Answer(Verdict.HERE, moved=server.url("/d"))


def test_what_leads_on_for_today_only_has_not_moved(way: Way) -> None:
    with leading(a=(302, "/b"), b=(301, "/c")) as server:
        assert look_at(server.url("/a"), way) == HERE
    assert server.asked == [("HEAD", "/a"), ("HEAD", "/b"), ("HEAD", "/c")]


def test_an_endless_address_is_not_told_as_the_new_one(way: Way) -> None:
    with leading(a=(301, "/" + "b" * 3000)) as server:
        assert look_at(server.url("/a"), way) == HERE


def test_cookies_are_not_even_read(way: Way) -> None:
    with always(Reply(headers={"Set-Cookie": "a=b; Max-Age"})) as server:
        assert look_at(server.url(), way) == HERE


def test_what_needs_no_asking_is_not_asked_for_behind_a_redirect_either(way: Way) -> None:
    known = {"own": Answer(Verdict.PERSONAL), "lan": Answer(Verdict.PRIVATE)}
    with leading(a=(302, "/own"), b=(301, "/lan")) as server:
        said = [look_at(server.url(path), way, lambda url: known.get(url[-3:])) for path in ("/a", "/b")]
    assert said == [
        Answer(Verdict.WALLED, "it leads to an address on `127.0.0.1` that may be one person's own"),
        Answer(Verdict.FAILING, "it leads to `127.0.0.1`, which is not public"),
    ]
    assert server.asked == [("HEAD", "/a"), ("HEAD", "/b")]


def test_a_circle_comes_to_an_end(way: Way) -> None:
    with leading(a=(302, "/a")) as server:
        answer = look_at(server.url("/a"), way)
    assert answer == Answer(Verdict.FAILING, "it leads from address to address, more than 5 times")
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "location", ["ftp://127.0.0.1/a", "https://[bad/", "mailto:a@b.example", "http://127.0.0.1:x/"]
)
def test_what_leads_to_no_page_is_told(way: Way, location: str) -> None:
    with leading(a=(302, location)) as server:
        answer = look_at(server.url("/a"), way)
    assert answer.verdict is Verdict.FAILING
    assert answer.reason


@pytest.mark.parametrize("host", ["10.0.0.1", "127.0.0.2", "[::1]", "169.254.169.254"])
def test_nobody_private_is_spoken_to(way: Way, host: str) -> None:
    assert look_at(f"http://{host}/", way) == Answer(Verdict.PRIVATE)


def test_a_usual_way_does_not_lead_to_loopback() -> None:
    with always(Reply()) as server:
        assert look_at(server.url(), Way()) == Answer(Verdict.PRIVATE)
    assert server.asked == []


def test_a_redirect_to_a_private_machine_is_not_followed(way: Way) -> None:
    with leading(a=(301, "http://10.0.0.1/")) as server:
        answer = look_at(server.url("/a"), way)
    assert answer == Answer(Verdict.FAILING, "it leads to `10.0.0.1`, which is not public")


def test_a_name_is_looked_up_and_stays_in_host_and_certificate(authority: Authority, names: NameServer) -> None:
    way = Way(names.resolver, on_loopback)
    with WebServer(lambda *_: Reply(), authority.elsewhere) as server:
        assert look_at(server.url(host="mail.other.example"), way) == HERE
        assert server.headers["Host"] == f"mail.other.example:{server.port}"
        answer = look_at(server.url(), way)
    assert answer.verdict is Verdict.GONE
    assert answer.reason.startswith("its certificate is not valid: ")


def test_a_certificate_that_has_expired_is_a_dead_link(authority: Authority, way: Way) -> None:
    with WebServer(lambda *_: Reply(), authority.expired) as server:
        answer = look_at(server.url(), way)
    assert answer == Answer(Verdict.GONE, "its certificate is not valid: certificate has expired")


def test_an_authority_that_only_browsers_may_know_is_no_dead_link(tmp_path: Path, way: Way) -> None:
    with WebServer(lambda *_: Reply(), found(tmp_path).good) as server:
        answer = look_at(server.url(), way)
    assert answer.verdict is Verdict.FAILING
    assert answer.reason.startswith("its certificate is not valid: ")


def test_a_name_with_one_private_machine_is_not_asked(names: NameServer) -> None:
    with always(Reply()) as server:
        answer = look_at(server.url(host="both.example"), Way(names.resolver, on_loopback))
    assert answer.verdict is Verdict.PRIVATE
    assert answer.reason.startswith("`both.example` is not public")
    assert server.asked == []


def test_a_name_that_means_something_else_a_moment_later_leads_nowhere() -> None:
    turns = iter([{"A": ["127.0.0.1"]}, {"A": ["127.0.0.1"]}, {"A": ["10.0.0.1"]}, {"A": ["10.0.0.1"]}])
    with NameServer(lambda _: next(turns)) as names, always(Reply(404), Reply()) as server:
        answer = look_at(server.url(host="turning.example"), Way(names.resolver, on_loopback))
    assert answer.verdict is Verdict.PRIVATE
    assert server.asked == [("HEAD", "/")]
    assert names.asked == [("turning.example", kind) for kind in ("A", "AAAA", "A", "AAAA")]


def test_a_name_that_nobody_has_is_a_dead_link_also_behind_a_redirect(names: NameServer) -> None:
    way = Way(names.resolver, on_loopback)
    assert look_at("https://no.example/", way) == Answer(Verdict.GONE, "there is no domain `no.example`")
    assert look_at("https://bare.example/", way) == Answer(Verdict.GONE, "`bare.example` has no server")
    with leading(a=(302, "http://no.example/")) as server:
        answer = look_at(server.url("/a"), way)
    assert answer == Answer(Verdict.GONE, "it leads to `no.example`, and there: there is no domain `no.example`")


def test_letters_beyond_ascii_are_asked_for_as_they_are_registered(names: NameServer) -> None:
    look_at("https://åäö.example/", Way(names.resolver))
    assert names.asked[0] == ("xn--4cab6c.example", "A")


def test_links_of_one_host_are_in_two_lanes() -> None:
    urls = [f"https://a.example/{n}" for n in range(5)]
    assert lanes([*urls, "https://b.example/"]) == [urls[0::2], urls[1::2], ["https://b.example/"]]
