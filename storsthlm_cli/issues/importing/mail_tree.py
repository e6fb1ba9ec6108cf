"""The parts of a mail: which of them are its text, which are images, which are neither."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Sequence
from email.message import EmailMessage

from storsthlm_cli.issues.importing.lines import File
from storsthlm_cli.issues.importing.mail_headers import field_of, message_of, name_of

_MESSAGES = ("message/rfc822", "message/global")
_TEXTS = ("text/html", "text/plain")
_OTHER_FORMS = (*_TEXTS, "text/enriched", "text/x-amp-html", "text/watch-html")
"""What a mail's text is given in as well; that which was not read is no loss."""
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_MOST_MESSAGES = 1000
_UNSEEN = re.compile(rb"<(style|script|title)\b.*?</\1|<[^<>]{0,5000}>|&(?:nbsp|zwnj|#160|#8204);|\s|\0", re.S | re.I)


def messages_in(message: EmailMessage) -> list[EmailMessage]:
    """Return a mail and those that were forwarded in it as attachments, in order, a thousand at most."""
    found = [message]
    for outer in found:
        for part in _parts(outer):
            if part.get_content_type() in _MESSAGES and len(found) < _MOST_MESSAGES:
                inner = _forwarded(part)
                if inner is not None:
                    found.append(inner)
    return found


def texts_of(message: EmailMessage) -> list[list[EmailMessage]]:
    """Return the text of a mail: its parts in order, in each form that it is given in, the best form first."""
    found = [texts for form in _TEXTS if (texts := _texts(message, form))]
    if not found:
        attached = [part for part in _parts(message) if part.get_content_type() in _TEXTS and data_of(part).strip()]
        return [attached[:1]] if attached else []
    return found if len(found) < 2 or found[0] != found[1] else found[:1]


def size_of(texts: Sequence[EmailMessage]) -> int:
    """Return how much there is to read in parts, in bytes without mark-up."""
    return sum(len(_UNSEEN.sub(b"", data_of(part))) for part in texts)


def data_of(part: EmailMessage) -> bytes:
    """Return the bytes of a part, none for one that only holds others."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def files_of(message: EmailMessage) -> Iterator[tuple[str, File]]:
    """Yield the images of a mail by content id, by address and by name; each at least once, none in another's place."""
    taken: set[str] = set()
    for number, part in enumerate(_parts(message), 1):
        data = data_of(part) if part.get_content_maintype() == "image" else b""
        if not data:
            continue
        cid, location = field_of(part, "Content-ID").strip("<>"), field_of(part, "Content-Location")
        name = name_of(part) or location.rpartition("/")[2] or cid.partition("@")[0]
        file = File(name or "bild", data)
        keys = [key for key in (cid, location, name) if key and key not in taken]
        for key in keys or [f"part {number} of the mail"]:
            taken.add(key)
            yield key, file


def unused(message: EmailMessage, texts: Sequence[EmailMessage]) -> list[str]:
    """Return the names of the parts that an import does not read: documents, invitations, further texts."""
    read = {id(text) for text in texts}
    return [
        name_of(part) or part.get_content_type()
        for part, alternative in _with_alternatives(message)
        if id(part) not in read
        and part.get_content_maintype() not in ("image", "multipart", "message")
        and part.get_content_type() not in _SIGNATURES
        and not (alternative and part.get_content_type() in _OTHER_FORMS)
        and (name_of(part) or data_of(part).strip())
    ]


def _texts(part: EmailMessage, form: str) -> list[EmailMessage]:
    """Return the parts to read, those of a `form` where there is a choice."""
    kind = part.get_content_type()
    if kind in _TEXTS and not part.is_multipart():
        shown = part.get_content_disposition() != "attachment" and not name_of(part)
        return [part] if shown and data_of(part).strip() else []
    if not kind.startswith("multipart/"):
        return []
    each = [_texts(child, form) for child in _children(part)]
    if kind == "multipart/related":
        return next((texts for texts in each if texts), [])
    if kind == "multipart/alternative":
        fitting = [texts for texts in each if any(text.get_content_type() == form for text in texts)]
        return (fitting or [texts for texts in each if texts] or [[]])[-1]
    return [text for texts in each for text in texts]


def _children(part: EmailMessage) -> list[EmailMessage]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, EmailMessage)] if isinstance(payload, list) else []


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts of a mail in order, without those of mails in it."""
    for part, _ in _with_alternatives(message):
        yield part


def _with_alternatives(message: EmailMessage) -> Iterator[tuple[EmailMessage, bool]]:
    """Yield parts, and whether each stands among several forms of the same text."""
    left = [(message, False)]
    while left:
        part, alternative = left.pop()
        yield part, alternative
        if part.get_content_maintype() == "multipart":
            inside = alternative or part.get_content_type() == "multipart/alternative"
            left += [(child, inside) for child in reversed(_children(part))]


def _forwarded(part: EmailMessage) -> EmailMessage | None:
    """Return the mail in a part; one that was encoded, against the rules, is decoded first."""
    inner = next(iter(_children(part)), None)
    encoding = field_of(part, "Content-Transfer-Encoding").lower()
    if inner is None or encoding not in ("base64", "quoted-printable"):
        return inner
    raw = inner.as_bytes().strip()
    try:
        return message_of(base64.b64decode(raw) if encoding == "base64" else quopri.decodestring(raw))
    except (binascii.Error, ValueError):
        return inner
