"""T: marks, dashes, figures and blanks, after Myndigheternas skrivregler (Språkrådet, 8th edition).

No-break spaces are not asked for: the renderer puts them where they belong.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import replace

from storsthlm_cli.checks.quotation import misquoted
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.writing import LOWER, SPACES, UPPER, Line, lines, mend, shortened
from storsthlm_cli.model.blocks import ProseText, QuestionAnswer, Quote
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.prose import Bullets, Paragraph
from storsthlm_cli.model.texts import SLOT, Piece, Use, joined

_SPEAKING = frozenset({Use.BODY, Use.QUOTE, Use.ANSWER, Use.NOTE})

_SPEECH = re.compile(rf"(?:-[{SPACES}]*|[–—](?![{SPACES}])|[–—][{SPACES}]{{2,}}|—[{SPACES}])(?=[{UPPER}”\"])")
_ATTRIBUTED = re.compile(r"[,.?!][”\"]? (?:säger|sa|menar|berättar|förklarar|tycker|konstaterar|tror|understryker) ")
_DASH = re.compile(rf"(?<=\S)[{SPACES}](-{{1,3}}|—|––)[{SPACES}](?=\S)")

_FIGURES = re.compile(rf"\d[{SPACES}]-[{SPACES}]\d")

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

_DOUBLE = re.compile(r"(?<=[^\s(]) {2,}(?=[^\s),.;:!?])")
_BEFORE_MARK = re.compile(r"(?<=\S) +(?:[,;:!?]|\.(?![.\w]))(?=[\s”\"’]|\Z)")
_BRACKETS = re.compile(r"(?<=\() +(?=\S)|(?<=[^\s(]) +(?=\))")
_AFTER_MARK = re.compile(
    rf"(?<=[{LOWER}]{{2}})(?:,(?=[{LOWER}{UPPER}\d])|[.!?](?=[{UPPER}][{LOWER}]))|(?<=\d),(?=[{LOWER}]{{2}})"
)
_ODD = "\t\u00a0\u2000-\u200b\u202f\u205f\u3000"
_ODD_BLANK = re.compile(f"(?<![ {_ODD}]) +[{_ODD}][ {_ODD}]*|[{_ODD}]+")
_KEPT_TOGETHER = re.compile(r"[\d§–%]|\b(?:[Kk]l\.?|[Dd]en|nr|[A-ZÅÄÖ]\.)\Z")
_AMPERSAND = re.compile(rf"(?<=[{SPACES}])&(?=[{SPACES}])")
_SUSPENDED = re.compile(rf"(?<![\w-])[{LOWER}{UPPER}]{{2,}}-, (?P<bare>[{LOWER}]{{2,}}) (?:och|samt|eller) [{LOWER}]+")


@rule("T101", Level.WARNING, judges=Issue, fixes=True)
def quotation_marks(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find quotation marks that are not the Swedish ones: ” on both sides, ’ inside of another quotation."""
    for line in lines(issue, evidence):
        for found in misquoted(line.content):
            start, end, right = found.start, found.end, found.right
            if found.alone:
                yield line.hit(start, end, right, wide=True)
                continue
            whole = right + line.content[start + 1 : end - 1] + right
            edit = mend(line.text, start, end, whole)
            if edit is not None:
                arguments = {"words": shortened(line.content[start:end]), "right": shortened(whole)}
                yield Hit(line.text.spot(start, end), arguments, edit=edit)
                continue
            # Markup stands among the words: each mark is mended by itself, or neither.
            sides = [line.hit(at, at + 1, right, wide=True) for at in (start, end - 1)]
            safe = all(side.edit is not None for side in sides)
            yield from (side if safe else Hit(side.where, side.arguments) for side in sides)


@rule("T102", Level.WARNING, judges=Issue, fixes=True)
def line_of_speech(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a line of speech that does not begin with an en dash and one blank (pratminus)."""
    for line in lines(issue, evidence):
        match = _SPEECH.match(line.content) if line.piece.use in _SPEAKING else None
        if match is not None:
            yield line.hit(0, match.end(), "– ", wide=True)
        elif line.piece.use is Use.ITEM and _is_speech(line.piece):
            # What Markdown takes for a list of one item: the hyphen is no character of the text.
            words = shortened(line.content)
            yield hit(line.text.spot(), words=f"- {words}", right=f"– {words}")


@rule("T103", Level.WARNING, judges=Issue, fixes=True)
def hyphen_as_a_dash(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a hyphen, or a long dash, between blanks, where an en dash stands in Swedish."""
    for line in lines(issue, evidence):
        dashes = [match for match in _DASH.finditer(line.content) if line.free(*match.span())]
        ranges = _ranges(line) if dashes else []
        for match in dashes:
            after = bisect.bisect(ranges, match.span())
            if after == 0 or ranges[after - 1][1] <= match.start():
                found = line.hit(*match.span(1), "–", wide=True)
                # Between figures it may also be a range, a number or a sum.
                sure = not _FIGURES.match(line.content, match.start() - 1)
                yield found if sure else replace(found, edit=None)


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


@rule("T106", Level.WARNING, judges=Issue, fixes=True)
def blanks(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find two blanks for one, a blank before a comma or a full stop, and none behind it."""
    for line in lines(issue, evidence):
        content = line.content
        for match in _DOUBLE.finditer(content):
            if content[: match.start()] not in ("–", "-", "—"):
                yield line.hit(*match.span(), " ", wide=True)
        for match in _BEFORE_MARK.finditer(content):
            if line.free(*match.span()):
                yield line.hit(*match.span(), match[0].lstrip(), wide=True)
        for match in _BRACKETS.finditer(content):
            yield line.hit(*match.span(), "", wide=True)
        for match in _AFTER_MARK.finditer(content):
            if line.free(match.start(), match.end() + 1):
                yield line.hit(*match.span(), f"{match[0]} ", wide=True)


@rule("T107", Level.INFO, judges=Issue, fixes=True)
def odd_blanks(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a no-break space, or another blank that looks like one, where none is needed."""
    for line in lines(issue, evidence):
        content = line.content
        for match in _ODD_BLANK.finditer(content):
            before, after = content[: match.start()], content[match.end() :]
            if len(match[0]) == 1 and (_KEPT_TOGETHER.search(before[-4:]) or _KEPT_TOGETHER.match(after[:1])):
                continue
            needed = (
                before and after and not before[-1].isspace() and not after[0].isspace() and match[0].strip("\u200b")
            )
            edit = mend(line.text, *match.span(), " " if needed else "")
            if edit is not None:
                name = "a no-break space" if "\u00a0" in match[0] else f"U+{ord(match[0].lstrip(' ')[0]):04X}"
                yield Hit(edit.spot, {"blank": name}, edit=edit)


@rule("T108", Level.INFO, judges=Issue, fixes=True)
def ampersand(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find `&` between words that are no names."""
    for line in lines(issue, evidence):
        for match in _AMPERSAND.finditer(line.content):
            before, after = line.word_before(match.start()), line.content[match.end() + 1 : match.end() + 2]
            if after.islower() or (before[:1].islower() and after != SLOT):
                yield line.hit(*match.span(), "och", wide=True)


@rule("T109", Level.INFO, judges=Issue)
def suspended_hyphen(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a row of words with one last part in common of which one has no hyphen: `hälso-, sjuk och tandvård`."""
    for line in lines(issue, evidence):
        for match in _SUSPENDED.finditer(line.content):
            yield hit(line.text.spot(*match.span("bare")), words=shortened(match[0]), word=match["bare"])


def _is_speech(piece: Piece) -> bool:
    """Tell whether the only item of a list is somebody's words."""
    match piece.block:
        case Quote(prose=prose) | QuestionAnswer(answer=prose):
            said = prose[:1]
        case ProseText(prose=prose):
            said = prose if _ATTRIBUTED.search(piece.text.content) else ()
        case _:
            return False
    return any(isinstance(block, Bullets) and not block.ordered and _only_item(block) == piece.text for block in said)


def _only_item(bullets: Bullets) -> Text | None:
    match bullets.items:
        case ((Paragraph(inlines),),):
            return joined(inlines)
    return None


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


def _ranges(line: Line) -> list[tuple[int, int]]:
    """Return where the ranges of numbers are."""
    if not any(dash in line.content for dash in "-–"):
        return []
    return [match.span() for match in _RANGE.finditer(line.content) if _counts(line, match) and _is_range(line, match)]
