from __future__ import annotations

import http.server
from pathlib import Path

import pytest

from storsthlm_cli.workflows.examining.web import addresses
from tests.delivery.authority import Authority, found
from tests.https_server import HttpsServer, Reply
from tests.online.test_knocking import PROXIES
from tests.stories.conftest import Story
from tests.workflows.examining.looking import asks, opened, told


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """Give an authority that this process trusts, and no proxy on the way."""
    made = found(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    return made


def at(story: Story, server: HttpsServer) -> None:
    more = f"web:\n  unsubscribe_url: {server.url}/avsluta/\n  archive_url: {server.url}/arkiv\n"
    story.change("storsthlm.yaml", "web:\n", more)


@pytest.mark.usefixtures("authority")
def test_a_newsletter_without_addresses_is_asked_nothing(story: Story) -> None:
    assert list(addresses(opened(story))) == []


def test_each_address_is_asked_for_once_and_without_a_token(story: Story, authority: Authority) -> None:
    statuses = {"/avsluta/": 404, "/arkiv/": 200}
    with HttpsServer(authority.good, lambda path: Reply(statuses[path])) as server:
        at(story, server)
        assert told(addresses(opened(story))) == [
            f"ok unsubscribe: `{server.url}/avsluta/` answers 404",
            f"ok archive: `{server.url}/arkiv` answers",
            "ok clock: it goes with that of the web server",
        ]
    assert [path for path, _ in server.asked] == ["/avsluta/", "/arkiv/"]


def test_a_server_that_is_ill_is_told(story: Story, authority: Authority) -> None:
    statuses = {"/avsluta/": 503, "/arkiv/": 404}
    with HttpsServer(authority.good, lambda path: Reply(statuses[path])) as server:
        at(story, server)
        outcomes = list(addresses(opened(story)))
    assert [each.grade for each in outcomes] == ["warning", "warning", "ok"]
    assert asks(outcomes) == ["web", "web"]


def test_a_server_that_is_another_s_is_an_error(story: Story, authority: Authority) -> None:
    with HttpsServer(authority.elsewhere, lambda _: Reply()) as server:
        at(story, server)
        outcomes = list(addresses(opened(story)))
    assert [each.grade for each in outcomes] == ["error", "error"]
    assert outcomes[0].help == f"the mail leads to `{server.url}/avsluta/`"


@pytest.mark.parametrize(("year", "way"), [("2000", "ahead"), ("2999", "behind")])
def test_a_clock_that_is_wrong_is_an_error(
    story: Story, authority: Authority, monkeypatch: pytest.MonkeyPatch, year: str, way: str
) -> None:
    written = f"Sun, 03 Jan {year} 09:00:00 GMT"
    monkeypatch.setattr(http.server.BaseHTTPRequestHandler, "date_time_string", lambda *_: written)
    with HttpsServer(authority.good, lambda _: Reply()) as server:
        at(story, server)
        *_, clock = addresses(opened(story))
    assert clock.grade == "error"
    assert clock.words.endswith(way)
