"""The hash by which an approved mail is known again."""

from __future__ import annotations

import hashlib
import json

from storsthlm_cli.model.newsletter import Mailbox, Newsletter
from storsthlm_cli.model.rendered import Pieces, Rendered


def content_hash(rendered: Rendered, newsletter: Newsletter) -> str:
    """Return the SHA-256 of the unmerged mail, 64 hexadecimal digits.

    It covers all that a reader gets and that does not depend on the reader or the day: subject, preheader, HTML,
    text, images, sender, reply address, list and the ways to unsubscribe. Whoever changes what goes in here voids
    every approval, so the first entry is a version.
    """
    content = {
        "version": 1,
        "language": rendered.language,
        "subject": _pieces(rendered.subject),
        "preheader": _pieces(rendered.preheader),
        "html": _pieces(rendered.html),
        "text": _pieces(rendered.text),
        "embedded": [[one.cid, one.media_type, one.file_name, _digest(one.data)] for one in rendered.embedded],
        "hosted": [[one.path, _digest(one.data)] for one in rendered.hosted],
        "sender": _mailbox(newsletter.sender),
        "reply_to": _mailbox(newsletter.reply_to),
        "list": [newsletter.name, newsletter.list_id],
        "unsubscribe": [newsletter.unsubscribe_url, newsletter.unsubscribe_mail],
    }
    return _digest(json.dumps(content, sort_keys=True).encode("ascii"))


def _pieces(pieces: Pieces) -> list[str | list[str | None]]:
    return [piece if isinstance(piece, str) else [piece.field, piece.default, piece.place.value] for piece in pieces]


def _mailbox(mailbox: Mailbox | None) -> list[str] | None:
    return None if mailbox is None else [mailbox.name, mailbox.address]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
