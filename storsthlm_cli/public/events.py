"""The journal of a host without the database, for `storsthlm sync` to fetch: `GET /events?after=N`.

For whoever puts the application together: on such a host the reception is
`workflows.receiving_apart.ApartReception(workspace)` in place of `DatabaseReception`, and `events_route(workspace)` is
one more route; the access log must not have its `Authorization` header. A host with the database has no such route.
"""

from __future__ import annotations

import datetime
import itertools
import json
import pathlib
import re
from collections.abc import Iterator
from typing import BinaryIO

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.public.doorman import KIND
from storsthlm_cli.workflows.event_access import MAC_HEADER, SCHEME, proves
from storsthlm_cli.workflows.kept_keys import KeptKeys
from storsthlm_cli.workflows.receiving_apart import events_file
from storsthlm_cli.workflows.workspace import Workspace

PATH = "/events"

_NUMBER = re.compile(r"0|[1-9][0-9]{0,11}")
_AT_ONCE = 256
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}


def events_route(workspace: Workspace, path: str = PATH) -> Route:
    """Return the route that answers the lines of the journal after number N, to whoever has the token keys.

    The header `Storsthlm-Mac` has the mac of event N ("" for 0), so that who asks can tell a journal that was
    exchanged. 400: no such number; 401: no proof (see `event_access`); 409: the journal has fewer events than N.
    Raises Failure when the keys cannot be read; so does the route, and when the journal cannot.
    """
    keys, journal = KeptKeys(workspace), events_file(workspace)
    keys()

    def events(request: Request) -> Response:
        request.scope[KIND] = "events"
        given = request.query_params.get("after", "0")
        if not _NUMBER.fullmatch(given):
            return _told("after= takes the number of an event", 400)
        after, now = int(given), datetime.datetime.now(datetime.UTC)
        if not proves(keys(), request.headers.get("authorization", ""), after, now):
            return _told("no proof of the token keys, or the clocks differ", 401, {"WWW-Authenticate": SCHEME})
        return _answer(journal, after)

    return Route(path, events, methods=["GET"])


def _answer(journal: pathlib.Path, after: int) -> Response:
    try:
        file = journal.open("rb")
    except OSError as error:
        raise Failure(
            f"cannot read `{journal}`: {error.strerror or error}", hint="it must be readable for whoever runs `serve`"
        ) from error
    known = b""
    for number, line in enumerate(itertools.islice(file, after), 1):
        known = line if number == after and line.endswith(b"\n") else b""
    if after and not known:
        file.close()
        return _told(f"there are fewer than {after} events", 409)
    mac = str(json.loads(known)["mac"]) if known else ""
    return StreamingResponse(_rest(file), media_type="application/x-ndjson", headers={**_HEADERS, MAC_HEADER: mac})


def _rest(file: BinaryIO) -> Iterator[bytes]:
    """Yield the whole lines from here on; one that is being written comes next time."""
    with file:
        while lines := list(itertools.islice(file, _AT_ONCE)):
            yield b"".join(line for line in lines if line.endswith(b"\n"))


def _told(words: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{words}\n", status, {**_HEADERS, **(headers or {})})
