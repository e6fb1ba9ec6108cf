"""E-mail addresses: which are valid, how they go on the wire, and the form that people are compared by."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from storsthlm_cli.model.newsletter import LABEL

LONGEST = 254
"""Octets in an address (RFC 5321 §4.5.3.1.3 less the angle brackets; RFC 3696, erratum 1690)."""

_ATEXT = r"[A-Za-z0-9_!#$%&'*+\-/=?^`{|}~]+"
_LOCAL_PART = re.compile(rf"(?!.*=\?){_ATEXT}(?:\.{_ATEXT})*")
"""dot-atom of RFC 5322 §3.2.3, less what mail programs might decode (RFC 2047 §5 forbids it, and some do)."""

_LONGEST_LOCAL_PART = 64
"""Octets before the @ (RFC 5321 §4.5.3.1.1)."""

_PLAIN_DOMAIN = re.compile(rf"(?=.{{1,200}}\Z)(?!.*--)(?:{LABEL}\.)+(?P<top>[A-Za-z]{{2,63}})")
"""Domains that need no email-validator, which is slow to load. One without `--` is neither an A-label nor reserved."""

_SET_ASIDE = frozenset({"arpa", "invalid", "local", "localhost", "onion", "test"})
"""Top domains that email-validator has more to say about (RFC 6761, RFC 6762, RFC 7686)."""


class InvalidAddress(ValueError):
    """The text is not an address that we can mail to. `reason` is lower case without a full stop."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Address:
    """A valid address.

    `address` is what goes on the wire: ASCII, the local part as written, the domain in lower case as A-labels.
    `key` is the same wholly in lower case: two addresses with one key are one person. A local part is ASCII here,
    so that lower case is its case folding, and it has only one Unicode normal form.
    """

    address: str
    key: str


def parse(raw: str) -> Address:
    """Read one address without a display name and without space around it.

    The verdict is that of email-validator in strict mode without look-ups, but for one thing: a local part outside
    ASCII is refused, because a letter to it needs SMTPUTF8 (RFC 6531) and so does its bounce, which is then lost.
    Raises InvalidAddress.
    """
    local, at, domain = raw.partition("@")
    if not at or len(local) > _LONGEST_LOCAL_PART or _LOCAL_PART.fullmatch(local) is None:
        raise InvalidAddress(_fault(raw))
    found = _domain(domain)
    if isinstance(found, str):
        raise InvalidAddress(found)
    address = f"{local}@{found.ascii}"
    if len(local) + 1 + found.longest > LONGEST:
        raise InvalidAddress(f"it is longer than {LONGEST} characters")
    return Address(address, address.lower())


@dataclass(frozen=True, slots=True)
class _Domain:
    """A valid domain, and the octets of the longest of its forms: as written, as A-labels, as Unicode."""

    ascii: str
    longest: int


@functools.lru_cache(maxsize=16384)
def _domain(domain: str) -> _Domain | str:
    """Return the domain, or the reason why it is none. A list has few domains, so each is judged once."""
    plain = _PLAIN_DOMAIN.fullmatch(domain)
    if plain and plain["top"].lower() not in _SET_ASIDE:
        return _Domain(domain.lower(), len(domain))
    from email_validator import EmailNotValidError, validate_email

    try:
        valid = validate_email(f"x@{domain}", strict=True, check_deliverability=False)
    except EmailNotValidError as error:
        return _sentence(error)
    forms = (domain, valid.ascii_domain, valid.domain)
    return _Domain(valid.ascii_domain, max(len(form.encode()) for form in forms))


def _fault(raw: str) -> str:
    """Say what is wrong with an address whose local part is not an ASCII dot-atom."""
    if "=?" in raw:
        return "it looks like an encoded word (`=?…?`), which some mail programs would show as another address"
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(raw, strict=True, check_deliverability=False)
    except EmailNotValidError as error:
        return _sentence(error)
    return "letters such as å, ä and ö before the @ are not supported: a bounce from there could not come back"


def _sentence(error: Exception) -> str:
    """Put email-validator's sentences into our form: lower case at the start, no full stop at the end."""
    words = str(error).rstrip(".").replace(". It ", "; it ")
    return words[:1].lower() + words[1:]
