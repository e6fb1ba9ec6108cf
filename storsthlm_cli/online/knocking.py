"""Whether anybody answers at a web address, and what time it is there. The page itself is not read."""

from __future__ import annotations

import datetime
import email.utils
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from storsthlm_cli import __version__

_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Knock:
    """Who answered. `problem` says why nobody did, "" when somebody did, `status` with which code of HTTP.

    `time` is what the server takes for the time, None when it does not say; `here` is what this machine takes for it.
    """

    problem: str
    status: int = 0
    time: datetime.datetime | None = None
    here: datetime.datetime | None = None


def knock(url: str) -> Knock:
    """GET an https address once, with the certificate verified and no redirect followed. Never raises."""
    import httpx

    headers = {"User-Agent": f"storsthlm/{__version__}", "Cache-Control": "no-cache"}
    try:
        # The system's certificates and SSL_CERT_FILE: an organisation's own authority is known to its machines.
        context = ssl.create_default_context()
        with (
            httpx.Client(verify=context, timeout=_SECONDS, headers=headers, follow_redirects=False) as client,
            client.stream("GET", url) as response,
        ):
            here = datetime.datetime.now(datetime.UTC)
            return Knock("", response.status_code, _time(response.headers.get("date", "")), here)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        return Knock(f"`{urlsplit(url).netloc}` does not answer: {str(error) or type(error).__name__}")


def _time(written: str) -> datetime.datetime | None:
    try:
        return email.utils.parsedate_to_datetime(written).astimezone(datetime.UTC)
    except (ValueError, TypeError, OverflowError):
        return None
