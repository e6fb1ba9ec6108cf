"""D112: days that are not written as the others are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storsthlm_cli.checks.phrases import is_bare
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.writing import LOWER
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.phrases import Form, Kind, Saying
from storsthlm_cli.model.texts import Use

_FULL = re.compile(r"[Dd]en \d")
_SENTENCE = re.compile(f" [{LOWER}]")


@rule("D112", Level.INFO, judges=Issue)
def mixed_forms(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find days in figures, or cut short, in an issue whose others are written out, and one without `den` that opens.

    That is, one with which a paragraph begins, in an issue that writes `den` elsewhere.
    """
    days = [saying for saying in evidence.sayings if saying.phrase.kind in (Kind.DAY, Kind.DAYS, Kind.LIST)]
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
