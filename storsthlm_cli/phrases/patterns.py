"""The pieces that patterns of phrases are made of. Numbered groups belong to the first or the second part of a phrase.

d day, o day in words, m month, s month cut short, n month in figures, y year, z year in two figures, w day of the week,
k week, h hour, i minute, c what parts them.
"""

from __future__ import annotations

from collections.abc import Iterable

from storsthlm_cli.phrases.vocabulary import FULL_MONTHS, MONTHS, ORDINALS, SHORT_MONTHS, WEEKDAYS

S = r"[ \u00a0\u202f]"
GAP = rf"{S}{{0,2}}"
_DASH = rf"{GAP}[-–—]{GAP}"
_TILL = rf"till{S}+och{S}+med|till|t\.?{S}?o\.?{S}?m\.?"
TO = rf"(?P<to>{GAP}[-–—/]{GAP}|{S}+(?:{_TILL}){S}+)"
OR_TO = rf"(?P<to>{GAP}[-–—/]{GAP}|{S}+(?:och|&|samt|{_TILL}){S}+)"
DASH_TO = rf"(?P<to>{_DASH}|{S}+(?:{_TILL}){S}+)"
COUNTED = (
    r"procent|%|kr\b|kronor|euro|miljon|miljard|tusen|personer|elever|invånare|kommuner|platser|deltagare|medlemmar"
    r"|bostäder|lägenheter|timmar|ton|meter|kilometer|kg|km|mail|ex\b|exemplar|stycken|st\b"
)
"""What a number before it counts, so that it is no year."""

DEN = rf"(?:den{S}{{0,2}}|d\.{S}?)?"
BEFORE = r"(?<![\w/:.-])(?<!(?<!\d\d\d)\d,)"
OTHER_YEAR = rf"(?P<which>i{S}+år|i{S}+fjol|förra{S}+året|nästa{S}+år)\b"
_EA = r"(?::?[ea](?![\w]))?"
_SHORT_YEAR = r"(?:1[5-9]|[2-4]\d)"


def any_of(words: Iterable[str]) -> str:
    """Return what matches any of the words, the longest first, with blanks of any kind and number.

    What words begin with alike is written once: long alternatives are slow to compile and to try.
    """
    ends: dict[str, list[str]] = {}
    for word in words:
        ends.setdefault(word[:1], []).append(word[1:])
    whole = ends.pop("", None) is not None
    branches = [f"{S}+" * (first == " ") + first.strip() + any_of(rest) for first, rest in ends.items()]
    if not branches:
        return ""
    joined = "|".join(branches)
    return f"(?:{joined})?" if whole else f"(?:{joined})" if len(branches) > 1 else joined


def weekday(number: int) -> str:
    """Return what matches a day of the week before a date."""
    return rf"(?P<w{number}>{any_of(WEEKDAYS)})\b\.?,?{S}+"


def day(number: int) -> str:
    """Return what matches a day of a month: `5`, `5:e`, `femte`."""
    return rf"(?:(?P<d{number}>\d{{1,2}}){_EA}|(?P<o{number}>{any_of(ORDINALS)})(?!\w))"


def month(number: int) -> str:
    """Return what matches the name of a month, or its abbreviation."""
    return rf"(?:(?P<m{number}>{any_of(FULL_MONTHS)})(?!\w)|(?P<s{number}>{any_of(SHORT_MONTHS)})(?!\w)\.?)"


def bare_year(number: int) -> str:
    """Return what matches a year that is no number of something: `den 5 maj 2000 personer`."""
    return rf"(?P<y{number}>(?:19|20)\d\d)(?![\d]|[-–/]\d|{S}+(?:{COUNTED}))"


def year(number: int, *, told: bool = False) -> str:
    """Return what matches the year after a day or a month, if there is one: ` 2021`, ` -21`, if `told` ` i år`."""
    other = rf"|{S}+{OTHER_YEAR}" if told else ""
    return rf"(?:,?{S}+{bare_year(number)}|{short_year(number)}{other})?"


def short_year(number: int) -> str:
    """Return what matches a year in two figures behind a sign of their being left out: ` -21`."""
    return rf"{S}+[-–’'](?P<z{number}>{_SHORT_YEAR})(?!\w|{S}*[-–./:]\d|{S}*{A_MONTH})"


A_MONTH = rf"(?:{any_of(MONTHS)})\b"
"""A month that is not to be kept, as in what must not follow."""

CLOCKS = (
    r"(?P<h1>\d{1,2})(?:(?P<c1>[.:])(?P<i1>\d\d))?(?!\d)"
    rf"(?:(?P<to>{_DASH}|{S}+(?:till|och){S}+)(?:(?:kl\.?|klockan){S}*)?"
    rf"(?P<h2>\d{{1,2}})(?:(?P<c2>[.:])(?P<i2>\d\d))?(?![\d/]|{S}+{A_MONTH}))"
)
