from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.source.long_sheets import LongSheet
from storsthlm_cli.source.tables import Row


def write(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def read(path: Path) -> list[Row]:
    return list(LongSheet(path, "lista.xlsx").rows())


def test_cells_are_what_people_see_with_the_numbers_of_excel(tmp_path: Path) -> None:
    day = datetime.datetime(2021, 6, 21)  # noqa: DTZ001  # as Excel has it
    path = write(tmp_path / "a.xlsx", [], ["e-post ", None, "År"], [None], [" a\nb ", 8.0, 2.5, day, True, None, None])
    assert read(path) == [Row(2, ("e-post", "", "År")), Row(4, ("a b", "8", "2.5", "2021-06-21", "True"))]


def test_a_hidden_sheet_is_passed_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["dold"])
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("synlig").append(["e-post"])
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx") == [Row(1, ("e-post",))]


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    for content in (b"", b"e-post\n", b"PK\x03\x04" + bytes(50)):
        path.write_bytes(content)
        with pytest.raises(Failure, match=r"`lista.xlsx` cannot be read as a workbook"):
            read(path)


def test_a_small_file_that_unpacks_to_a_large_one_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", ["e-post"])
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("bomb", "w", force_zip64=True) as part,
    ):
        for _ in range(1025):
            part.write(bytes(1 << 20))
    with pytest.raises(Failure, match="is larger than a workbook with a million rows"):
        read(path)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=5), st.floats(0.5, 1))
def test_no_damage_is_a_bug(
    tmp_path_factory: pytest.TempPathFactory, wrong: list[tuple[float, int]], kept: float
) -> None:
    path = write(tmp_path_factory.mktemp("a") / "a.xlsx", ["e-post", "namn"], ["a@x.example", "Anna"])
    content = bytearray(path.read_bytes())
    for where, byte in wrong:
        content[int(where * len(content))] = byte
    path.write_bytes(content[: int(kept * len(content))] if kept < 0.9 else content)
    try:
        rows = read(path)
    except Failure:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row.cells)
