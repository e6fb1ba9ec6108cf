from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from storsthlm_cli.audience.files import check_name, find, names, open_rows
from storsthlm_cli.audience.lists import read_list
from storsthlm_cli.model.errors import Failure


def workbook(path: Path, *cells: list[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in cells:
        sheet.append(row)
    book.save(path)
    return path


def test_lists_are_csv_files_and_workbooks_and_nothing_else(tmp_path: Path) -> None:
    for name in ("b.csv", "a.xlsx", "~$a.xlsx", ".c.csv", "b.csv.2026-11-24-120000~", "b.yaml", "d.txt"):
        (tmp_path / name).touch()
    assert names(tmp_path) == ["a", "b"]
    assert find(tmp_path, "a").name == "a.xlsx"
    assert find(tmp_path, "new").name == "new.csv"
    assert names(tmp_path / "nowhere") == []


def test_a_list_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    (tmp_path / "a.xlsx").touch()
    with pytest.raises(Failure) as caught:
        find(tmp_path, "a")
    assert caught.value.message == "the list `a` is there twice: `a.csv` and `a.xlsx`"


def test_a_workbook_reads_as_the_csv_file_that_excel_makes_of_it(tmp_path: Path) -> None:
    cells: list[list[object]] = [
        ["E-postadress", "Förnamn", "Antal", None],
        ["anna@x.example", "Anna  Å", 3.0],
        [],
        ["fel", None, None],
        ["Bo@X.example", None, None, None],
    ]
    found = read_list(workbook(tmp_path / "a.xlsx", *cells), "a", "lists/a.xlsx")
    one, other = found.subscribers
    assert (one.address, one.line, one.fields) == (
        "anna@x.example",
        2,
        {"address": "anna@x.example", "first_name": "Anna Å", "antal": "3"},
    )
    assert (other.key, other.line, other.fields["first_name"]) == ("bo@x.example", 5, "")
    assert [(row.address, row.line) for row in found.left_out] == [("fel", 4)]


def test_a_workbook_without_addresses_is_told_as_a_csv_file_would_be(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        read_list(workbook(tmp_path / "a.xlsx", ["Namn", "Roll"], ["Anna", "x"]), "a", "lists/a.xlsx")
    assert caught.value.message == "no column of the list `lists/a.xlsx` holds addresses: found `Namn`, `Roll`"


def test_an_old_workbook_is_named_whatever_it_is_called(tmp_path: Path) -> None:
    for name in ("a.xls", "a.xlsx", "a.csv"):
        path = tmp_path / name
        path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
        with pytest.raises(Failure, match="is an old workbook or has a password"):
            list(open_rows(path, name, []).rows())


@pytest.mark.parametrize("name", ["", "a/b", "a\\b", ".a", "~$a", "where a", "except a"])
def test_what_can_be_no_file_or_means_something_else_is_no_name(name: str) -> None:
    with pytest.raises(Failure, match="is not the name of a list"):
        check_name(name)
