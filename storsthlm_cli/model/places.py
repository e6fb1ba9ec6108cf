"""Where something stands: in a record (`Spot`) and in a file (`Place`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str | int, ...]
"""Keys and list indexes from the root of a YAML file to a value: `("sections", 3, "headline")`."""


class Part(StrEnum):
    """Which part of a mapping's entry a spot means."""

    VALUE = "value"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of a YAML file, or some characters of it, before it is known where the file has them.

    `start` and `end` count characters of the value as YAML reads it (end excluded); None means the whole value.
    """

    file: str
    path: Path = ()
    start: int | None = None
    end: int | None = None
    part: Part = Part.VALUE

    def at(self, key: str | int, part: Part = Part.VALUE) -> Spot:
        """Return the spot of what stands under a key of this mapping, or at an index of this list."""
        return Spot(self.file, (*self.path, key), part=part)

    def holds(self, path: Path) -> bool:
        """Tell whether a path of the same file leads to this value, or to something in it."""
        return path[: len(self.path)] == self.path

    def meets(self, other: Spot) -> bool:
        """Tell whether both have a character of the same value."""
        if (self.file, self.path) != (other.file, other.path):
            return False
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return True
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Place:
    """A range of a file. Lines and columns count from 1, columns in characters; the end is excluded.

    `file` is the path as shown to people, `text` the whole first line without its line break.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def holds(self, other: Place) -> bool:
        """Tell whether another place begins in this one, or right behind it."""
        begins, ends = (self.line, self.column), (self.end_line, self.end_column)
        return self.file == other.file and begins <= (other.line, other.column) <= ends


@dataclass(frozen=True, slots=True)
class Text:
    """Characters that somebody wrote, and where each of them was read.

    `offsets[i]` is where character i begins in the YAML value at `path` (an escape or entity at its first character),
    and where character i - 1 ends; None means at i itself. It is longer than `content` by one.
    """

    content: str
    file: str
    path: Path
    offsets: tuple[int, ...] | None = None

    def __str__(self) -> str:
        return self.content

    def __bool__(self) -> bool:
        return bool(self.content)

    def spot(self, start: int = 0, end: int | None = None) -> Spot:
        """Return the spot of characters `start` to `end` (excluded; the end of the text when None)."""
        stop = len(self.content) if end is None else end
        if self.offsets is None:
            return Spot(self.file, self.path, start, stop)
        while start < stop < len(self.content) and self.offsets[stop] == self.offsets[stop - 1]:
            stop += 1  # an entity that stands for several characters is not cut
        return Spot(self.file, self.path, self.offsets[start], self.offsets[stop])

    def part(self, start: int, end: int) -> Text:
        """Return characters `start` to `end` (excluded) as a text with the same places."""
        offsets = self.offsets[start : end + 1] if self.offsets is not None else tuple(range(start, end + 1))
        return Text(self.content[start:end], self.file, self.path, offsets)
