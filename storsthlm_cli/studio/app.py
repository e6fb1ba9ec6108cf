"""The page over HTTP: for this machine only, behind the guard, under a strict content security policy."""

from __future__ import annotations

import json
import mimetypes
import pathlib
from collections.abc import AsyncIterator, Mapping

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.studio.desk import Desk
from storsthlm_cli.studio.editors import open_in_editor
from storsthlm_cli.studio.guard import HEADERS, Guard, Session
from storsthlm_cli.studio.looks import Look, dressed
from storsthlm_cli.studio.sheets import View, sheet_data
from storsthlm_cli.studio.trials import Trials
from storsthlm_cli.workflows.previewing import IMAGES_FOLDER

PAGE = pathlib.Path(__file__).parent / "page"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
FRAME = "<!doctype html><title>mail</title>"
"""The empty page that the mail is put into."""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
MAIL_POLICY = (
    "default-src 'none'; img-src {images}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)
LONGEST_BODY = 10_000
"""Bytes in a request of the page's."""


def studio(desk: Desk, session: Session) -> Starlette:
    """Return the application that shows a desk to the page of one session."""
    images = f"/images/{session.images}/"
    trials = Trials()

    async def part(request: Request) -> Response:
        name = request.url.path.strip("/") or "index.html"
        return _answer((PAGE / name).read_bytes(), TYPES[pathlib.PurePath(name).suffix])

    async def frame(request: Request) -> Response:
        allowed = "'none'" if request.query_params.get("images") == "0" else "'self'"
        return _answer(FRAME, TYPES[".html"], MAIL_POLICY.format(images=allowed))

    async def events(request: Request) -> Response:
        view, look = _view(request, desk), _look(request)
        desk.look_at(view)

        async def told() -> AsyncIterator[str]:
            async for sheet in desk.follow(lambda: view):
                yield f"data: {json.dumps(sheet_data(sheet, look, images))}\n\n"

        return StreamingResponse(told(), media_type="text/event-stream")

    async def state(request: Request) -> Response:
        sheet = await desk.sheet(_view(request, desk))
        return JSONResponse(sheet_data(sheet, _look(request), images))

    async def mail(request: Request) -> Response:
        preview = (await desk.sheet(_view(request, desk))).preview
        if preview is None:
            return _refused("there is nothing to show yet", 404)
        allowed = "'none'" if request.query_params.get("images") == "0" else "'self'"
        page = dressed(preview.html, _look(request), images)
        return _answer(page, TYPES[".html"], MAIL_POLICY.format(images=allowed))

    async def image(request: Request) -> Response:
        name = request.path_params["name"]
        data = desk.image(f"{IMAGES_FOLDER}/{name}")
        if data is None:
            return _refused("there is no such image", 404)
        return Response(data, media_type=mimetypes.guess_type(name)[0] or "application/octet-stream")

    async def readers(request: Request) -> Response:
        name, words = request.query_params.get("list", ""), request.query_params.get("words", "")
        workspace = await run_in_threadpool(desk.opened)
        found, count = await run_in_threadpool(desk.shelf.search, workspace, name, words)
        told = [{"address": each.address, "fields": dict(each.fields)} for each in found]
        return JSONResponse({"readers": told, "count": count})

    async def open_file(request: Request) -> Response:
        place = desk.place(str((await _body(request)).get("place")))
        if place is None:
            return _refused("the page does not show this place", 404)
        opened = await run_in_threadpool(open_in_editor, desk.root, place)
        return JSONResponse({"opened": opened})

    async def send_test(request: Request) -> Response:
        asked = await _body(request)
        issue, addresses, attempt = asked.get("issue"), asked.get("addresses"), asked.get("attempt")
        if not isinstance(addresses, list) or not addresses or not isinstance(attempt, str) or len(attempt) < 8:
            return _refused("a test needs an attempt's name and an address", 400)
        if not isinstance(issue, str):
            return _refused("a test needs an issue", 400)
        named = [str(address) for address in addresses]
        workspace = await run_in_threadpool(desk.opened)
        lists = [str(asked["list"])] if asked.get("list") else []
        outcome = await run_in_threadpool(trials.send, workspace, attempt, issue, named, lists)
        return JSONResponse(dict(outcome))

    async def failed(_: Request, failure: Exception) -> Response:
        return _refused(str(failure), 409)

    async def bug(_: Request, error: Exception) -> Response:
        desk.on_bug(error)
        told = f"a bug in storsthlm: {type(error).__name__}; the terminal tells more"
        return JSONResponse({"refused": told}, 500, headers=HEADERS)  # the guard is passed by

    parts = ["/", *(f"/{path.name}" for path in sorted(PAGE.iterdir()) if path.suffix in TYPES)]
    routes = [
        *(Route(path, part) for path in parts),
        Route("/frame.html", frame),
        Route("/events", events),
        Route("/state.json", state),
        Route("/mail.html", mail),
        Route(f"{images}{{name:path}}", image),
        Route("/readers.json", readers),
        Route("/open", open_file, methods=["POST"]),
        Route("/test", send_test, methods=["POST"]),
    ]
    application = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, session=session, free=[*parts, "/frame.html"])],
        exception_handlers={Failure: failed, Exception: bug},
    )
    application.router.redirect_slashes = False
    return application


def _answer(body: str | bytes, media_type: str, policy: str = PAGE_POLICY) -> Response:
    return Response(body, headers={"Content-Type": media_type, "Content-Security-Policy": policy})


def _refused(reason: str, status: int) -> Response:
    return JSONResponse({"refused": reason}, status)


async def _body(request: Request) -> Mapping[str, object]:
    """Return the JSON object of a request; an empty one for anything else. Raises Failure when it is too long."""
    if request.headers.get("content-type") != "application/json":
        return {}
    if int(request.headers.get("content-length", LONGEST_BODY + 1)) > LONGEST_BODY:
        raise Failure(f"no more than {LONGEST_BODY:,} bytes are taken at once: name fewer addresses")
    try:
        data = json.loads(await request.body())
        json.dumps(data, ensure_ascii=False).encode()  # half of a surrogate pair is text to JSON, and to nobody else
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _view(request: Request, desk: Desk) -> View:
    """Return the view that a request names; the one that the command names, where it names nothing."""
    asked = request.query_params
    if "issue" not in asked:
        return desk.first
    name, reader = asked.get("list") or None, asked.get("reader") or None
    return View(asked["issue"] or None, name, reader)


def _look(request: Request) -> Look:
    asked = request.query_params
    return Look(dark=asked.get("dark") == "1", styles=asked.get("styles") != "0")
