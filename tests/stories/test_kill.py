"""A process is killed at random moments from its birth on. `tests/lab/test_kill.py` kills more, before all servers."""

from __future__ import annotations

import json
import os
import pathlib
import random
import subprocess
import sys
import time
from typing import Any

import pytest

from storsthlm_cli.model.delivery import State
from tests.lab.books import states
from tests.smtp_server import Manners, Server
from tests.stories.conftest import Story

KILLS = 10
CONNECTIONS = 4
PER_RUN = 200
"""Messages between two kills, at the most; the list is long enough for all of them."""


def command(folder: pathlib.Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "storsthlm_cli", "--workspace", str(folder), *arguments]


def compiled() -> dict[str, str]:
    """Return the environment, with compiled modules kept: the process is to be killed sending, not compiling."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def on_the_wire(folder: pathlib.Path) -> int:
    """Return how many messages the ledger says were under way when the process died."""
    return list(states(folder).values()).count(State.ATTEMPTING)


def newest(folder: pathlib.Path) -> dict[str, Any]:
    asked = subprocess.run(command(folder, "status", "--json"), capture_output=True, text=True, check=True)
    dispatches = json.loads(asked.stdout)["dispatches"]
    assert len(dispatches) <= 1
    return dispatches[0] if dispatches else {"rows": [], "outcomes": {}, "planned": 0, "open": 0}


@pytest.mark.kill
@pytest.mark.timeout(0)
def test_killed_at_any_moment_nobody_is_lost_and_nobody_gets_it_twice(story: Story) -> None:
    dice = random.Random(20210621)
    people = [f"lasare{number:05d}@kommun{number % 26}.example" for number in range(KILLS * PER_RUN)]
    story.write("lists/alla.csv", "e-post\n" + "\n".join(people) + "\n")
    with Server(Manners(delay=lambda: dice.uniform(0.002, 0.03))) as server:
        story.change(
            "storsthlm.yaml",
            "design:\n",
            "transport: smtp\n"
            f"smtp: {{host: 127.0.0.1, port: {server.port}, security: plain, connections: {CONNECTIONS}}}\n\ndesign:\n",
        )
        story.change("issues/2021-06/issue.yaml", "date: 2021-06-21", "date: 2099-06-21")
        send = command(story.folder, "send", "--list", "alla", "--confirm", str(len(people)))
        for kill in range(KILLS):
            before = len(server.accepted)
            process = subprocess.Popen(send, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=compiled())
            if kill % 5 == 4:  # anywhere from its birth on
                time.sleep(dice.uniform(0, 2))
            else:
                while len(server.accepted) == before and process.poll() is None:
                    time.sleep(0.002)
                time.sleep(dice.uniform(0, 0.2))
            assert process.poll() is None, process.communicate()[1].decode()
            process.kill()
            process.communicate()
            copies = server.record.copies
            assert all(count == 1 for count in copies.values()), "somebody got it twice"
            assert on_the_wire(story.folder) <= CONNECTIONS
        final = subprocess.run(send, capture_output=True, text=True, check=False)
        standing = newest(story.folder)
        unknown = standing["outcomes"]["unknown"]
        assert final.returncode == (4 if unknown else 0), final.stderr
        copies = server.record.copies
        named = {row["address"] for row in standing["rows"] if row["state"] == "unknown"}
        lost = set(people) - copies.keys() - named
        print(f"{KILLS} kills: {len(lost)} lost, {sum(copies.values()) - len(copies)} repeated, {unknown} unknown")

    assert not lost
    assert sum(copies.values()) == len(copies), "somebody got it twice"
    assert len(named) == unknown
    assert unknown <= KILLS * CONNECTIONS
    assert standing["open"] == 0
    assert standing["planned"] == len(people) == standing["outcomes"]["accepted"] + unknown
    assert copies.keys() <= set(people)
