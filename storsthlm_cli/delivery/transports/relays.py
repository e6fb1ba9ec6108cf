"""Servers in order: the next one takes over while those before it are out of order or have sent all they may today."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from storsthlm_cli.delivery.pacing import Pace
from storsthlm_cli.delivery.ports import Event, Ready, Transport, Trouble
from storsthlm_cli.model.delivery import Envelope, State

SICK_SECONDS = 300.0
"""How long a server that was in trouble is left alone while there is another."""
TROUBLES = 2
"""Troubles in a row after which a server that has worked is taken to be out of order."""
LONG_SECONDS = 60.0
"""A server that must rest longer than this makes way for the next one."""
GLANCE_SECONDS = 0.05
"""How long the current server is listened to while others still have messages under way."""


@dataclass(slots=True)
class Way:
    """One server: how its transport is opened, its pace, the most connections that it bears."""

    open: Callable[[], Transport]
    pace: Pace
    connections: int
    transport: Transport | None = None
    sick_until: float = 0.0  # monotonic
    troubles: int = 0  # since it last accepted a message
    worked: bool = False


def way_out(ways: Sequence[Way]) -> Transport:
    """Return the transport over these servers: the only one's own, where nothing has to be chosen or counted."""
    return Relays(ways) if len(ways) > 1 or ways[0].pace.limited else ways[0].open()


class Relays:
    """The transport port over servers in order.

    A message changes the server only when it certainly was not delivered: it goes back to the ledger then and is
    offered anew. One of whose fate nobody knows is never offered to another.
    """

    def __init__(self, ways: Sequence[Way]) -> None:
        self._ways = ways
        self._current: Way | None = ways[0]
        self._owners: dict[int, Way] = {}

    def keep(self, connections: int) -> None:
        """See `ports.Transport.keep`. It is here that the server is chosen."""
        self._current = self._choose()
        for way in self._ways:
            if way is not self._current and way.transport is not None:
                way.transport.keep(0)
        if self._current is not None:
            if self._current.transport is None:
                self._current.transport = self._current.open()
            self._current.transport.keep(min(connections, self._current.connections))

    def wants(self) -> int:
        """See `ports.Transport.wants`."""
        if self._current is None or self._current.transport is None:
            return 0
        wants, room = self._current.transport.wants(), self._current.pace.room()
        return wants if room is None else min(wants, room)

    def rest(self) -> float:
        """See `ports.Transport.rest`."""
        return min(way.pace.rest() for way in self._ways)

    def offer(self, number: int, envelope: Envelope) -> None:
        """See `ports.Transport.offer`."""
        way = self._current
        assert way is not None
        assert way.transport is not None
        way.pace.spend()
        self._owners[number] = way
        way.transport.offer(number, envelope)

    def release(self, number: int, message: bytes) -> None:
        """See `ports.Transport.release`."""
        transport = self._owners[number].transport
        assert transport is not None
        transport.release(number, message)

    def withdraw(self, number: int) -> None:
        """See `ports.Transport.withdraw`."""
        transport = self._owners.pop(number).transport
        assert transport is not None
        transport.withdraw(number)

    def poll(self, timeout: float) -> list[Event]:
        """See `ports.Transport.poll`."""
        opened = [(way, way.transport) for way in self._ways if way.transport is not None]
        if self._current is None or self._current.transport is None:  # nobody else listens for so long
            time.sleep(min(timeout, GLANCE_SECONDS) if self._owners else timeout)
        busy = len(opened) > 1 and any(owner is not self._current for owner in self._owners.values())
        events: list[Event] = []
        for way, transport in opened:
            wait = 0.0 if way is not self._current or events else min(timeout, GLANCE_SECONDS) if busy else timeout
            events += self._told(way, transport.poll(wait))
        return events

    def close(self) -> None:
        """See `ports.Transport.close`."""
        for way in self._ways:
            if way.transport is not None:
                way.transport.close()

    def _told(self, way: Way, events: list[Event]) -> Iterator[Event]:
        """Yield what happened on a server, but not its troubles while another one can take over."""
        for event in events:
            if isinstance(event, Trouble):
                if self._takes_over(way, event):
                    continue
            elif not isinstance(event, Ready):
                self._owners.pop(event.number, None)
                if getattr(event, "state", None) is State.ACCEPTED:
                    way.troubles, way.worked = 0, True
            yield event

    def _takes_over(self, way: Way, trouble: Trouble) -> bool:
        """Note a trouble. Return whether the server is given up for a while, and there is another one."""
        way.troubles += 1
        if way.worked and not trouble.fatal and way.troubles < TROUBLES:
            return False
        now = time.monotonic()
        if way.sick_until <= now:
            way.sick_until = now + SICK_SECONDS
        return any(other.sick_until <= now and other.pace.rest() <= LONG_SECONDS for other in self._ways)

    def _choose(self) -> Way | None:
        """Return the first server that is well and may send today, else the one that was given up first."""
        now = time.monotonic()
        able = [way for way in self._ways if way.pace.rest() <= LONG_SECONDS]
        well = [way for way in able if way.sick_until <= now]
        return well[0] if well else min(able, key=lambda way: way.sick_until, default=None)
