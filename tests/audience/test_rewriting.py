from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from storsthlm_cli.audience.files import open_rows
from storsthlm_cli.audience.lists import header_of, read_list
from storsthlm_cli.audience.rewriting import write_ours, write_with, write_without
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.report.list_tables import Format, write_people

CELLS: SearchStrategy[str] = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


def ours(path: Path) -> str:
    file = io.BytesIO()
    write_ours(file, open_rows(path, path.name, []))
    return file.getvalue().decode("utf-8")


def added(path: Path, address: str, values: Mapping[str, str]) -> bytes:
    file = io.BytesIO()
    write_with(file, path, path.name, address, values)
    return file.getvalue()


def without(path: Path, *keys: str) -> tuple[bytes, list[tuple[int, str]]]:
    file = io.BytesIO()
    gone = write_without(file, path, path.name, keys)
    return file.getvalue(), gone


def test_a_file_from_anywhere_gets_our_form(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        'sep=,\r\nNamn,"Mejl",Ort\r\n"Ek, Åsa",Asa@X.Example,"a;b"\r\n\r\nBo,fel\r\nC,c@x.example,d,e\r\n'.encode(
            "cp1252"
        )
    )
    assert ours(path) == ('\ufeffNamn;e-post;Ort\nEk, Åsa;Asa@x.example;"a;b"\nBo;fel;\nC;c@x.example;d;e\n')


LOCAL = st.from_regex(r"['+=-]{0,2}[a-z'+=-]{1,6}", fullmatch=True)
PRINTABLE = st.characters(categories=("L", "N", "P", "S"))
FORMULAS = st.text(st.one_of(st.sampled_from("'=+-@＝ab 1"), PRINTABLE), max_size=6)


@settings(max_examples=60)
@given(st.sampled_from([Format.CSV, Format.XLSX]), st.lists(st.tuples(LOCAL, FORMULAS, FORMULAS), max_size=5), FORMULAS)
def test_what_is_exported_and_taken_in_again_is_what_it_was(
    tmp_path_factory: pytest.TempPathFactory, form: Format, people: list[tuple[str, str, str]], heading: str
) -> None:
    folder = tmp_path_factory.mktemp("a")
    source, exported, again = folder / "a.csv", folder / f"b.{form}", folder / "c.csv"
    headings = ["e-post", "namn", f"ort{heading}"]
    with source.open("w", encoding="utf-8", newline="") as file:
        rows = [(f"{local}@x.example", *others) for local, *others in people]
        csv.writer(file, delimiter=";").writerows([headings, *rows])
    source.write_text(ours(source), encoding="utf-8", newline="")
    before = read_list(source, "a")
    named = header_of(source, "a", "a").cells
    with exported.open("wb") as out:
        write_people(out, "a", named, before.subscribers, form)
    again.write_text(ours(exported), encoding="utf-8", newline="")
    for taken in (read_list(exported, "a"), read_list(again, "a")):
        assert [(each.address, each.key, each.fields) for each in taken.subscribers] == [
            (each.address, each.key, each.fields) for each in before.subscribers
        ]
        assert taken.left_out == ()
    if not before.left_out:
        assert again.read_bytes() == source.read_bytes()


def test_a_guarded_row_is_found_and_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("e-post;namn\n'+anna@x.example;'=Anna\nbo@x.example;Bo\n", encoding="utf-8")
    assert [each.address for each in read_list(path, "a").subscribers] == ["+anna@x.example", "bo@x.example"]
    assert without(path, "+anna@x.example") == (b"e-post;namn\nbo@x.example;Bo\n", [(2, "+anna@x.example")])


@settings(max_examples=50)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=4))
def test_our_form_reads_as_what_it_was_made_of(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("a") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=",").writerows(
            [["e-post", "namn", "ort"], *([f"p{n}@x.example", *row] for n, row in enumerate(cells))]
        )
    before = read_list(path, "a")
    path.write_text(ours(path), encoding="utf-8", newline="")
    after = read_list(path, "a")
    assert [(each.address, each.fields) for each in after.subscribers] == [
        (each.address, each.fields) for each in before.subscribers
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_a_row_more_is_written_in_the_files_own_form(
    tmp_path: Path, delimiter: str, start: str, end: str, last: bool
) -> None:
    path = tmp_path / "a.csv"
    head, row = delimiter.join(["Förnamn", "E-post"]), delimiter.join(["Anna", "anna@x.example"])
    text = start + head + end + row + (end if last else "")
    path.write_bytes(text.encode())
    new = delimiter.join(["Åsa", "asa@x.example"])
    assert added(path, "asa@x.example", {"förnamn": "Åsa"}).decode() == text.removesuffix(end) + end + new + end


def test_a_row_more_keeps_to_the_files_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("e-post;förnamn\nbo@x.example;Bö\n".encode("cp1252"))
    assert added(path, "asa@x.example", {"first_name": "Åsa;x"}).endswith('asa@x.example;"Åsa;x"\n'.encode("cp1252"))
    with pytest.raises(Failure, match="is in Windows-1252, which has no `Ł`"):
        added(path, "asa@x.example", {"förnamn": "Ł"})


@pytest.mark.parametrize("column", ["ort", "e-post"])
def test_a_column_that_cannot_be_set_is_told(tmp_path: Path, column: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("e-post;förnamn\n", encoding="utf-8")
    with pytest.raises(Failure) as caught:
        added(path, "a@x.example", {column: "x"})
    assert caught.value.hint == "its columns are `e-post`, `förnamn`"


def test_rows_taken_away_leave_every_other_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    kept = [
        b"sep=;\r\n\xef\xbb\xbf"[:7],
        '"e-post";förnamn\r\n'.encode(),
        b"\r\n",
        b'bo@x.example;"Bo\r\ni raden"\r\n',
        b"  ;;; \r\n",
        b"fel\r\n",
        b"sist@x.example;x",
    ]
    gone = [b'ANNA@x.example;"An\r\nna"\r\n', b" anna@X.example ;\r\n"]
    path.write_bytes(b"".join([*kept[:3], gone[0], *kept[3:5], gone[1], *kept[5:]]))
    written, told = without(path, "anna@x.example")
    assert written == b"".join(kept)
    assert told == [(4, "ANNA@x.example"), (9, "anna@X.example")]


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('\ufeff"E-post";x\na@x.example;1\nb@x.example;2\n'.encode())
    assert without(path, "a@x.example")[0] == '\ufeff"E-post";x\nb@x.example;2\n'.encode()


def test_a_workbook_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["e-post"])
    book.save(path)
    with pytest.raises(Failure, match="is a workbook, which is only read here"):
        without(path, "a@x.example")
