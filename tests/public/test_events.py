from __future__ import annotations

import asyncio
import datetime
import pathlib

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from storsthlm_cli.key_file import rotate
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.leaving import Ask
from storsthlm_cli.public.events import events_route
from storsthlm_cli.workflows.event_access import CLOCKS_APART, proof
from storsthlm_cli.workflows.memory import key_file, token_keys
from storsthlm_cli.workflows.receiving_apart import ApartReception, events_file
from storsthlm_cli.workflows.workspace import Workspace
from tests.stories.conftest import Story
from tests.workflows.apart import ANNA, BO, host_apart, lines, sent_from, token_of


@pytest.fixture
def apart(story: Story, tmp_path: pathlib.Path) -> Workspace:
    """Give a host with two events."""
    home = sent_from(story)
    found = host_apart(home, tmp_path / "web")
    reception = ApartReception(found)
    for address in (ANNA, BO):
        reception.do(token_of(home, address), Ask.LEAVE)
    return found


def get(
    apart: Workspace,
    query: str,
    authorization: str | None = None,
    after: int = 0,
    skew: datetime.timedelta | None = None,
) -> httpx.Response:
    now = datetime.datetime.now(datetime.UTC) + (skew or datetime.timedelta())
    proved = proof(token_keys(apart), after, now) if authorization is None else authorization

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=[events_route(apart)]))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(f"/events{query}", headers={"Authorization": proved})

    return asyncio.run(asked())


def test_who_has_the_keys_gets_the_lines_after_a_number(apart: Workspace) -> None:
    whole = lines(apart)
    for after, query in ((0, ""), (0, "?after=0"), (1, "?after=1"), (2, "?after=2")):
        answer = get(apart, query, after=after)
        assert (answer.status_code, answer.content) == (200, b"".join(whole[after:]))
        known = whole[after - 1].decode() if after else '"mac":""'
        assert f'"mac":"{answer.headers["storsthlm-mac"]}"' in known
        assert answer.headers["cache-control"] == "no-store"


def test_a_journal_with_fewer_events_says_so(apart: Workspace) -> None:
    answer = get(apart, "?after=3", after=3)
    assert (answer.status_code, answer.text) == (409, "there are fewer than 3 events\n")


def test_a_line_that_is_being_written_is_not_told(apart: Workspace) -> None:
    whole = events_file(apart).read_bytes()
    events_file(apart).write_bytes(whole[:-1])
    assert get(apart, "").content == lines(apart)[0]
    assert get(apart, "?after=2", after=2).status_code == 409


@pytest.mark.parametrize("header", ["", "Storsthlm", "Bearer x", "Storsthlm t=1, mac=", "Storsthlm t=9, mac=9-9"])
def test_without_a_proof_there_is_nothing(apart: Workspace, header: str) -> None:
    answer = get(apart, "", header)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Storsthlm"
    assert b"token" not in answer.content.replace(b"token keys", b"")


def test_a_proof_is_of_one_number_one_time_and_these_keys(apart: Workspace) -> None:
    assert get(apart, "?after=1", after=0).status_code == 401
    almost = CLOCKS_APART - datetime.timedelta(seconds=30)
    beyond = CLOCKS_APART + datetime.timedelta(seconds=30)
    for skew, status in ((almost, 200), (-almost, 200), (beyond, 401), (-beyond, 401)):
        assert get(apart, "", skew=skew).status_code == status
    others = token_keys(apart)
    stolen = proof(others, 0, datetime.datetime.now(datetime.UTC))
    secret = others.keys[0].secret.hex()
    key_file(apart).write_text(key_file(apart).read_text("utf-8").replace(secret, "00" * 32), "utf-8")
    assert get(apart, "", stolen).status_code == 401


def test_a_key_that_was_added_proves_it_too(apart: Workspace) -> None:
    rotate(key_file(apart))
    assert get(apart, "").status_code == 200


def test_a_host_without_keys_has_no_such_route(apart: Workspace) -> None:
    key_file(apart).unlink()
    with pytest.raises(Failure, match="there are no token keys here"):
        events_route(apart)


@given(
    query=st.text(st.characters(max_codepoint=0x2FF), max_size=30), header=st.text("Storhlm t=,mac-0123456789abcdef")
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nonsense_is_refused_and_breaks_nothing(apart: Workspace, query: str, header: str) -> None:
    answer = get(apart, "?" + str(httpx.QueryParams({"after": query})), header)
    assert answer.status_code in (400, 401)
