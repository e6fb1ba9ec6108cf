"""T206 to T208: slips of grammar that a few words are enough to tell. Everything else needs a second reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.sentences import sentences
from storsthlm_cli.checks.words import bare
from storsthlm_cli.checks.writing import LOWER, UPPER, lines, shortened
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import Use, section_pieces


@dataclass(frozen=True, slots=True)
class _Slip:
    """What finds a slip, what should stand there (empty when that is the author's to say), and how sure that is."""

    pattern: re.Pattern[str]
    right: str
    level: Level = Level.WARNING


_SLIPS = (
    _Slip(
        re.compile(
            rf"\b(?P<verb>[Rr]ekommendera(?:r|de|t)?) (?P<whom>(?:(?:alla|länets) )?[{LOWER}]+(?:na|ner|en|et)) "
            r"(?P<what>anta|ansluta|använda|avslå|avvakta|besluta|delta|fatta|följa|genomföra|godkänna|göra|införa"
            r"|inrätta|låta|se|starta|ställa|ta|teckna|tillsätta|utse|utveckla|välja)\b"
        ),
        r"\g<verb> \g<whom> att \g<what>",
    ),
    _Slip(
        re.compile(
            rf"\b(?P<what>som (?:anordnas|arrangeras|dr[ie]vs|finansieras|leds|samordnas|ägs)) (?P<who>[{UPPER}]\w*)"
        ),
        r"\g<what> av \g<who>",
    ),
    _Slip(
        re.compile(rf"\b(?P<one>[Ee]n) annans (?P<whose>kommuns|myndighets|organisations|regions|stads)(?= [{LOWER}])"),
        r"\g<one> annan \g<whose>",
    ),
    _Slip(
        re.compile(rf"\b(?P<who>[Ll]andshövding(?:en)?) i [{UPPER}][\w-]+(?: [{UPPER}][\w-]+)? kommun\b"),
        r"\g<who> i … län",
    ),
    _Slip(re.compile(r"\b(?P<who>[Bb]arn) (?P<and>och|eller) ungas\b"), r"\g<who>s \g<and> ungas", Level.INFO),
    _Slip(
        re.compile(
            rf"\b[Bb]åde\s[\w-]+(?:\s[{LOWER}-]+)?,\s(?!(?:och|men|som|där|när|vilket|inte|till|i|på)\b)"
            rf"[\w-]+(?:\s[{LOWER}-]+)?,?\s(?:och|samt)\s[\w-]+"
        ),
        "",
        Level.INFO,
    ),
)

_QUOTED = re.compile(r"[”\"“](?P<said>[^”\"“]+ [^”\"“]+ [^”\"“]+)[”\"“]")
"""At least three words: one or two in quotation marks are a name, or not to be taken at their word."""

_ASKING = r"\b(?:hur|vad|var|varför|vem|vilk[ae]n?|vilket)\b"
_TOLD = re.compile(
    rf"(?:Där|De|Den|Det|Han|Hon|Här|I|Nu|På|Under|Vi|Vid)\b(?:(?!{_ASKING})[^,;:–”\"])* "
    r"(?:(?:beskriv|visa|berätta|diskutera|förklara|redovisa)(?:er|r|s|de|des)|tar upp) "
    rf"{_ASKING}[^:–”\"]*\?\Z"
)
"""A sentence that says that something is told, and then what: nobody is asked."""


@rule("T206", Level.WARNING, judges=Issue)
def slip_of_grammar(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a word that is missing or has a wrong ending; a remark where some writers mean it so."""
    for line in lines(issue, evidence):
        for slip in _SLIPS:
            for match in slip.pattern.finditer(line.content):
                right, sure = shortened(match.expand(slip.right)), slip.level is not Level.INFO
                found = {
                    "words": shortened(match[0]),
                    "what": "lacks a word, or has one that is not right there" if sure else "may be a slip",
                    "right": right if sure else "",
                    "perhaps": right if not sure else "",
                }
                yield Hit(line.text.spot(*match.span()), found, slip.level)


@rule("T207", Level.INFO, judges=Issue)
def headline_that_nobody_says(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a headline with words in quotation marks that are not in its section, which may quote only in part."""
    for line in lines(issue, evidence):
        if line.piece.use is Use.HEADLINE and line.piece.section is not None:
            for match in _QUOTED.finditer(line.content):
                others = (piece.text for piece in section_pieces(line.piece.section) if piece.text is not line.text)
                if not any(bare(match["said"]) in bare(text.content) for text in others):
                    yield hit(line.text.spot(*match.span()), words=shortened(match["said"]))


@rule("T208", Level.INFO, judges=Issue)
def question_that_is_none(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a sentence with a question mark that only tells of a question."""
    for line in lines(issue, evidence):
        if "?" in line.content:
            for start, end in sentences(line.content):
                if _TOLD.match(line.content[start:end].rstrip()):
                    yield hit(line.text.spot(start, end), words=shortened(line.content[start:end]))
