"""The public application over a workspace from which an issue was sent to two lists."""

from __future__ import annotations

import asyncio
import dataclasses
import pathlib
import sqlite3
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from storsthlm_cli.model.sending import Progress
from storsthlm_cli.public.app import House, public
from storsthlm_cli.public.doorman import Served
from storsthlm_cli.public.looks import looks_of
from storsthlm_cli.public.pages import Pages
from storsthlm_cli.public.paths import way_out
from storsthlm_cli.public.site import Site
from storsthlm_cli.workflows.appearance import appearance_of
from storsthlm_cli.workflows.archiving import archive
from storsthlm_cli.workflows.memory import token_keys
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.receiving import DatabaseReception
from storsthlm_cli.workflows.sending import send
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import Story

ANNA, BO, PIA = "anna@kommun.example", "bo@kommun.example", "pia@press.example"
WEB = "web:\n  unsubscribe_url: https://brev.kommun.example/av/\n  archive_url: https://brev.kommun.example\n"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def sent_from(story: Story) -> Workspace:
    """Send the issue to two lists, of which one has a title."""
    story.change("storsthlm.yaml", "web:\n", WEB)
    story.write("lists/press.csv", f"e-post\n{PIA}\n")
    story.write("lists/kommuner.yaml", "title: Kommunernas <ledning>\n")
    workspace = open_workspace(story.folder, {})
    send(workspace, plan(workspace, None, ["kommuner", "press"]), limit=None, tell=quiet)
    return workspace


def quiet(_: Progress) -> None:
    pass


def rows_of(workspace: Workspace) -> Mapping[str, tuple[str, int]]:
    """Return the mark and number of each row by its address."""
    database = sqlite3.connect(workspace.settings.state_folder / "state.db")
    query = "SELECT address, mark, number FROM dispatches JOIN recipients ON dispatch = dispatches.id"
    rows = {address: (mark, number) for address, mark, number in database.execute(query)}
    database.close()
    return rows


def token_of(workspace: Workspace, address: str) -> str:
    mark, number = rows_of(workspace)[address]
    return token_keys(workspace).reader_tokens(mark)(number)


def suppressed(workspace: Workspace) -> set[tuple[str, str]]:
    """Return who must get nothing, and of which list."""
    database = sqlite3.connect(workspace.settings.state_folder / "state.db")
    found = {(key, name) for key, name in database.execute("SELECT key, list FROM suppressions")}
    database.close()
    return found


class Client:
    """A browser, one request after the other, that goes where it is told and no further."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def request(self, method: str, path: str, **given: Any) -> httpx.Response:
        return asyncio.run(self._request(method, path, given))

    async def _request(self, method: str, path: str, given: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://brev.kommun.example") as client:
            return await client.request(method, path, **given)

    def get(self, path: str, **given: Any) -> httpx.Response:
        return self.request("GET", path, **given)

    def head(self, path: str) -> httpx.Response:
        return self.request("HEAD", path)

    def put(self, path: str) -> httpx.Response:
        return self.request("PUT", path)

    def post(self, path: str, **given: Any) -> httpx.Response:
        return self.request("POST", path, **given)


class Public:
    """The application, and what it said: answers that were logged, and what was wrong."""

    def __init__(self, workspace: Workspace) -> None:
        newsletter = workspace.settings.newsletter
        reception = DatabaseReception(workspace)
        self.workspace = workspace
        self.served: list[Served] = []
        self.wrong: list[str] = []
        self.folder = workspace.root / "public"
        self.house = House(
            pages=Pages(newsletter, looks_of(appearance_of(workspace))),
            reception=reception,
            check=reception.check,
            way_out=way_out("https://brev.kommun.example/av/"),
            site=Site(self.folder, "public"),
            archive_url="https://brev.kommun.example",
        )

    def client(self, **changes: object) -> Client:
        """Return a browser, of an application in which something is different."""
        house = dataclasses.replace(self.house, **changes)  # type: ignore[arg-type]
        return Client(public(house, tell=self.served.append, wrong=self.wrong.append))

    def token(self, address: str = ANNA) -> str:
        return token_of(self.workspace, address)

    def suppressed(self) -> set[tuple[str, str]]:
        return suppressed(self.workspace)


@pytest.fixture
def served(story: Story) -> Public:
    """Give the application, with an archive."""
    workspace = sent_from(story)
    archive(workspace, None, folder=pathlib.Path(workspace.root / "public"))
    return Public(workspace)
