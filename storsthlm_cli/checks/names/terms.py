"""N101 and N102: categories and words as they are valid on the issue's date."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.names.known import official
from storsthlm_cli.checks.names.near_misses import single_slip
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.words import begins_sentence, mended, whole
from storsthlm_cli.model.directory import Directory, Term, valid
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import pieces


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
    names = [name for name in official(evidence.directory) if any(form in name for form in forms)]
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


def avoided(issue: Issue, directory: Directory) -> dict[str, str]:
    """Return the words to avoid on the issue's date, with those to write instead."""
    active = (term for term in directory.terms.values() if valid(term.since, term.until, issue.date))
    return {form.content: term.write.content for term in active for form in term.avoid if _differs(form.content, term)}


def _differs(form: str, term: Term) -> bool:
    return bool(form) and form != term.write.content


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]
