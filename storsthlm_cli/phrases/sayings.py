"""All that an issue says of days and times in running text, with what it means."""

from __future__ import annotations

from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.phrases import Saying
from storsthlm_cli.model.texts import Use, pieces
from storsthlm_cli.phrases.grammar import find_phrases
from storsthlm_cli.phrases.meaning import meaning

SILENT = frozenset({Use.ALT, Use.CREDIT, Use.CONTACT, Use.SIGNATURE})
"""What stands here is not said to readers of any day: names, addresses, who took a picture."""


def sayings(issue: Issue) -> tuple[Saying, ...]:
    """Return the phrases of all texts of an issue in reading order. Those of calendar rows look ahead."""
    return tuple(
        Saying(piece, phrase, meaning(phrase, issue.date, coming=piece.use is Use.ROW))
        for piece in pieces(issue)
        if piece.use not in SILENT
        for phrase in find_phrases(piece.text.content)
    )
