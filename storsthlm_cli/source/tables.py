"""Rows of a CSV file with their line numbers, as Excel and registers export them (RFC 4180 and its relatives)."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.places import Place

DELIMITERS = (";", ",", "\t")
"""What may stand between two cells, the likeliest in Sweden first."""

_SEPARATOR_LINE = re.compile(r'"?sep=(.?)"?', re.IGNORECASE)

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class Row(NamedTuple):
    """The cells of one row without space around them; `line` is where it begins. There may be a million of them."""

    line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """How to read a file: codec, delimiter, and how many lines stand before the header (a `sep=` line: 1)."""

    path: Path
    shown: str
    codec: str
    delimiter: str
    skip: int

    def rows(self) -> Iterator[Row]:
        """Yield the rows with something in them, the header first.

        A cell is read as one line: control characters and runs of space in it become one space. Raises Failure with the
        place where quotation marks are out of order, since everything after them would be read wrongly.
        """
        with _lines(self.path, self.codec, self.skip) as lines:
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            line = self.skip + 1
            try:
                for cells in reader:
                    regular_cells = _regular_cells(cells)
                    if any(regular_cells):
                        yield Row(line, tuple(regular_cells))
                    line = self.skip + reader.line_num + 1
            except csv.Error as error:
                raise Failure(
                    f"the row that begins on line {line} cannot be read: {error}",
                    hint="look for a quotation mark that is not closed, or stands inside a cell",
                    place=Place(self.shown, line, 1, line, 1),
                ) from error


def open_table(
    path: Path, shown: str, codec: str, is_header: Callable[[Sequence[str]], bool], preface: int = 0
) -> Table:
    """Find the delimiter: what a `sep=` line says, else the one that makes the most of the header.

    The header, which at most `preface` rows stand before, is cut by each of DELIMITERS; one that gives cells which
    `is_header` takes for a header wins, then the one with the most columns. Raises Failure when the `sep=` line names
    something else.
    """
    with _lines(path, codec, 0) as lines:
        first = next(lines, "").rstrip("\r\n")
    named = _SEPARATOR_LINE.fullmatch(first.rstrip())
    if first.lower().strip('"') == "sep=\t":
        return Table(path, shown, codec, "\t", 1)
    if named is not None:
        if named[1] not in DELIMITERS:
            raise Failure(
                f"the separator `{named[1]}` is not supported: expected `;`, `,` or a tab",
                place=Place(shown, 1, 1, 1, len(first) + 1, first),
            )
        return Table(path, shown, codec, named[1], 1)

    def fitness(table: Table) -> tuple[bool, int]:
        width = 0
        try:
            for row in itertools.islice(table.rows(), preface + 1):
                if is_header(row.cells):
                    return True, len(row.cells)
                width = max(width, len(row.cells))
        except Failure:
            return False, 0
        return False, width

    return max((Table(path, shown, codec, delimiter, 0) for delimiter in DELIMITERS), key=fitness)


def _regular_cells(cells: list[str]) -> list[str]:
    """Return the cells each as one line. Most rows are so already, which one look at all of their cells tells."""
    row = "|".join(cells)
    if row.isprintable() and not ("  " in row or " |" in row or "| " in row or row[:1] == " " or row[-1:] == " "):
        return cells
    return [regular(cell) for cell in cells]


def regular(cell: str) -> str:
    """Return a cell as one line: control characters and runs of space in it become one space, none at its ends."""
    if "  " not in cell and cell.isprintable():  # most are so, and then no space but the usual one is in it
        return cell.strip()
    return " ".join(_CONTROLS.sub(" ", cell).split())


@contextmanager
def _lines(path: Path, codec: str, skip: int) -> Iterator[Iterator[str]]:
    """Open the file and go past its first `skip` lines; line ends are left for the CSV reader."""
    with path.open(encoding=codec, newline="") as file:
        for _ in range(skip):
            next(file, "")
        yield file
