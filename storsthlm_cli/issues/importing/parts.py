"""The parts of a section: paragraphs, quotes, questions, pictures, facts, links, contacts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from storsthlm_cli.issues.importing.looks import Seen


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, with marks for its links."""

    text: str
    seen: Seen
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's words."""

    seen: Seen


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the paragraphs of its answer."""

    question: Seen
    answers: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture: the image of an HTML mail (None in a text, where it is lost), and the lines below it.

    `guessed` says that only its place makes a line a caption.
    """

    image: Seen | None
    captions: tuple[Seen, ...]
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Lines that say when and where."""

    lines: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """A call to read or act. `guessed` says that only its place makes it a link."""

    text: str
    url: str | None
    seen: Seen
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """A line that says whom to ask."""

    seen: Seen


@dataclass(frozen=True, slots=True)
class Excerpted:
    """The sentence that says that this is an excerpt."""

    text: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class Dated:
    """Rows of a calendar."""

    rows: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """The greeting and the signature of a letter."""

    greeting: Seen | None
    lines: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Sub:
    """A piece with its own heading inside a section."""

    headline: Seen
    parts: list[Part] = field(default_factory=list)


Part = Paragraph | Bullets | Quoted | Asked | Pictured | Facts | Linked | Asking | Excerpted | Dated | Signed | Sub


def all_parts(parts: Sequence[Part]) -> Iterator[Part]:
    """Return the parts of a section and of the pieces in it."""
    for part in parts:
        yield part
        if isinstance(part, Sub):
            yield from all_parts(part.parts)
