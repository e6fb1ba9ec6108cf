from __future__ import annotations

import io
import json

import openpyxl
import pytest

from storsthlm_cli.report.list_tables import Format, write_people
from tests.audience.people import person

PEOPLE = [
    person("Anna@X.example", name="=cmd|' /C calc'!A0", role='Åtta; "nio"'),
    person("+bo@x.example", name="@SUM(A1)", role=""),
]
HEADINGS = ("E-post", "Namn", "Roll")


def written(form: Format, name: str = "kommuner") -> bytes:
    file = io.BytesIO()
    write_people(file, name, HEADINGS, PEOPLE, form)
    return file.getvalue()


def test_no_cell_is_a_formula_in_a_csv_file() -> None:
    assert written(Format.CSV).decode() == (
        "\ufeffE-post;Namn;Roll\r\n"
        'Anna@x.example;\'=cmd|\' /C calc\'!A0;"Åtta; ""nio"""\r\n'
        "'+bo@x.example;'@SUM(A1);\r\n"
    )


@pytest.mark.parametrize("name", ["kommuner", "a" * 40, "a[b]:c?"])
def test_no_cell_is_a_formula_in_a_workbook(name: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(Format.XLSX, name)))
    rows = list(book.worksheets[0].iter_rows())
    assert [[cell.value or "" for cell in row] for row in rows] == [
        list(HEADINGS),
        ["Anna@x.example", "=cmd|' /C calc'!A0", 'Åtta; "nio"'],
        ["+bo@x.example", "@SUM(A1)", ""],
    ]
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}


def test_json_has_the_headings_of_the_list() -> None:
    told = json.loads(written(Format.JSON))
    assert (told["version"], told["list"]) == (1, "kommuner")
    assert told["people"][1] == {"E-post": "+bo@x.example", "Namn": "@SUM(A1)", "Roll": ""}
