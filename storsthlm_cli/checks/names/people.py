"""N104: people by their names."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.names.near_misses import index, name_slips, parts_of
from storsthlm_cli.checks.registry import Hit, rule
from storsthlm_cli.checks.words import mended, words
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import pieces


@rule("N104", Level.WARNING, judges=Issue, fixes=True)
def person_nearly(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find somebody of the directory whose name has a slip of the pen: one word is right, the other nearly."""
    everybody = [person.name.content for person in evidence.directory.people.values()]
    firsts = {parts[0] for parts in map(parts_of, everybody) if len(parts) > 1}
    names = index(everybody)
    for piece in pieces(issue):
        content = piece.text.content
        for slip, which in name_slips(content, names):
            first = words(content[slip.start : slip.end])[0].content
            if which == 0 and (first in firsts or first[:-1] == slip.right.split()[0][:-1]):
                continue  # Kristin and Kristina are two people
            yield mended(piece.text, slip.start, slip.end, slip.right)
