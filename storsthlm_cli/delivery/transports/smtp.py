"""A real server: several connections, one thread, one `selectors` loop."""

from __future__ import annotations

import selectors
import ssl
import time
from collections.abc import Callable

from storsthlm_cli.delivery.ports import Event, Ready, Trouble
from storsthlm_cli.delivery.transports.connecting import Connection
from storsthlm_cli.delivery.transports.gathering import Gathering
from storsthlm_cli.delivery.transports.opening import Opener
from storsthlm_cli.delivery.transports.session import Session
from storsthlm_cli.model.delivery import Envelope

READ = selectors.EVENT_READ
WRITE = selectors.EVENT_WRITE
CHUNK = 64 * 1024
WRITE_SECONDS = 180
"""How long the server may take to take a block (RFC 5321, 4.5.3.2.5)."""
PARTS = 64
"""Buffers handed to one `sendmsg` call; far below IOV_MAX everywhere."""


class Lane:
    """One connection with its conversation and what is still to be written."""

    def __init__(self, connection: Connection) -> None:
        self.socket = connection.socket
        self.session = Session(connection.offers)
        self.gathers = hasattr(self.socket, "sendmsg") and not isinstance(self.socket, ssl.SSLSocket)
        self.blocked = False
        self.sent = 0
        self.gone = False
        self.since = time.monotonic()  # of the last byte that moved

    def flush(self) -> None:
        """Write as much as the system takes now. Raises OSError when the line is broken."""
        queue = self.session.outgoing
        while queue:
            try:
                if self.gathers:
                    count = self.socket.sendmsg(queue if len(queue) <= PARTS else queue[:PARTS])
                else:
                    count = self.socket.send(queue[0])
            except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
                self.blocked = True
                return
            self.sent += count
            self.since = time.monotonic()
            if self.sent == self.session.queued:
                queue.clear()
                break
            while count >= len(queue[0]):
                count -= len(queue.pop(0))
            queue[0] = queue[0][count:]
        self.blocked = False

    def read(self) -> bytes | None:
        """Return what has come, b"" when nothing has, None at the end. Raises OSError when the line is broken."""
        try:
            data = self.socket.recv(CHUNK)
            if not self.gathers and isinstance(self.socket, ssl.SSLSocket):
                while self.socket.pending():
                    data += self.socket.recv(CHUNK)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return b""
        self.since = time.monotonic()
        return data or None

    @property
    def overdue(self) -> bool:
        """Whether the server has been silent for longer than the standard lets it."""
        patience = WRITE_SECONDS if self.blocked else self.session.patience
        return patience is not None and time.monotonic() - self.since > patience


class SmtpTransport:
    """The transport port over SMTP. `connect` opens one connection and blocks; it is called in threads."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._lanes: list[Lane] = []
        self._free: list[Lane] = []  # those that wanted a message when they were last asked
        self._ready: dict[int, Lane] = {}
        self._gathering = Gathering()
        self._opener = Opener(connect)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._opener.bell, READ, None)
        self._checked = time.monotonic()

    def keep(self, connections: int) -> None:
        """See `ports.Transport.keep`."""
        if connections == 0:
            for lane in [lane for lane in self._lanes if lane.session.idle]:
                self._bow_out(lane)
        self._opener.open(connections - len(self._lanes) - self._opener.pending)

    def wants(self) -> int:
        """See `ports.Transport.wants`."""
        self._free = [lane for lane in reversed(self._lanes) if lane.session.wants]
        return len(self._free)

    def rest(self) -> float:
        """See `ports.Transport.rest`."""
        return 0.0

    def offer(self, number: int, envelope: Envelope) -> None:
        """See `ports.Transport.offer`."""
        if not self._free:
            self.wants()
        self._free.pop().session.offer(number, envelope)

    def release(self, number: int, message: bytes) -> None:
        """See `ports.Transport.release`."""
        self._ready.pop(number).session.release(message)

    def withdraw(self, number: int) -> None:
        """See `ports.Transport.withdraw`. After a 354 only the end of the line keeps a message from being sent."""
        lane = self._ready.pop(number)
        lane.session.lost(lane.sent)
        self._drop(lane)

    def poll(self, timeout: float) -> list[Event]:
        """See `ports.Transport.poll`."""
        events: list[Event] = []
        for lane in [lane for lane in self._lanes if lane.session.outgoing and not lane.blocked]:
            self._write(lane, events)
        for key, mask in self._select(0 if events else timeout):
            if key.data is None:
                self._take_in(events)
                continue
            lane = key.data
            if mask & WRITE:
                self._write(lane, events)
            if mask & READ and not lane.gone:
                self._read(lane, events)
        self._check_clocks(events)
        return events

    def close(self) -> None:
        """See `ports.Transport.close`."""
        for lane in list(self._lanes):
            self._bow_out(lane)
        self._opener.close()
        self._selector.close()

    def _select(self, timeout: float) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait until something can be read or written, and a moment longer where more is about to come."""
        began = time.monotonic()
        found = self._selector.select(timeout)
        if not found:
            return found
        awaited = len(self._lanes) - len(self._free)
        wait = self._gathering.wait(len(found), awaited, time.monotonic() - began)
        if not wait:
            return found
        time.sleep(wait)
        return self._selector.select(0)

    def _take_in(self, events: list[Event]) -> None:
        """Use the connections that were opened, and tell why others were not."""
        for answer in self._opener.answers():
            if isinstance(answer, Trouble):
                events.append(answer)
                continue
            lane = Lane(answer)
            self._lanes.append(lane)
            self._selector.register(lane.socket, READ, lane)

    def _write(self, lane: Lane, events: list[Event]) -> None:
        was_blocked = lane.blocked
        try:
            lane.flush()
        except OSError as error:
            self._lose(lane, events, error.strerror or str(error))
            return
        if lane.blocked != was_blocked:
            self._selector.modify(lane.socket, READ | WRITE if lane.blocked else READ, lane)

    def _read(self, lane: Lane, events: list[Event]) -> None:
        try:
            data = lane.read()
            came = lane.session.receive(data, lane.sent) if data else []
        except OSError as error:
            self._lose(lane, events, error.strerror or str(error))
            return
        ready = lane.session.ready
        if ready is not None:
            self._ready[ready] = lane
        events += came
        if lane.session.sender_refused:
            self._bow_out(lane)
        elif lane.session.fault:
            self._lose(lane, events, lane.session.fault)
        elif data is None:
            self._lose(lane, events, "it closed the connection")

    def _lose(self, lane: Lane, events: list[Event], words: str) -> None:
        """Let go of a connection that is gone, and say what becomes of what was on it."""
        for number in [number for number, owner in self._ready.items() if owner is lane]:
            del self._ready[number]
            events[:] = [event for event in events if not (isinstance(event, Ready) and event.number == number)]
        idle = lane.session.idle
        events += lane.session.lost(lane.sent)
        self._drop(lane)
        if not idle:
            events.append(Trouble(f"the connection was lost: {words}", None, fatal=False))

    def _check_clocks(self, events: list[Event]) -> None:
        if time.monotonic() - self._checked < 1:
            return
        self._checked = time.monotonic()
        for lane in [lane for lane in self._lanes if lane.overdue]:
            self._lose(lane, events, "the server did not answer in time")

    def _drop(self, lane: Lane) -> None:
        lane.gone = True
        self._lanes.remove(lane)
        self._free.clear()
        self._selector.unregister(lane.socket)
        lane.socket.close()

    def _bow_out(self, lane: Lane) -> None:
        """Say QUIT and do not wait for the answer: nothing depends on it."""
        try:
            if lane.session.idle:
                lane.socket.send(b"QUIT\r\n")
        except OSError:
            pass
        self._drop(lane)
