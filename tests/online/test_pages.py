from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from storsthlm_cli.online import pages
from storsthlm_cli.online.pages import Answer, look
from tests.delivery.authority import Authority, found
from tests.https_server import HttpsServer, Reply

PAGE = b"<!DOCTYPE html><html><head><META content='2021-06 abc123' name=storsthlm-issue></head><body>Hej</body></html>"
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """Give an authority that this process trusts, and no proxy on the way."""
    made = found(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    return made


def always(reply: Reply) -> Callable[[str], Reply]:
    return lambda _: reply


def test_a_page_tells_its_issue_and_its_text(authority: Authority) -> None:
    with HttpsServer(authority.good, always(Reply(body=PAGE))) as server:
        assert look(f"{server.url}/issues/2021-06/") == Answer(issue="2021-06", content="abc123")
    ((path, headers),) = server.asked
    assert path == "/issues/2021-06/"
    assert "Cookie" not in headers
    assert headers["User-Agent"].startswith("storsthlm/")


def test_a_draft_is_known_by_what_it_asks_of_search_engines(authority: Authority) -> None:
    page = PAGE.replace(b"<head>", b'<head><meta name="robots" content="noindex, nofollow">')
    with HttpsServer(authority.good, always(Reply(body=page))) as server:
        assert look(server.url).hidden


def test_a_page_of_something_else_is_no_issue(authority: Authority) -> None:
    with HttpsServer(authority.good, always(Reply(body=b"\xff<meta><meta name=x>Under arbete"))) as server:
        assert look(server.url) == Answer()


@pytest.mark.parametrize(("status", "words", "passing"), [(404, "Not Found", True), (403, "Forbidden", False)])
def test_the_servers_words_are_told(authority: Authority, status: int, words: str, passing: bool) -> None:
    with HttpsServer(authority.good, always(Reply(status, PAGE))) as server:
        assert look(server.url) == Answer(problem=f"{status} {words}", passing=passing)


def test_a_redirect_on_the_same_host_is_followed_without_cookies(authority: Authority) -> None:
    def replies(path: str) -> Reply:
        moved = Reply(301, headers={"Location": "/issues/2021-06/", "Set-Cookie": "who=you"})
        return Reply(body=PAGE) if path.endswith("/") else moved

    with HttpsServer(authority.good, replies) as server:
        assert look(f"{server.url}/issues/2021-06").content == "abc123"
    assert all("Cookie" not in headers for _, headers in server.asked)


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "http://127.0.0.1/issues/2021-06/"])
def test_a_redirect_to_another_host_or_off_https_is_not_followed(authority: Authority, target: str) -> None:
    with HttpsServer(authority.good, always(Reply(302, headers={"Location": target}))) as server:
        answer = look(server.url)
    assert answer.problem == f"it leads to `{target.split('/', 3)[0]}//{target.split('/')[2]}` instead"
    assert len(server.asked) == 1


def test_a_circle_of_redirects_comes_to_an_end(authority: Authority) -> None:
    with HttpsServer(authority.good, always(Reply(302, headers={"Location": "/again"}))) as server:
        assert "more than 5 times" in look(server.url).problem
    assert len(server.asked) == 6


def test_no_more_than_two_million_bytes_are_read(authority: Authority) -> None:
    late = b" " * 2_000_001 + PAGE
    with HttpsServer(authority.good, always(Reply(body=late))) as server:
        assert look(server.url) == Answer()


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"])
def test_an_answer_that_never_ends_is_given_up(
    authority: Authority, monkeypatch: pytest.MonkeyPatch, start: bytes
) -> None:
    monkeypatch.setattr(pages, "_ALL_SECONDS", 0.5)
    ended = threading.Event()

    def drip(listening: socket.socket) -> None:
        with listening.accept()[0] as raw, authority.good.wrap_socket(raw, server_side=True) as connection:
            connection.sendall(start or b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not ended.wait(0.05):
                connection.sendall(b"0")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = threading.Thread(target=drip, args=(listening,))
        server.start()
        before = time.monotonic()
        answer = look(f"https://127.0.0.1:{listening.getsockname()[1]}/")
        seconds = time.monotonic() - before
        ended.set()
        server.join()
    assert answer.problem.startswith("it took more than")
    assert answer.passing
    assert seconds < 5


def test_a_packed_page_is_read_and_never_more_than_two_million_bytes_of_it(authority: Authority) -> None:
    packed = {"Content-Encoding": "gzip"}
    with HttpsServer(authority.good, always(Reply(body=gzip.compress(PAGE), headers=packed))) as server:
        assert look(server.url).content == "abc123"
    bomb = gzip.compress(b" " * 200_000_000 + PAGE)
    tracemalloc.start()
    with HttpsServer(authority.good, always(Reply(body=bomb, headers=packed))) as server:
        answer = look(server.url)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer == Answer()
    assert most < 30_000_000


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"Content-Encoding": "gzip"}, "what it sends is damaged"),
        ({"Content-Encoding": "gzip, gzip"}, "it is packed as `gzip, gzip`, which was not asked for"),
    ],
)
def test_what_cannot_be_unpacked_is_told(authority: Authority, headers: dict[str, str], words: str) -> None:
    with HttpsServer(authority.good, always(Reply(body=PAGE, headers=headers))) as server:
        assert look(server.url).problem == words


def test_a_redirect_to_what_is_no_address_is_told(authority: Authority) -> None:
    with HttpsServer(authority.good, always(Reply(302, headers={"Location": "https://[bad/"}))) as server:
        assert look(server.url).problem


def test_a_broken_declaration_ends_the_reading_and_not_the_program(authority: Authority) -> None:
    with HttpsServer(authority.good, always(Reply(body=PAGE + b"<![what[x]]>"))) as server:
        assert look(server.url).content == "abc123"


def test_a_mark_in_a_comment_does_not_count_and_a_long_one_is_cut(authority: Authority) -> None:
    page = b"<!--" + PAGE + b'--><meta name=storsthlm-issue content="' + b"x" * 100_000 + b'">'
    with HttpsServer(authority.good, always(Reply(body=page))) as server:
        assert look(server.url) == Answer(issue="x" * 80)


def test_a_certificate_of_another_host_is_refused(authority: Authority) -> None:
    with HttpsServer(authority.elsewhere, always(Reply(body=PAGE))) as server:
        answer = look(server.url)
    assert answer.problem.startswith("its certificate is not valid: ")
    assert not answer.passing
    assert server.asked == []


def test_a_certificate_of_an_unknown_authority_is_refused(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with HttpsServer(authority.good, always(Reply(body=PAGE))) as server:
        assert look(server.url).problem.startswith("its certificate is not valid: ")


@pytest.mark.usefixtures("authority")
def test_nobody_at_home_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        answer = look(f"https://127.0.0.1:{taken.getsockname()[1]}/")
    assert "refused" in answer.problem
    assert answer.passing


@pytest.mark.usefixtures("authority")
@pytest.mark.parametrize("host", ["a..example", "x" * 64 + ".example"])
def test_a_name_that_nobody_can_have_is_told(host: str) -> None:
    assert look(f"https://{host}/") == Answer(problem=f"there is no server called `{host}`")
