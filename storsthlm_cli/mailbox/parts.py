"""A mail taken apart, whatever is wrong with it: no input raises an exception."""

from __future__ import annotations

import email.header
import email.parser
import email.policy
import email.utils
import html
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

MOST = 1_000_000
"""Bytes of a mail that are looked at: a report has its facts at the beginning, pictures come after."""
_DEEPEST = 12
"""Messages inside of messages."""
_LONGEST_FIELD = 10_000
_MOST_FIELDS = 300
_LONGEST_TEXT = 200_000
_STYLES = 100
"""More of them are no mail that a person or a provider writes."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SILENT = re.compile(r"<(style|script|head)\b", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^<>]{0,200}>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\xa0]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A part without parts of its own: its type in lower case, its decoded text, and whether it was sent back to us.

    `returned` is True for what is, or is inside, a message within the message.
    """

    type: str
    text: str
    returned: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail: its own header fields in lower case, decoded, and its parts in order."""

    headers: tuple[tuple[str, str], ...]
    type: str
    report_type: str
    parts: tuple[Part, ...]

    def header(self, name: str) -> str:
        """Return the first header field of this name (in lower case), "" for none."""
        return next((value for key, value in self.headers if key == name), "")

    def sender(self) -> tuple[str, str]:
        """Return the display name and the address of From."""
        return _mailbox(self.header("from"))

    def said(self) -> str:
        """Return the text of the mail itself, without what was sent back; HTML only where there is no plain text."""
        own = [part for part in self.parts if not part.returned]
        plain = [part.text for part in own if part.type == "text/plain"]
        text = "\n".join(plain or [part.text for part in own if part.type == "text/html"])
        return text[:_LONGEST_TEXT]

    def of_type(self, *types: str) -> Iterator[str]:
        """Yield the text of each part of these types."""
        return (part.text for part in self.parts if part.type in types)


def take_apart(data: bytes) -> Mail:
    """Return the mail."""
    message = email.parser.BytesParser(policy=email.policy.compat32).parsebytes(data[:MOST])
    kind = message.get_content_type().lower()
    return Mail(
        tuple((name.lower(), decoded(value)) for name, value in _fields(message)),
        kind,
        str(message.get_param("report-type", "") or "").lower(),
        tuple(_parts(message, returned=False, depth=0)),
    )


def decoded(value: str) -> str:
    """Return a header's value on one line, with its encoded words decoded where that can be done."""
    flat = " ".join(value[:_LONGEST_FIELD].split())
    if "=?" not in flat:
        return flat
    try:
        return str(email.header.make_header(email.header.decode_header(flat)))
    except (ValueError, LookupError, email.errors.MessageError):
        return flat


def fields(text: str) -> dict[str, str]:
    """Return the header-like lines at the beginning of a text, names in lower case; of two the first counts."""
    found: dict[str, str] = {}
    name = ""
    for line in text.lstrip("\r\n").splitlines()[:_MOST_FIELDS]:
        if not line.strip():
            break
        head, colon, rest = line.partition(":")
        if line[0] in " \t" and name:
            found[name] += " " + line.strip()
        elif colon and re.fullmatch(r"[!-9;-~]+", head.strip()):
            name = head.strip().lower()
            if name in found:
                name = f"{name} (again)"
            found[name] = rest.strip()
    return found


def _mailbox(value: str) -> tuple[str, str]:
    try:
        name, address = email.utils.parseaddr(value)
    except (ValueError, IndexError, TypeError, AttributeError, RecursionError):
        return "", ""
    return name, address.strip().lower()


def _fields(message: Message) -> list[tuple[str, str]]:
    """Return the header fields; bytes that should have been encoded are read as UTF-8 or Latin-1."""
    return [(str(name), _readable(str(value))) for name, value in message.raw_items()]


def _readable(value: str) -> str:
    if value.isascii() or not _is_bytes(value):
        return value
    data = value.encode("ascii", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _parts(message: Message, *, returned: bool, depth: int) -> Iterator[Part]:
    kind = message.get_content_type().lower()
    payload = message.get_payload() if message.is_multipart() else None
    if depth > _DEEPEST:
        return
    if kind in ("message/delivery-status", "message/feedback-report", "message/disposition-notification"):
        yield Part(kind, _flat(message), returned)
    elif isinstance(payload, list):
        inner = returned or kind.startswith("message/")
        if depth and kind.startswith("message/"):
            yield from _strays(message)
        for each in payload:
            if not isinstance(each, Message):
                continue
            if kind.startswith("message/"):
                yield Part("message/headers", "\n".join(f"{n}: {v}" for n, v in _fields(each)), inner)
            yield from _parts(each, returned=inner, depth=depth + 1)
    else:
        text = _text(message)
        if depth and kind == "text/rfc822-headers":
            yield from _strays(message)
        if kind.startswith("multipart/"):  # its boundary never comes: all of it is text
            kind = "text/plain"
        if kind == "text/html":
            text = html.unescape(_TAG.sub(" ", _BREAK.sub("\n", _audible(text))))
        yield Part(kind, text, returned or kind in ("text/rfc822-headers", "message/rfc822"))


def _strays(message: Message) -> Iterator[Part]:
    """Yield the header fields of a message that stand among those of its part, for want of a blank line."""
    strays = [f"{n}: {v}" for n, v in _fields(message) if not n.lower().startswith(("content-", "mime-"))]
    if strays:
        yield Part("message/headers", "\n".join(strays), True)


def _audible(text: str) -> str:
    """Return HTML without what is not shown: styles, scripts, the head. Goes through it once, however it is broken."""
    kept, at = [], 0
    while (found := _SILENT.search(text, at)) is not None:
        kept.append(text[at : found.start()])
        end = text.lower().find(f"</{found[1].lower()}", found.end()) if len(kept) < _STYLES else -1
        at = end if end >= 0 else found.end()
    return "".join([*kept, text[at:]])


def _flat(message: Message) -> str:
    """Return the groups of fields of a report as text: the parser has made messages of them, or left them alone."""
    payload = message.get_payload() if message.is_multipart() else None
    if not isinstance(payload, list):
        return _text(message)
    groups = []
    for each in payload:
        if isinstance(each, Message):
            rest = _text(each)
            groups.append("\n".join(f"{name}: {value}" for name, value in _fields(each)))
            groups.append(rest)
    text = "\n\n".join(group for group in groups if group.strip())
    if str(message.get("content-transfer-encoding", "")).strip().lower() == "base64":
        return _unbase64(text)
    return text


def _text(message: Message) -> str:
    """Return a part's text by the charset that it names, else as UTF-8 or Latin-1."""
    data = _data(message)
    for charset in (_charset(message), "utf-8"):
        try:
            return _BLANKS.sub(" ", data.decode(charset))
        except (LookupError, ValueError):
            continue
    return _BLANKS.sub(" ", data.decode("latin-1"))


def _data(message: Message) -> bytes:
    """Return a part's bytes, without its transfer encoding; asked for as text, a bad charset would break it."""
    try:
        data = message.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError):
        return b""
    return data if isinstance(data, bytes) else b""


def _is_bytes(text: str) -> bool:
    try:
        text.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def _charset(message: Message) -> str:
    try:
        return str(message.get_content_charset() or "utf-8")
    except (ValueError, LookupError, TypeError):
        return "utf-8"


def _base64(data: bytes) -> bytes:
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    kept = kept[: len(kept) - 1] if len(kept) % 4 == 1 else kept
    return b64decode(kept + b"=" * (-len(kept) % 4))


def _unbase64(text: str) -> str:
    return _base64(text.encode("ascii", "ignore")).decode("utf-8", "replace")
