"""What holds for every answer: its headers, one line in the log, and that a mistake of ours is told and not shown.

Neither the log nor what is told of a mistake has an address, a token, a query or who it was that asked.
"""

from __future__ import annotations

import contextlib
import pathlib
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KIND = "storsthlm.kind"
"""Where the scope says what kind of page it is."""

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""The policy of what is not a page."""

HEADERS = {
    "Content-Security-Policy": NOTHING,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What every answer says unless it says something else itself."""

_METHODS = frozenset(("GET", "HEAD", "POST"))
_GONE = 499
"""The status for who went away before there was an answer, as nginx has it."""


@dataclass(frozen=True, slots=True)
class Served:
    """One answer, for the log: method, kind of page, status and how long it took, in seconds."""

    method: str
    kind: str
    status: int
    seconds: float


class Doorman:
    """ASGI middleware around the application."""

    def __init__(
        self, app: ASGIApp, trouble: Callable[[], Response], tell: Callable[[Served], None], bug: Callable[[str], None]
    ) -> None:
        """`trouble` makes the answer for a mistake of ours, `tell` hears of each answer, `bug` what the mistake was."""
        self._app = app
        self._trouble = trouble
        self._tell = tell
        self._bug = bug

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request be answered."""
        if scope["type"] != "http":
            return
        began, status = time.perf_counter(), 0
        head = scope["method"] == "HEAD"

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _complete(MutableHeaders(scope=message))
            elif head:
                message = {**message, "body": b""}
            try:
                await send(message)
            except Exception as error:
                # The server has hung up: who asked went away, or went on with what is no HTTP and was told so.
                raise ClientDisconnect from error

        try:
            await self._app(scope, receive, answer)
        except ClientDisconnect:
            status = _GONE
        except Exception as error:  # told, without what it is about
            self._bug(_where(error))
            if not status:
                with contextlib.suppress(ClientDisconnect):
                    await self._trouble()(scope, receive, answer)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self._tell(Served(method, scope.get(KIND, "unknown"), status, time.perf_counter() - began))


def _complete(headers: MutableHeaders, usual: Mapping[str, str] = HEADERS) -> None:
    for name, value in usual.items():
        headers.setdefault(name, value)


def _where(error: BaseException) -> str:
    """Return what kind of mistake it was and where; its own words may hold an address."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = f" in {pathlib.PurePath(last.filename).name}:{last.lineno}" if last is not None else ""
    return f"{type(error).__name__}{where}"
