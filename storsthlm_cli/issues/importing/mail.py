"""A mail as it was saved (.eml): its text, its date and subject, and the images that came with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from storsthlm_cli.issues.importing.lines import File

_FORWARDED = re.compile(r"(?:(?:fwd?|vb|sv|re|vs|aw|wg)\s*:\s*)+", re.IGNORECASE)
_HEADER = re.compile(rb"(?:from |[A-Za-z][A-Za-z0-9-]{1,40}:[ \t])", re.IGNORECASE)
_KNOWN = re.compile(
    rb"^(?:subject|from|mime-version|received|return-path|message-id|date)[ \t]*:", re.IGNORECASE | re.MULTILINE
)
_DEEPEST = 3
_REMARK = 500
"""Bytes of what somebody writes above a mail that is forwarded, at most."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail. `html` and `text` are the bytes of its bodies with the charset that it names, None when it has none."""

    html: tuple[bytes, str | None] | None
    text: tuple[bytes, str | None] | None
    date: datetime.date | None
    subject: str | None
    files: dict[str, File]


def is_mail(data: bytes) -> bool:
    """Tell whether bytes begin as a mail does: with header fields, two of them well known."""
    head = data[:4000].lstrip(b"\xef\xbb\xbf\r\n")
    return _HEADER.match(head) is not None and len(set(_KNOWN.findall(head.partition(b"\n\n")[0]))) >= 2


def read_mail(data: bytes, depth: int = 0) -> Mail:
    """Return what a mail says; of one that only forwards another as an attachment, what that one says."""
    message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf"), policy=policy.default)
    assert isinstance(message, EmailMessage)
    inner = next(_forwarded(message), None)
    html, text = _body(message, "html", inner is None), _body(message, "plain", inner is None)
    if html is None and inner is not None and depth < _DEEPEST and len((text or (b"",))[0].strip()) < _REMARK:
        return read_mail(inner, depth + 1)
    return Mail(html, text, _date(message), _subject(message), dict(_files(message)))


def _body(message: EmailMessage, kind: str, anywhere: bool) -> tuple[bytes, str | None] | None:
    try:
        part: Message | None = message.get_body((kind,))
    except (KeyError, AttributeError, TypeError):
        part = None
    if part is None and anywhere:
        part = next(
            (p for p in message.walk() if p.get_content_type() == f"text/{kind}" and not p.get_filename()), None
        )
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        return None
    return payload, part.get_content_charset()


def _forwarded(message: EmailMessage) -> Iterator[bytes]:
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            for inner in part.get_payload() or ():
                if isinstance(inner, Message):
                    yield inner.as_bytes()


def _date(message: EmailMessage) -> datetime.date | None:
    """Return the day on which the mail was sent, in the time zone of its sender."""
    try:
        sent = getattr(message["Date"], "datetime", None)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return sent.date() if isinstance(sent, datetime.datetime) else None


def _subject(message: EmailMessage) -> str | None:
    try:
        subject = " ".join(str(message["Subject"] or "").split())
    except (ValueError, TypeError, IndexError, LookupError):
        return None
    return _FORWARDED.sub("", subject, count=1).strip() or None


def _files(message: EmailMessage) -> Iterator[tuple[str, File]]:
    for part in message.walk():
        if part.get_content_maintype() != "image":
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload:
            continue
        cid = str(part["Content-ID"] or "").strip().strip("<>")
        name = part.get_filename() or str(part["Content-Location"] or "").rpartition("/")[2] or cid.partition("@")[0]
        file = File(name or "bild", payload)
        for key in (cid, str(part["Content-Location"] or ""), name):
            if key:
                yield key, file
        if not (cid or name):
            yield f"attached {id(part)}", file
