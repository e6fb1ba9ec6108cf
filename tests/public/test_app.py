from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storsthlm_cli.model.delivery import NO_MARK
from storsthlm_cli.public import app as app_module
from storsthlm_cli.public import bodies
from storsthlm_cli.public.app import public
from storsthlm_cli.public.bodies import MOST
from storsthlm_cli.public.guesses import MOST as MOST_GUESSES
from storsthlm_cli.workflows.memory import token_keys
from storsthlm_cli.workflows.suppressing import suppress
from storsthlm_cli.workflows.workspace import open_workspace
from tests.public.conftest import ANNA, BO, ONE_CLICK, PIA, Public, sent_from
from tests.stories.conftest import Story

ALL = (ANNA, "")


def heading(page: str) -> str:
    found = re.search("<h1>(.*?)</h1>", page)
    assert found is not None
    return found[1]


def buttons(page: str) -> list[str]:
    return re.findall('value="([a-z_]+)"', page)


def test_a_look_shows_a_page_with_buttons_and_changes_nothing(served: Public) -> None:
    answer = served.client().get(f"/av/{served.token()}")
    assert answer.status_code == 200
    assert heading(answer.text) == "Vill du sluta få Nyhetsbrevet?"
    assert buttons(answer.text) == ["leave", "leave_list"]
    assert "Lämna bara listan ”Kommunernas &lt;ledning&gt;”" in answer.text
    assert served.suppressed() == set()


def test_a_head_is_a_look_without_the_page(served: Public) -> None:
    answer = served.client().head(f"/av/{served.token()}")
    assert (answer.status_code, answer.text) == (200, "")
    assert served.suppressed() == set()


@pytest.mark.parametrize("form", ["urlencoded", "multipart", "unsaid", "with-charset"])
def test_one_click_needs_nothing_but_its_address(served: Public, form: str) -> None:
    address, client = f"/av/{served.token()}", served.client()
    if form == "urlencoded":
        answer = client.post(address, data=ONE_CLICK)
    elif form == "multipart":
        answer = client.post(address, files={"List-Unsubscribe": (None, "One-Click")})
    elif form == "unsaid":
        answer = client.post(address, content=b"List-Unsubscribe=One-Click")
    else:
        kind = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        answer = client.post(address, content=b"List-Unsubscribe=One-Click\r\n", headers=kind)
    assert answer.status_code == 200
    assert "location" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert (heading(answer.text), buttons(answer.text)) == ("Du är avregistrerad", ["return"])
    assert served.suppressed() == {ALL}


def test_one_click_twice_is_one_click(served: Public) -> None:
    client = served.client()
    for _ in range(2):
        assert client.post(f"/av/{served.token()}", data=ONE_CLICK).status_code == 200
    assert served.suppressed() == {ALL}


def test_only_the_list_can_be_left_and_then_all_of_it_and_all_can_be_undone(served: Public) -> None:
    client, address = served.client(), f"/av/{served.token()}"
    answer = client.post(address, data={"ask": "leave_list"})
    assert (heading(answer.text), buttons(answer.text)) == ("Du har lämnat listan", ["return", "leave"])
    assert served.suppressed() == {(ANNA, "kommuner")}
    client.post(address, data={"ask": "leave"})
    assert served.suppressed() == {ALL, (ANNA, "kommuner")}
    answer = client.post(address, data={"ask": "return"})
    assert (heading(answer.text), buttons(answer.text)) == ("Välkommen tillbaka", ["leave", "leave_list"])
    assert served.suppressed() == set()


def test_a_list_without_a_title_is_not_offered_alone(served: Public) -> None:
    assert buttons(served.client().get(f"/av/{served.token(PIA)}").text) == ["leave"]


def test_what_a_colleague_wrote_down_is_not_undone_by_a_link(served: Public) -> None:
    suppress(served.workspace, [ANNA], "wrote a letter")
    client = served.client()
    page = client.get(f"/av/{served.token()}").text
    assert (heading(page), buttons(page)) == ("Du är avregistrerad", [])
    assert 'href="mailto:nyhetsbrev@kommun.example"' in page
    client.post(f"/av/{served.token()}", data={"ask": "return"})
    assert served.suppressed() == {ALL}


def test_a_test_mail_unsubscribes_nobody(served: Public) -> None:
    client, token = served.client(), token_keys(served.workspace).reader_tokens(NO_MARK)(1)
    for answer in (client.get(f"/av/{token}"), client.post(f"/av/{token}", data=ONE_CLICK)):
        assert (answer.status_code, heading(answer.text)) == (200, "Det här är ett provbrev")
        assert "Ingen avregistreras." in answer.text
    assert served.suppressed() == set()


def test_what_is_not_understood_changes_nothing_and_says_so(served: Public) -> None:
    answer = served.client().post(f"/av/{served.token()}", data={"ask": "dance"})
    assert answer.status_code == 400
    assert "Ingenting har ändrats." in answer.text
    assert buttons(answer.text) == ["leave", "leave_list"]
    assert served.suppressed() == set()


def test_a_token_that_is_not_ours_leads_to_the_other_way_out(served: Public) -> None:
    client, token = served.client(), served.token()
    for bad in ("", "kort", token[:-1], token[:-1] + ("0" if token[-1] != "0" else "1"), "a" * 5000):
        for answer in (client.get(f"/av/{bad}"), client.post(f"/av/{bad}", data=ONE_CLICK)):
            assert (answer.status_code, heading(answer.text)) == (404, "Sidan finns inte")
            assert 'href="mailto:avsluta@kommun.example?subject=Avsluta"' in answer.text
            assert 'href="mailto:nyhetsbrev@kommun.example"' in answer.text
    assert served.suppressed() == set()


def test_a_token_may_come_in_capitals(served: Public) -> None:
    served.client().post(f"/av/{served.token().upper()}", data=ONE_CLICK)
    assert served.suppressed() == {ALL}


def test_who_guesses_is_slowed_down_and_who_has_a_token_never_is(served: Public) -> None:
    client = served.client()
    statuses = [client.get("/av/kort").status_code for _ in range(MOST_GUESSES + 1)]
    assert statuses == [*[404] * MOST_GUESSES, 429]
    assert client.get("/av/kort").headers["retry-after"] == "60"
    assert {client.post(f"/av/{served.token()}", data=ONE_CLICK).status_code for _ in range(40)} == {200}


@pytest.mark.parametrize("believed", [True, False])
def test_who_is_behind_a_proxy_is_known_only_where_that_is_said(served: Public, believed: bool) -> None:
    client = served.client(behind_proxy=believed)
    for _ in range(MOST_GUESSES + 1):
        client.get("/av/kort", headers={"X-Forwarded-For": "198.51.100.9, 192.0.2.1"})
    other = client.get("/av/kort", headers={"X-Forwarded-For": "192.0.2.1, 192.0.2.2"})
    assert other.status_code == (404 if believed else 429)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY"])
def test_no_other_method_is_taken(served: Public, method: str) -> None:
    client = served.client()
    for path in (f"/av/{served.token()}", "/", "/health", "/nowhere"):
        answer = client.request(method, path)
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]
    assert served.suppressed() == set()


@pytest.mark.parametrize("path", ["/nowhere", "/health/more", "/av", "/av/x/y", "/%0a", "/%00", "/av%2f"])
def test_unknown_paths_are_not_found(served: Public, path: str) -> None:
    client = served.client()
    assert client.get(path).status_code == 404
    assert client.post(path, data=ONE_CLICK).status_code == 404


def test_the_archive_takes_no_post(served: Public) -> None:
    answer = served.client().post("/", data=ONE_CLICK)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_long_body_is_refused_whether_it_says_so_or_not(served: Public) -> None:
    client, address = served.client(), f"/av/{served.token()}"
    long = b"List-Unsubscribe=One-Click&x=" + b"x" * MOST
    assert client.post(address, content=long).status_code == 413
    assert client.post(address, content=_pieces(long[:5000], long[5000:])).status_code == 413
    assert served.suppressed() == set()


def test_a_body_that_does_not_come_is_not_waited_for(served: Public, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", 0.05)

    async def slowly() -> AsyncIterator[bytes]:
        yield b"List-Unsubscribe="
        await asyncio.sleep(0.5)
        yield b"One-Click"

    answer = served.client().post(f"/av/{served.token()}", content=slowly())
    assert (answer.status_code, heading(answer.text)) == (408, "Det gick inte")
    assert served.suppressed() == set()


def test_no_page_tells_whose_it_is(served: Public) -> None:
    client, address = served.client(), f"/av/{served.token()}"
    pages = [client.get(address), *(client.post(address, data={"ask": ask}) for ask in ("leave", "return", "x"))]
    for page in pages:
        assert "anna" not in page.text.lower()
        assert "anna" not in str(page.headers).lower()
        assert served.token() not in page.text


def test_every_answer_keeps_to_itself(served: Public) -> None:
    client, address = served.client(), f"/av/{served.token()}"
    answers = [
        client.get(address),
        client.post(address, data=ONE_CLICK),
        client.get("/av/kort"),
        client.put(address),
        client.post(address, content=b"x" * (MOST + 1)),
        client.get("/nowhere"),
    ]
    for answer in (*answers, client.get("/"), client.get("/feed.xml"), client.get("/health"), client.get("/issues")):
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"].startswith("default-src 'none';")
        assert "script-src" not in answer.headers["content-security-policy"]
        assert "set-cookie" not in answer.headers
    for answer in answers:
        assert "form-action 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert "<script" not in answer.text


def test_the_log_says_what_kind_of_page_it_was_and_not_whose(served: Public) -> None:
    client, token = served.client(), served.token()
    client.get(f"/av/{token}?x={ANNA}")
    client.post(f"/av/{token}", data=ONE_CLICK)
    client.get("/feed.xml")
    client.get("/nowhere")
    client.request("GETANNA", "/health")
    assert [(each.method, each.kind, each.status) for each in served.served] == [
        ("GET", "unsubscribe", 200),
        ("POST", "unsubscribe", 200),
        ("GET", "archive", 200),
        ("GET", "unknown", 404),
        ("other", "unknown", 405),
    ]
    assert served.wrong == []


def test_health_is_that_of_the_database(served: Public) -> None:
    client, token = served.client(), served.token()
    assert (client.get("/health").status_code, client.head("/health").status_code) == (200, 200)
    folder = served.workspace.settings.state_folder
    files = sorted(folder.glob("state.db*"))
    aside = folder / "aside"
    aside.mkdir()
    for file in files:
        file.rename(aside / file.name)
    assert client.get("/health").status_code == 503
    assert client.get(f"/av/{token}").status_code == 503  # it may come back
    assert client.get(f"/av/{token}x").status_code == 404
    files[0].write_bytes(b"this is no database" * 100)
    assert client.get("/health").status_code == 503
    assert client.get(f"/av/{token}").status_code == 503
    for file in files:
        (aside / file.name).replace(file)
    assert client.get("/health").status_code == 200
    assert client.get(f"/av/{token}").status_code == 200
    assert "there is no database yet" in served.wrong[0]


def test_a_database_that_cannot_be_used_is_told_without_anybodys_address(served: Public) -> None:
    client, token = served.client(), served.token()
    database = sqlite3.connect(served.workspace.settings.state_folder / "state.db")
    with database:
        database.execute("ALTER TABLE suppressions RENAME TO gone")
    database.close()
    answer = client.post(f"/av/{token}", data=ONE_CLICK)
    assert (answer.status_code, heading(answer.text)) == (503, "Det gick inte just nu")
    assert answer.headers["retry-after"] == "60"
    assert len(served.wrong) == 1
    assert "no such table: suppressions" in served.wrong[0]
    assert "anna" not in served.wrong[0]


def test_a_mistake_of_ours_is_told_by_its_place_alone(served: Public, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_: object) -> None:
        raise RuntimeError(f"something about {ANNA}")

    monkeypatch.setattr(app_module, "asked", broken)
    answer = served.client().post(f"/av/{served.token()}", data=ONE_CLICK)
    assert (answer.status_code, heading(answer.text)) == (500, "Det gick inte just nu")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert re.fullmatch(r"bug: RuntimeError in test_app\.py:\d+", served.wrong[0])


def test_a_newsletter_in_english_has_pages_in_english(story: Story) -> None:
    workspace = sent_from(story)
    story.change("storsthlm.yaml", "  why: ", "  language: en\n  why: ")
    served = Public(open_workspace(workspace.root, {}))
    page = served.client().get(f"/av/{served.token()}").text
    assert heading(page) == "Do you want to stop getting Nyhetsbrevet?"
    assert '<html lang="en">' in page


async def _pieces(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


BODIES = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [b"ask=leave", b"List-Unsubscribe=One-Click", b"ask=return", b"&" * 300, b"ask=%ff&ask=leave_list"]
    ),
    st.binary(max_size=60).map(lambda data: b'--b\r\nContent-Disposition: form-data; name="ask"\r\n\r\n' + data),
)
KINDS = st.one_of(
    st.sampled_from(
        ["", "multipart/form-data", "multipart/form-data; boundary=b", "application/x-www-form-urlencoded", "x"]
    ),
    st.text(st.characters(max_codepoint=255), max_size=40).map(lambda text: f"multipart/form-data; boundary={text}"),
)
PATHS = st.one_of(
    st.text(max_size=60).map(lambda text: f"/{text}"),
    st.text(max_size=40).map(lambda text: f"/av/{text}"),
    st.sampled_from(["/av/TOKEN", "/av/TOKEN/", "/TOKEN", "/", "/../../etc/passwd", "/issues/2021-06/", "", "/health"]),
)
MANY_DIGITS = b"--b\r\nContent-Disposition: form-data; name*" + b"9" * 5000 + b"*=x\r\n\r\nv\r\n--b--"
"""The section of a parameter (RFC 2231) whose number is longer than Python reads."""
METHODS = st.one_of(
    st.sampled_from(["GET", "HEAD", "POST", "PUT", "OPTIONS"]), st.text("ABCXYZ", min_size=1, max_size=9)
)
HEADERS = st.sampled_from(["if-none-match", "if-modified-since", "range", "x-forwarded-for", "content-length", "host"])


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=METHODS,
    path=PATHS,
    query=st.binary(max_size=40),
    kind=KINDS,
    body=BODIES,
    more=st.dictionaries(HEADERS, st.text(st.characters(max_codepoint=255), max_size=30), max_size=3),
)
@example(method="GET", path="/", query=b"", kind="", body=b"", more={"if-modified-since": "Mon, 99 Foo 9999999 1"})
@example(method="POST", path="/av/TOKEN", query=b"", kind="multipart/form-data; boundary=\r\nX: y", body=b"--", more={})
@example(method="POST", path="/av/TOKEN", query=b"", kind="multipart/form-data; boundary=b", body=MANY_DIGITS, more={})
def test_nothing_that_can_be_asked_is_a_mistake_of_ours(
    served: Public, method: str, path: str, query: bytes, kind: str, body: bytes, more: dict[str, str]
) -> None:
    token = served.token(BO)
    headers = {"content-type": kind, **more}
    status = asyncio.run(_ask(served, method, path.replace("TOKEN", token), query, headers, body))
    assert status in (200, 301, 304, 400, 404, 405, 413, 429)
    assert served.wrong == []


def test_who_hangs_up_is_no_mistake_of_ours_and_what_was_asked_is_done(served: Public) -> None:
    body = b"List-Unsubscribe=One-Click"
    path = f"/av/{served.token()}"
    assert asyncio.run(_ask(served, "POST", path, b"", {}, body, hangs_up=True)) == 0
    assert served.wrong == []
    assert [(each.kind, each.status) for each in served.served] == [("unsubscribe", 499)]
    assert served.suppressed() == {ALL}


async def _ask(
    served: Public,
    method: str,
    path: str,
    query: bytes,
    headers: dict[str, str],
    body: bytes,
    *,
    hangs_up: bool = False,
) -> int:
    """Ask below the level of a client, which would refuse to send such things; return the status, 0 for none."""
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "replace"),
        "query_string": query,
        "root_path": "",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
        "client": ("192.0.2.1", 1),
        "server": ("brev.kommun.example", 80),
    }
    pieces = [{"type": "http.request", "body": body, "more_body": False}, {"type": "http.disconnect"}]
    said: list[Any] = []

    async def receive() -> Any:
        return pieces.pop(0)

    async def send(message: Any) -> None:
        if hangs_up:
            raise OSError("the line is down")
        said.append(message)

    await public(served.house, tell=served.served.append, wrong=served.wrong.append)(scope, receive, send)
    return int(said[0]["status"]) if said else 0
