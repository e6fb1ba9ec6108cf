"""A way out that keeps messages in memory and answers as told: for tests of what stands on the engine."""

from __future__ import annotations

import time
from collections.abc import Callable

from storsthlm_cli.delivery.ports import Event, Ready, Settled, Stage
from storsthlm_cli.model.delivery import Envelope, Reply, State


class MemoryTransport:
    """The transport port. `answer` says what becomes of a message to an address; by default all are accepted."""

    def __init__(self, answer: Callable[[str], tuple[State, Reply]] | None = None) -> None:
        self.messages: list[tuple[Envelope, bytes]] = []
        self._answer = answer or (lambda _: (State.ACCEPTED, Reply(250, "2.0.0 kept")))
        self._announced: dict[int, Envelope] = {}
        self._events: list[Event] = []
        self._room = 0

    def keep(self, connections: int) -> None:
        """See `ports.Transport.keep`."""
        self._room = connections

    def wants(self) -> int:
        """See `ports.Transport.wants`."""
        return self._room - len(self._announced)

    def rest(self) -> float:
        """See `ports.Transport.rest`."""
        return 0.0

    def offer(self, number: int, envelope: Envelope) -> None:
        """See `ports.Transport.offer`."""
        self._announced[number] = envelope
        self._events.append(Ready(number))

    def release(self, number: int, message: bytes) -> None:
        """See `ports.Transport.release`."""
        envelope = self._announced.pop(number)
        state, reply = self._answer(envelope.recipient)
        if state is State.ACCEPTED:
            self.messages.append((envelope, message))
        self._events.append(Settled(number, state, reply, Stage.MESSAGE))

    def withdraw(self, number: int) -> None:
        """See `ports.Transport.withdraw`."""
        del self._announced[number]

    def poll(self, timeout: float) -> list[Event]:
        """See `ports.Transport.poll`."""
        events, self._events = self._events, []
        if not events:
            time.sleep(timeout)
        return events

    def close(self) -> None:
        """See `ports.Transport.close`."""
