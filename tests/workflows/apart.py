"""Two hosts: one that sends and has the database, and one that only serves and has a copy of the keys."""

from __future__ import annotations

import pathlib
import shutil
import sqlite3

from storsthlm_cli.model.sending import Progress
from storsthlm_cli.workflows.memory import key_file, token_keys
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.receiving_apart import events_file
from storsthlm_cli.workflows.sending import send
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import Story

ANNA, BO, CILLA, PIA = "anna@kommun.example", "bo@kommun.example", "cilla@kommun.example", "pia@press.example"


def quiet(_: Progress) -> None:
    """Take in progress and say nothing."""


def sent_from(story: Story) -> Workspace:
    """Return the workspace of a story, whose issue was sent to two lists: Anna is on both."""
    workspace = open_workspace(story.folder, {})
    story.write("lists/press.csv", f"e-post\n{ANNA}\n{PIA}\n")
    send(workspace, plan(workspace, None, ["kommuner", "press"]), limit=None, tell=quiet)
    return workspace


def host_apart(home: Workspace, folder: pathlib.Path) -> Workspace:
    """Return a workspace that has nothing of another one but its settings and its keys."""
    folder.mkdir()
    shutil.copy(home.root / "storsthlm.yaml", folder)
    apart = open_workspace(folder, {})
    key_file(apart).parent.mkdir(mode=0o700)
    shutil.copy(key_file(home), key_file(apart))
    return apart


def token_of(home: Workspace, address: str) -> str:
    """Return the token in the first mail that an address got."""
    database = sqlite3.connect(home.settings.state_folder / "state.db")
    query = "SELECT mark, number FROM dispatches JOIN recipients ON dispatch = dispatches.id WHERE address = ?"
    found = database.execute(f"{query} ORDER BY dispatches.id", (address,)).fetchone()
    database.close()
    return token_keys(home).reader_tokens(found[0])(found[1])


def lines(apart: Workspace) -> list[bytes]:
    """Return the lines of a host's journal."""
    return events_file(apart).read_bytes().splitlines(keepends=True)
