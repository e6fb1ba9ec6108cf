"""The first visible sheet of an Excel workbook, row by row, however many rows it has."""

from __future__ import annotations

import datetime
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.source.tables import Row, regular
from storsthlm_cli.source.workbooks import OLD_START, Cell, old_workbook, unreadable

_MOST_COLUMNS = 256
_MOST_BYTES = 1 << 30
_MOST_WORDS = 256 << 20
"""Bytes of the texts that cells share, which are held in memory; the rows are not."""
_WORDS = "xl/sharedStrings.xml"


@dataclass(frozen=True, slots=True)
class LongSheet:
    """A workbook of which one sheet is read; `shown` is the path as people see it."""

    path: Path
    shown: str

    @property
    def delimiter(self) -> str:
        """What its header is shown with."""
        return ";"

    def rows(self) -> Iterator[Row]:
        """Yield the rows with something in them, the header first, each with its number as Excel shows it.

        A cell is what people see in it, as one line: a whole number without decimals, a day as 2021-06-21. Columns
        after the 256th are not read. Raises Failure when the file is no workbook, or one beyond any list.
        """
        import openpyxl

        with self.path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, of which nothing is read
            if file.read(len(OLD_START)) == OLD_START:
                raise old_workbook(self.shown)
            self._refuse_what_is_too_large()
            try:
                book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
                sheet = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
            except Exception as error:  # whatever the parts of a damaged archive make the library stumble over
                raise unreadable(self.shown) from error
            yield from self._rows_of(sheet)

    def _rows_of(self, sheet: Any) -> Iterator[Row]:
        if sheet is None:
            return
        sheet.reset_dimensions()  # what the file says of its size need not be true
        cells = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
        number = 0
        while True:
            number += 1
            try:
                found: Sequence[Cell] | None = next(cells, None)
            except Exception as error:  # as there
                raise unreadable(self.shown) from error
            if found is None:
                return
            row = Row(number, _without_end(tuple(map(_text, found))))
            if not row.blank:
                yield row

    def _refuse_what_is_too_large(self) -> None:
        try:
            with zipfile.ZipFile(self.path) as archive:
                parts = archive.infolist()
        except Exception as error:  # as there
            raise unreadable(self.shown) from error
        words = sum(part.file_size for part in parts if part.filename == _WORDS)
        if sum(part.file_size for part in parts) > _MOST_BYTES or words > _MOST_WORDS:
            raise Failure(
                f"`{self.shown}` is larger than a workbook with a million rows",
                hint="save the sheet with the addresses as `CSV UTF-8`",
            )


def _without_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells up to the last with something in it: how far a sheet reaches to the right is chance."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return regular(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell)
