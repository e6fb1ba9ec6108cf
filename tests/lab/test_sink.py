"""Postfix's own test server misbehaves at every command: nothing is ever lost, and nothing that was refused is sent."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storsthlm_cli.delivery import engine, retry
from storsthlm_cli.delivery.runs import Why
from storsthlm_cli.model.delivery import State
from tests.delivery.dispatching import freeze, people, send, smtp
from tests.smtp_server import Manners, Server

PROGRAM = shutil.which("smtp-sink", path=f"{os.environ['PATH']}:/usr/sbin")
LATE = 70 if "STORSTHLM_KILLS" in os.environ else 3
"""Seconds until the answer to a message; the long ones are for `make prove`."""
RECIPIENTS = 20

pytestmark = pytest.mark.lab

Sink = Callable[..., contextlib.AbstractContextManager[int]]


@pytest.fixture
def sink() -> Sink:
    if PROGRAM is None:
        tell = pytest.fail if os.environ.get("CI") else pytest.skip
        tell("needs smtp-sink (apt-get install postfix)")
    return sinking


@contextlib.contextmanager
def sinking(*options: str) -> Iterator[int]:
    """Run smtp-sink with these options and give its port."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    user = ["-u", "nobody"] if os.getuid() == 0 else []
    process = subprocess.Popen([str(PROGRAM), *user, *options, f"127.0.0.1:{port}", "50"])
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_SECONDS", 0.05)
    monkeypatch.setattr(engine, "QUIET_SECONDS", 0.01)


@pytest.mark.parametrize("command", ["connect", "ehlo", "mail", "rcpt", "data", "."])
@pytest.mark.parametrize("way", ["-f", "-r", "-q", "-Q"], ids=["refuses", "puts off", "hangs up", "hangs up with 421"])
@pytest.mark.parametrize("pipelining", [True, False])
def test_a_server_that_fails_at_a_command_gets_nobody_written_down_as_reached(
    sink: Sink, tmp_path: Path, way: str, command: str, pipelining: bool
) -> None:
    book = freeze(tmp_path / "state.db", people(RECIPIENTS))
    with sink(way, command, *([] if pipelining else ["-p"])) as port:
        ending = send(book, smtp(port), connections=2, lifetime=0)
    found = book.states()
    book.close()
    assert sum(found.values()) == RECIPIENTS
    in_doubt = (way, command) == ("-q", ".")
    assert (State.UNKNOWN in found) is in_doubt
    assert found.keys() <= {State.UNTRIED, State.EXPIRED, State.UNKNOWN}
    if way == "-f" or command in ("connect", "ehlo", "mail"):
        assert found == {State.UNTRIED: RECIPIENTS}
        assert ending.why is Why.TROUBLE
        assert ending.trouble is not None


def test_an_answer_that_takes_long_makes_one_copy(tmp_path: Path) -> None:
    book = freeze(tmp_path / "state.db", people(3))
    began = time.monotonic()
    with Server(Manners(delay=lambda: LATE)) as server:
        assert send(book, smtp(server.port), connections=3).why is Why.NOTHING_LEFT
        assert server.record.copies == Counter(person.address for person in people(3))
    assert time.monotonic() - began >= LATE
    assert book.states() == {State.ACCEPTED: 3}
    book.close()
