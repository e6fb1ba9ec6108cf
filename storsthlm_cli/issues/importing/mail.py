"""A mail as it was saved (.eml): its text, its date and subject, and the images that came with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from storsthlm_cli.issues.importing.lines import File
from storsthlm_cli.issues.importing.mail_headers import charset_of, date_of, is_flowed, message_of, subject_of
from storsthlm_cli.issues.importing.mail_tree import data_of, files_of, messages_in, size_of, texts_of, unused
from storsthlm_cli.model.errors import Failure

_HEADER = re.compile(rb"(?:from |[A-Za-z][A-Za-z0-9-]{1,40}:[ \t])", re.IGNORECASE)
_KNOWN = re.compile(
    rb"^(?:subject|from|mime-version|received|return-path|message-id|date)[ \t]*:", re.IGNORECASE | re.MULTILINE
)
_MOST_TOLD = 20
"""Attachments that are told of one by one."""


@dataclass(frozen=True, slots=True)
class Body:
    """A text of a mail: its bytes, the charset that it names, and whether lines ending in a space go on (RFC 3676)."""

    data: bytes
    charset: str | None
    flowed: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail. `forms` are its texts in each form that it is given in, the best first: each is read from top to end.

    `left` are the texts of other mails in the same file, with what they are. `notices` tell what is not read.
    """

    forms: tuple[tuple[Body, ...], ...]
    date: datetime.date | None
    subject: str | None
    files: dict[str, File]
    left: tuple[tuple[str, tuple[Body, ...]], ...] = ()
    notices: tuple[str, ...] = ()


def is_mail(data: bytes) -> bool:
    """Tell whether bytes begin as a mail does: with header fields, two of them well known."""
    head = data[:4000].lstrip(b"\xef\xbb\xbf\r\n")
    return _HEADER.match(head) is not None and len(set(_KNOWN.findall(head.partition(b"\n\n")[0]))) >= 2


def read_mail(data: bytes, shown: str) -> Mail:
    """Return what a mail says, which people know as `shown`.

    Of a mail with others attached to it, the one with the most text is the newsletter. Raises Failure when mails or
    their parts are nested so deeply that they cannot be read.
    """
    try:
        return _read(message_of(data.lstrip(b"\xef\xbb\xbf")))
    except RecursionError:
        raise Failure(
            f"the parts of the mail `{shown}` are nested too deeply to be read", hint="save its text as HTML or text"
        ) from None


def _read(message: EmailMessage) -> Mail:
    messages = messages_in(message)
    forms = [texts_of(one) for one in messages]
    sizes = [max((size_of(texts) for texts in each), default=0) for each in forms]
    chosen = sizes.index(max(sizes))
    notices: list[str] = []
    left: list[tuple[str, tuple[Body, ...]]] = []
    if chosen:
        notices.append(f"the newsletter is the forwarded mail {_titled(messages[chosen])}, which has the most text")
    for number, one in enumerate(messages):
        if number == chosen or not sizes[number]:
            continue
        what = "the note above the forwarded mail" if number == 0 else "another mail that is attached to it"
        left.append((what, _bodies(forms[number][0])))
        notices.append(f"{what} is left out: {_titled(one)}")
    names = list(dict.fromkeys(unused(messages[chosen], [text for texts in forms[chosen] for text in texts])))
    notices += [f"`{name[:100]}` came with the mail and is not read" for name in names[:_MOST_TOLD]]
    if len(names) > _MOST_TOLD:
        notices.append(f"{len(names) - _MOST_TOLD} more attachments came with the mail and are not read")
    newsletter = messages[chosen]
    return Mail(
        tuple(_bodies(texts) for texts in forms[chosen]),
        date_of(newsletter),
        subject_of(newsletter),
        dict(files_of(newsletter)),
        tuple(left),
        tuple(notices),
    )


def _titled(message: EmailMessage) -> str:
    title = subject_of(message)
    return f"`{title[:100]}`" if title else "without a subject"


def _bodies(texts: Sequence[EmailMessage]) -> tuple[Body, ...]:
    return tuple(Body(data_of(text), charset_of(text), is_flowed(text)) for text in texts)
