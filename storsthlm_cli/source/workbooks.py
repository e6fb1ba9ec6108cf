"""The sheets of an Excel workbook (.xlsx, ECMA-376): the values that were saved with it; no formula is worked out."""

from __future__ import annotations

import datetime
import warnings
import zipfile
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from storsthlm_cli.model.errors import Failure

Cell = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | datetime.timedelta | None
"""What can stand in a cell. Excel's days are datetimes at midnight."""

START = b"PK\x03\x04"
"""How every workbook begins (it is a ZIP archive)."""

OLD_START = b"\xd0\xcf\x11\xe0"
"""How workbooks of Excel 97–2003 begin, and those with a password."""

_MOST_BYTES = 32 << 20
_MOST_PARTS = 2_000
_MOST_ROWS = 50_000
_MOST_COLUMNS = 64
_LAST_ROW = 1 << 20
"""Excel has no row after it."""

_SAVE_AGAIN = "save it from Excel as a workbook (`.xlsx`) without a password, or as `CSV UTF-8`"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet: the rows with something in them, each with its number as Excel shows it."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def read_sheets(path: Path, shown: str) -> Generator[Sheet]:
    """Yield the visible sheets in order, each read when it is asked for; `shown` is the path as people see it.

    Columns after the 64th are not read. Raises Failure when the file is no workbook, or a larger one than any calendar
    (32 MiB unpacked, so that a small file cannot fill the memory, or 50,000 rows); OSError when it cannot be read.
    """
    import openpyxl

    with path.open("rb") as file:
        _refuse_what_is_too_large(file, shown)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, of which nothing is read
            try:
                book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            except Exception as error:  # whatever the parts of a damaged archive make the library stumble over
                raise unreadable(shown) from error
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield Sheet(sheet.title, _rows(sheet, shown))


def old_workbook(shown: str) -> Failure:
    """Return the refusal of a file that begins with OLD_START."""
    return Failure(f"`{shown}` is an old workbook or has a password", hint=_SAVE_AGAIN)


def _refuse_what_is_too_large(file: BinaryIO, shown: str) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except Exception as error:  # as below: zipfile has many words for a damaged archive
        raise unreadable(shown) from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        raise Failure(
            f"`{shown}` holds more than {_MOST_BYTES >> 20} MiB, which no calendar does",
            hint="copy the sheet with the meetings to a workbook of its own",
        )


def _rows(sheet: Any, shown: str) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
    sheet.reset_dimensions()  # what the file says of its size need not be true
    found: list[tuple[int, tuple[Cell, ...]]] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            for number, cells in enumerate(
                sheet.iter_rows(max_row=_LAST_ROW, max_col=_MOST_COLUMNS, values_only=True), 1
            ):
                if any(cell is not None for cell in cells):
                    found.append((number, cells))
                    if len(found) > _MOST_ROWS:
                        break
        except Exception as error:  # as there
            raise unreadable(shown) from error
    if len(found) > _MOST_ROWS:
        raise Failure(
            f"the sheet `{sheet.title}` of `{shown}` has more than {_MOST_ROWS} rows",
            hint="copy the meetings that are to come to a workbook of their own",
        )
    return tuple(found)


def unreadable(shown: str) -> Failure:
    """Return the refusal of a file that is no workbook, or a damaged one."""
    return Failure(f"`{shown}` cannot be read as a workbook", hint=_SAVE_AGAIN)
