"""N109: names in lower case."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, rule
from storsthlm_cli.checks.words import genitive, mended, whole, words
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import pieces

_NAME_OF_ITS_OWN = 8
"""From so many letters on an organisation's name of one word is no common word: `origo` and `inera` may be one."""


@rule("N109", Level.WARNING, judges=Issue, fixes=True)
def name_in_wrong_case(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a person, a municipality or an organisation in lower case. All capitals are left alone."""
    directory = evidence.directory
    places = [form for each in directory.municipalities.values() for form in (each.name.content, each.short.content)]
    people = [person.name.content for person in directory.people.values() if " " in person.name.content]
    bodies = [
        each.name.content
        for each in directory.organisations.values()
        if " " not in each.name.content and len(each.name.content) >= _NAME_OF_ITS_OWN
    ]
    rights = {name.casefold(): name for name in (*bodies, *people, *places) if name[0].isupper()}
    pattern = whole(rights.values(), any_case=True)
    exact = {word.content for name in rights.values() for word in words(name)}
    exact |= {genitive(word) for word in exact}
    folded = {word.casefold() for word in exact}
    for piece in pieces(issue):
        found = {word.content for word in words(piece.text.content)} - exact
        if not any(word.casefold() in folded for word in found):
            continue
        for match in pattern.finditer(piece.text.content):
            form = match["form"]
            right = rights.get(" ".join(form.casefold().split()), "")
            if not right or form.isupper() or form.split() == right.split():
                continue
            if form.split()[0] == right.split()[0] and right in places:
                continue  # `Nacka Kommun` is a matter of N105
            yield mended(piece.text, match.start(), match.end(), right + (match["ending"] or ""))
