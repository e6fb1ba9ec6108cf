"""Serving: a socket, the application behind it, and an end in which what was begun is finished."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.public.app import House, public
from storsthlm_cli.public.doorman import Served
from storsthlm_cli.settings.values import is_loopback

GRACE = 10
"""Seconds for what was begun when the server is told to stop."""
KEEP_ALIVE = 15
"""Seconds for which a connection without a request is kept: a proxy has its own, and asks again."""
PATIENCE = 15.0
"""Seconds in which a request, but for its body, must have come."""
_QUIET = 60.0
"""Seconds in which the same is not said again, such as that there are too many connections."""


class Line(H11Protocol):
    """A connection that is closed when no whole request comes on it in time: uvicorn would wait for ever."""

    _wait: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait_for_more()

    def data_received(self, data: bytes) -> None:
        """Take what comes, and see whether it is a request already."""
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            self._wait_no_more()
        elif self._wait is None and (before is None or before.response_complete):
            self._wait_for_more()

    def connection_lost(self, exc: Exception | None) -> None:
        """Take leave."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait_for_more(self) -> None:
        self._wait = self.loop.call_later(PATIENCE, self.transport.close)

    def _wait_no_more(self) -> None:
        if self._wait is not None:
            self._wait.cancel()
            self._wait = None


def listen(host: str, port: int, *, behind_proxy: bool) -> socket.socket:
    """Return a socket that takes connections; port 0 is any free one.

    Raises Failure for a host that others can reach where nobody said that there is a proxy, for it has no TLS, and when
    the port cannot be had.
    """
    if not behind_proxy and not is_loopback(host):
        raise Failure(
            f"`{host}` can be reached by others, and what is served here is not encrypted",
            hint="let a web server with TLS stand before it on this machine; for one elsewhere say `--behind-proxy`",
        )
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise Failure(f"`{host}` is no address of this machine: {error.strerror or error}") from error
    if os.name == "posix":
        # A port that was in use a moment ago is free; on Windows this option would share it with another program.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise Failure(
            f"cannot use port {port} of `{host}`: {error.strerror or error}", hint="name another with `--port`"
        ) from error
    return listener


def address_of(listener: socket.socket) -> str:
    """Return the web address at which a socket answers."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if listener.family == socket.AF_INET6 else f"http://{host}:{port}/"


def serve(
    listener: socket.socket, house: House, *, tell: Callable[[Served], None], wrong: Callable[[str], None]
) -> None:
    """Answer until SIGTERM or Ctrl-C; then finish what was begun, and return."""
    config = uvicorn.Config(
        public(house, tell=tell, wrong=wrong),
        http=Line,
        log_config=None,
        log_level="critical",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
    )
    before = None
    if threading.current_thread() is threading.main_thread():
        # uvicorn raises the signal that ended it once more when it is done; here that end is an ordinary one.
        before = signal.signal(signal.SIGTERM, _nothing)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_answering(uvicorn.Server(config), listener, wrong))
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


async def _answering(server: uvicorn.Server, listener: socket.socket, wrong: Callable[[str], None]) -> None:
    """Answer; what goes wrong outside of a request is told by its kind, and not by what it is about."""
    said: dict[str, float] = {}

    def told(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        words = f"bug: {type(error).__name__}" if error is not None else "bug"
        if isinstance(error, OSError):
            words = f"the system refuses: {os.strerror(error.errno) if error.errno else type(error).__name__}"
        if words not in said or loop.time() - said[words] > _QUIET:
            said[words] = loop.time()
            wrong(words)

    asyncio.get_running_loop().set_exception_handler(told)
    await server.serve(sockets=[listener])


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: it is done already."""
