"""From the directory's files to a Directory, with everything that is wrong in them at its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from storsthlm_cli.model.directory import Category, Directory, Municipality, Organisation, Person, Role, Series, Term
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.places import Text
from storsthlm_cli.source.nodes import Node, Reading
from storsthlm_cli.source.shapes import check_shape, nearest
from storsthlm_cli.source.slugs import slug

if TYPE_CHECKING:
    from storsthlm_cli.source.yaml import Document

BLACK, WHITE = "#000000", "#FFFFFF"
"""The colours of a category whose own cannot be read."""


def read_directory(documents: Mapping[str, Document]) -> tuple[Directory, tuple[Finding, ...]]:
    """Read the directory from its files, by their names (`people`, `organisations`, …; see `shape.FILES`).

    A file that is not there or empty has no entries. Municipalities are organisations too, by their plain names
    (`taby`), unless organisations.yaml says otherwise. Returns what could be read, and the findings of reading (those
    of the YAML itself are the documents').
    """
    readings = {name: _reading(name, document) for name, document in documents.items() if document.data is not None}
    municipalities = dict(_municipalities(readings.get("municipalities")))
    organisations = _as_organisations(municipalities) | dict(_organisations(readings.get("organisations")))
    known = (*_keys(documents.get("organisations")), *organisations)
    directory = Directory(
        people=dict(_people(readings.get("people"), known)),
        organisations=organisations,
        categories=dict(_categories(readings.get("categories"))),
        meetings=dict(_meetings(readings.get("meetings"))),
        terms=dict(_terms(readings.get("terms"))),
        municipalities=municipalities,
    )
    return directory, tuple(finding for reading in readings.values() for finding in reading.findings)


def _reading(name: str, document: Document) -> Reading:
    from storsthlm_cli.directory.shape import FILES

    findings, broken = check_shape(document, FILES[name])
    return Reading(document, broken, list(findings))


def _keys(document: Document | None) -> tuple[str, ...]:
    """Return the keys of a file, those of entries that cannot be read too: they are known by name at least."""
    data = document.data if document is not None else None
    return tuple(str(key) for key in data) if isinstance(data, dict) else ()


def _entries(reading: Reading | None) -> Iterator[tuple[str, Node]]:
    if reading is not None and () not in reading.broken:
        yield from reading.root.entries()


def _name(node: Node, key: str, field: str = "name") -> Text:
    """Return an entry's name. One without a name goes by its key, so that it is not called unknown on top of that."""
    return node.text(field) or Text(key, node.spot.file, node.path, (0,) * (len(key) + 1))


def _people(reading: Reading | None, organisations: tuple[str, ...]) -> Iterator[tuple[str, Person]]:
    for key, node in _entries(reading):
        roles = [_role(role, organisations) for role in node.items("roles")]
        person = Person(
            key=key,
            name=_name(node, key),
            roles=tuple(role for role in roles if role is not None),
            party=_content(node, "party"),
            email=node.text("email"),
            phone=node.text("phone"),
            spot=node.spot,
            portrait=node.text("portrait"),
            credit=node.text("credit"),
            consent=node.date("consent"),
        )
        yield key, person


def _role(node: Node, organisations: tuple[str, ...]) -> Role | None:
    label, organisation = node.text("label"), node.text("organisation")
    since, until = _period(node)
    if organisation is not None and organisation.content not in organisations:
        node.reading.object_to(
            "S027",
            organisation.spot(),
            what="organisation",
            key=organisation.content,
            nearest=nearest(organisation.content, organisations),
        )
    if label is None:
        return None
    return Role(label.content, organisation.content if organisation is not None else None, since, until, node.spot)


def _organisations(reading: Reading | None) -> Iterator[tuple[str, Organisation]]:
    for key, node in _entries(reading):
        aliases, period = _texts(node, "aliases"), _period(node)
        yield key, Organisation(key, _name(node, key), node.text("short"), node.spot, aliases, *period)


def _as_organisations(municipalities: Mapping[str, Municipality]) -> dict[str, Organisation]:
    entries = ((slug(each.short.content), each) for each in municipalities.values())
    return {key: Organisation(key, each.name, each.short, each.name.spot()) for key, each in entries}


def _categories(reading: Reading | None) -> Iterator[tuple[str, Category]]:
    for key, node in _entries(reading):
        light, dark = _content(node, "colour") or BLACK, _content(node, "colour_dark") or WHITE
        aliases, period = _texts(node, "aliases"), _period(node)
        yield key, Category(key, _name(node, key, "label"), light, dark, node.spot, aliases, *period)


def _meetings(reading: Reading | None) -> Iterator[tuple[str, Series]]:
    for key, node in _entries(reading):
        yield key, Series(key, _name(node, key), _texts(node, "aliases"), node.spot, *_period(node))


def _terms(reading: Reading | None) -> Iterator[tuple[str, Term]]:
    for key, node in _entries(reading):
        yield key, Term(key, _name(node, key, "write"), _texts(node, "avoid"), *_period(node), node.spot)


def _period(node: Node) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the days under `from` and `to`; a `to` before the `from` is objected to (S034)."""
    since, until, end = node.date("from"), node.date("to"), node.get("to")
    if since is not None and until is not None and end is not None and until < since:
        node.reading.object_to("S034", end.spot, start=since.isoformat(), end=until.isoformat())
    return since, until


def _texts(node: Node, key: str) -> tuple[Text, ...]:
    texts = (element.plain() for element in node.items(key))
    return tuple(text for text in texts if text is not None)


def _municipalities(reading: Reading | None) -> Iterator[tuple[str, Municipality]]:
    for key, node in _entries(reading):
        yield key, Municipality(key, _name(node, key), _name(node, key, "short"))


def _content(node: Node, field: str) -> str | None:
    text = node.text(field)
    return text.content if text is not None else None
