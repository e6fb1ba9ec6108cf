"""The page over HTTP: read-only, for this machine only, under a strict content security policy."""

from __future__ import annotations

import asyncio
import contextlib
import mimetypes
import pathlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from storsthlm_cli.studio.desk import Sheet, mail_page, sheet_data

PAGE = pathlib.Path(__file__).parent / "page"
STATIC = {
    "/": ("index.html", "text/html"),
    "/studio.css": ("studio.css", "text/css"),
    "/studio.js": ("studio.js", "text/javascript"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
HOSTS = ("127.0.0.1", "localhost")
"""The only names under which the page answers: a foreign site that points its own name here gets nothing."""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
MAIL_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
BEAT = 1.0
"""Seconds after which an idle event stream looks whether the server is stopping."""


@dataclass(slots=True)
class Desk:
    """The sheet on show, and the news of the next one."""

    sheet: Sheet = field(default_factory=Sheet)
    stopping: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, sheet: Sheet) -> None:
        """Show another sheet and tell every page."""
        self.sheet = sheet
        self._changed.set()
        self._changed = asyncio.Event()

    async def next(self) -> None:
        """Wait for another sheet, or for a beat."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), BEAT)


def studio(desk: Desk) -> Starlette:
    """Return the application that shows a desk."""

    def respond(body: str | bytes, media_type: str, policy: str = PAGE_POLICY) -> Response:
        return Response(body, media_type=media_type, headers={**HEADERS, "Content-Security-Policy": policy})

    async def static(request: Request) -> Response:
        name, media_type = STATIC[request.url.path]
        return respond((PAGE / name).read_bytes(), media_type)

    async def state(_: Request) -> Response:
        return JSONResponse(sheet_data(desk.sheet), headers={**HEADERS, "Content-Security-Policy": PAGE_POLICY})

    async def mail(_: Request) -> Response:
        preview = desk.sheet.preview
        if preview is None:
            return PlainTextResponse("there is nothing to show yet", 404, headers=HEADERS)
        return respond(mail_page(preview), "text/html", MAIL_POLICY)

    async def image(request: Request) -> Response:
        images: Mapping[str, bytes] = desk.sheet.preview.images if desk.sheet.preview else {}
        data = images.get(request.url.path.removeprefix("/"))
        if data is None:
            return PlainTextResponse("there is no such image", 404, headers=HEADERS)
        return respond(data, mimetypes.guess_type(request.url.path)[0] or "application/octet-stream")

    async def events(_: Request) -> Response:
        return StreamingResponse(_news(desk), media_type="text/event-stream", headers=HEADERS)

    routes = [Route(path, static) for path in STATIC]
    handlers: Mapping[str, Callable[[Request], Awaitable[Response]]] = {
        "/state.json": state,
        "/mail.html": mail,
        "/issue-images/{path:path}": image,
        "/events": events,
    }
    routes += [Route(path, handler) for path, handler in handlers.items()]
    return Starlette(routes=routes, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS))])


async def _news(desk: Desk) -> AsyncIterator[str]:
    """Yield a server-sent event for each new sheet, the present one first (HTML Standard, "Server-sent events")."""
    told = -1
    while not desk.stopping:
        if desk.sheet.version != told:
            told = desk.sheet.version
            yield f"data: {told}\n\n"
        await desk.next()
