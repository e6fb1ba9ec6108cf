"""N110: names that one issue writes in two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.words import begins_sentence, raised_names, whole
from storsthlm_cli.model.directory import Directory, valid
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import Piece, Use, pieces

_FEWEST = 3
"""Words of a name, the first one left out, that can be told from any other words."""


@rule("N110", Level.INFO, judges=Issue)
def two_forms(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a name of several words that the issue writes with other capitals elsewhere: `Årets Innovativa kommun`."""
    texts = [piece for piece in pieces(issue) if not piece.text.content.isupper()]
    names = {name for piece in texts for name in raised_names(piece.text.content)}
    everything = "\n".join(piece.text.content for piece in texts)
    rows = (evidence.directory.title_of(row) for section in issue.sections for row in section.rows)
    yield from _meetings(texts, "\n".join((everything, *rows)), issue, evidence.directory)
    folded = everything.casefold()
    keys = {name.casefold() for name in names if folded.count(name.casefold()) > everything.count(name)}
    if not keys:
        return
    found = [
        (piece, match, _form(piece.text.content, match))
        for piece in texts
        for match in whole(keys, any_case=True).finditer(piece.text.content)
    ]
    forms: dict[str, Counter[str]] = {}
    for _, _, form in found:
        forms.setdefault(form.casefold(), Counter())[form] += 1
    for piece, match, form in found:
        usual = forms[form.casefold()].most_common(1)[0][0]
        if form != usual and not form.isupper():
            yield hit(piece.text.spot(*match.span("form")), words=match["form"], usual=usual)


def _meetings(texts: list[Piece], everything: str, issue: Issue, directory: Directory) -> Iterator[Hit]:
    """Yield the names of meetings in running text, their first words left out, that calendar or text have otherwise."""
    plain = " ".join(everything.split())
    folded = plain.casefold()
    rights: dict[str, str] = {}
    for series in directory.meetings.values():
        usual, *tails = (_tail(form.content) for form in (series.name, series.name, *series.aliases))
        told = valid(series.since, series.until, issue.date) and len(usual.split()) >= _FEWEST
        if told and re.search(rf"{re.escape(usual)}(?!\w)", plain):
            rights |= {each.casefold(): usual for each in tails if len(each.split()) >= _FEWEST}
    right = {tail: plain.count(usual) for tail, usual in rights.items() if tail == usual.casefold()}
    rights = {tail: usual for tail, usual in rights.items() if folded.count(tail) > right.get(tail, 0)}
    for piece in texts if rights else ():
        for match in whole(rights, any_case=True).finditer(piece.text.content) if piece.use is not Use.ROW else ():
            form, usual = " ".join(match["form"].split()), rights[" ".join(match["form"].casefold().split())]
            if form[1:] != usual[1:] and not form.isupper():
                yield hit(piece.text.spot(*match.span("form")), words=match["form"], usual=usual)


def _tail(name: str) -> str:
    return name.partition(" ")[2]


def _form(content: str, match: re.Match[str]) -> str:
    """Return a name as it would be inside of a sentence, as far as that can be known."""
    form = " ".join(match["form"].split())
    return form[0].upper() + form[1:] if begins_sentence(content, match.start()) else form
