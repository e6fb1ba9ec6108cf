"""Running text: what Markdown becomes. Every character keeps its place (see `Text`)."""

from __future__ import annotations

from dataclasses import dataclass

from storsthlm_cli.model.places import Spot, Text


@dataclass(frozen=True, slots=True)
class Slot:
    """A merge slot as an author writes it: `{{ recipient.first_name | default("du") }}`.

    `field` is the recipient's field; `default` stands in where the field is empty (None: it must not be empty).
    """

    field: str
    default: str | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasis shown in bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasis shown in italics."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class InlineLink:
    """A link inside a sentence. `url` is as written, merge slots and all; `spot` covers the whole Markdown link."""

    url: str
    children: tuple[Inline, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author asked for."""


Inline = Text | Slot | Strong | Emphasis | InlineLink | LineBreak
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section's text; `level` is the number of # signs."""

    level: int
    inlines: Inlines
    spot: Spot


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is a sequence of blocks. `ordered` gives numbers instead of dots, beginning with `start`."""

    items: tuple[tuple[ProseBlock, ...], ...]
    ordered: bool = False
    start: int = 1


ProseBlock = Paragraph | Subheading | Bullets
Prose = tuple[ProseBlock, ...]
