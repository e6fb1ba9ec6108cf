"""What the value of a setting must look like. Each reader returns the value, or raises ValueError to say why not."""

from __future__ import annotations

import difflib
import ipaddress
import re
import shlex
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.languages import UnknownLanguage, locale_of
from storsthlm_cli.model.newsletter import COLOUR, LABEL, LIST_ID, TOKEN_PLACE

E = TypeVar("E", bound=StrEnum)

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_FONTS = re.compile(r"(?:'[A-Za-z0-9 -]+'|[A-Za-z0-9 -]+)(?:\s*,\s*(?:'[A-Za-z0-9 -]+'|[A-Za-z0-9 -]+))*")
_HOST = re.compile(rf"{LABEL}(?:\.{LABEL})*\.?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")

LEAST_MONTHS = 3
"""How long the ledger keeps the addresses of a dispatch that has ended, at least."""

_SOME_TOKEN = f"a1b2c3-0123456789-fffff-{'0' * 32}"
"""As long as a reader's token is in a dispatch to a million."""
_BESIDE_TOKEN = 64 - len(_SOME_TOKEN)
"""What RFC 5321 §4.5.3.1.1 leaves of the octets before the @."""
_LONGEST_LINE = 500
_LONGEST_URL = 800
"""With what is put around it, a line of a header stays below 998 octets (RFC 5322 §2.1.1)."""


def line(text: str) -> str:
    """Read text on one line: it goes into headers and footers."""
    bare = text.strip()
    if not bare.isprintable():
        raise ValueError("must be one line without control characters")
    if len(bare) > _LONGEST_LINE:
        raise ValueError(f"has {len(bare)} characters, and {_LONGEST_LINE} at most fit")
    return bare


def address(text: str) -> str:
    """Read an e-mail address."""
    try:
        return parse(text.strip()).address
    except InvalidAddress as error:
        raise ValueError(f"is no valid e-mail address: {error.reason}") from None


def return_path(text: str) -> str:
    """Read the address that reports come back to; `{token}` may stand once in it, before the @."""
    before, place, after = text.strip().partition(TOKEN_PLACE)
    if not place:
        return address(text)
    local, at, _ = after.partition("@")
    if "@" in before or not at or TOKEN_PLACE in after:
        raise ValueError(f"is `{text}`: `{TOKEN_PLACE}` stands once, before the @, as in `studs+{TOKEN_PLACE}@…`")
    if before[-1:].isalnum() or local[:1].isalnum():
        raise ValueError(f"is `{text}`: write a `+` or `-` between `{TOKEN_PLACE}` and what is beside it")
    if len(before + local) > _BESIDE_TOKEN:
        raise ValueError(f"leaves the token no room: at most {_BESIDE_TOKEN} characters stand beside it before the @")
    read = address(f"{before}{_SOME_TOKEN}{after}")
    if not read.isascii():
        raise ValueError(f"is `{text}`: only ASCII letters stand before the @")
    return read.replace(_SOME_TOKEN, TOKEN_PLACE)


def list_id(text: str) -> str:
    """Read the domain-like part of a List-Id (RFC 2919 §2)."""
    if not LIST_ID.fullmatch(text):
        raise ValueError(f"is `{text}`, not words with dots between them like `newsletter.example.org`")
    return text.lower()


def web_address(text: str) -> str:
    """Read an https address."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        host = None
    if not host or parts.scheme != "https" or parts.username is not None:
        raise ValueError(f"is `{text}`, not an address that begins with `https://`")
    if len(text) > _LONGEST_URL:
        raise ValueError(f"has {len(text)} characters, and {_LONGEST_URL} at most fit")
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError(f"is `{text}`: write letters outside ASCII as `%C3%A5` in a path and as `xn--` in a domain")
    return text


def language(text: str) -> str:
    """Read a language tag (BCP 47)."""
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f"is `{text}`, not a language tag like `sv`")
    try:
        locale_of(text)
    except UnknownLanguage:
        raise ValueError(f"is `{text}`, which is no known language; write a tag like `sv`") from None
    return text


def timezone(text: str) -> str:
    """Read the name of a time zone."""
    from zoneinfo import ZoneInfo, available_timezones

    try:
        return ZoneInfo(text).key
    except (ValueError, OSError, KeyError):
        close = difflib.get_close_matches(text, available_timezones(), n=1)
        wanted = f"the nearest is `{close[0]}`" if close else "expected one like `Europe/Stockholm`"
        raise ValueError(f"is `{text}`, which is no time zone; {wanted}") from None


def folder(text: str) -> str:
    """Read the name of a folder, which must not lead anywhere else."""
    if not _FOLDER.fullmatch(text):
        raise ValueError(f"is `{text}`, not a name of letters, digits, `-` and `_`")
    return text


def colour(text: str) -> str:
    """Read a colour."""
    if not COLOUR.fullmatch(text):
        raise ValueError(f'is `{text}`, not a colour like `"#1D4E89"` (with the quotation marks: # begins a comment)')
    return text.upper()


def fonts(text: str) -> str:
    """Read names of fonts with commas between them; single quotation marks may stand around a name."""
    if not _FONTS.fullmatch(text):
        raise ValueError(f"is `{text}`, not names of fonts like `Georgia, 'Times New Roman', serif`")
    return text


def command(text: str) -> tuple[str, ...]:
    """Read a command as its words, which quotation marks hold together as in a shell; nothing else is special."""
    try:
        words = tuple(shlex.split(text))
    except ValueError as error:
        raise ValueError(f"is `{text}`, not a command: {str(error).lower()}") from None
    if not words:
        raise ValueError("has no words")
    return words


def host(text: str) -> str:
    """Read the name or IP address of a host."""
    if not _HOST.fullmatch(text):
        raise ValueError(f"is `{text}`, not the name of a server like `smtp.example.org`")
    return text.lower()


def choice(kind: type[E]) -> Callable[[str], E]:
    """Return the reader of one of a few words."""

    def read(text: str) -> E:
        words = [member.value for member in kind]
        if text in words:
            return kind(text)
        close = difflib.get_close_matches(text.lower(), words, n=1)
        known = ", ".join(f"`{word}`" for word in words)
        raise ValueError(f"is `{text}`, not one of {known}" + (f"; did you mean `{close[0]}`?" if close else ""))

    return read


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return the reader of a whole number within bounds, both included."""

    def read(text: str) -> int:
        number = int(text) if re.fullmatch(r"[0-9]{1,6}", text) else least - 1
        if not least <= number <= most:
            raise ValueError(f"is `{text}`, not a whole number from {least} to {most}")
        return number

    return read


def hours(text: str) -> float:
    """Read a time in hours: from six minutes to thirty days."""
    number = float(text) if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,3})?", text) else 0.0
    if not 0.1 <= number <= 720:
        raise ValueError(f"is `{text}`, not a number of hours from 0.1 to 720")
    return number


def months(text: str) -> int:
    """Read how long the ledger keeps addresses: months or years, in English or in Swedish.

    Three months are the least.
    """
    found = re.fullmatch(r"([0-9]{1,3}) *(months?|years?|månad(?:er)?|år)", text.strip().lower())
    if not found:
        raise ValueError(f"is `{text}`, not a time like `24 months` or `2 years`")
    number = int(found[1]) * (12 if found[2].startswith(("year", "år")) else 1)
    if number < LEAST_MONTHS:
        raise ValueError(
            f"is `{text}`, and {LEAST_MONTHS} months are the least: bounces come back late, a correction goes to whom "
            "the issue reached, and three issues in a row tell that an address is dead"
        )
    return number


def yes_or_no(text: str) -> bool:
    """Read a yes or no."""
    known = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() not in known:
        raise ValueError(f"is `{text}`, not `true` or `false`")
    return known[text.lower()]


def tenant(text: str) -> str:
    """Read the name or id of an organisation at Microsoft: one part of a web address."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", text):
        raise ValueError(f"is `{text}`, not a domain or an id")
    return text


def is_loopback(name: str) -> bool:
    """Tell whether a host is this very computer, so that nobody on a network can listen."""
    if name.rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
