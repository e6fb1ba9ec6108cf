"""The header fields of mails, as far as an import needs them; what is bent beyond reading says nothing."""

from __future__ import annotations

import datetime
import functools
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy

_LONGEST = 4000
"""Characters of a field that are read: parsing takes ever longer, and no name or subject needs as many."""
_BRACKETS = 30
"""Brackets in a field, at most: each opens a comment in a comment, which is read by going one call deeper."""
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)
"""What the standard library raises for fields that follow no rule (ValueError holds those of Unicode)."""
_FORWARDED = re.compile(r"(?:(?:fwd?|vb|sv|re|vs|aw|wg)\s*:\s*)+", re.IGNORECASE)


class _Bounded(EmailPolicy):
    """Parses fields of a bearable length; of those that cannot be parsed it returns the first words as they are."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return _field(name, str(value)[:_LONGEST])


@functools.lru_cache(maxsize=20_000)
def _field(name: str, text: str) -> str:
    """Parse a field once: a part is asked for its type a dozen times."""
    if text.count("(") <= _BRACKETS:
        try:
            return text if name.lower() == "content-id" else _PARSING.header_fetch_parse(name, text)
        except _UNREADABLE:
            pass
    return " ".join(text.partition("(")[0].encode("ascii", "replace").decode("ascii").split())


_PARSING = EmailPolicy()
_POLICY = _Bounded()


def message_of(data: bytes) -> EmailMessage:
    """Return a mail. Raises RecursionError when mails or parts are nested in each other more than a hundred deep."""
    message = message_from_bytes(data, policy=_POLICY)
    assert isinstance(message, EmailMessage)
    return message


def date_of(message: EmailMessage) -> datetime.date | None:
    """Return the day on which a mail was sent, in the time zone of its sender."""
    try:
        sent = getattr(message["Date"], "datetime", None)
    except _UNREADABLE:
        return None
    return sent.date() if isinstance(sent, datetime.datetime) else None


def subject_of(message: EmailMessage) -> str | None:
    """Return the subject of a mail without the `Fwd:` that others put before it."""
    try:
        subject = " ".join(str(message["Subject"] or "").split())
    except _UNREADABLE:
        return None
    return _FORWARDED.sub("", subject, count=1).strip() or None


def charset_of(part: EmailMessage) -> str | None:
    """Return the charset that a part of a mail names."""
    try:
        return part.get_content_charset()
    except _UNREADABLE:
        return None


def name_of(part: EmailMessage) -> str:
    """Return the file name of a part of a mail, an empty text when it has none."""
    try:
        return part.get_filename() or ""
    except _UNREADABLE:
        return ""


def field_of(part: EmailMessage, name: str) -> str:
    """Return a field as text, an empty one when there is none."""
    try:
        return str(part[name] or "").strip()
    except _UNREADABLE:
        return ""


def is_flowed(part: EmailMessage) -> bool:
    """Tell whether a space at the end of a line of a text means that the line goes on (RFC 3676)."""
    try:
        return str(part.get_param("format") or "").lower() == "flowed"
    except _UNREADABLE:
        return False
