from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.source.workbooks import Sheet, read_sheets

DAY = datetime.date(2021, 9, 16)


def write(path: Path, *rows: Sequence[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def read(path: Path) -> list[Sheet]:
    return list(read_sheets(path, "moten.xlsx"))


def cells(sheet: Sheet) -> list[tuple[int, list[object]]]:
    return [(number, [cell for cell in row if cell is not None]) for number, row in sheet.rows]


def altered(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Write the archive again with other parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))
    return path


def test_days_times_numbers_and_words_are_what_they_were(tmp_path: Path) -> None:
    row = [DAY, datetime.time(9, 30), datetime.datetime.combine(DAY, datetime.time(9)), 7, 0.5, "Möte", True]
    (sheet,) = read(write(tmp_path / "a.xlsx", [], row))
    assert cells(sheet) == [(2, [datetime.datetime.combine(DAY, datetime.time()), *row[1:]])]


def test_a_formula_is_not_worked_out(tmp_path: Path) -> None:
    (sheet,) = read(write(tmp_path / "a.xlsx", ["a", "=1+1", '=HYPERLINK("https://x.example")', "b"]))
    assert cells(sheet) == [(1, ["a", "b"])]


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["dolt"])
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("Möten").append(["öppet"])
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read(tmp_path / "a.xlsx")
    assert (sheet.name, cells(sheet)) == ("Möten", [(1, ["öppet"])])


def test_empty_rows_do_not_shift_the_numbers(tmp_path: Path) -> None:
    (sheet,) = read(write(tmp_path / "a.xlsx", ["a"], [], [None], ["b"]))
    assert [number for number, _ in sheet.rows] == [1, 4]


@pytest.mark.parametrize("row", [b"1048577", b"99999999999"])
def test_a_row_that_excel_cannot_have_is_not_waited_for(tmp_path: Path, row: bytes) -> None:
    path = write(tmp_path / "a.xlsx", ["a"], ["b"])

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b'r="2"', b'r="' + row + b'"').replace(b'r="A2"', b'r="A' + row + b'"')

    (sheet,) = read(altered(path, change))
    assert cells(sheet) == [(1, ["a"])]


def test_a_small_file_with_a_large_content_is_refused(tmp_path: Path) -> None:
    path = altered(write(tmp_path / "a.xlsx", ["a"]), lambda _, content: content)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", bytes(33 << 20))
    assert path.stat().st_size < 100_000
    with pytest.raises(Failure, match="holds more than 32 MiB"):
        read(path)


def test_entities_that_grow_without_end_are_refused(tmp_path: Path) -> None:
    entities = b"".join(b'<!ENTITY %c "%s">' % (98 + step, b"&%c;" % (97 + step) * 10) for step in range(9))
    bomb = b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa">' + entities + b"]>"

    def change(name: str, content: bytes) -> bytes:
        if "sheet1" not in name:
            return content
        return content.replace(b"<worksheet", bomb + b"<worksheet", 1).replace(b"Datum", b"&j;")

    with pytest.raises(Failure, match="cannot be read as a workbook"):
        read(altered(write(tmp_path / "a.xlsx", ["Datum"]), change))


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storsthlm_cli.source.workbooks._MOST_ROWS", 3)
    path = write(tmp_path / "a.xlsx", *[[number] for number in range(4)])
    with pytest.raises(Failure, match=r"the sheet `Sheet` of `moten\.xlsx` has more than 3 rows"):
        read(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + bytes(200), b""])
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(Failure, match="cannot be read as a workbook") as caught:
        read(path)
    assert caught.value.hint is not None
    assert "without a password" in caught.value.hint


def test_another_archive_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("content.xml", "<office/>")
    with pytest.raises(Failure, match="cannot be read as a workbook"):
        read(tmp_path / "a.xlsx")


def test_a_missing_workbook_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "a.xlsx")
