"""Whoever tries tokens is slowed down. Whoever has one is not: Gmail posts for thousands from a few addresses."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable

MOST = 30
"""Wrong tokens a minute from one client. A guess hits one of 2^128; this is for the sake of the machine."""
WINDOW = 60.0
"""Seconds."""
CLIENTS = 4096
"""Clients that are remembered; the one that was there first is forgotten first."""


class Guesses:
    """Counts wrong tokens by client, in a table of bounded size that holds digests under a key of this run only."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(16)
        self._counts: OrderedDict[bytes, tuple[float, int]] = OrderedDict()

    def too_many(self, client: str) -> bool:
        """Count one more wrong token of a client; tell whether that is one too many."""
        name = hashlib.blake2b(client.encode("utf-8", "replace"), key=self._key, digest_size=12).digest()
        now = self._clock()
        began, count = self._counts.get(name, (now, 0))
        if now - began > WINDOW:
            began, count = now, 0
            self._counts.pop(name, None)
        self._counts[name] = began, count + 1
        while len(self._counts) > CLIENTS:
            self._counts.popitem(last=False)
        return count >= MOST

    def __len__(self) -> int:
        return len(self._counts)
