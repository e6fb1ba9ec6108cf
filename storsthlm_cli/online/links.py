"""Whether the page that a link leads to is there: asked as politely as can be, once.

HEAD first, GET where a server does not answer that as it should; no page is read. Nothing is kept, nothing is told
but the program's name, and only machines of the public are spoken to, wherever a redirect leads.
"""

from __future__ import annotations

import errno
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from storsthlm_cli.model.answers import Answer, Verdict, asked_as
from storsthlm_cli.online.reasons import AGENT, causes, words
from storsthlm_cli.online.way import NoWay, Way

if TYPE_CHECKING:
    import httpx

_SECONDS = 10.0
_CONNECT_SECONDS = 5.0
_MOST_REDIRECTS = 5
_MOST_MACHINES = 3
_LANES_A_HOST = 2
_LONGEST = 80
"""Characters of what a server says."""
_LONGEST_ADDRESS = 2000
"""Characters of an address that is told as the new one of a page; nobody would write a longer one."""

_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_BUSY = 429
_WALLS = frozenset({503, 999})
"""What walls against programs say besides 4xx: Cloudflare and others, LinkedIn."""
_PASSWORD = 401
_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH})

_REFUSED_BY_BROWSERS = frozenset({10, 18, 62, 64})
"""OpenSSL's X509_V_ERR_: expired, self-signed, another host's, another machine's. Browsers may know better of others:
they fetch what is missing in the chain, and may know an organisation's own authority."""


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    said: str
    location: str


class _NoCookies(CookieJar):
    """Keeps nothing, and does not even read it: Python tells of cookies that it cannot read with a traceback."""

    def extract_cookies(self, response: object, request: object) -> None:
        """Take no cookie."""


def lanes(urls: Iterable[str]) -> list[list[str]]:
    """Return links so that those of one host are in two lanes at most."""
    hosts: dict[str | None, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).hostname, []).append(url)
    return [of_host[n::_LANES_A_HOST] for of_host in hosts.values() for n in range(min(_LANES_A_HOST, len(of_host)))]


def look_at(url: str, way: Way, unasked: Callable[[str], Answer | None] = lambda url: None) -> Answer:
    """Ask for a link. Never raises for what the other side does.

    A redirect is not followed to an address for which `unasked` has an answer without asking.
    """
    import httpx

    timeout = httpx.Timeout(_SECONDS, connect=_CONNECT_SECONDS)
    # A connection is used once: two hosts on one machine have certificates of their own. No proxy: it would look
    # names up anew.
    limits = httpx.Limits(max_keepalive_connections=0)
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
    at = url
    try:
        with httpx.Client(
            verify=way.tls, timeout=timeout, limits=limits, headers=headers, cookies=_NoCookies(), trust_env=False
        ) as client:
            moved, for_good = "", True
            for _ in range(_MOST_REDIRECTS + 1):
                reply = _asked(client, at, way)
                if reply.status not in _REDIRECTS or not reply.location:
                    return _onward(url, at, replace(_verdict(reply), moved=moved))
                at = asked_as(urljoin(at, reply.location))
                for_good = for_good and reply.status in _PERMANENT
                moved = at if for_good and len(at) <= _LONGEST_ADDRESS else moved
                known = unasked(at)
                if known is not None:
                    return _onward(url, at, known)
    except NoWay as no:
        return _onward(url, at, no.answer)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        return _onward(url, at, _trouble(error))
    return Answer(Verdict.FAILING, f"it leads from address to address, more than {_MOST_REDIRECTS} times")


def _asked(client: httpx.Client, url: str, way: Way) -> _Reply:
    import httpx

    try:
        reply = _requested(client, "HEAD", url, way)
    except (httpx.RemoteProtocolError, httpx.ReadError):
        return _requested(client, "GET", url, way)
    return _requested(client, "GET", url, way) if reply.status >= 400 and reply.status != _BUSY else reply


def _requested(client: httpx.Client, method: str, url: str, way: Way) -> _Reply:
    """Send one request to the first machine of the host that takes it; its name stays in `Host` and in TLS."""
    import httpx

    target = httpx.URL(url)
    if target.scheme not in ("http", "https"):
        raise httpx.UnsupportedProtocol(f"`{target.scheme}:` is not followed")
    host = target.raw_host.decode("ascii")
    failed: httpx.TransportError | None = None
    for machine in way.machines(host)[:_MOST_MACHINES]:
        address = httpx.URL(scheme=target.scheme, host=str(machine), port=target.port, raw_path=target.raw_path)
        try:
            with client.stream(
                method,
                address,
                headers={"Host": target.netloc.decode("ascii")},
                extensions={"sni_hostname": host.removesuffix(".")},
            ) as response:
                said = f"{response.status_code} {response.reason_phrase}".strip()[:_LONGEST]
                return _Reply(response.status_code, said, response.headers.get("location", ""))
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            failed = failed or error
    assert failed is not None, "a host has a machine"
    raise failed


def _verdict(reply: _Reply) -> Answer:
    if reply.status < 400:
        return Answer(Verdict.HERE)
    if reply.status in _GONE:
        return Answer(Verdict.GONE, reply.said)
    if reply.status == _PASSWORD:
        return Answer(Verdict.FAILING, f"{reply.said}: it asks for a password")
    walled = reply.status < 500 or reply.status in _WALLS
    return Answer(Verdict.WALLED if walled else Verdict.FAILING, reply.said)


def _trouble(error: Exception) -> Answer:
    """Say why there was no reply, by the cause behind the library's words."""
    import httpx

    for cause in causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            sure = cause.verify_code in _REFUSED_BY_BROWSERS
            reason = f"its certificate is not valid: {cause.verify_message.removesuffix('.')}"
            return Answer(Verdict.GONE if sure else Verdict.FAILING, reason)
        if isinstance(cause, ConnectionRefusedError):
            return Answer(Verdict.GONE, "its server refuses to be spoken to")
        if isinstance(cause, OSError) and cause.errno in _NO_NETWORK:
            return Answer(Verdict.UNANSWERED)
    if isinstance(error, httpx.ConnectTimeout):
        return Answer(Verdict.UNANSWERED, "its server cannot be reached")
    if isinstance(error, httpx.TimeoutException):
        return Answer(Verdict.FAILING, "its server takes too long to answer")
    return Answer(Verdict.FAILING, words(error)[:_LONGEST])


def _onward(url: str, at: str, answer: Answer) -> Answer:
    """Return the answer of where a link led to as that of the link."""
    if at == url:
        return answer
    host = urlsplit(at).hostname or at[:_LONGEST]
    if answer.verdict is Verdict.PERSONAL:
        return Answer(Verdict.WALLED, f"it leads to an address on `{host}` that may be one person's own")
    if answer.verdict is Verdict.PRIVATE:
        return Answer(Verdict.FAILING, f"it leads to `{host}`, which is not public")
    return replace(answer, reason=f"it leads to `{host}`, and there: {answer.reason}" if answer.reason else "")
