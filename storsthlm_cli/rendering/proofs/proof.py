"""The entry: from an issue to its proof."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.proof import Dated, Mark, Named, Proof, Remark
from storsthlm_cli.rendering import contents
from storsthlm_cli.rendering.proofs.lines import Found, Part, Typesetter
from storsthlm_cli.rendering.proofs.marking import Day
from storsthlm_cli.rendering.proofs.names import Known, names_of
from storsthlm_cli.rendering.proofs.passages import Reader
from storsthlm_cli.rendering.proofs.sheets import sheets
from storsthlm_cli.rendering.typography import plain


def make_proof(
    issue: Issue,
    directory: Directory,
    newsletter: Newsletter,
    *,
    content: str,
    remarks: Sequence[Remark],
    section: str | None = None,
) -> Proof:
    """Return the proof of an issue, or of the one section whose id is given: its lines have the same numbers.

    `content` is the hash of the mail; of the remarks those on what is not shown are left out.
    """
    parts = [part for part in _parts(issue, directory, newsletter) if section is None or part.section == section]
    found = [each for part in parts for each in part.found]
    named, dated = _named(found), _dated(found)
    linked = tuple(link for part in parts for link in part.linked)
    about = tuple(remark for remark in remarks if section is None or remark.section == section)
    return Proof(
        issue=issue.key,
        number=issue.number,
        date=issue.date,
        newsletter=plain(newsletter.name).strip(),
        language=issue.language,
        content=content,
        sheets=sheets(parts, named, dated, linked, about),
        named=named,
        dated=dated,
        linked=linked,
        remarks=about,
    )


def _parts(issue: Issue, directory: Directory, newsletter: Newsletter) -> list[Part]:
    reader = Reader(issue, directory, newsletter.archive_url)
    typesetter = Typesetter(names_of(issue, directory), issue.date)
    parts = [typesetter.set("I inkorgen", "", reader.beginning())]
    for number, section in enumerate(issue.sections, 1):
        called = plain(contents.title(section, directory, issue.date)).strip()
        title = f"Avsnitt {number} av {len(issue.sections)}: {called}"
        parts.append(typesetter.set(title, section.id, reader.section(section)))
    parts.append(typesetter.set("Avslutning", "", reader.closing()))
    parts += [typesetter.set(f"Bara till listan {own.name}", "", reader.for_list(own)) for own in issue.for_lists]
    return [part for part in parts if part.groups]


def _named(found: Sequence[Found]) -> tuple[Named, ...]:
    """Return each name once: people, then organisations, then the rest, in the order of the alphabet."""
    lines: dict[Known, list[int]] = {}
    for each in found:
        if isinstance(each.marked.what, Known):
            lines.setdefault(each.marked.what, []).append(each.line)
    order = list(Mark)
    entries = (Named(known.name, known.mark, known.role, tuple(dict.fromkeys(where))) for known, where in lines.items())
    return tuple(sorted(entries, key=lambda entry: (order.index(entry.mark), entry.name.translate(_ALPHABET))))


def _dated(found: Sequence[Found]) -> tuple[Dated, ...]:
    """Return each day, or days, once; first those that do not exist, then in their order."""
    said: dict[Day, list[Found]] = {}
    for each in found:
        if isinstance(each.marked.what, Day) and each.marked.what.named:
            said.setdefault(each.marked.what, []).append(each)
    entries = (
        Dated(
            day.first,
            day.last,
            day.read,
            tuple({each.words.casefold(): each.words for each in reversed(those)}.values())[::-1],
            tuple(dict.fromkeys(each.line for each in those)),
        )
        for day, those in said.items()
    )
    never = datetime.date.min
    return tuple(sorted(entries, key=lambda entry: (entry.first or never, entry.last or never, entry.lines)))


_ALPHABET = str.maketrans("åäöÅÄÖ", "{|}[\\]")
"""Puts the last letters behind z, in their order: å, ä, ö."""
