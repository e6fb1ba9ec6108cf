"""When a deferred recipient is tried again."""

from __future__ import annotations

import random

FIRST_SECONDS = 60.0
"""RFC 5321, 4.5.4.1 asks a mail server for half an hour; a person is waiting for this one."""
LONGEST_SECONDS = 30 * 60.0
JITTER = 0.2


def next_try(attempts: int, now: float, deadline: float) -> float | None:
    """Return the POSIX time of the next try after `attempts` tries, or None when `deadline` comes first.

    The wait doubles from one minute to half an hour, with 20 % jitter so that deferred messages do not come back
    together.
    """
    wait = min(FIRST_SECONDS * 2.0 ** min(attempts - 1, 10), LONGEST_SECONDS)
    at = now + wait * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311  # no secret
    return at if at < deadline else None
