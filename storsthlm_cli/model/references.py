"""What an issue refers to in the directory: people, organisations, and the facts that name them."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.model.blocks import Facts, Picture, Quote, Reference
from storsthlm_cli.model.issue import Section


def shown_people(section: Section) -> Iterator[Reference]:
    """Return the references to people who are shown with a role: who it is about, who is quoted, who signs."""
    quoted = (block.by for block in section.blocks() if isinstance(block, Quote) and block.name is None)
    for who in (section.person, *quoted, section.signature):
        if isinstance(who, Reference):
            yield who


def people(section: Section) -> Iterator[Reference]:
    """Return all references to people in a section."""
    yield from shown_people(section)
    for block in section.blocks():
        if isinstance(block, Picture):
            everybody = (block.portrait, *(who for row in block.people for who in row.people))
        else:
            everybody = (block.by,) if isinstance(block, Quote) and block.name is not None else ()
        yield from (who for who in everybody if isinstance(who, Reference))
    yield from (contact.person for contact in section.contacts if isinstance(contact.person, Reference))


def organisations(section: Section) -> Iterator[Reference]:
    """Return all references to organisations in a section."""
    for facts in all_facts(section):
        yield from (who for who in facts.organisers if isinstance(who, Reference))


def all_facts(section: Section) -> Iterator[Facts]:
    """Return the facts of a section: its own, and those in its text."""
    yield from (block for block in section.blocks() if isinstance(block, Facts))
    if section.facts is not None:
        yield section.facts
