"""From an issue file to an Issue, with everything that is wrong in it at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from storsthlm_cli.issues.blocks import read_prose
from storsthlm_cli.issues.languages import read_language
from storsthlm_cli.issues.reminders import read_reminders
from storsthlm_cli.issues.sections import read_section
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.issue import ForList, Issue, Section
from storsthlm_cli.model.places import Part, Path, Place, Spot
from storsthlm_cli.model.prose import Inlines
from storsthlm_cli.source.markdown import line
from storsthlm_cli.source.nodes import Node, Reading, stripped
from storsthlm_cli.source.shapes import check_shape

if TYPE_CHECKING:
    from storsthlm_cli.source.yaml import Document

_USUAL = "sv"


def read_issue(document: Document, key: str) -> tuple[Issue | None, tuple[Finding, ...]]:
    """Read an issue. `key` is its folder's name.

    Returns the issue with whatever could be read of it, and the findings of reading (those of the YAML itself are the
    document's). There is no issue when there is no mapping or no date, without which nothing in it can be judged.
    """
    if document.data is None and any(finding.level is Level.ERROR for finding in document.findings):
        return None, ()
    from storsthlm_cli.issues.shape import IssueShape

    findings, broken = check_shape(document, IssueShape)
    reading = Reading(document, broken, list(findings))
    issue = _issue(reading.root, key) if () not in broken else None
    return issue, tuple(reading.findings)


def _issue(root: Node, key: str) -> Issue | None:
    date = root.date("date")
    number = root.get("number")
    subject, preheader = _line(root.get("subject")), _line(root.get("preheader"))
    sections = tuple(_sections(root))
    closing = read_prose(root.get("closing"))
    for_lists = tuple(_for_lists(root))
    reminders = tuple(read_reminders(root))
    if date is None:
        return None
    return Issue(
        key=key,
        file=root.spot.file,
        date=date,
        number=number.value if number is not None and isinstance(number.value, int) else None,
        subject=subject,
        preheader=preheader,
        sections=sections,
        closing=closing,
        language=read_language(root) or _USUAL,
        reminders=reminders,
        for_lists=for_lists,
    )


def _line(node: Node | None) -> Inlines:
    """Return a line of text with its merge slots. A blank one is objected to (S022)."""
    if node is None:
        return ()
    text = node.words()
    if not text:
        node.reading.object_to("S022", Spot(node.spot.file, node.path, part=Part.KEY), key=str(node.path[-1]))
    inlines, findings = line(stripped(text))
    node.reading.findings.extend(findings)
    return inlines


def _for_lists(root: Node) -> Iterator[ForList]:
    """Yield what is said to some lists only. An empty mapping says nothing, and does no harm."""
    own = root.get("for_lists")
    for name, node in own.entries() if own is not None else ():
        yield ForList(
            name=name,
            spot=Spot(node.spot.file, node.path, part=Part.KEY),
            subject=_line(node.get("subject")),
            preheader=_line(node.get("preheader")),
            intro=read_prose(node.get("intro")),
        )


def _sections(root: Node) -> list[Section]:
    """Return the sections that have a known kind; two with the same id are objected to (S026)."""
    sections: list[Section] = []
    first: dict[str, int] = {}
    for node in root.items("sections"):
        number = int(node.path[-1]) + 1
        section = read_section(node, number)
        if section is None:
            continue
        if section.id in first:
            where = Spot(node.spot.file, (*node.path, "id"))
            if node.get("id") is None:
                where = section.headline.spot() if section.headline is not None else node.spot
            node.reading.object_to("S026", where, id=section.id, first=str(first[section.id]))
        first.setdefault(section.id, number)
        incomplete = any(_objects(finding, node.path) for finding in node.reading.findings)
        sections.append(replace(section, incomplete=incomplete))
    return sections


def _objects(finding: Finding, path: Path) -> bool:
    """Tell whether a finding is an error in what stands at a path."""
    if finding.level is not Level.ERROR or finding.where is None or isinstance(finding.where, Place):
        return False
    return finding.where.path[: len(path)] == path
