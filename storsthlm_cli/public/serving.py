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

import uvicorn

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.public.app import House, public
from storsthlm_cli.public.doorman import Served
from storsthlm_cli.settings.values import is_loopback

GRACE = 10
"""Seconds for what was begun when the server is told to stop."""
KEEP_ALIVE = 15
"""Seconds for which a connection without a request is kept: a proxy has its own, and asks again."""


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
            asyncio.run(uvicorn.Server(config).serve(sockets=[listener]))
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: it is done already."""
