"""What an address on the web answers: whether an issue's page is there, and which text of it.

One GET of exactly the address that the settings name, wherever it is, in a network of one's own too; https with the
certificate verified, nothing kept, nothing told but the program's name.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from storsthlm_cli.online.reasons import AGENT, causes, words

if TYPE_CHECKING:
    import httpx

MARK = "storsthlm-issue"
"""The name of the meta element that tells a page's issue and the hash of its mail."""

_SECONDS = 10.0
_ALL_SECONDS = 20.0
_MOST_BYTES = 2_000_000
_MOST_REDIRECTS = 5
_LONGEST_WORD = 80
"""Characters of what a page says of itself; the rest would only fill the screen."""
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address answered. `problem` says in the other side's words why there is no page, "" when there is one.

    `passing` is True for a problem that may go by itself in a moment. `issue` and `content` are what the page says of
    itself, "" when it is no issue's; `hidden` that it asks search engines to leave it out.
    """

    problem: str = ""
    passing: bool = False
    issue: str = ""
    content: str = ""
    hidden: bool = False


def look(url: str) -> Answer:
    """Ask for an https address once, and return what is there. Never raises for what the other side does.

    Redirects are followed on the same host and over https only; two million bytes and twenty seconds are the limits.
    """
    answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    # A server that sends a byte now and then is within every limit of a single read: only a clock outside sees it.
    threading.Thread(target=lambda: answers.put(_asked(url)), name="look", daemon=True).start()
    try:
        return answers.get(timeout=_ALL_SECONDS)
    except queue.Empty:
        return Answer(problem=f"it took more than {_ALL_SECONDS:.0f} seconds", passing=True)


def _asked(url: str) -> Answer:
    import httpx

    headers = {"User-Agent": AGENT, "Cache-Control": "no-cache", "Accept-Encoding": "identity"}
    try:
        # The system's certificates and SSL_CERT_FILE: an organisation's own authority is known to its machines.
        context = ssl.create_default_context()
        with httpx.Client(verify=context, timeout=_SECONDS, headers=headers, follow_redirects=False) as client:
            return _followed(client, url)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        return _unreachable(error, url)


def _followed(client: httpx.Client, url: str) -> Answer:
    host = urlsplit(url).hostname
    for _ in range(_MOST_REDIRECTS + 1):
        client.cookies.clear()
        with client.stream("GET", url) as response:
            if not response.has_redirect_location:
                return _answer(response)
            url = urljoin(url, response.headers["location"])
        parts = urlsplit(url)
        if parts.scheme != "https" or parts.hostname != host:
            return Answer(problem=f"it leads to `{parts.scheme}://{parts.hostname or ''}` instead")
    return Answer(problem=f"it leads from address to address, more than {_MOST_REDIRECTS} times")


def _answer(response: httpx.Response) -> Answer:
    if response.status_code != 200:
        said = f"{response.status_code} {response.reason_phrase}".strip()
        return Answer(problem=said, passing=response.status_code in (404, 425, 429) or response.status_code >= 500)
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        return Answer(problem=f"it is packed as `{packing[:_LONGEST_WORD]}`, which was not asked for")
    data = bytearray()
    for piece in _unpacked(response.iter_raw(), packing):
        data += piece
        if len(data) >= _MOST_BYTES:
            break
    return told(bytes(data[:_MOST_BYTES]).decode("utf-8", "replace"))


def _unpacked(pieces: Iterator[bytes], packing: str) -> Iterator[bytes]:
    """Yield the pieces as they are, or from gzip, which some servers send unasked; each to the limit and no further.

    The library's own unpacking has no limit: a few kilobytes may become gigabytes.
    """
    if not packing.endswith("gzip"):
        yield from pieces
        return
    reader = zlib.decompressobj(_GZIP)
    for piece in pieces:
        try:
            yield reader.decompress(piece, _MOST_BYTES)
        except zlib.error as error:
            raise ValueError("what it sends is damaged") from error


def told(page: str) -> Answer:
    """Return what a page says of itself."""
    reader = _MetaReader()
    # So the parser gives up on a broken declaration. What was read before it counts.
    with contextlib.suppress(AssertionError):
        reader.feed(page)
    issue, _, content = reader.found.get(MARK, "").strip().partition(" ")
    hidden = "noindex" in reader.found.get("robots", "").lower()
    return Answer(issue=issue[:_LONGEST_WORD], content=content.strip()[:_LONGEST_WORD], hidden=hidden)


class _MetaReader(HTMLParser):
    """Collects the meta elements of a page by name; the first of a name counts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            values = dict(attrs)
            self.found.setdefault((values.get("name") or "").lower(), values.get("content") or "")


def _unreachable(error: Exception, url: str) -> Answer:
    """Say why there was no connection, by the cause behind the library's words."""
    for cause in causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Answer(problem=f"its certificate is not valid: {cause.verify_message}")
        if isinstance(cause, socket.gaierror | UnicodeError):
            return Answer(problem=f"there is no server called `{urlsplit(url).hostname}`")
    return Answer(problem=words(error), passing=True)
