"""No-break spaces where Swedish typography wants them, put in when rendering so that nobody has to type them.

After Myndigheternas skrivregler: a figure stays with its unit, a day with its month, `kl.` with the time, an initial
with the name, thousands together; a dash never begins a line by itself, where it would look like a line of speech.
"""

from __future__ import annotations

import functools
import re
import unicodedata

NBSP = "\u00a0"

_MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    "|jan|feb|apr|jun|jul|aug|sept|sep|okt|nov|dec"
)
_UNITS = (
    "procent|%|‰|kr|kronor|tkr|mkr|mnkr|mdkr|öre|euro|miljon|miljoner|miljard|miljarder|tusen"
    "|år|månader|veckor|dagar|timmar|tim|minuter|min|sekunder|kommuner|personer|platser"
    "|mm|cm|dm|m|km|mil|m²|km²|ha|hektar|mg|g|hg|kg|ton|ml|dl|l|liter|kW|MW|kWh|MWh|GWh|TWh|MB|GB|°C"
)
_RULES = (
    re.compile(rf"(?<!\d)(?P<a>\d{{1,2}}) (?=(?:{_MONTHS})\b)", re.IGNORECASE),
    re.compile(rf"\b(?P<a>[Dd]en) (?=\d{{1,2}}[\s{NBSP}–])"),
    re.compile(r"\b(?P<a>[Kk]l\.?) (?=\d)"),
    re.compile(rf"(?<=\d)(?P<a>) (?=(?:{_UNITS})(?!\w))"),
    re.compile(r"(?P<a>§|\b(?:nr|[Ss]id\.|[Ss]\.|v\.|[Vv]ecka|år|bilaga|kap\.)) (?=\d)"),
    re.compile(r"\b(?P<a>[A-ZÅÄÖ]\.) (?=[A-ZÅÄÖ])"),
    re.compile(r"^(?P<a>–) (?=\S)"),
    re.compile(r"(?<=\S)(?P<a>) (?=– )"),
)
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
_JOINERS = {"\u200c", "\u200d"}
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


def typeset(text: object) -> str:
    """Return the text with no-break spaces where the rules want them; nothing else changes."""
    words = str(text)
    return _typeset(words) if " " in words else words


@functools.lru_cache(maxsize=4096)
def _typeset(text: str) -> str:
    """Every text is asked for twice, for the page and for the text part; when a preview is renewed, most are again."""
    typeset = _THOUSANDS.sub(lambda match: match[0].replace(" ", NBSP), text)
    for rule in _RULES:
        typeset = rule.sub(rf"\g<a>{NBSP}", typeset)
    return typeset


def unbroken(text: object) -> str:
    """Return a text that must not be broken, such as a telephone number; nothing for None."""
    return "" if text is None else str(text).replace(" ", NBSP)


def plain(text: str) -> str:
    """Return text for the text part: white space of any kind is one space, invisible characters are gone.

    No-break spaces stay, for the line wrapping to heed. Characters of the Unicode class Cf (soft hyphen, zero width
    space, text direction …) go, except the two joiners that some scripts and emoji need.
    """
    for character in {c for c in set(text) if unicodedata.category(c) in ("Cf", "Cc") and not c.isspace()} - _JOINERS:
        text = text.replace(character, "")
    return _SPACES.sub(" ", text)
