"""D111 and D112: days and times that are not written as they should be, or as the others are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storsthlm_cli.checks.dates.phrases import is_bare, rewritten
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.writing import LOWER
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.phrases import DAY_KINDS, Form, Saying
from storsthlm_cli.model.texts import Use
from storsthlm_cli.phrases.correcting import MENDED, recommended

_FULL = re.compile(r"[Dd]en \d")
_BETWEEN = re.compile(r"\b[Mm]ellan[ \u00a0]\Z")
_SENTENCE = re.compile(f" [{LOWER}]")


@rule("D111", Level.WARNING, judges=Issue, fixes=True)
def form_of_a_phrase(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a day or a time that is written in a form that Myndigheternas skrivregler advise against."""
    for saying in evidence.sayings:
        forms = saying.phrase.forms & MENDED
        if not forms or saying.meaning.fault is not None:
            continue
        right = recommended(saying.literal, saying.phrase)
        if right.count("–") == 1 and _BETWEEN.search(
            saying.piece.text.content, max(saying.phrase.start - 8, 0), saying.phrase.start
        ):
            right = right.replace("–", " och ")
        if Form.MISSING_SPACE in forms and right == saying.literal:
            yield Hit(saying.spot, {"words": saying.words, "what": Form.MISSING_SPACE.value, "right": ""})
        elif right != saying.literal:
            what = " and ".join(sorted(form.value for form in forms))
            yield Hit(saying.spot, {"words": saying.words, "what": what, "right": right}, edit=rewritten(saying, right))


@rule("D112", Level.INFO, judges=Issue)
def mixed_forms(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find days in figures, or cut short, in an issue whose others are written out, and one without `den` that opens.

    That is, one with which a paragraph begins, in an issue that writes `den` elsewhere.
    """
    days = [saying for saying in evidence.sayings if saying.phrase.kind in DAY_KINDS]
    odd = [saying for saying in days if saying.phrase.forms & {Form.SLASH, Form.NUMERIC, Form.ABBREVIATED}]
    if odd and len(odd) < len(days):
        usual = next(saying for saying in days if saying not in odd)
        for saying in odd:
            yield hit(saying.spot, words=saying.words, usual=usual.words, right="")
    full = next((saying.words for saying in days if _FULL.match(saying.words)), "")
    for saying in days if full else ():
        if saying.piece.use is Use.BODY and saying.phrase.start == 0 and is_bare(saying) and _opens(saying):
            yield hit(saying.spot, words=saying.words, usual=full, right=f"Den {saying.words}")


def _opens(saying: Saying) -> bool:
    """Tell whether a sentence goes on behind a day in figures and letters: `18 januari samlades vi`."""
    written = not saying.phrase.forms & {Form.SLASH, Form.NUMERIC}
    return (
        written
        and saying.words[:1].isdigit()
        and _SENTENCE.match(saying.piece.text.content, saying.phrase.end) is not None
    )
