"""Opening connections while others are at work: connecting blocks, so each gets a thread that nobody waits for."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue

from storsthlm_cli.delivery.ports import Trouble
from storsthlm_cli.delivery.transports.connecting import Connection, NoConnection


class Opener:
    """Calls `connect` in the background. `bell` is readable when there are `answers`; `pending` are still to come."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._answers: SimpleQueue[Connection | Trouble | Exception] = SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self.bell, self._ring = socket.socketpair()
        self.bell.setblocking(False)
        self.pending = 0

    def open(self, count: int) -> None:
        """Begin to open so many connections."""
        for _ in range(count):
            self.pending += 1
            threading.Thread(target=self._open, name="smtp-connect", daemon=True).start()

    def answers(self) -> Iterator[Connection | Trouble]:
        """Yield the connections that were opened, and why others were not. Raises what `connect` did not foresee."""
        with contextlib.suppress(BlockingIOError):
            self.bell.recv(1024)
        for answer in self._taken():
            if isinstance(answer, Exception):
                raise answer
            yield answer

    def close(self) -> None:
        """Let go. A connection that is opened later is closed at once."""
        with self._lock:
            self._closed = True
        for answer in self._taken():
            if isinstance(answer, Connection):
                answer.socket.close()
        self.bell.close()
        self._ring.close()

    def _taken(self) -> Iterator[Connection | Trouble | Exception]:
        with contextlib.suppress(Empty):
            while True:
                answer = self._answers.get_nowait()
                self.pending -= 1
                yield answer

    def _open(self) -> None:
        try:
            answer: Connection | Trouble | Exception = self._connect()
        except NoConnection as error:
            answer = error.trouble
        except Exception as error:  # a bug: told where somebody sees it, or the run would wait for this answer for ever
            answer = error
        with self._lock:
            if self._closed:
                if isinstance(answer, Connection):
                    answer.socket.close()
                return
            self._answers.put(answer)
            self._ring.send(b"\0")
