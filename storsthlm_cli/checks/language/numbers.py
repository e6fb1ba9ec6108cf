"""T104 and T105: numbers and their ranges, after Myndigheternas skrivregler (Språkrådet, 8th edition)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, rule
from storsthlm_cli.checks.writing import LOWER, SPACES, Line, lines
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue

_NUMBER = r"\d{1,3}(?: \d{3})+|\d{1,4}(?:,\d{1,2})?"
_RANGE = re.compile(
    rf"(?<![\w.,:/§+–—-])(?<!\d )(?P<first>{_NUMBER})(?P<dash>[{SPACES}]?[-–][{SPACES}]?)(?P<last>{_NUMBER})"
    r"(?![\w/–-])(?![.,:]\d)(?! \d)(?!:[-–])"
)
_BETWEEN = re.compile(r"\b[Mm]ellan[ \u00a0]\Z")
_NEAR = 8
"""Characters before a range in which `mellan` stands."""
_AND_SOON = re.compile(r"(?: \w+){0,2} och\b")
"""What `mellan` is about is still to come: `mellan 7–9 kommuner och länet`."""
_UNIT = re.compile(r" (?:%|(?:procent\w*|år|åringar|kronor|kr|miljoner|miljarder|tusen|veckor|månader|dagar|timmar)\b)")
_CODES = re.compile(
    r"\w*nr|\w*nummer|konto|bg|pg|bankgiro|plusgiro|sfs|iso|en|isbn|issn|covid|tel|telefon|tfn|mobil|ärende|prop"
    r"|proposition|version|kod|pin|org\.nr|artikel|kap|kapitel|avsnitt|bilaga|lag"
    r"|förordning|rum|sal"
)
"""Words before figures that are a name and no number."""
_CARE = "1177"
"""Not a number either, but who answers there."""

_LONG = re.compile(rf"(?<![\w.,:/§+–—-])(?<!\d )(?P<number>[1-9]\d{{3,8}}) (?P<noun>[{LOWER}]+)")
_DOTTED = re.compile(
    rf"(?<![\w.,:/§+–—-])(?P<number>[1-9]\d{{0,2}}(?:\.\d{{3}})+)(?!\w|[.:/,–-]\d)(?=(?P<noun>[{SPACES}][{LOWER}]{{2}})?)"
)
_COUNTED = re.compile(
    r"elever|personer|invånare|platser|deltagare|barn|unga|kronor|kr|lägenheter|bostäder|människor|medlemmar"
    r"|anställda|medarbetare|företag|hushåll|gymnasieplatser|ungdomar|besökare"
)
_NO_NOUNS = re.compile(
    r"och|eller|men|samt|för|i|på|av|med|som|är|var|har|till|från|om|att|vid|under|den|det|de|ska|kan|blir|så"
    r"|när|där|gäller|finns"
)


@rule("T104", Level.WARNING, judges=Issue, fixes=True)
def range_of_numbers(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a range of numbers with a hyphen or blanks around its dash, or with a dash after `mellan`."""
    for line in lines(issue, evidence):
        for match in _RANGE.finditer(line.content):
            if not _counts(line, match):
                continue
            between = _BETWEEN.search(line.content, max(match.start() - _NEAR, 0), match.start())
            dash = " och " if between and not _AND_SOON.match(line.content, match.end()) else "–"
            if match["dash"] != dash and _is_range(line, match):
                yield line.hit(*match.span(), match["first"] + dash + match["last"], wide=True)


@rule("T105", Level.WARNING, judges=Issue, fixes=True)
def thousands(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find thousands that are not set off by a blank: `6000 elever`, `47.000`."""
    for line in lines(issue, evidence):
        for match in (*_LONG.finditer(line.content), *_DOTTED.finditer(line.content)):
            number, noun = match["number"].replace(".", ""), (match["noun"] or "").strip()
            counted = _COUNTED.fullmatch(noun) and number.endswith("00")
            year = len(match["number"]) == 4 and 1900 <= int(number) <= 2100 and not counted
            dotted = "." in match["number"]
            bare = (
                _NO_NOUNS.fullmatch(noun) is not None if not dotted else not (noun or match["number"].endswith(".000"))
            )
            named = _CODES.fullmatch(line.word_before(match.start()).casefold()) or number == _CARE
            if year or bare or named or not line.free(*match.span("number")):
                continue
            yield line.hit(*match.span("number"), f"{int(number):,}".replace(",", " "), wide=True)


def _counts(line: Line, match: re.Match[str]) -> bool:
    """Tell whether figures with a dash between them are two numbers, the first of which is the lower."""
    first, last = (float(match[side].replace(" ", "").replace(",", ".")) for side in ("first", "last"))
    padded = any(match[side].startswith("0") and len(match[side]) > 1 for side in ("first", "last"))
    return (
        first < last
        and not padded
        and line.free(*match.span())
        and not _CODES.fullmatch(line.word_before(match.start()).casefold())
    )


def _is_range(line: Line, match: re.Match[str]) -> bool:
    """Tell whether a dash with blanks around it belongs to the two numbers, and not to the sentence."""
    return match["dash"] in ("-", "–") or _UNIT.match(line.content, match.end()) is not None


def ranges(line: Line) -> list[tuple[int, int]]:
    """Return where the ranges of numbers are."""
    if not any(dash in line.content for dash in "-–"):
        return []
    return [match.span() for match in _RANGE.finditer(line.content) if _counts(line, match) and _is_range(line, match)]
