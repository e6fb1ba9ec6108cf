"""The lines of an old newsletter, with what the mail said about each beside its words."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from storsthlm_cli.issues.importing.cleaning import spaced


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: characters `start` to `end` (excluded) of a line lead to `url`."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Characters `start` to `end` (excluded) of a line are bold, in italics, or both."""

    start: int
    end: int
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An image of the mail: where it lies (`cid:…`, an address, a name), and the words for those who do not see it."""

    source: str
    alt: str | None


class Gap(enum.IntEnum):
    """What stands between a line with words and the one before it."""

    NONE = 0
    BLANK = 1
    """An empty line: a new paragraph."""
    SPACER = 2
    """A line of spaces, or a rule: a row that an old template puts in."""
    START = 3
    """Nothing stands before it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source. `number` counts all of them from 1.

    `heading` is the level that the mail gives it, 1 the highest, 0 for running text. `cells` are those of a table's
    row. `marked` says that the mail sets it apart as a kicker or a caption is: in capitals, small, or by its name.
    `ordinal` is the number of a bullet in a numbered list, 0 elsewhere. `joined` are so many more lines of the source,
    which were broken off at a width.
    """

    number: int
    text: str
    heading: int = 0
    bullet: bool = False
    strong: bool = False
    marked: str = ""
    anchors: tuple[Anchor, ...] = ()
    image: Shown | None = None
    cells: tuple[str, ...] = ()
    emphasis: tuple[Emphasis, ...] = ()
    ordinal: int = 0
    joined: int = 0

    @property
    def blank(self) -> bool:
        """Whether there is nothing to see on it."""
        return self.image is None and not (self.text and spaced(self.text))

    @property
    def numbers(self) -> range:
        """The numbers of the lines of the source that it was made of."""
        return range(self.number, self.number + self.joined + 1)

    @property
    def url(self) -> str | None:
        """Where the whole line leads, None when it does not."""
        words = len("".join(self.text.split()))
        if len({anchor.url for anchor in self.anchors}) != 1:
            return None
        linked = sum(len("".join(self.text[anchor.start : anchor.end].split())) for anchor in self.anchors)
        return self.anchors[0].url if words and linked >= words - 1 else None


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with the mail."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """An old newsletter as it was read.

    `date`, `subject` and `preheader` are what the mail itself says. `files` are its images, by content id and by name.
    `notices` tell what the reader of the draft should know about how it was read.
    """

    lines: Sequence[Line]
    date: datetime.date | None = None
    subject: str | None = None
    preheader: str | None = None
    files: Mapping[str, File] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    dropped: tuple[tuple[int, str, str], ...] = ()
