"""What a domain says of its mail in the DNS: DMARC (RFC 7489, RFC 9989) and the keys of DKIM (RFC 6376)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

from storsthlm_cli.online.names import Names

_MOST_NAMES = 8
"""Names that are asked for on the way up (RFC 9989 §4.10)."""
_POLICIES = ("none", "quarantine", "reject")
_SHORT_KEY = 270
"""Bytes of a public RSA key in DER: one of 2048 bits has 294 (RFC 8301 §3.2 wants as much)."""


@dataclass(frozen=True, slots=True)
class Dmarc:
    """What receivers are to do with mail that only claims to be from a domain.

    `domain` is where the record stands: the domain itself or one above it. `problem` says why receivers pay no heed.
    """

    domain: str
    policy: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DkimKey:
    """A public key. `problem` says why no signature can be proved by it, "" when it can; `short` that it is weak."""

    name: str
    problem: str = ""
    short: bool = False


def dmarc(names: Names, domain: str) -> Dmarc | None:
    """Return what a domain, or else the nearest one above it, says; None when none does. Raises Silence.

    The last label is asked for nothing: no organisation is a top-level domain.
    """
    labels = domain.split(".")
    above = [".".join(labels[start:]) for start in range(1, len(labels) - 1)][-(_MOST_NAMES - 1) :]
    for each in (domain, *above):
        records = [tags for text in names.texts(f"_dmarc.{each}") if (tags := _tags(text)).get("v") == "DMARC1"]
        if len(records) > 1 and each == domain:
            return Dmarc(each, "", f"`_dmarc.{each}` has {len(records)} records, and receivers use none of them")
        if len(records) == 1:
            return _read(each, records[0], below=each != domain)
    return None


def _read(domain: str, tags: Mapping[str, str], *, below: bool) -> Dmarc:
    policy = (tags.get("sp") if below else None) or tags.get("p", "")
    if policy.lower() not in _POLICIES:
        return Dmarc(domain, policy, f"the record at `_dmarc.{domain}` has no policy that receivers know")
    return Dmarc(domain, policy.lower())


def dkim_key(names: Names, selector: str, domain: str) -> DkimKey:
    """Return the key of a selector. Raises Silence."""
    name = f"{selector}._domainkey.{domain}"
    records = [tags for text in names.texts(name) if "p" in (tags := _tags(text)) and tags.get("v", "DKIM1") == "DKIM1"]
    if not records:
        return DkimKey(name, f"there is no key at `{name}`")
    key = "".join(records[0]["p"].split())
    if not key:
        return DkimKey(name, f"the key at `{name}` has been withdrawn")
    try:
        size = len(base64.b64decode(key, validate=True))
    except binascii.Error:
        return DkimKey(name, f"the key at `{name}` is damaged")
    return DkimKey(name, short=records[0].get("k", "rsa") == "rsa" and size < _SHORT_KEY)


def _tags(text: str) -> dict[str, str]:
    """Read `v=DKIM1; p=…` (RFC 6376 §3.2); the first of a name counts."""
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, _, value = part.partition("=")
        found.setdefault(name.strip().lower(), value.strip())
    return found
