"""The people of a list as a file for other programs: CSV for Excel, a workbook, JSON."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import BinaryIO

from storsthlm_cli.model.audience import Subscriber
from storsthlm_cli.report.data import VERSION
from storsthlm_cli.source.formulas import escaped, guarded


class Format(StrEnum):
    """What a list can be exported as."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def write_people(
    file: BinaryIO, name: str, headings: Sequence[str], people: Iterable[Subscriber], form: Format
) -> None:
    """Write the people under the headings of their list, in its order; columns without a heading are left out.

    No cell is a formula to a spreadsheet: in CSV one that looks like it gets an apostrophe before it, in a workbook it
    is marked as text. `storsthlm lists import` makes of it what it was.
    """
    rows = ((each.address if key == "address" else value for key, value in each.fields.items()) for each in people)
    if form is Format.CSV:
        _write_csv(file, headings, rows)
    elif form is Format.XLSX:
        _write_workbook(file, name, headings, rows)
    else:
        _write_json(file, name, headings, rows)


def _write_csv(file: BinaryIO, headings: Sequence[str], rows: Iterable[Iterable[str]]) -> None:
    line = io.StringIO()
    table = csv.writer(line, delimiter=";", lineterminator="\r\n")
    file.write(codecs.BOM_UTF8)
    for cells in itertools.chain((headings,), rows):
        table.writerow(map(guarded, cells))
        file.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()


def _write_workbook(file: BinaryIO, name: str, headings: Sequence[str], rows: Iterable[Iterable[str]]) -> None:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("".join("_" if mark in r"[]:*?/\'" else mark for mark in name)[:31])

    def cell(value: str) -> object:
        made = WriteOnlyCell(sheet, value=escaped("".join(filter(str.isprintable, value))))
        made.data_type = "s"
        return made

    sheet.append([cell(heading) for heading in headings])
    for row in rows:
        sheet.append([cell(value) for value in row])
    book.save(file)


def _write_json(file: BinaryIO, name: str, headings: Sequence[str], rows: Iterable[Iterable[str]]) -> None:
    start = {"version": VERSION, "list": name}
    file.write((json.dumps(start, ensure_ascii=False)[:-1] + ', "people": [').encode())
    for number, row in enumerate(rows):
        person = json.dumps(dict(zip(headings, row, strict=True)), ensure_ascii=False)
        file.write(((",\n" if number else "\n") + person).encode())
    file.write(b"\n]}\n")
