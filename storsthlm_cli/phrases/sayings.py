"""All that an issue says of days and times in running text, with what it means."""

from __future__ import annotations

from dataclasses import dataclass

from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Spot
from storsthlm_cli.model.texts import Piece, Use, pieces
from storsthlm_cli.phrases.grammar import find_phrases
from storsthlm_cli.phrases.meaning import Meaning, meaning
from storsthlm_cli.phrases.phrase import Phrase

_SILENT = frozenset({Use.ALT, Use.CREDIT, Use.CONTACT, Use.SIGNATURE})
"""What stands here is not said to readers of any day: names, addresses, who took a picture."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A phrase of day or time, where it stands and what it means in its issue."""

    piece: Piece
    phrase: Phrase
    meaning: Meaning

    @property
    def words(self) -> str:
        """The phrase as written, white space of any kind as single blanks."""
        return " ".join(self.piece.text.content[self.phrase.start : self.phrase.end].split())

    @property
    def spot(self) -> Spot:
        """Where the phrase stands."""
        return self.piece.text.spot(self.phrase.start, self.phrase.end)


def sayings(issue: Issue) -> tuple[Saying, ...]:
    """Return the phrases of all texts of an issue in reading order. Those of calendar rows look ahead."""
    return tuple(
        Saying(piece, phrase, meaning(phrase, issue.date, coming=piece.use is Use.ROW))
        for piece in pieces(issue)
        if piece.use not in _SILENT
        for phrase in find_phrases(piece.text.content)
    )
