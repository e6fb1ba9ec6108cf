"""Which addresses are ours: those of the settings, also where a proxy has taken a part of the path away.

A proxy should pass paths on as they are. One that takes the beginning away (`/nyheter` of `/nyheter/av/TOKEN`) is
understood as well: what is left of a path that is known must begin at one of its slashes.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.tokens import READER_TOKEN

HEALTH = "/health"
"""Where monitoring asks; at the server itself, since no proxy needs to pass it on."""

_TOKEN = re.compile(READER_TOKEN, re.IGNORECASE)
_MOST_FIELDS = 50


@dataclass(frozen=True, slots=True)
class WayOut:
    """Where tokens come in. `paths` are the path that stands before a token, and what may be left of it.

    `field` is the name of the query's field that has the token, "" where the token is the whole query, and None where
    it ends the path.
    """

    paths: tuple[str, ...]
    field: str | None

    def token(self, path: str, query: bytes) -> str | None:
        """Return the token of a request, "" where it has none, and None when it does not ask for the way out."""
        if self.field is None:
            for before in self.paths:
                rest = path.removeprefix(before) if path.startswith(before) else "/"
                if "/" not in rest and (before != "/" or _TOKEN.fullmatch(rest)):
                    return rest
            return None
        found = _field(self.field, query)
        if path in ("", "/"):
            return found
        return found or "" if path in self.paths or path.rstrip("/") in self.paths else None


def way_out(url: str) -> WayOut:
    """Read `web.unsubscribe_url`, which ends where the token begins. Raises Failure when no token could come in."""
    parts = urllib.parse.urlsplit(url)
    if "#" in url:
        raise Failure(
            "`web.unsubscribe_url` has a `#`: browsers keep what comes after it to themselves",
            hint="let it end like `https://nyhetsbrev.example/av/` or `https://nyhetsbrev.example/av?t=`",
        )
    path = urllib.parse.unquote(parts.path) or "/"
    field = None
    if "?" in url:
        last = parts.query.rpartition("&")[2]
        field = urllib.parse.unquote_plus(last.removesuffix("=")) if last.endswith("=") else ""
    return WayOut(tuple(_endings(path)), field)


def below(url: str | None, path: str) -> Iterator[str]:
    """Yield what a path may be below the archive's address, the most likely first; "" is that address without a slash.

    Without an address (None) it lies at the root.
    """
    prefix = urllib.parse.unquote(urllib.parse.urlsplit(url).path).rstrip("/") if url is not None else ""
    for before in _endings(prefix) if prefix else ():
        if path == before or path.startswith(f"{before}/"):
            yield path.removeprefix(before)
    yield path or "/"


def _endings(path: str) -> Iterator[str]:
    """Yield a path, and its endings that begin with a slash, the longest first."""
    start = path.find("/")
    while start != -1:
        yield path[start:]
        start = path.find("/", start + 1)


def _field(name: str, query: bytes) -> str | None:
    """Return the last value that a query has for a field, or with no name the whole query; None when it has none."""
    written = query.decode("latin-1")
    if not name:
        return urllib.parse.unquote(written.rpartition("&")[2]) or None
    try:
        fields = urllib.parse.parse_qsl(written, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return None
    return next((value for key, value in reversed(fields) if key == name), None)
