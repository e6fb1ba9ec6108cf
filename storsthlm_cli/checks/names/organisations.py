"""N103, N106 and N107: our own name, and organisations by the name that they have on the issue's date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from storsthlm_cli.checks.names.known import known_words
from storsthlm_cli.checks.names.near_misses import index, name_slips, near, single_slip
from storsthlm_cli.checks.names.terms import avoided
from storsthlm_cli.checks.registry import Hit, rule
from storsthlm_cli.checks.words import genitive, mended, whole, words
from storsthlm_cli.model.directory import Directory, Organisation, valid
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import pieces

_SINGLE = 8
"""A name of one word has to be so long before another word can be a slip of it."""
_OF_THE_PAST = re.compile(
    r"\b(tidigare|dåvarande|förra|före detta|f\.d\.|hette|bytte|byter|blev|blir|bildades?|ombildades|sedan|då)\b",
    re.IGNORECASE,
)
"""Words in a text that may speak of how something was called before."""


@rule("N103", Level.ERROR, judges=Issue, fixes=True)
def own_name(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find the organisation's own name with a slip of the pen."""
    own = evidence.organisation
    known = {own, genitive(own), *known_words(evidence.directory)} if own else set()
    for piece in pieces(issue):
        for word in words(piece.text.content):
            right = single_slip(word.content, (own,), known) if word.raised else None
            if right is not None and piece.text.content[word.end : word.end + 1] != "@":
                yield mended(piece.text, word.start, word.end, right)


@rule("N106", Level.WARNING, judges=Issue, fixes=True)
def organisation_nearly(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an organisation in another form than its official one: an alias, capitals, a slip of the pen."""
    current = [each for each in _bodies(evidence.directory) if valid(each.since, each.until, issue.date)]
    names = [each.name.content for each in current]
    aliases = {alias.content: each.name.content for each in current for alias in each.aliases}
    several = [name for name in names if " " in name]
    indexed = index(several)
    by_case = {name.casefold(): name for name in several}
    single = [name for name in names if name not in several and len(name) >= _SINGLE and name != evidence.organisation]
    known = {form for name in names for form in (name, genitive(name))} | avoided(issue, evidence.directory).keys()
    exact, other_case = whole((*names, *aliases)), whole(several, any_case=True)
    for piece in pieces(issue):
        content = piece.text.content
        seen: list[tuple[int, int]] = []
        for match in exact.finditer(content):
            if match["form"] in aliases and match["form"] not in names:
                seen.append(match.span())
                right = aliases[match["form"]]
                mend = mended(piece.text, *match.span(), genitive(right) if match["ending"] else right)
                # Another name altogether is more than another spelling: then somebody has to look at the sentence.
                yield mend if near(match["form"], right) else replace(mend, edit=None)
        for match in other_case.finditer(content):
            form = " ".join(match["form"].split())
            right = by_case.get(form.casefold(), form)
            if form[1:] != right[1:] and not form.isupper() and form not in known:
                seen.append(match.span())
                yield mended(piece.text, *match.span(), right + (match["ending"] or ""))
        for slip, which in name_slips(content, indexed):
            wrong = words(content[slip.start : slip.end])[which].content
            own = near(wrong.removesuffix("s"), evidence.organisation)
            if not own and not any(low < slip.end and slip.start < high for low, high in seen):
                yield mended(piece.text, slip.start, slip.end, slip.right)
        for word in words(content):
            name = single_slip(word.content, single, known) if word.raised else None
            if name is not None:
                yield mended(piece.text, word.start, word.end, name)


@rule("N107", Level.WARNING, judges=Issue, fixes=True)
def organisation_out_of_its_time(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an organisation by a name that it no longer has on the issue's date, or not yet.

    A text that may speak of the past, or that has the name of that day too, may use the other.
    """
    bodies = tuple(_bodies(evidence.directory))
    current = {form for each in bodies if valid(each.since, each.until, issue.date) for form in _forms(each)}
    others = [each for each in bodies if not valid(each.since, each.until, issue.date)]
    meant = {form: each for each in others for form in _forms(each) if form not in current}
    if not meant:
        return
    pattern = whole((*meant, *current))
    for piece in pieces(issue):
        content = piece.text.content
        for match in pattern.finditer(content):
            body = meant.get(match["form"])
            if body is None or _OF_THE_PAST.search(content):
                continue
            now = _at(body, bodies, issue.date)
            if now is not None and any(form in content for form in _forms(now)):
                continue
            if now is None:
                yield Hit(piece.text.spot(*match.span()), {"words": match["form"], "right": ""})
                continue
            is_short = body.short is not None and match["form"] == body.short.content
            right = now.short.content if is_short and now.short is not None else now.name.content
            yield mended(piece.text, *match.span(), genitive(right) if match["ending"] else right)


def _bodies(directory: Directory) -> Iterator[Organisation]:
    """Yield the organisations that are no municipalities: those have a rule of their own."""
    places = {each.name.content for each in directory.municipalities.values()}
    yield from (each for each in directory.organisations.values() if each.name.content not in places)


def _forms(body: Organisation) -> tuple[str, ...]:
    """Return the name and the short form, unless that is a common noun (`landstinget`)."""
    forms = (body.name.content, body.short.content if body.short is not None else "")
    return tuple(form for form in forms if form[:1].isupper())


def _at(body: Organisation, bodies: tuple[Organisation, ...], on: datetime.date) -> Organisation | None:
    """Return what the organisation is called on that day: the one whose time lies beside its own, without a gap."""
    day = datetime.timedelta(days=1)
    found = [
        each
        for each in bodies
        if valid(each.since, each.until, on)
        and (
            (body.until is not None and each.since == body.until + day)
            or (body.since is not None and each.until == body.since - day)
        )
    ]
    return found[0] if len(found) == 1 else None
