"""Parameters of addresses that say nothing of the page, but of who followed the link or from where."""

from __future__ import annotations

import re
from urllib.parse import unquote

_NAMES = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|yclid|li_fat_id|igshid|igsh|mc_cid|mc_eid"
    r"|_hsenc|_hsmi|hsctatracking|mkt_tok|oly_enc_id|oly_anon_id|vero_id|_ga|_gl",
    re.IGNORECASE,
)
"""As Google, Meta, Microsoft, LinkedIn, X, Mailchimp, HubSpot, Marketo, Omeda and Vero document theirs."""

_PERSONAL = re.compile(
    r"\{\{|\*\||%%\w|\w@\w|[a-z0-9_]{50,}|\beyJ[\w-]{10,}\."
    r"|\b(?:unsub(?:scribe)?|opt-?out|avsluta|avregistrer(?:a|ing)|avprenumer(?:era|ation)|avanm[aä]l(?:an|ning)?)(?!\w)"
    r"|[?&;/](?:e|[^?&;/=]*(?:mail|e-?post)(?:[_-]?add?ress)?|user(?:[_-]?id|name)?|uid|recipient|rcpt"
    r"|(?:subscriber|contact|member)(?:[_-]?(?:id|key))?|personnummer|pnr"
    r"|[^?&;/=]*(?:token|signature)|jwt|(?:(?:php|j)?sess(?:ion)?(?:[_-]?id)?)|sid|pass(?:word|wd)|pwd|secret|sig|hash"
    r"|api[_-]?key|auth|invite|otp|ticket)=",
    re.IGNORECASE,
)
"""Merge slots, addresses and names of users; ways to leave a list; what lets one person in or counts them."""


def is_personal(url: str) -> bool:
    """Tell whether a link may be one person's own: to ask for it might tell who that is, or do something to them."""
    # Whoever hands an address on may have escaped it once more.
    return _PERSONAL.search(unquote(unquote(url))) is not None or bool(without_tracking(url)[1])


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
