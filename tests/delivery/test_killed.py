from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from storsthlm_cli.model.delivery import State
from tests.delivery import dispatching
from tests.delivery.dispatching import Book, people
from tests.smtp_server import Manners, Server

RECIPIENTS = 400
CONNECTIONS = 3
KILLS = {True: 15, False: 5}
ROOT = Path(__file__).parents[2]


def start(book: Book, port: int) -> subprocess.Popen[str]:
    arguments = [str(book.path), book.name, str(port), str(CONNECTIONS)]
    return subprocess.Popen(
        [sys.executable, "-m", dispatching.__name__, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def kill_at_random(book: Book, server: Server) -> bool:
    """Let a process send for a while and kill it. Return whether it was finished before that."""
    sent = len(server.accepted)
    with start(book, server.port) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        while len(server.accepted) == sent and process.poll() is None:
            time.sleep(0.001)
        time.sleep(random.uniform(0, 0.1))
        process.kill()
    return process.returncode == 0


@pytest.mark.kill
@pytest.mark.parametrize("pipelining", [True, False])
def test_killed_at_random_moments_nobody_is_lost_nobody_gets_two_and_the_unknown_are_named(
    make_book: Callable[..., Book], pipelining: bool
) -> None:
    book = make_book(RECIPIENTS)
    kills = 0
    with Server(Manners(pipelining=pipelining, delay=lambda: random.uniform(0, 0.02))) as server:
        while kills < KILLS[pipelining] and not kill_at_random(book, server):
            kills += 1
            before = len(book.numbers(State.UNKNOWN))
            book.ledger().close()
            assert len(book.numbers(State.UNKNOWN)) - before <= CONNECTIONS
            assert sum(book.states().values()) == RECIPIENTS
        with start(book, server.port) as last:
            last.wait(60)
        assert last.returncode == 0
        copies = server.record.copies
    assert kills >= KILLS[pipelining] // 2
    assert max(copies.values()) == 1
    unknown = {row.address for row in book.rows(State.UNKNOWN)}
    accepted = {row.address for row in book.rows(State.ACCEPTED)}
    assert accepted | unknown == {person.address for person in people(RECIPIENTS)}
    assert copies == Counter(accepted | (unknown & copies.keys()))
    assert len(unknown) <= kills * CONNECTIONS
