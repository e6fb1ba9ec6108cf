"""The server over HTTP: GET looks, POST acts, and everything else is refused.

Whoever has a token has been given it by mail, and needs nothing besides: no cookie, no login, no other page before.
So there is nothing that a foreign page could make a browser do for somebody, whose token it would have to know.
"""

from __future__ import annotations

import http
import json
import urllib.parse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.public.bodies import TooLong, TooSlow, asked
from storsthlm_cli.public.doorman import KIND, Doorman, Served
from storsthlm_cli.public.guesses import Guesses
from storsthlm_cli.public.pages import Pages
from storsthlm_cli.public.paths import HEALTH, WayOut, below
from storsthlm_cli.public.site import PAGE_POLICY, File, Site
from storsthlm_cli.workflows.receiving import Reception

THREADS = 8
"""Requests that look at the database or the disk at once; the others wait their turn. As many may write, apart from
them: who writes waits for others that do, and nobody who only looks has to wait for that."""
_READS = "GET, HEAD"
_RETRY = "60"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """All that is served. `way_out` and `site` are None where there is none.

    `check` raises Failure when something is wrong with what the reception stands on. `archive_url` is where the site
    lies for the public. `behind_proxy` says that the last word of X-Forwarded-For is who asks. `more` are routes of
    other rooms.
    """

    pages: Pages
    reception: Reception
    check: Callable[[], None]
    way_out: WayOut | None
    site: Site | None
    archive_url: str | None
    behind_proxy: bool = False
    more: Sequence[BaseRoute] = ()


def public(house: House, *, tell: Callable[[Served], None], wrong: Callable[[str], None]) -> Starlette:
    """Return the application. `tell` hears of each answer, `wrong` in words of what is wrong with us."""
    pages, guesses = house.pages, Guesses()
    threads, writers = anyio.CapacityLimiter(THREADS), anyio.CapacityLimiter(THREADS)

    def page(body: str, status: int = 200, **headers: str) -> Response:
        given = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": pages.looks.policy,
            "Cache-Control": "no-store",
            "X-Robots-Tag": "noindex",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return Response(body, status, given)

    async def anything(request: Request) -> Response:
        path, query = request.scope["path"], request.scope.get("query_string", b"")
        token = house.way_out.token(path, query) if house.way_out is not None else None
        if token is not None:
            request.scope[KIND] = "unsubscribe"
            return await way_out(request, token)
        found = None
        if house.site is not None:
            places = tuple(below(house.archive_url, path))
            found = await anyio.to_thread.run_sync(house.site.find, places, limiter=threads)
        if found is None:
            return page(pages.unknown(), 404)
        request.scope[KIND] = "archive"
        if request.method == "POST":
            return page(pages.refused(), 405, Allow=_READS)
        return _file(request, found)

    async def way_out(request: Request, token: str) -> Response:
        ask = await asked(request) if request.method == "POST" else None
        if ask is None:
            standing = await anyio.to_thread.run_sync(house.reception.look, token, limiter=threads)
        else:
            standing = await anyio.to_thread.run_sync(house.reception.do, token, ask, limiter=writers)
        if standing is None:
            if guesses.too_many(_client(request, behind_proxy=house.behind_proxy)):
                return page(pages.unknown(too_often=True), 429, Retry_After=_RETRY)
            return page(pages.unknown(), 404)
        understood = ask is not None or request.method != "POST" or standing.test
        return page(pages.standing(standing, ask, understood=understood), 200 if understood else 400)

    async def health(request: Request) -> Response:
        request.scope[KIND] = "health"
        try:
            await anyio.to_thread.run_sync(house.check, limiter=threads)
        except Failure as failure:
            wrong(failure.message)
            return _told({"status": "ill"}, 503)
        return _told({"status": "ok"}, 200)

    async def failed(request: Request, failure: Exception) -> Response:
        wrong(failure.message if isinstance(failure, Failure) else type(failure).__name__)
        return page(pages.trouble(), 503, Retry_After=_RETRY)

    async def too_long(request: Request, _: Exception) -> Response:
        return page(pages.refused(), 413, Connection="close")

    async def too_slow(request: Request, _: Exception) -> Response:
        return page(pages.refused(), 408, Connection="close")

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == http.HTTPStatus.NOT_FOUND:
            return page(pages.unknown(), 404)
        return page(pages.refused(), error.status_code, **dict(error.headers or {}))

    application = Starlette(
        routes=[
            Route(HEALTH, health, methods=["GET"]),
            *house.more,
            Route("/{path:path}", anything, methods=["GET", "POST"]),
        ],
        middleware=[
            Middleware(
                Doorman, trouble=lambda: page(pages.trouble(), 500), tell=tell, bug=lambda words: wrong(f"bug: {words}")
            )
        ],
        exception_handlers={Failure: failed, TooLong: too_long, TooSlow: too_slow, HTTPException: refused},
    )
    application.router.redirect_slashes = False
    return application


def _file(request: Request, found: File | str) -> Response:
    """Return a file, or the way to it."""
    if isinstance(found, str):
        # Relative, since nobody knows what a proxy took away; from `/issues/2021-06` it is `2021-06/`.
        last = urllib.parse.quote(request.scope["path"].rpartition("/")[2])
        return Response(status_code=301, headers={"Location": f"./{last}{found}"})
    headers = found.headers
    if found.kind.startswith("text/html"):
        headers["Content-Security-Policy"] = PAGE_POLICY
    if found.is_held(request.headers):
        del headers["Content-Type"]
        return Response(status_code=304, headers=headers)
    return Response(found.data, headers=headers)


def _told(body: dict[str, str], status: int) -> Response:
    headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    return Response(json.dumps(body), status, headers)


def _client(request: Request, *, behind_proxy: bool) -> str:
    """Return who asks, as far as it is known."""
    given = request.headers.getlist("x-forwarded-for") if behind_proxy else []
    if given:
        return given[-1].rpartition(",")[2].strip()
    return request.client.host if request.client is not None else ""
