"""Waiting a moment for more answers where they come thick and there is time: a turn costs the same for one and for ten.

A server that is slower than we are would have us write down every single answer, and on one machine with us it would
wait for the processor meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Callable

THICK_SECONDS = 0.0005
"""Answers come thick when so much time or less passes between them. Over a real network it is more."""
LONGEST_SECONDS = 0.001
_MEMORY = 8
"""Over how many rounds the time between answers is averaged, or nearly."""


class Gathering:
    """Knows how thick answers come, and whether there is time left between them."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._gap = 1.0  # seconds between two answers
        self._idle = 0.0  # and how many of them were waited
        self._last = now()
        self._waited = 0.0

    def wait(self, came: int, awaited: int, idle: float) -> float:
        """Return how many seconds to wait for half of the `awaited` connections.

        `came` of them have an answer, for which was waited `idle` seconds.
        """
        now = self._now()
        self._gap += ((now - self._last) / came - self._gap) / _MEMORY
        self._idle += ((idle + self._waited) / came - self._idle) / _MEMORY
        self._last, self._waited = now, 0.0
        missing = awaited // 2 - came
        if missing > 0 and self._gap <= THICK_SECONDS and self._idle > self._gap / 2:
            self._waited = min(missing * self._gap, LONGEST_SECONDS)
        return self._waited
