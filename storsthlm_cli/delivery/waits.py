"""What a run is waiting for, and for how long."""

from __future__ import annotations

import time

from storsthlm_cli.delivery.pacing import Turnstile
from storsthlm_cli.delivery.ports import Ledger, Transport
from storsthlm_cli.model.delivery import State

REST_SECONDS = 10
"""A wait longer than this is spent without a connection."""


class Waits:
    """How long it takes until the next message may go."""

    def __init__(self, ledger: Ledger, transport: Transport, turnstile: Turnstile) -> None:
        self._ledger = ledger
        self._transport = transport
        self._turnstile = turnstile

    def seconds(self) -> float:
        """Return the seconds until somebody is due and the pace allows a message."""
        return max(self._transport.rest(), 0.0 if self._anybody_due() else self._next_due())

    def long(self) -> bool:
        """Whether it takes so long that connections are better let go."""
        return self.seconds() > REST_SECONDS

    def note(self) -> str:
        """Return what is being waited for, in words that stay the same until it is there; "" for next to nothing."""
        wait = self.seconds()
        if wait <= 1:
            return ""
        at = time.strftime("%H:%M:%S", time.localtime(round(time.time() + wait)))
        if self._transport.rest() <= 1:
            return f"the next retry is at {at}"
        return f"the pace allows the next message at {at}" if wait > REST_SECONDS else ""

    def _anybody_due(self) -> bool:
        """Whether anybody is untried whom nothing keeps back."""
        return self._ledger.tally()[State.UNTRIED] > len(self._turnstile)

    def _next_due(self) -> float:
        """Return the seconds until the first of those who wait: for their domain's turn, or for another try."""
        retry = self._ledger.next_retry()
        waits = [self._turnstile.rest()] if len(self._turnstile) else []
        waits += [max(0.0, retry - time.time())] if retry is not None else []
        return min(waits, default=0.0)
