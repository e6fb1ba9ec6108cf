"""Our own marks in a mail: whatever a server or a reader sends back, these say whose message it was.

They are looked for everywhere, since servers quote headers whole or in part, as attachments or in running text.
"""

from __future__ import annotations

import re
import urllib.parse

from storsthlm_cli.mailbox.parts import Mail, fields
from storsthlm_cli.model.inbox import Mark
from storsthlm_cli.tokens import READER_TOKEN

MOST = 200
"""Marks of one mail that are looked up: more is no letter of ours that came back."""

_MESSAGE_ID = re.compile(r"(?<![0-9a-f])([0-9a-f]{32})@([a-z0-9][a-z0-9.\-]{0,252}[a-z0-9])", re.IGNORECASE)
_TOKEN = re.compile(rf"(?<![0-9a-z])({READER_TOKEN})(?![0-9a-z])", re.IGNORECASE)
_ENVELOPE = re.compile(r"^original-envelope-id\s*:\s*(?:<)?(?:utf-8;)?([0-9a-f]{32})\b", re.IGNORECASE | re.MULTILINE)
_SOFT_BREAK = re.compile(r"=\r?\n")
"""The end of a line that goes on (RFC 2045 §6.7), where a letter of ours is quoted as it went over the wire."""
_ASKED = re.compile(rf"\bunsubscribe[\s+:]+({READER_TOKEN})(?![0-9a-z])", re.IGNORECASE)
_LOOSE = re.compile(
    r"\bunsubscribe[\s+:]+([0-9a-z]{1,16}(?:-[0-9a-z]{1,16}){0,2}-[0-9a-z]{24,64})(?![0-9a-z])", re.IGNORECASE
)


def marks_in(mail: Mail) -> tuple[Mark, ...]:
    """Return every mark in a mail once, in the order in which they should be trusted: ids of reports, ids, tokens."""
    texts = [f"{name}: {value}" for name, value in mail.headers] + [part.text for part in mail.parts]
    whole = urllib.parse.unquote(_SOFT_BREAK.sub("", "\n".join(texts)), errors="replace")
    found = [Mark(name.lower()) for name in _ENVELOPE.findall(whole)]
    found += [Mark(name.lower(), domain.lower()) for name, domain in _MESSAGE_ID.findall(whole)]
    found += [Mark(token.lower(), token=True) for token in _TOKEN.findall(whole)]
    return tuple(dict.fromkeys(found))[:MOST]


def asked_by(subject: str, text: str) -> Mark | None:
    """Return the token by which a mail asks to leave: that of our mailto address, in its subject or its text."""
    for words in (urllib.parse.unquote(subject), urllib.parse.unquote(text)):
        found = _ASKED.search(words) or _LOOSE.search(words)
        if found is not None:
            return Mark(found[1].lower(), token=True)
    return None


def original_recipients(mail: Mail) -> tuple[str, ...]:
    """Return whom the message that came back was written to: a letter of ours has one To."""
    found: list[str] = []
    for part in mail.parts:
        if part.type in ("message/headers", "text/rfc822-headers"):
            found += addresses_in(fields(part.text).get("to", ""))
            break
    return tuple(dict.fromkeys(found))


_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,20}[A-Za-z0-9-]{1,63}")


def addresses_in(text: str) -> list[str]:
    """Return the addresses in a text, in lower case, in order."""
    return [found.strip(".'`").lower() for found in _ADDRESS.findall(text)]
