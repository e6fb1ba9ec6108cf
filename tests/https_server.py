"""A real HTTPS server for tests, on a thread of its own: it answers what it is told to."""

from __future__ import annotations

import http.server
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Reply:
    """What is answered to a GET."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class HttpsServer:
    """The server. Use it in a `with` statement; `replies` are by path, all else is not found; `asked` is what came."""

    def __init__(self, context: ssl.SSLContext, replies: Callable[[str], Reply | None]) -> None:
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        asked = self.asked

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append((self.path, dict(self.headers)))
                reply = replies(self.path) or Reply(404)
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        class Quiet(http.server.HTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """Say nothing of who hangs up: some tests do."""

        self._server = Quiet((LOOPBACK, 0), Handler)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), name="https-server")

    @property
    def url(self) -> str:
        """The address of the server, without a slash at the end."""
        return f"https://{LOOPBACK}:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
