"""Parameters of addresses that say nothing of the page, but of who followed the link or from where."""

from __future__ import annotations

import re

_NAMES = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|yclid|li_fat_id|igshid|igsh|mc_cid|mc_eid"
    r"|_hsenc|_hsmi|hsctatracking|mkt_tok|oly_enc_id|oly_anon_id|vero_id|_ga|_gl",
    re.IGNORECASE,
)
"""As Google, Meta, Microsoft, LinkedIn, X, Mailchimp, HubSpot, Marketo, Omeda and Vero document theirs."""

_PERSONAL = re.compile(
    r"\{\{|%7B%7B|\w(?:@|%40)\w|[a-z0-9_]{50,}|\beyJ[\w-]{10,}\."
    r"|\b(?:unsubscribe|opt-?out|avsluta|avregistrera|avprenumerera|avanm(?:[aä]|%C3%A4)l(?:an)?)\b"
    r"|[?&;/](?:e|e-?mail|e-?post|mail|user(?:_?id|name)?|uid|recipient|(?:subscriber|contact|member)(?:_?id)?"
    r"|(?:access_|auth_?|id_)?token|jwt|(?:(?:php|j)?sess(?:ion)?(?:_?id)?)|sid|pass(?:word|wd)|pwd|secret|sig(?:nature)?"
    r"|api_?key|auth|invite|otp)=",
    re.IGNORECASE,
)
"""Merge slots, addresses and names of users; ways to leave a list; what lets one person in or counts them."""


def is_personal(url: str) -> bool:
    """Tell whether a link may be one person's own: to ask for it might tell who that is, or do something to them."""
    return _PERSONAL.search(url) is not None or bool(without_tracking(url)[1])


def without_tracking(url: str) -> tuple[str, tuple[str, ...]]:
    """Return an address without such parameters, all else as it was, and the names of those that it had."""
    if "?" not in url:
        return url, ()
    address, hash_sign, fragment = url.partition("#")
    page, question, query = address.partition("?")
    kept: list[str] = []
    gone: list[str] = []
    for parameter in query.split("&"):
        name = parameter.partition("=")[0]
        (gone if _NAMES.fullmatch(name) else kept).append(parameter)
    if not gone:
        return url, ()
    rest = "&".join(kept)
    names = tuple(dict.fromkeys(parameter.partition("=")[0] for parameter in gone))
    return page + (question + rest if rest else "") + hash_sign + fragment, names
