"""A send is interrupted, or its disk is full: it ends in good order, and the same command goes on."""

from __future__ import annotations

import contextlib
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from storsthlm_cli.model.delivery import State
from tests.lab.books import by_state, states
from tests.smtp_server import Manners, Server
from tests.stories.conftest import Story

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and disks of POSIX")

LISTED = 60
PEOPLE = [f"lasare{number}@kommun{number % 3}.example" for number in range(LISTED)]
COMMAND = ("send", "--list", "alla", "--confirm", str(LISTED))


def going_over(story: Story, server: Server, connections: int) -> None:
    smtp = f"{{host: 127.0.0.1, port: {server.port}, security: plain, connections: {connections}}}"
    story.change("storsthlm.yaml", "design:\n", f"transport: smtp\nsmtp: {smtp}\n\ndesign:\n")
    story.change("issues/2021-06/issue.yaml", "date: 2021-06-21", "date: 2099-06-21")
    story.write("lists/alla.csv", "e-post\n" + "\n".join(PEOPLE) + "\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
@pytest.mark.parametrize("pipelining", [True, False])
def test_a_signal_lets_what_is_on_the_wire_finish_and_begins_nothing_new(
    story: Story, number: signal.Signals, pipelining: bool
) -> None:
    """The server takes half a second for each answer, so that a message is on every line when the signal comes."""
    with Server(Manners(pipelining=pipelining, delay=lambda: 0.5)) as server:
        going_over(story, server, connections=3)
        process = subprocess.Popen(
            [sys.executable, "-m", "storsthlm_cli", *COMMAND],
            cwd=story.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while len(server.accepted) < 6:
            assert process.poll() is None
            time.sleep(0.01)
        time.sleep(0.1)
        on_the_wire = len(server.accepted)
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out) == (130, "")
        assert "interrupted: the ledger is complete" in err
        accepted = by_state(story.folder)[State.ACCEPTED]
        assert server.record.copies == Counter(accepted)
        assert len(accepted) <= on_the_wire + 3
        assert by_state(story.folder).keys() == {State.ACCEPTED, State.UNTRIED}
        server.manners = Manners()
        assert story.run(*COMMAND).code == 0
        assert server.record.copies == Counter(PEOPLE)


@contextlib.contextmanager
def small_disk() -> Iterator[pathlib.Path]:
    """Give a folder on a disk of 2 MB."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="small-disk-"))
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", folder], capture_output=True)
    try:
        if mounted.returncode:
            pytest.skip("no small disk may be mounted here")
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], capture_output=True)  # the database is still open
        folder.rmdir()


@pytest.mark.skipif(sys.platform != "linux", reason="needs tmpfs")
def test_on_a_full_disk_it_stops_before_the_next_message_and_with_room_it_goes_on() -> None:
    with small_disk() as disk, Server() as server:
        story = Story(disk / "workspace")
        going_over(story, server, connections=2)
        full = disk / "full"

        def fill(_: str) -> str:
            if len(server.accepted) == 20:
                with full.open("wb", buffering=0) as file, contextlib.suppress(OSError):
                    while True:
                        file.write(b"\0" * 4096)
            return ""

        server.manners = Manners(message=fill)
        result = story.run(*COMMAND)
        assert result.code == 3
        assert "could not be written" in result.err
        assert len(server.accepted) <= 20 + 2 * 2
        before = Counter(states(story.folder).values())
        assert before.total() == LISTED
        full.unlink()
        server.manners = Manners()
        story.run(*COMMAND)
        found = by_state(story.folder)
        unknown = set(found.get(State.UNKNOWN, ()))
        assert len(unknown) <= 2
        assert found[State.ACCEPTED] == [address for address in PEOPLE if address not in unknown]
        assert max(server.record.copies.values()) == 1
        assert set(found[State.ACCEPTED]) <= server.record.copies.keys()
