"""The forms in which an address may stand in a text: in any case, in letters, and as servers quote it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ERASED_ADDRESS = "an erased address"
"""Stands where an address stood that is no longer kept."""

_RUN = re.compile(r"[a-z0-9]+")
_BEFORE, _AFTER = r"(?<![A-Za-z0-9._-])", r"(?![A-Za-z0-9-]|\.[A-Za-z0-9])"
_RETURN_PATH = "="
"""What stands for the @ in a tagged return path: `return-anna=kommun.example@relay.example` (VERP)."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One address as it may be found; `like` is a pattern for SQL's LIKE of all that may hold it, and of more."""

    pattern: re.Pattern[str]
    like: str

    def found(self, text: str) -> bool:
        """Tell whether the address stands in a text."""
        return self.pattern.search(text) is not None

    def scrubbed(self, text: str) -> str:
        """Return a text without the address."""
        return self.pattern.sub(ERASED_ADDRESS, text)


def trace_of(key: str) -> Trace:
    r"""Return how a normalised address is found in texts, and no longer address of which it is a part.

    A character that is no letter or digit of ASCII may be written as a code: `=40`, `%40` and `+40` (quoted-printable,
    URLs, RFC 3461 §4), `&#64;`, and as in JSON, `\u00f6`.
    """
    local, _, domain = key.partition("@")
    domains = "|".join(_written(each) for each in dict.fromkeys((domain, _in_letters(domain))))
    plain = f"{_BEFORE}{_written(local)}{_written('@')}(?:{domains}){_AFTER}"
    tagged = f"(?<![A-Za-z0-9]){_written(local)}{_RETURN_PATH}(?:{domains}){_AFTER}"
    longest = max(_RUN.findall(local), key=len, default="")
    return Trace(re.compile(f"{plain}|{tagged}", re.IGNORECASE), f"%{longest}%")


def _written(text: str) -> str:
    return "".join(map(_character, text))


def _character(each: str) -> str:
    if each.isascii() and each.isalnum():
        return re.escape(each)
    forms = []
    for form in dict.fromkeys((each, each.upper(), unicodedata.normalize("NFD", each))):
        coded = "".join(
            chr(byte) if chr(byte).isalpha() and byte < 128 else f"[=%+]{byte:02X}" for byte in form.encode()
        )
        forms += [re.escape(form), coded, *(_numbered(form) if len(form) == 1 else ())]
    return f"(?:{'|'.join(dict.fromkeys(forms))})"


def _numbered(each: str) -> tuple[str, ...]:
    """Return a character as its number in Latin 1 (as quoted-printable has it), in HTML and in JSON."""
    number = ord(each)
    return f"[=%]{number:02X}", f"&#0*{number};", f"&#x0*{number:x};", rf"\\u{number:04x}"


def _in_letters(domain: str) -> str:
    """Return a domain of A-labels (RFC 5890) as people write it."""
    if "xn--" not in domain:
        return domain
    import idna

    try:
        return idna.decode(domain)
    except idna.IDNAError:
        return domain
