"""What a POST asks: a mail program's one click (RFC 8058), or a button of our own page."""

from __future__ import annotations

import asyncio
import email.parser
import email.policy
import urllib.parse
from collections.abc import Iterable

from starlette.requests import Request

from storsthlm_cli.model.leaving import Ask

FIELD = "ask"
"""The field of our own page's buttons; its values are those of `Ask`."""

MOST = 8192
"""Bytes of a body: one click has 26, as multipart/form-data some hundred."""
PATIENCE = 15.0
"""Seconds in which the whole body must have come."""

_MOST_FIELDS = 20
_ONE_CLICK = ("list-unsubscribe", "one-click")
_Fields = Iterable[tuple[str, str]]


class TooLong(Exception):
    """A body has more bytes than any that means something here."""


class TooSlow(Exception):
    """A body does not come."""


async def asked(request: Request) -> Ask | None:
    """Return what a POST asks, None when it is nothing that we know.

    RFC 8058 §3.2 lets a mail program send its key and value as multipart/form-data or urlencoded; what says to be
    something else is read as the latter. Raises TooLong, TooSlow, and ClientDisconnect when nobody is there any more.
    """
    body = await _body(request)
    fields = list(_fields(request.headers.get("content-type", ""), body))
    if any((name.strip().lower(), value.strip().lower()) == _ONE_CLICK for name, value in fields):
        return Ask.LEAVE
    known = {ask.value: ask for ask in Ask}
    return next((known[value] for name, value in fields if name == FIELD and value in known), None)


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for piece in request.stream():
                body += piece
                if len(body) > MOST:
                    raise TooLong
    except TimeoutError:
        raise TooSlow from None
    return bytes(body)


def _fields(kind: str, body: bytes) -> _Fields:
    if kind.partition(";")[0].strip().lower() == "multipart/form-data":
        return _parts(kind, body)
    try:
        return urllib.parse.parse_qsl(body.decode("latin-1"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return ()


def _parts(kind: str, body: bytes) -> _Fields:
    """Yield the fields of a multipart/form-data body (RFC 7578), which has the form of a mail."""
    head = b"Content-Type: " + kind.encode("latin-1", "replace").replace(b"\r", b" ").replace(b"\n", b" ") + b"\r\n\r\n"
    try:
        message = email.parser.BytesParser(policy=email.policy.compat32).parsebytes(head + body)
        parts = message.get_payload()
        found = [_named(part) for part in parts[:_MOST_FIELDS]] if isinstance(parts, list) else []
    except Exception:  # the parser of mails promises nothing for what is none
        return
    yield from ((name, value) for name, value in found if name)


def _named(part: object) -> tuple[str, str]:
    if not isinstance(part, email.message.Message):
        return "", ""
    name = part.get_param("name", header="content-disposition")
    value = part.get_payload(decode=True)
    if not isinstance(name, str) or not isinstance(value, bytes):
        return "", ""
    return name, value.decode("latin-1").strip()
