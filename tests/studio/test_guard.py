from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest

from tests.studio.running import Studio


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    from tests.studio.conftest import written

    with Studio.opened(written(tmp_path_factory.mktemp("guarded"))) as studio:
        studio.wait_for("2021-06: no findings")
        yield studio


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "127.0.0.1", "127.0.0.1:1"]
)
def test_a_name_that_is_not_ours_gets_nothing_even_with_the_key(studio: Studio, host: str) -> None:
    for path in ("/", "/state.json", "/mail.html"):
        status, _, body = studio.get(path, host=host.format(port=studio.port))
        assert (status, b"2021-06" in body, b"script" in body) == (403, False, False)


def test_localhost_is_a_name_of_ours(studio: Studio) -> None:
    assert studio.get("/state.json", host=f"localhost:{studio.port}")[0] == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost:{port}"])
def test_another_origin_gets_nothing_even_with_the_key(studio: Studio, origin: str) -> None:
    assert studio.get("/state.json", origin=origin.format(port=studio.port))[0] == 403


def test_our_own_origin_is_served(studio: Studio) -> None:
    assert studio.get("/state.json", origin=f"http://127.0.0.1:{studio.port}")[0] == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_browser_asks_for_another_page_is_refused(studio: Studio, site: str) -> None:
    assert studio.get("/state.json", sec_fetch_site=site)[0] == 403
    assert studio.get("/studio.js", sec_fetch_site=site)[0] == 403
    framed = studio.get("/", sec_fetch_site=site, sec_fetch_mode="navigate", sec_fetch_dest="iframe")
    assert framed[0] == 403


def test_a_link_elsewhere_may_open_the_page(studio: Studio) -> None:
    opened = studio.get("/", sec_fetch_site="cross-site", sec_fetch_mode="navigate", sec_fetch_dest="document")
    assert opened[0] == 200


@pytest.mark.parametrize("path", ["/state.json", "/mail.html", "/events", "/readers.json?list=kommuner", "/images/a/b"])
@pytest.mark.parametrize("key", ["", "guessed", "ö"])
def test_nothing_about_the_issue_or_people_is_told_without_the_key(studio: Studio, path: str, key: str) -> None:
    status, headers, body = studio.get(path, x_storsthlm_session=key)
    assert (status, headers["cache-control"]) == (403, "no-store")
    assert b"kommun.example" not in body


@pytest.mark.parametrize("path", ["/test", "/open"])
def test_nothing_is_done_without_the_key(studio: Studio, path: str) -> None:
    body = {"attempt": "one-press-of-it", "issue": "2021-06", "addresses": ["eva@kommun.example"], "place": "x"}
    assert studio.ask("POST", path, body, x_storsthlm_session="")[0] == 403
    assert studio.mails() == []


def test_a_preflight_is_refused(studio: Studio) -> None:
    status, headers, _ = studio.ask("OPTIONS", "/test", origin="https://evil.example", x_storsthlm_session="")
    assert status == 403
    assert "access-control-allow-origin" not in headers


def test_every_run_has_a_key_of_its_own(studio: Studio, workspace: pathlib.Path) -> None:
    with Studio.opened(workspace) as other:
        assert other.key != studio.key
        assert other.get("/state.json", x_storsthlm_session=studio.key)[0] == 403
