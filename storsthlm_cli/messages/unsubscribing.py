"""The ways out: the addresses by which a reader leaves the list, and the headers that mail programs use for it."""

from __future__ import annotations

import html
import re
import urllib.parse
from dataclasses import dataclass

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.rendered import UNSUBSCRIBE_URL, MergeSlot, Pieces, SlotPlace

TOKEN = "@token"  # noqa: S105 (the name of a slot, not a secret)
"""The slot that a reader's unsubscribe token goes into; the token needs no escaping anywhere."""

_HTTPS = re.compile(r"https://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+;=%]+")
"""Characters of RFC 3986 but the comma, which separates the addresses of a List-Unsubscribe."""


_LONGEST = 800
"""Characters of such an address: with the reader's token it stays on one line of 998 (RFC 5322 §2.1.1)."""


@dataclass(frozen=True, slots=True)
class WaysOut:
    """What stands before the token: `mail` a mailto address with its subject, `web` an https one or None."""

    mail: str
    web: str | None

    def written(self, pieces: Pieces, *, markup: bool) -> Pieces:
        """Return the text with each `@unsubscribe_url` slot as constant address and token slot.

        The address is the https one where there is one (RFC 8058), else the mailto one. `markup` tells HTML, where
        the address is escaped, from plain text.
        """
        address = self.web or self.mail
        constant = html.escape(address) if markup else address
        written: list[str | MergeSlot] = []
        for piece in pieces:
            if isinstance(piece, MergeSlot) and piece.field == UNSUBSCRIBE_URL:
                written += [constant, MergeSlot(TOKEN, None, SlotPlace.URL)]
            else:
                written.append(piece)
        return _joined(written)


def ways_out(newsletter: Newsletter) -> WaysOut:
    """Read the newsletter's unsubscribe addresses. Raises Failure when one of them could not stand in a header."""
    try:
        mailbox = parse(newsletter.unsubscribe_mail).address
    except InvalidAddress as error:
        raise Failure(f"the unsubscribe address `{newsletter.unsubscribe_mail}` is invalid: {error.reason}") from error
    web = newsletter.unsubscribe_url
    if web is not None and not _HTTPS.fullmatch(web):
        raise Failure(
            f"the unsubscribe address `{web}` is not a plain https address",
            hint="it must begin with `https://`; percent-encode letters outside ASCII, spaces and commas",
        )
    if web is not None and len(web) > _LONGEST:
        raise Failure(f"the unsubscribe address has {len(web)} characters", hint=f"write {_LONGEST} at most")
    # RFC 6068: what has a meaning in a mailto address is percent-encoded, the @ before the domain is not.
    return WaysOut(f"mailto:{urllib.parse.quote(mailbox, safe='@+!$*')}?subject=unsubscribe%20", web)


def _joined(pieces: list[str | MergeSlot]) -> Pieces:
    joined: list[str | MergeSlot] = []
    for piece in pieces:
        if joined and isinstance(piece, str) and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)
