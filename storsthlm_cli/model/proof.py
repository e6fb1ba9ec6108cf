"""The sheet that a second reader gets: numbered lines on pages, and what to look up."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.texts import Use


class Mark(StrEnum):
    """Why words are set off. A `NAME` looks like one and is in no file of the directory."""

    PERSON = "person"
    ORGANISATION = "organisation"
    NAME = "name"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a line that are set off, or are not (None)."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its number in the whole issue, at least 1.

    `use` is what it is for, None for the address of a link. `notes` stand in its margin: the days that begin in it,
    with their weekday and year. `gap` says that an empty line stands before it.
    """

    number: int
    section: str
    use: Use | None
    indent: int
    runs: tuple[Run, ...]
    notes: tuple[str, ...] = ()
    gap: bool = False

    @property
    def text(self) -> str:
        """The line without its marks."""
        return " " * self.indent + "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that is named, in its official form where the directory has one, and in which lines.

    `role` is what the directory says that a person is on the issue's day; None for what is not in it, empty for
    nothing.
    """

    name: str
    mark: Mark
    role: str | None
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, or several from `first` to `last`, both included: how it is read, how it is written, and in which lines.

    There is no `first` and no `last` where the words mean none that exists.
    """

    first: datetime.date | None
    last: datetime.date | None
    read: str
    words: tuple[str, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """A link: its text, its address (None: lost), and the line that it begins in."""

    text: str
    address: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What the checks say: the sentence, and the section that it is about (empty for the issue)."""

    level: Level
    code: str
    section: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Table:
    """A list to tick off: its title, the widths of its columns in characters, and rows of cells, cut into lines."""

    title: str
    widths: tuple[int, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of paper, with lines or with tables."""

    title: str
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An issue, or one section of it, to be read by somebody else. `content` is the hash of the mail."""

    issue: str
    number: int | None
    date: datetime.date
    newsletter: str
    language: str
    content: str
    sheets: tuple[Sheet, ...]
    named: tuple[Named, ...]
    dated: tuple[Dated, ...]
    linked: tuple[Linked, ...]
    remarks: tuple[Remark, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines."""
        return tuple(line for sheet in self.sheets for line in sheet.lines)
