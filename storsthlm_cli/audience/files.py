"""The files that lists are: CSV or an Excel workbook, one of them for each name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from storsthlm_cli.audience.columns import ADDRESS, fields_of
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.selections import EXCEPT, WHERE
from storsthlm_cli.source.encodings import recognise
from storsthlm_cli.source.long_sheets import LongSheet
from storsthlm_cli.source.tables import Row, open_table
from storsthlm_cli.source.workbooks import OLD_START, START, old_workbook

SUFFIXES = (".csv", ".xlsx")
"""What a list's file can end in."""


class Rows(Protocol):
    """An open file with a header and rows under it. `delimiter` is what its header is shown with."""

    @property
    def shown(self) -> str:
        """The path as people see it."""

    @property
    def delimiter(self) -> str:
        """What stands between two cells."""

    def rows(self) -> Iterator[Row]:
        """Yield the rows with something in them, the header first."""


def names(folder: Path) -> list[str]:
    """Return the names of the lists in a folder, in order; none when there is no such folder."""
    return sorted({path.stem for suffix in SUFFIXES for path in folder.glob(f"*{suffix}") if _is_list(path)})


def find(folder: Path, name: str) -> Path:
    """Return the file of a list, that of the CSV file for one that does not exist.

    Raises Failure when it is there both as CSV and as a workbook: nobody could say which of them holds.
    """
    there = [path for path in (folder / f"{name}{suffix}" for suffix in SUFFIXES) if path.is_file()]
    if len(there) > 1:
        raise Failure(
            f"the list `{name}` is there twice: {' and '.join(f'`{path.name}`' for path in there)}",
            hint="rename one of them, or move it out of the folder",
        )
    return there[0] if there else folder / f"{name}{SUFFIXES[0]}"


def check_name(name: str) -> None:
    """Raise Failure for what can be no name of a list: it must be the name of a file in the folder of lists."""
    if not name or "/" in name or "\\" in name or name.startswith((".", "~$", WHERE, EXCEPT)):
        raise Failure(f"`{name}` is not the name of a list", hint="`--list NAME`, for a file `lists/NAME.csv`")


def open_rows(path: Path, shown: str, notices: list[str]) -> Rows:
    """Open a list by what the file is called, and add what people should know of how it is read to `notices`.

    A workbook's rows are those of its first visible sheet. Raises Failure for a file that is neither, OSError when it
    cannot be read.
    """
    if path.suffix.lower() == SUFFIXES[1] and path.is_file():
        return LongSheet(path, shown)
    if path.is_file():
        with path.open("rb") as file:
            start = file.read(len(OLD_START))
        if start == OLD_START:
            raise old_workbook(shown)
        if start.startswith(START) and path.suffix.lower() != SUFFIXES[0]:
            return LongSheet(path, shown)
    encoding = recognise(path, shown)
    notices += [encoding.notice] if encoding.notice else []
    table = open_table(path, shown, encoding.codec, lambda cells: ADDRESS in fields_of(cells))
    if table.skip:
        notices.append(f"the first line of `{shown}` names the separator (`sep=`) and was not read as a row")
    return table


def missing(path: Path, name: str, shown: str) -> Failure:
    """Say that there is no such list, and which there are."""
    there = names(path.parent)
    near = difflib.get_close_matches(name, there, 1)
    if near:
        hint = f"did you mean `{near[0]}`?"
    elif there:
        hint = f"the lists are {', '.join(f'`{other}`' for other in there)}"
    else:
        hint = "there are no lists yet: put a CSV file or a workbook with a column of addresses there"
    return Failure(f"there is no list `{name}`: `{shown}` does not exist", hint=hint)


def _is_list(path: Path) -> bool:
    """Tell a list from what Excel lays beside a workbook that is open (`~$kommuner.xlsx`), and from hidden files."""
    return not path.name.startswith(("~$", "."))
