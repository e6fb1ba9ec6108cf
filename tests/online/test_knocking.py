from __future__ import annotations

import datetime
import http.server
import socket
from pathlib import Path

import pytest

from storsthlm_cli.online.knocking import knock
from tests.delivery.authority import Authority, found
from tests.https_server import HttpsServer, Reply

PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """Give an authority that this process trusts, and no proxy on the way."""
    made = found(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    return made


@pytest.mark.parametrize("status", [200, 302, 404, 503])
def test_whoever_answers_is_at_home_and_has_a_clock(authority: Authority, status: int) -> None:
    with HttpsServer(authority.good, lambda _: Reply(status, headers={"Location": "/elsewhere"})) as server:
        answer = knock(f"{server.url}/avsluta/")
    assert (answer.problem, answer.status) == ("", status)
    assert answer.time is not None
    assert answer.here is not None
    assert abs(answer.here - answer.time) < datetime.timedelta(seconds=5)
    ((path, headers),) = server.asked
    assert path == "/avsluta/"
    assert headers["User-Agent"].startswith("storsthlm/")


def test_a_server_without_a_clock_tells_no_time(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http.server.BaseHTTPRequestHandler, "date_time_string", lambda *_: "half past nine")
    with HttpsServer(authority.good, lambda _: Reply()) as server:
        assert knock(server.url).time is None


def test_a_certificate_of_another_host_is_a_closed_door(authority: Authority) -> None:
    with HttpsServer(authority.elsewhere, lambda _: Reply()) as server:
        answer = knock(server.url)
    assert answer.problem.startswith(f"`127.0.0.1:{server.port}` does not answer: ")
    assert "certificate" in answer.problem
    assert server.asked == []


@pytest.mark.usefixtures("authority")
def test_nobody_at_home_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        answer = knock(f"https://127.0.0.1:{taken.getsockname()[1]}/")
    assert "refused" in answer.problem
