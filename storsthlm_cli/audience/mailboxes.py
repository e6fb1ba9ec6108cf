"""Mailboxes that are no person's: shared ones, and those that nobody reads (RFC 2142 and Swedish custom)."""

from __future__ import annotations

from storsthlm_cli.model.lists import Fault

_SHARED = frozenset(
    (
        *("info", "information", "kontakt", "contact", "hej", "hello", "office", "mail", "post", "epost", "e-post"),
        *("registrator", "registratorn", "diarium", "diariet", "arkiv", "kansli", "kansliet", "reception", "vaxel"),
        *("kommun", "kommunen", "kommunstyrelsen", "kommunledning", "kommunkansliet", "stadshuset", "stadskansliet"),
        *("servicecenter", "kontaktcenter", "medborgarservice", "kundservice", "kundtjanst", "support", "admin"),
        *("administration", "redaktion", "redaktionen", "press", "kommunikation", "webmaster", "hostmaster"),
        *("ekonomi", "faktura", "personal", "hr", "sales", "marketing", "security", "nyhetsbrev", "styrelsen"),
    )
)
_UNREAD = frozenset(
    (
        *("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "svaraej", "svara-ej", "ej-svar"),
        *("mailer-daemon", "postmaster", "abuse", "bounce", "bounces", "nobody", "null", "devnull"),
    )
)


def mailbox_of(local: str) -> Fault | None:
    """Return what there is to say of the part before the @, in small letters: shared, not read, or nothing.

    What follows a `+` is the reader's own sorting (RFC 5233).
    """
    name = local.partition("+")[0]
    if name in _UNREAD:
        return Fault.UNREAD
    return Fault.SHARED if name in _SHARED else None
