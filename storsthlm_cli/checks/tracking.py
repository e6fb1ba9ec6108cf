"""Parameters of addresses that say nothing of the page, but of who followed the link or from where."""

from __future__ import annotations

import re

_NAMES = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|yclid|li_fat_id|igshid|igsh|mc_cid|mc_eid"
    r"|_hsenc|_hsmi|hsctatracking|mkt_tok|oly_enc_id|oly_anon_id|vero_id|_ga|_gl",
    re.IGNORECASE,
)
"""As Google, Meta, Microsoft, LinkedIn, X, Mailchimp, HubSpot, Marketo, Omeda and Vero document theirs."""


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
