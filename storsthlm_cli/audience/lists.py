"""Lists: named subscribers in a CSV file or a workbook that the user owns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.audience.columns import ADDRESS, HEADINGS, fields_of
from storsthlm_cli.audience.files import Rows, missing, open_rows
from storsthlm_cli.model.audience import LeftOut, Reason, Subscriber
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.places import Place
from storsthlm_cli.source.formulas import all_unguarded
from storsthlm_cli.source.tables import Row


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list as read: its subscribers, the rows that have no valid address, and remarks on the file.

    `file` is the path as shown to people, `notices` are sentences for the user (encoding guessed, short rows).
    """

    name: str
    file: str
    subscribers: tuple[Subscriber, ...]
    left_out: tuple[LeftOut, ...]
    notices: tuple[str, ...]


def read_list(path: Path, name: str, shown: str | None = None) -> ListFile:
    """Read the list `name` from `path` into memory; otherwise as `rows_of`."""
    seen_as = shown or path.as_posix()
    notices: list[str] = []
    subscribers: list[Subscriber] = []
    left_out: list[LeftOut] = []
    for row in rows_of(path, name, seen_as, notices):
        if isinstance(row, Subscriber):
            subscribers.append(row)
        else:
            left_out.append(row)
    return ListFile(name, seen_as, tuple(subscribers), tuple(left_out), tuple(notices))


def header_of(path: Path, name: str, shown: str) -> Row:
    """Return the first row of the list `name`: its headings. Raises Failure as `rows_of` does."""
    try:
        return _header(open_rows(path, shown, []))
    except FileNotFoundError as error:
        raise missing(path, name, shown) from error
    except OSError as error:
        raise Failure(f"cannot read the list `{shown}`: {error.strerror or error}") from error


def rows_of(path: Path, name: str, shown: str, notices: list[str]) -> Iterator[Subscriber | LeftOut]:
    """Yield the rows of the list `name` one by one; `shown` is the path as people should see it.

    A CSV file may be UTF-8 with or without BOM, or Windows-1252 (then with a notice); its cells may be separated by
    `;`, `,` or a tab, and a first line `sep=;` as Excel writes it is understood (with a notice). Of a workbook the
    first visible sheet is read. The apostrophe that an export puts before what a spreadsheet would take for a formula
    is taken away. Empty rows are passed over. `notices` have all been added when the last row has been
    read. Raises Failure with the place when the file is missing, empty, not text, or without one column of addresses.
    """
    try:
        table = open_rows(path, shown, notices)
        short = _Short()
        yield from _read(table, name, short)
        if short.rows:
            notices.append(_short_rows(shown, short))
    except FileNotFoundError as error:
        raise missing(path, name, shown) from error
    except OSError as error:
        raise Failure(f"cannot read the list `{shown}`: {error.strerror or error}") from error


@dataclass(slots=True)
class _Short:
    """How many rows have fewer cells than the header, and the line of the first."""

    rows: int = 0
    first: int = 0


def _read(table: Rows, name: str, short: _Short) -> Iterator[Subscriber | LeftOut]:
    rows = table.rows()
    fields = _fields(_first(rows, table), table)
    column, width = fields.index(ADDRESS), len(fields)
    empty, unnamed = dict.fromkeys(fields, ""), "" in fields
    for row in rows:
        cells = all_unguarded(row.cells)
        raw = cells[column] if column < len(cells) else ""
        try:
            if len(cells) > width and any(cells[width:]):
                raise InvalidAddress(f"the row has {len(cells)} cells, but the header has {width}")
            if not raw:
                raise InvalidAddress("the row has no address")
            address = parse(raw)
        except InvalidAddress as error:
            yield LeftOut(raw, name, row.line, Reason.INVALID, error.reason)
            continue
        if len(cells) < width:
            short.rows += 1
            short.first = short.first or row.line
        values = dict(zip(fields, cells)) if len(cells) == width else empty | dict(zip(fields, cells))  # noqa: B905
        if unnamed:
            del values[""]
        yield Subscriber(address.address, address.key, values, name, row.line)


def _header(table: Rows) -> Row:
    header = _first(table.rows(), table)
    _fields(header, table)
    return header


def _first(rows: Iterator[Row], table: Rows) -> Row:
    header = next(rows, None)
    if header is None:
        raise Failure(
            f"the list `{table.shown}` is empty",
            hint=f"give it a first row with column names, one of them {_accepted()}",
            place=Place(table.shown, 1, 1, 1, 1),
        )
    return Row(header.line, all_unguarded(header.cells))


def _fields(header: Row, table: Rows) -> tuple[str, ...]:
    """Return the fields of the columns. Raises Failure when not exactly one is the address, or two have one name."""
    fields = fields_of(header.cells)
    shown = table.delimiter.join(header.cells)
    place = Place(table.shown, header.line, 1, header.line, len(shown) + 1, shown)
    if ADDRESS not in fields:
        found = ", ".join(f"`{cell}`" for cell in header.cells if cell)
        raise Failure(
            f"no column of the list `{table.shown}` holds addresses: found {found}",
            hint=f"name the column {_accepted()}",
            place=place,
        )
    for name, count in Counter(filter(None, fields)).items():
        if count > 1:
            columns = " and ".join(f"`{cell}`" for cell, own in zip(header.cells, fields, strict=True) if own == name)
            raise Failure(
                f"two columns of the list `{table.shown}` mean the same: {columns}",
                hint="rename or remove one of them",
                place=place,
            )
    return fields


def _accepted() -> str:
    *names, last = [f"`{heading}`" for heading in HEADINGS[ADDRESS]]
    return f"{', '.join(names)} or {last}"


def _short_rows(shown: str, short: _Short) -> str:
    rows = "1 row has" if short.rows == 1 else f"{short.rows} rows have"
    where = f"line {short.first}" if short.rows == 1 else f"the first on line {short.first}"
    return f"{rows} fewer cells than the header of `{shown}` ({where}); the missing cells were read as empty"
