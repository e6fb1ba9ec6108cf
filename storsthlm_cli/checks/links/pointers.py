"""Words that tell readers to read on, and do not take them there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storsthlm_cli.checks.words import begins_sentence
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Spot
from storsthlm_cli.model.targets import targets
from storsthlm_cli.model.texts import RUNNING, Use, pieces

_POINTER = re.compile(r"\b(?:Läs|Se) (?:mera?|vidare) (?:här|nedan|ovan|nedanför|längre (?:ned|ner))(?=\s*(?:[.!]|\Z))")
_TELLING = RUNNING | {Use.PREHEADER}


def pointers(issue: Issue) -> Iterator[tuple[Spot, str]]:
    """Yield sentences such as `Läs mer nedan.` in running text that are no links, nor have one in them."""
    links: list[Spot] | None = None
    for piece in pieces(issue):
        for match in _POINTER.finditer(piece.text.content) if piece.use in _TELLING else ():
            links = [target.where for target in targets(issue)] if links is None else links
            spot = piece.text.spot(*match.span())
            if begins_sentence(piece.text.content, match.start()) and not any(spot.meets(link) for link in links):
                yield spot, match[0]
