"""T101 to T103, T108 and T109: marks and dashes, after Myndigheternas skrivregler (Språkrådet, 8th edition)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import replace

from storsthlm_cli.checks.language.numbers import ranges
from storsthlm_cli.checks.language.quotation import misquoted
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.writing import LOWER, SPACES, UPPER, lines, mend, shortened
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
        taken = ranges(line) if dashes else []
        for match in dashes:
            after = bisect.bisect(taken, match.span())
            if after == 0 or taken[after - 1][1] <= match.start():
                found = line.hit(*match.span(1), "–", wide=True)
                # Between figures it may also be a range, a number or a sum.
                sure = not _FIGURES.match(line.content, match.start() - 1)
                yield found if sure else replace(found, edit=None)


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
