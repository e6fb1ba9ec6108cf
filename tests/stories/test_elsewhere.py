"""Another terminal, while a dispatch is being sent: `status`, `pause` and `cancel`."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.smtp_server import Manners, Server

if TYPE_CHECKING:
    from tests.stories.conftest import Story

SMTP = "transport: smtp\nsmtp: {{host: 127.0.0.1, port: {port}, security: plain, connections: 1}}\n\ndesign:"
PEOPLE = [f"lasare{number}@kommun.example" for number in range(60)]
SEND = ("send", "--list", "alla", "--confirm", "60")


@contextlib.contextmanager
def sending(story: Story) -> Iterator[tuple[subprocess.Popen[str], Server]]:
    """Let a process of its own send to sixty people, and go on when some of them have it."""
    story.write("lists/alla.csv", "e-post\n" + "\n".join(PEOPLE) + "\n")
    with Server(Manners(delay=lambda: 0.05)) as server:
        story.change("storsthlm.yaml", "design:", SMTP.format(port=server.port))
        command = [sys.executable, "-m", "storsthlm_cli", *SEND]
        with subprocess.Popen(
            command, cwd=story.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            try:
                while len(server.accepted) < 3:
                    assert process.poll() is None
                    time.sleep(0.01)
                yield process, server
            finally:
                process.kill()


def test_status_tells_how_far_it_is_and_disturbs_nothing(story: Story) -> None:
    with sending(story) as (process, server):
        (standing,) = json.loads(story.run("status", "--json").out)["dispatches"]
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert "  outcome   60 planned: 60 accepted\n" in out
        assert server.record.copies == dict.fromkeys(PEOPLE, 1)
    assert standing["dispatch"]["state"] == "open"
    assert 0 < standing["open"] < 60
    assert standing["planned"] == sum(standing["outcomes"].values()) == 60


def test_a_pause_waits_for_what_is_on_the_wire_and_send_goes_on(story: Story) -> None:
    with sending(story) as (process, server):
        assert story.run("pause").out.startswith("dispatch 2021-06.1, paused, begun TIME\n")
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (3, ""), err
        had = len(server.accepted)
        assert f"error: dispatch `2021-06.1` was paused; {60 - had} are still to go\n" in err
        tally = json.loads(story.run("status", "--json").out)["dispatches"][0]["outcomes"]
        assert (tally["accepted"], tally["untried"], tally["unknown"]) == (had, 60 - had, 0)
        assert story.run(*SEND).code == 0
        assert server.record.copies == dict.fromkeys(PEOPLE, 1)
    assert story.run("verify").code == 0


def test_a_cancel_ends_it_and_loses_no_outcome(story: Story) -> None:
    with sending(story) as (process, server):
        assert story.run("cancel").out.startswith("dispatch 2021-06.1, cancelled TIME\n")
        out, err = process.communicate(timeout=60)
        assert process.returncode == 4, err
        had = len(server.accepted)
        tally = json.loads(story.run("status", "--json").out)["dispatches"][0]["outcomes"]
        assert (tally["accepted"], tally["cancelled"], tally["unknown"]) == (had, 60 - had, 0)
        assert set(server.record.copies.values()) == {1}
    assert out.startswith("dispatch 2021-06.1, cancelled ")


def test_nobody_else_sends_the_issue_meanwhile(story: Story) -> None:
    with sending(story) as (process, server):
        result = story.run(*SEND)
        assert result.code == 2
        assert "another process is sending issue `2021-06` at this moment" in result.err
        process.communicate(timeout=60)
        assert server.record.copies == dict.fromkeys(PEOPLE, 1)
