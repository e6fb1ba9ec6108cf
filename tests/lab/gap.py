"""A wire before a real server that delays its answer to a message, or breaks: before the dot or after it."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from enum import Enum, auto
from types import TracebackType
from typing import Self

END = b"\r\n.\r\n"
BLOCK = 65536


class Break(Enum):
    """Where the line breaks. The sender cannot tell one from the other."""

    BEFORE_THE_DOT = auto()
    """The server does not get the end of the message."""
    AFTER_THE_DOT = auto()
    """The server has the message, and its answer is lost."""


class Gap:
    """The wire. `decide` is asked at the end of each message: how many seconds the answer takes, or where to break.

    Use it in a `with` statement; `port` is where it listens. `breaks` counts the broken lines.
    """

    def __init__(self, upstream: int, decide: Callable[[], float | Break]) -> None:
        self.breaks = 0
        self._upstream = upstream
        self._decide = decide
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port: int = self._listener.getsockname()[1]
        self._sockets: list[socket.socket] = [self._listener]
        self._threads = [threading.Thread(target=self._listen)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in list(self._sockets):
            _cut(each)
        for thread in list(self._threads):
            thread.join()
        for each in self._sockets:
            each.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._upstream))
                self._sockets += [client, server]
                wire = _Wire(client, server)
                for carry in (self._to_server, self._to_client):
                    self._threads.append(threading.Thread(target=carry, args=(wire,)))
                    self._threads[-1].start()

    def _to_server(self, wire: _Wire) -> None:
        tail = b""
        with contextlib.suppress(OSError):
            while block := wire.client.recv(BLOCK):
                if wire.in_data and END in tail + block:
                    wire.in_data = False
                    decided = self._decide()
                    self.breaks += isinstance(decided, Break)
                    if decided is Break.BEFORE_THE_DOT:
                        break
                    wire.decided = decided
                tail = (tail + block)[-len(END) :]
                wire.server.sendall(block)
        wire.cut()

    def _to_client(self, wire: _Wire) -> None:
        with contextlib.suppress(OSError):
            while block := wire.server.recv(BLOCK):
                decided, wire.decided = wire.decided, 0.0
                if decided is Break.AFTER_THE_DOT:
                    break
                assert isinstance(decided, float)
                wire.late.wait(decided)
                wire.in_data = wire.in_data or b"354 " in block
                wire.client.sendall(block)
        wire.cut()


class _Wire:
    """The two halves of one connection."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.client, self.server = client, server
        self.in_data = False
        self.decided: float | Break = 0.0
        self.late = threading.Event()

    def cut(self) -> None:
        self.late.set()
        _cut(self.client)
        _cut(self.server)


def _cut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
