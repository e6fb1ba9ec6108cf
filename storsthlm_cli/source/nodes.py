"""Walking through a document whose shape has been checked, with every value's place at hand."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.places import Path, Spot, Text

if TYPE_CHECKING:
    from storsthlm_cli.source.yaml import Document

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SLOT = re.compile(r"\{\{.*?(?:\}\}|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document being read. `broken` are the paths that have the wrong type; `findings` grows while reading."""

    document: Document
    broken: frozenset[Path]
    findings: list[Finding] = field(default_factory=list)

    @property
    def root(self) -> Node:
        """The node at the top."""
        return Node(self, (), self.document.data)

    def object_to(self, code: str, where: Spot, level: Level = Level.ERROR, **arguments: str) -> None:
        """Note a finding."""
        self.findings.append(Finding(code, level, where, arguments))


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the document. What is absent, empty or of the wrong type is None to whoever asks for it."""

    reading: Reading
    path: Path
    value: object

    @property
    def spot(self) -> Spot:
        """Where the whole value stands."""
        return Spot(self.reading.document.file, self.path)

    @property
    def is_text(self) -> bool:
        """Whether the value is a scalar read as text."""
        return isinstance(self.value, str)

    def get(self, key: str) -> Node | None:
        """Return the value under a key of this mapping."""
        return self._child(key, self.value[key]) if isinstance(self.value, dict) and self.has(key) else None

    def has(self, key: str) -> bool:
        """Tell whether anything stands under a key of this mapping, be it of the wrong type."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def entries(self) -> Iterator[tuple[str, Node]]:
        """Return the keys of this mapping with their values."""
        for key, value in self.value.items() if isinstance(self.value, dict) else ():
            child = self._child(key, value)
            if child is not None and value is not None:
                yield key, child

    def items(self, key: str) -> Iterator[Node]:
        """Return the entries of the list under a key."""
        node = self.get(key)
        yield from node.elements() if node is not None else ()

    def elements(self) -> Iterator[Node]:
        """Return the entries of this list."""
        for index, value in enumerate(self.value if isinstance(self.value, list) else ()):
            child = self._child(index, value)
            if child is not None:
                yield child

    def _child(self, step: str | int, value: object) -> Node | None:
        path = (*self.path, step)
        return None if path in self.reading.broken else Node(self.reading, path, value)

    def scalar(self) -> Text:
        """Return this scalar's characters as they are, without a word about them."""
        return self.reading.document.text_at(self.path)

    def words(self) -> Text:
        """Return this scalar as text: without white space at its ends; S008 if other YAML readers see no text here."""
        whole = self.scalar()
        looks = self.reading.document.surprises.get(self.path)
        if looks is not None:
            self.reading.object_to("S008", whole.spot(), Level.WARNING, found=whole.content, looks=looks)
        return stripped(whole)

    def text(self, key: str) -> Text | None:
        """Return the plain text under a key, None if there is none. Merge slots in it are objected to (S041)."""
        node = self.get(key)
        return node.plain() if node is not None else None

    def plain(self) -> Text | None:
        """Return this scalar as plain text, None if it is blank. Merge slots in it are objected to (S041)."""
        text = self.words()
        for slot in _SLOT.finditer(text.content):
            self.reading.object_to("S041", text.spot(*slot.span()), slot=slot.group())
        return text or None

    def date(self, key: str) -> datetime.date | None:
        """Return the date under a key; anything but an existing day written as 2021-06-21 is objected to (S024)."""
        node = self.get(key)
        if node is None:
            return None
        text = stripped(node.scalar())
        day = iso_date(text.content)
        if day is None:
            self.reading.object_to("S024", text.spot(), found=text.content)
        return day


def iso_date(text: str) -> datetime.date | None:
    """Return the day written as 2021-06-21 (ISO 8601 extended, no other form); None if it is not one."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def stripped(text: Text) -> Text:
    """Return a text without white space at its ends, each character with its place."""
    content = text.content.strip()
    if content == text.content:
        return text
    start = text.content.index(content)
    return text.part(start, start + len(content))
