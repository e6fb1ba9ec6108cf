"""Addresses in links: which may stand in a mail, how a telephone number becomes one, how a link is announced."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from storsthlm_cli.model.blocks import Link, Purpose
from storsthlm_cli.model.targets import earlier_issue

LOST = "länk saknas"
"""Shown where an address is lost, so that nobody can overlook it."""

_SCHEMES = frozenset({"https", "http", "mailto", "tel"})
_ANNOUNCED = {Purpose.DOCUMENT: "dokument", Purpose.VIDEO: "film", Purpose.MAIL: "mejl"}
_SWEDEN = "+46"


def href(url: object, archive_url: str | None = None) -> str | None:
    """Return the address for a link, or None when it is lost, empty or of a scheme that has no place in a mail.

    `#anchor` leads to a section of the same issue, `issue:KEY` and `issue:KEY#anchor` to another issue, which lies
    below `archive_url`; without that, nowhere.
    """
    address = "" if url is None else str(url).strip()
    earlier = earlier_issue(address)
    if earlier is not None:
        return web_address(archive_url, *earlier)
    if address.startswith("#") and len(address) > 1:
        return address
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return None
    return address if scheme in _SCHEMES and len(address) > len(scheme) + 1 else None


def web_address(archive_url: str | None, key: str, anchor: str = "") -> str | None:
    """Return where an issue, or a section of it, is on the web; None when the newsletter has no public address."""
    return f"{archive_url}/issues/{key}/{'#' + anchor if anchor else ''}" if archive_url else None


def bare(address: str) -> str:
    """Return an address as people write it in a text: `info@a.example` for `mailto:info@a.example`."""
    return address.removeprefix("mailto:").removeprefix("tel:")


def telephone(number: object) -> str:
    """Return the `tel:` address of a number as people write it; without a country it is Swedish (RFC 3966)."""
    digits = re.sub(r"[^\d+]", "", str(number).replace("(0)", ""))
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("0"):
        digits = _SWEDEN + digits[1:]
    return "tel:" + digits


def announcement(link: Link) -> str:
    """Return what a click does, to be said after the link's text: `pdf`, `film`, `mejl`, or nothing.

    WCAG 2.4.4 and webbriktlinje R5. Nothing is said twice.
    """
    kind = _ANNOUNCED.get(link.purpose, "")
    if kind and urlsplit(str(link.url or "")).path.lower().endswith(".pdf"):
        kind = "pdf"
    return "" if kind and kind in link.text.content.casefold() else kind
