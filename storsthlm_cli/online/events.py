"""Fetching the journal of another host: one GET of the address that the settings name, over TLS, nothing kept."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.online.reasons import AGENT, causes, words

_SECONDS = 20.0
_MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the other host answered; `headers` by their names in lower case. A body is kept of 200 only."""

    status: int
    headers: Mapping[str, str]
    lines: tuple[bytes, ...]


def fetch(url: str, headers: Mapping[str, str]) -> Fetched:
    """Ask once, follow nobody elsewhere, and return the answer and its lines, each with its line break.

    Raises Failure when there is no answer, or one without an end.
    """
    import httpx

    told = {"User-Agent": AGENT, "Accept-Encoding": "identity", "Cache-Control": "no-store", **headers}
    try:
        # The system's certificates and SSL_CERT_FILE: an organisation's own authority is known to its machines.
        context = ssl.create_default_context()
        with (
            httpx.Client(verify=context, timeout=_SECONDS, headers=told, follow_redirects=False) as client,
            client.stream("GET", url) as response,
        ):
            data = bytearray()
            for piece in response.iter_bytes() if response.status_code == 200 else ():
                data += piece
                if len(data) > _MOST_BYTES:
                    raise ValueError(f"it sends more than {_MOST_BYTES // 1_000_000} MB")
            return Fetched(response.status_code, dict(response.headers), tuple(bytes(data).splitlines(keepends=True)))
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        why = next(
            (each.verify_message for each in causes(error) if isinstance(each, ssl.SSLCertVerificationError)), ""
        )
        reason = f"its certificate is not valid: {why}" if why else words(error)
        raise Failure(
            f"`{urlsplit(url).hostname}` could not be asked for its events: {reason}",
            hint="nothing was taken over; is `serve` running there, and the network up? Then run it again",
        ) from error
