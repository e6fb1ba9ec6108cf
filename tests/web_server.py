"""A real web server for tests, with a thread for each who asks: it answers what it is told to."""

from __future__ import annotations

import http.server
import ssl
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from tests.https_server import LOOPBACK, Reply

Replies = Callable[[str, str], Reply | None]
"""By method and path; None hangs up."""


class WebServer:
    """The server. Use it in a `with` statement; `asked` are methods and paths, `headers` what came with the last."""

    def __init__(self, replies: Replies, context: ssl.SSLContext | None = None) -> None:
        self.asked: list[tuple[str, str]] = []
        self.headers: dict[str, str] = {}
        self.at_once = 0
        self.most_at_once = 0
        lock = threading.Lock()
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with lock:
                    server.asked.append((self.command, self.path))
                    server.headers = dict(self.headers)
                    server.at_once += 1
                    server.most_at_once = max(server.at_once, server.most_at_once)
                reply = replies(self.command, self.path)
                with lock:
                    server.at_once -= 1
                if reply is None:
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(reply.body)

            do_HEAD = do_GET  # noqa: N815

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        class Quiet(http.server.ThreadingHTTPServer):
            daemon_threads = False

            def handle_error(self, request: object, client_address: object) -> None:
                """Say nothing of who hangs up: we do."""

        self._server = Quiet((LOOPBACK, 0), Handler)
        if context is not None:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port: int = self._server.server_address[1]
        self.scheme = "https" if context is not None else "http"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), name="web-server")

    def url(self, path: str = "/", host: str = LOOPBACK) -> str:
        """Return an address on the server."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
