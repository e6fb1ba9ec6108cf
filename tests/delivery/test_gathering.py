from __future__ import annotations

import pytest

from storsthlm_cli.delivery.transports.gathering import LONGEST_SECONDS, Gathering


class Rounds:
    """Rounds of a loop: each takes its time, of which some is waited, and some connections of ten have an answer."""

    def __init__(self, connections: int = 10) -> None:
        self._clock = 0.0
        self._connections = connections
        self._gathering = Gathering(now=lambda: self._clock)

    def go(self, seconds: float, came: int, idle: float, times: int = 100) -> float:
        """Return the wait after the last of these rounds."""
        wait = 0.0
        for _ in range(times):
            self._clock += seconds + wait
            wait = self._gathering.wait(came, self._connections, idle)
        return wait


def test_answers_that_come_thick_are_waited_for_when_there_is_time() -> None:
    assert 0 < Rounds().go(0.0003, came=1, idle=0.0002) <= LONGEST_SECONDS


@pytest.mark.parametrize(
    ("seconds", "came", "idle"),
    [(0.005, 1, 0.0048), (0.0003, 1, 0.0001), (0.001, 5, 0.0009), (0.0006, 10, 0.0)],
    ids=["over a real network", "when we are slower", "when half of them are there", "when all of them are"],
)
def test_nobody_waits(seconds: float, came: int, idle: float) -> None:
    assert Rounds().go(seconds, came=came, idle=idle) == 0


@pytest.mark.parametrize("connections", [1, 2, 3])
def test_with_few_connections_nobody_waits(connections: int) -> None:
    assert Rounds(connections).go(0.0003, came=1, idle=0.0002) == 0


def test_a_pause_is_not_made_up_for_by_waiting() -> None:
    rounds = Rounds()
    assert rounds.go(0.0003, came=1, idle=0.0002) > 0
    assert rounds.go(30, came=1, idle=30, times=1) == 0
