"""Who may talk to the studio: the page that the command opened, and nobody else.

The page gets its session's secret in the fragment of the address that it is opened with, keeps it for its own tab and
sends it as a header with every request. A cookie would do less: browsers send cookies of 127.0.0.1 to every port of
it, and to them a page on another port is of the same site. A fragment is never sent, logged or passed on as a
referrer, and a foreign page cannot set the header without asking first (CORS, Fetch Standard), which is refused.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "x-storsthlm-session"
NAMES = ("127.0.0.1", "localhost")
"""The only names under which the page answers: a foreign site that points its own name here gets nothing."""

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""The policy of what is not a page: it may load and do nothing, wherever it is opened."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": NOTHING,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
}
"""What every answer says, an error's too, unless it says something else itself.

Browsers look up the names in a page's links ahead of a click; in a mail that nobody has sent yet they are left alone.
"""


def _secret() -> str:
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class Session:
    """The secrets of one run. `key` opens everything, `images` stands in the addresses of the mail's images only."""

    port: int
    key: str = field(default_factory=_secret, repr=False)
    images: str = field(default_factory=_secret, repr=False)

    @property
    def address(self) -> str:
        """The address that opens the page."""
        return f"http://{NAMES[0]}:{self.port}/#{self.key}"

    @property
    def hosts(self) -> frozenset[str]:
        """What a Host header may say."""
        return frozenset(f"{name}:{self.port}" for name in NAMES)


class Guard:
    """ASGI middleware: refuses foreign hosts and origins, and what is not `free` without the session's key.

    `free` are the paths of the empty page and its parts, which say nothing of anybody.
    """

    def __init__(self, app: ASGIApp, session: Session, free: Iterable[str]) -> None:
        self._app = app
        self._session = session
        self._free = frozenset(free)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        reason = self._objection(scope["method"], scope["path"], Headers(scope=scope))
        if reason is None:
            await self._app(scope, receive, answer)
        else:
            await JSONResponse({"refused": reason}, 403)(scope, receive, answer)

    def _objection(self, method: str, path: str, headers: Headers) -> str | None:
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or hosts[0] not in self._session.hosts:
            return "this is not the name of the studio"
        if any(origin != f"http://{hosts[0]}" for origin in origins):
            return "the studio answers its own page only"
        if not self._near(path, headers):
            return "the studio answers its own page only"
        if path in self._free and method in ("GET", "HEAD"):
            return None
        if path.startswith(f"/images/{self._session.images}/") and method in ("GET", "HEAD"):
            return None
        given = headers.get(HEADER, "").encode()
        if not hmac.compare_digest(given, self._session.key.encode()):
            return "the page belongs to another run: open the address that the terminal shows"
        return None

    def _near(self, path: str, headers: Headers) -> bool:
        """Tell whether a request is from the page itself, or opens the page (Fetch Metadata, W3C).

        A link in a terminal that is itself a web page may open the studio. Browsers that say nothing are old ones; the
        other bars hold for them.
        """
        site = headers.get("sec-fetch-site", "same-origin")
        opens = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return site in ("same-origin", "none") or (path == "/" and opens)
