"""N: names and words as they are valid on the issue's date."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.near_misses import index, name_slips, parts_of, single_slip
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.words import begins_sentence, genitive, mended, whole, words
from storsthlm_cli.model.directory import Directory, Term, valid
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import pieces

_NAME_OF_ITS_OWN = 8
"""From so many letters on an organisation's name of one word is no common word: `origo` and `inera` may be one."""


@rule("N101", Level.WARNING, judges=Issue)
def category_out_of_its_time(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a category that was no longer, or not yet, in use on the issue's date."""
    for section in issue.sections:
        for reference in section.categories:
            category = evidence.directory.categories.get(reference.key)
            if category is not None and not valid(category.since, category.until, issue.date):
                yield hit(reference.spot, label=category.label.content, date=issue.date.isoformat())


@rule("N102", Level.WARNING, judges=Issue, fixes=True)
def word_to_avoid(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a word of `terms.yaml` that we write otherwise. The capital of a sentence says nothing."""
    rights = avoided(issue, evidence.directory)
    own = evidence.organisation
    forms = {form: right for form, right in rights.items() if single_slip(form, (own,), (own,)) is None}
    raised = {form[0].upper() + form[1:]: form for form in forms}
    names = [name for name in _official(evidence.directory) if any(form in name for form in forms)]
    pattern, protected = whole((*forms, *raised)), whole(names)
    for piece in pieces(issue):
        content = piece.text.content
        kept = [match.span() for match in protected.finditer(content)] if names else []
        for match in pattern.finditer(content):
            form, start = match["form"], match.start()
            begins = begins_sentence(content, start)
            if form not in forms and not begins:
                continue
            right = forms[form] if form in forms else _raised(forms[raised[form]])
            if (begins and _raised(right) == form) or content.isupper():
                continue
            if begins and form[0].isupper():
                right = _raised(right)
            if match["ending"] and not form[0].isupper():
                continue
            if not any(low <= start < high for low, high in kept):
                yield mended(piece.text, start, match.end(), right + (match["ending"] or ""))


@rule("N103", Level.ERROR, judges=Issue, fixes=True)
def own_name(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find the organisation's own name with a slip of the pen."""
    own = evidence.organisation
    known = {own, genitive(own), *_known_words(evidence.directory)} if own else set()
    for piece in pieces(issue):
        for word in words(piece.text.content):
            right = single_slip(word.content, (own,), known) if word.raised else None
            if right is not None and piece.text.content[word.end : word.end + 1] != "@":
                yield mended(piece.text, word.start, word.end, right)


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


def avoided(issue: Issue, directory: Directory) -> dict[str, str]:
    """Return the words to avoid on the issue's date, with those to write instead."""
    active = (term for term in directory.terms.values() if valid(term.since, term.until, issue.date))
    return {form.content: term.write.content for term in active for form in term.avoid if _differs(form.content, term)}


def _differs(form: str, term: Term) -> bool:
    return bool(form) and form != term.write.content


def _official(directory: Directory) -> Iterator[str]:
    """Yield the names that are right as they are, even with a word in them that we avoid."""
    yield from (each.name.content for each in directory.organisations.values())
    yield from (each.name.content for each in directory.meetings.values())
    yield from (each.name.content for each in directory.people.values())


def _known_words(directory: Directory) -> set[str]:
    names = [*_official(directory), *(each.short.content for each in directory.municipalities.values())]
    found = {word.content for name in names for word in words(name)}
    return found | {genitive(word) for word in found}


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]
