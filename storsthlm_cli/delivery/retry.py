"""When a deferred recipient is tried again."""

from __future__ import annotations

import random

FIRST_SECONDS = 60.0
"""RFC 5321, 4.5.4.1 asks a mail server for half an hour; a person is waiting for this one."""
LONGEST_SECONDS = 30 * 60.0
JITTER = 0.2
DOUBLINGS = 6
"""After so many tries the wait has grown to the longest."""


def next_try(attempts: int, now: float, patience: float) -> float | None:
    """Return the POSIX time of the next try after `attempts` tries, or None when patience is at its end.

    The wait doubles from one minute to half an hour, with 20 % jitter so that deferred messages do not come back
    together. `patience` is how many seconds of such waits one recipient is given in all, over however many runs.
    """
    if waited(attempts) > patience:
        return None
    return now + _wait(attempts) * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311  # no secret


def waited(attempts: int) -> float:
    """Return the seconds of waiting that follow so many tries, without jitter."""
    doubling = min(attempts, DOUBLINGS)
    return sum(_wait(attempt) for attempt in range(1, doubling + 1)) + (attempts - doubling) * LONGEST_SECONDS


def _wait(attempt: int) -> float:
    return min(FIRST_SECONDS * 2.0 ** (min(attempt, DOUBLINGS) - 1), LONGEST_SECONDS)
