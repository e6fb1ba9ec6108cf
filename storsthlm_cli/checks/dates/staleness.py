"""D116: news that has grown old."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.sentences import sentences
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.phrases import Kind, Role

_THIS_YEARS = re.compile(r"(?<=[^\W\d_] )årets(?= \w)")
"""In the middle of a sentence, and with a small letter: `Årets kommun 2018` is a name."""
_COMPARED = re.compile(r"(?:än|sedan|från|mot|med|efter|före|hösten|våren|den|av)\s+(?:år\s+)?\Z", re.IGNORECASE)
"""Words before a year that this one is compared with."""


@rule("D116", Level.INFO, judges=Issue)
def of_another_year(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find `årets` in a sentence that names an earlier year: it was written then, and is a year old by now."""
    for saying in evidence.sayings:
        content, start = saying.piece.text.content, saying.phrase.start
        lone = saying.phrase.kind is Kind.YEAR and len(saying.phrase.parts) == 1 and saying.phrase.role is Role.NONE
        last = saying.meaning.last
        if not lone or last is None or last.year >= issue.date.year or _COMPARED.search(content[:start]):
            continue
        for first, end in sentences(content):
            match = _THIS_YEARS.search(content, first, end) if first <= start < end else None
            if match is not None:
                yield hit(saying.piece.text.spot(*match.span()), year=saying.words, today=str(issue.date.year))
