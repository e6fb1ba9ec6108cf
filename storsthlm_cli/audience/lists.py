"""Lists: named subscribers in a CSV file that the user owns."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.audience.columns import ADDRESS, HEADINGS, fields_of
from storsthlm_cli.model.audience import LeftOut, Reason, Subscriber
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.places import Place
from storsthlm_cli.source.encodings import recognise
from storsthlm_cli.source.tables import Row, Table, open_table


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


def names(folder: Path) -> list[str]:
    """Return the names of the lists in a folder, in order; none when there is no such folder."""
    return sorted(path.stem for path in folder.glob("*.csv"))


def read_list(path: Path, name: str, shown: str | None = None) -> ListFile:
    """Read the list `name` from `path`; `shown` is the path as people should see it (`path` itself when None).

    The file may be UTF-8 with or without BOM, or Windows-1252 (then with a notice); its cells may be separated by
    `;`, `,` or a tab, and a first line `sep=;` as Excel writes it is understood (with a notice). Empty rows are passed
    over. Raises Failure with the place when the file is missing, empty, not text, or without one column of addresses.
    """
    seen_as = shown or path.as_posix()
    try:
        encoding = recognise(path, seen_as)
        table = open_table(path, seen_as, encoding.codec, lambda cells: ADDRESS in fields_of(cells))
        reading = _read(table, name)
    except FileNotFoundError as error:
        raise _missing(path, name, seen_as) from error
    except OSError as error:
        raise Failure(f"cannot read the list `{seen_as}`: {error.strerror or error}") from error
    notices = [encoding.notice] if encoding.notice else []
    if table.skip:
        notices.append(f"the first line of `{seen_as}` names the separator (`sep=`) and was not read as a row")
    if reading.short:
        notices.append(_short_rows(seen_as, reading.short))
    return ListFile(name, seen_as, tuple(reading.subscribers), tuple(reading.left_out), tuple(notices))


@dataclass(slots=True)
class _Reading:
    """What has been read so far; `short` has the lines of rows with fewer cells than the header."""

    subscribers: list[Subscriber] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    short: list[int] = field(default_factory=list)


def _read(table: Table, name: str) -> _Reading:
    rows = table.rows()
    header = next(rows, None)
    if header is None:
        raise Failure(
            f"the list `{table.shown}` is empty",
            hint=f"give it a first row with column names, one of them {_accepted()}",
            place=Place(table.shown, 1, 1, 1, 1),
        )
    fields = _fields(header, table)
    column = fields.index(ADDRESS)
    reading = _Reading()
    for row in rows:
        cells = row.cells
        raw = cells[column] if column < len(cells) else ""
        try:
            if any(cells[len(fields) :]):
                raise InvalidAddress(f"the row has {len(cells)} cells, but the header has {len(fields)}")
            if not raw:
                raise InvalidAddress("the row has no address")
            address = parse(raw)
        except InvalidAddress as error:
            reading.left_out.append(LeftOut(raw, name, row.line, Reason.INVALID, error.reason))
            continue
        if len(cells) < len(fields):
            reading.short.append(row.line)
        values = dict.fromkeys(filter(None, fields), "") | dict(zip(fields, cells, strict=False))
        values.pop("", None)
        reading.subscribers.append(Subscriber(address.address, address.key, values, name, row.line))
    return reading


def _fields(header: Row, table: Table) -> tuple[str, ...]:
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


def _short_rows(shown: str, lines: list[int]) -> str:
    rows = "1 row has" if len(lines) == 1 else f"{len(lines)} rows have"
    where = f"line {lines[0]}" if len(lines) == 1 else f"the first on line {lines[0]}"
    return f"{rows} fewer cells than the header of `{shown}` ({where}); the missing cells were read as empty"


def _missing(path: Path, name: str, shown: str) -> Failure:
    """Say that there is no such list, and which there are."""
    there = names(path.parent)
    near = difflib.get_close_matches(name, there, 1)
    if near:
        hint = f"did you mean `{near[0]}`?"
    elif there:
        hint = f"the lists are {', '.join(f'`{other}`' for other in there)}"
    else:
        hint = "there are no lists yet: put a CSV file with a column of addresses there"
    return Failure(f"there is no list `{name}`: `{shown}` does not exist", hint=hint)
