"""C109: mail addresses whose domain is nearly one that we know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from storsthlm_cli.checks.near_misses import near
from storsthlm_cli.checks.registry import Hit, rule
from storsthlm_cli.checks.words import mended
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import pieces

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@(?P<domain>[\w-]+(?:\.[\w-]+)+)")


@rule("C109", Level.WARNING, judges=Issue)
def domain_nearly(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a mail address in the text whose domain is, with a slip of the pen, one of the directory's."""
    known = _domains(evidence.directory)
    for piece in pieces(issue):
        if "@" not in piece.text.content:
            continue
        for match in _ADDRESS.finditer(piece.text.content):
            domain = match["domain"].casefold()
            found = [other for other in known if other != domain and near(domain, other)] if domain not in known else []
            if len(found) == 1:
                yield mended(piece.text, *match.span("domain"), found[0])


def _domains(directory: Directory) -> Counter[str]:
    """Return the domains of the directory's addresses, and how many have each."""
    addresses = (person.email.content for person in directory.people.values() if person.email)
    return Counter(address.rpartition("@")[2].casefold() for address in addresses if "@" in address)
