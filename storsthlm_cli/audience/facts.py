"""What is known of a list: `lists/NAME.yaml`, and its headings held against it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from storsthlm_cli.audience.columns import HEADINGS, field_named, fields_of
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.lists import Fault, ListFacts, Problem
from storsthlm_cli.source.nodes import Reading
from storsthlm_cli.source.shapes import check_shape

if TYPE_CHECKING:
    from storsthlm_cli.source.yaml import Document

_ALIKE = 0.8
"""How alike a heading must be to one of ours to be taken for a slip of it."""


def read_facts(document: Document) -> tuple[ListFacts, tuple[Finding, ...]]:
    """Return what a file says of its list, as far as it can be read, and what is wrong in it (not in its YAML)."""
    if document.data is None:
        return ListFacts(), ()
    from storsthlm_cli.audience.shape import ListShape

    findings, broken = check_shape(document, ListShape)
    if () in broken:
        return ListFacts(), findings
    reading = Reading(document, broken, list(findings))
    root, fields = reading.root, reading.root.get("fields")
    described = ((name, node.plain()) for name, node in (fields.entries() if fields is not None else ()))
    facts = ListFacts(
        title=root.text("title"),
        why=root.text("why"),
        purpose=root.text("purpose"),
        legal_basis=root.text("legal_basis"),
        source=root.text("source"),
        date=root.date("date"),
        fields={name: text for name, text in described if text is not None},
        roles=tuple(text for text in (node.plain() for node in root.items("roles")) if text is not None),
    )
    return facts, tuple(reading.findings)


def judge_facts(facts: ListFacts | None, file: str, described: str, headings: Sequence[str]) -> Iterator[Problem]:
    """Yield what nobody has said of the list `file`; `facts` is None when `described`, which should, is not there."""
    if facts is None:
        yield Problem(Fault.NO_FACTS, file, 0, described)
        return
    if facts.lacking:
        yield Problem(Fault.FEW_FACTS, described, 0, described, ", ".join(f"`{key}`" for key in facts.lacking))
    for name in facts.fields:
        if field_named(name, fields_of(headings)) is None:
            yield Problem(Fault.NO_FIELD, described, 0, name, file)


def judge_headings(headings: Sequence[str], file: str, line: int) -> Iterator[Problem]:
    """Yield the headings that mean nothing to us: those that look like a slip, and the others as something to know."""
    known = {name: field for field, names in HEADINGS.items() for name in names}
    for heading, field in zip(headings, fields_of(headings), strict=True):
        if not heading or field in HEADINGS or fields_of([heading])[0] in HEADINGS:
            continue
        near = difflib.get_close_matches(heading.casefold(), known, 1, _ALIKE)
        if near:
            yield Problem(Fault.HEADING, file, line, heading, near[0])
        else:
            yield Problem(Fault.OTHER_HEADING, file, line, heading, field)
