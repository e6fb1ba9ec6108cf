"""Lists in our own form, and the CSV file of a list with rows added or taken away, every other byte as it was."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.audience.columns import ADDRESS, HEADINGS, field_named, fields_of
from storsthlm_cli.audience.files import Rows, open_rows
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.source.formulas import all_unguarded, escaped, unguarded
from storsthlm_cli.source.tables import Table

HEADING = HEADINGS[ADDRESS][0]
"""What the column of addresses is called in our form."""


def write_ours(file: BinaryIO, source: Rows) -> None:
    """Write a list in our form: UTF-8 with a byte order mark, `;` between cells, `e-post` over the addresses.

    That is what Excel opens by a double click. Domains are written in small letters as they go on the wire; rows whose
    address is none, and cells beyond the header, stay as they are, so that nothing is lost. Rows that are too
    short are filled up. Guards against formulas are taken away: it is the user's own list again.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    table = csv.writer(text, delimiter=";", lineterminator="\n")
    rows = source.rows()
    header = all_unguarded(next(rows).cells)
    column = fields_of(header).index(ADDRESS)
    table.writerow([HEADING if index == column else escaped(cell) for index, cell in enumerate(header)])
    for row in rows:
        cells = [*all_unguarded(row.cells), *([""] * (len(header) - len(row.cells)))]
        with contextlib.suppress(InvalidAddress):
            cells[column] = parse(cells[column]).address
        table.writerow(map(escaped, cells))
    text.flush()
    text.detach()


def write_with(file: BinaryIO, path: Path, shown: str, address: str, values: Mapping[str, str]) -> None:
    """Write a list with one row more, in the file's own form; `values` are by heading or field.

    Raises Failure for a workbook, a column that is not there, and what the file's encoding cannot say.
    """
    table = _table(path, shown)
    header = next(table.rows()).cells
    fields = fields_of(header)
    cells = {ADDRESS: address}
    for name, value in values.items():
        field = field_named(name, fields)
        if field is None or field == ADDRESS:
            raise Failure(
                f"the list `{shown}` has no other column `{name}`",
                hint=f"its columns are {', '.join(f'`{cell}`' for cell in header if cell)}",
            )
        cells[field] = value
    last = b"\n"
    with path.open("rb") as old:
        while chunk := old.read(1 << 20):
            file.write(chunk)
            last = chunk[-1:]
    row = io.StringIO()
    end = _line_end(path, table)
    csv.writer(row, delimiter=table.delimiter, lineterminator=end).writerow(
        [escaped(cells.get(field, "")) for field in fields]
    )
    codec = table.codec.removesuffix("-sig")
    try:
        written = row.getvalue().encode(codec)
    except UnicodeEncodeError as error:
        raise Failure(
            f"`{shown}` is in Windows-1252, which has no `{error.object[error.start : error.end]}`",
            hint="save it again as `CSV UTF-8`",
        ) from error
    file.write((b"" if last in b"\r\n" else end.encode(codec)) + written)


def write_without(file: BinaryIO, path: Path, shown: str, keys: Collection[str]) -> list[tuple[int, str]]:
    """Write a list without the rows of these normalised addresses. Return the rows left out: line, address.

    Raises Failure for a workbook, and for quotation marks out of order.
    """
    table = _table(path, shown)
    header = next(table.rows())
    column = fields_of(header.cells).index(ADDRESS)
    gone = []
    for line, written, cells in _spans(table, header.line):
        address = unguarded(cells[column].strip()) if line > header.line and column < len(cells) else ""
        if address and _key(address) in keys:
            gone.append((line, address))
        else:
            file.write(written)
    return gone


def _spans(table: Table, header: int) -> Iterator[tuple[int, bytes, Sequence[str]]]:
    """Yield every row with the line it begins on and its bytes; the lines before the header without cells."""
    codec = table.codec.removesuffix("-sig")
    taken: list[str] = []

    def taking(lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line.removeprefix("\ufeff")

    with table.path.open(encoding=codec, newline="") as file:
        for line in itertools.islice(file, header - 1):
            yield 0, line.encode(codec), ()
        reader = csv.reader(taking(file), delimiter=table.delimiter, strict=True)
        start = header
        try:
            for cells in reader:
                yield start, "".join(taken).encode(codec), cells
                taken.clear()
                start = header + reader.line_num
        except csv.Error as error:
            raise Failure(f"the row of `{table.shown}` on line {start} cannot be read: {error}") from error


def _table(path: Path, shown: str) -> Table:
    table = open_rows(path, shown, [])
    if not isinstance(table, Table):
        raise Failure(
            f"`{shown}` is a workbook, which is only read here",
            hint=f"change it in Excel, or make it a CSV file: `storsthlm lists import {shown} --to {path.stem}`",
        )
    return table


def _line_end(path: Path, table: Table) -> str:
    with path.open(encoding=table.codec, newline="") as file:
        first = next(file, "\n")
    return first[len(first.rstrip("\r\n")) :] or "\n"


def _key(raw: str) -> str | None:
    try:
        return parse(raw).key
    except InvalidAddress:
        return None
