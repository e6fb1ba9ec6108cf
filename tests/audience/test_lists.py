from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storsthlm_cli.audience.lists import ListFile, read_list
from storsthlm_cli.model.audience import LeftOut, Reason
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.places import Place


def read(folder: Path, content: str | bytes, name: str = "kommuner") -> ListFile:
    path = folder / f"{name}.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_list(path, name, f"lists/{name}.csv")


def refused(folder: Path, content: str | bytes) -> Failure:
    with pytest.raises(Failure) as caught:
        read(folder, content)
    return caught.value


def test_a_list_as_a_register_exports_it(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Kommun,Roll,Förnamn,Efternamn,E-post\r\n"
        "Danderyd,Registrator,,,registrator@danderyd.example\r\n"
        "Ekerö,Kommundirektör,Åsa,Öberg,Asa.Oberg@Ekero.example\r\n",
    )
    assert (found.name, found.file, found.left_out, found.notices) == ("kommuner", "lists/kommuner.csv", (), ())
    one, other = found.subscribers
    assert other.address == "Asa.Oberg@ekero.example"
    assert other.key == "asa.oberg@ekero.example"
    assert other.fields == {
        "organisation": "Ekerö",
        "role": "Kommundirektör",
        "first_name": "Åsa",
        "last_name": "Öberg",
        "address": "Asa.Oberg@Ekero.example",
    }
    assert (one.line, other.line, one.list) == (2, 3, "kommuner")
    assert one.fields["first_name"] == ""


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_dress_of_a_file_reads_the_same(tmp_path: Path, delimiter: str, start: str, end: str) -> None:
    rows = [["Namn", "E-post"], ["Åsa", "asa@x.example"], ["Bo", "bo@x.example"]]
    found = read(tmp_path, start + "".join(delimiter.join(row) + end for row in rows))
    assert [(one.fields["name"], one.address, one.line) for one in found.subscribers] == [
        ("Åsa", "asa@x.example", 2),
        ("Bo", "bo@x.example", 3),
    ]
    assert found.notices == ()


def test_excel_with_a_separator_line_in_its_own_encoding_works_with_notices(tmp_path: Path) -> None:
    found = read(tmp_path, "sep=;\r\nFörnamn;E-post\r\nÅsa;asa@x.example\r\n".encode("cp1252"))
    assert [(one.fields["first_name"], one.line) for one in found.subscribers] == [("Åsa", 3)]
    assert found.notices == (
        "`lists/kommuner.csv` is not UTF-8 (see line 2) and was read as Windows-1252, as Excel writes it: "
        "check that å, ä and ö look right",
        "the first line of `lists/kommuner.csv` names the separator (`sep=`) and was not read as a row",
    )


@pytest.mark.parametrize(("line", "delimiter"), [("sep=,", ","), ('"sep=;"', ";"), ("SEP=;", ";"), ("sep=\t", "\t")])
def test_the_separator_line_decides(tmp_path: Path, line: str, delimiter: str) -> None:
    found = read(tmp_path, f"{line}\nNamn{delimiter}E-post\n;,{delimiter}a@x.example\n".replace(";,", "Bo"))
    assert [one.fields["name"] for one in found.subscribers] == ["Bo"]


def test_an_unsupported_separator_is_told_with_its_place(tmp_path: Path) -> None:
    failure = refused(tmp_path, "sep=|\nnamn|e-post\n")
    assert failure.message == "the separator `|` is not supported: expected `;`, `,` or a tab"
    assert str(failure.place) == "lists/kommuner.csv:1:1"


def test_the_delimiter_is_the_one_that_finds_the_address(tmp_path: Path) -> None:
    found = read(tmp_path, "E-post;Namn, titel, förvaltning\nasa@x.example;Åsa, chef, miljö\n")
    assert found.subscribers[0].fields == {"address": "asa@x.example", "namn_titel_forvaltning": "Åsa, chef, miljö"}


def test_a_list_of_bare_addresses_needs_no_delimiter(tmp_path: Path) -> None:
    assert [one.line for one in read(tmp_path, "e-post\na@x.example\nb@x.example").subscribers] == [2, 3]


def test_line_breaks_in_quotes_do_not_shift_the_line_numbers(tmp_path: Path) -> None:
    found = read(tmp_path, '"E-\npost";"Namn"\n"a@x.example";"Åsa\r\nÖberg, ""chef"""\nb@x.example;Bo\n')
    assert [(one.line, one.fields["name"]) for one in found.subscribers] == [(3, 'Åsa Öberg, "chef"'), (5, "Bo")]


def test_space_around_and_inside_cells_is_made_regular(tmp_path: Path) -> None:
    found = read(tmp_path, " E-post ;Namn\n\u00a0a@x.example ;  Åsa\u00a0\u00a0Öberg \n")
    assert found.subscribers[0].address == "a@x.example"
    assert found.subscribers[0].fields["name"] == "Åsa Öberg"


def test_control_characters_in_a_cell_reach_neither_the_screen_nor_a_header(tmp_path: Path) -> None:
    found = read(tmp_path, "e-post;namn\na@x.example;\x1b[31mBo\x7f\u0085Ek\nb\x1b@x.example;\n")
    assert found.subscribers[0].fields["name"] == "[31mBo Ek"
    assert [one.address for one in found.left_out] == ["b @x.example"]


def test_empty_rows_are_passed_over(tmp_path: Path) -> None:
    found = read(tmp_path, "\n;\ne-post;namn\n\n;;;\n  ; \na@x.example;Åsa\n\n")
    assert [one.line for one in found.subscribers] == [7]
    assert found.left_out == ()


def test_rows_without_a_valid_address_are_left_out_with_the_reason(tmp_path: Path) -> None:
    found = read(tmp_path, "e-post;namn\nåsa@x.example;Åsa\n;Bo\nbo(at)x.example;Bo\nc@x.example;Cia\n")
    assert [one.line for one in found.subscribers] == [5]
    assert found.left_out == (
        LeftOut(
            "åsa@x.example",
            "kommuner",
            2,
            Reason.INVALID,
            "letters such as å, ä and ö before the @ are not supported: a bounce from there could not come back",
        ),
        LeftOut("", "kommuner", 3, Reason.INVALID, "the row has no address"),
        LeftOut("bo(at)x.example", "kommuner", 4, Reason.INVALID, "an email address must have an @-sign"),
    )


def test_a_row_with_too_many_cells_is_left_out_since_it_may_have_slipped(tmp_path: Path) -> None:
    found = read(tmp_path, "e-post,namn\na@x.example,Berg, Anna\nb@x.example,Bo,\n")
    assert [one.address for one in found.subscribers] == ["b@x.example"]
    assert found.left_out == (
        LeftOut("a@x.example", "kommuner", 2, Reason.INVALID, "the row has 3 cells, but the header has 2"),
    )


def test_a_row_with_too_few_cells_is_read_with_a_notice(tmp_path: Path) -> None:
    found = read(tmp_path, "e-post;namn;roll\na@x.example\nb@x.example;Bo\nc@x.example;Cia;Chef\n")
    assert [one.fields["role"] for one in found.subscribers] == ["", "", "Chef"]
    assert found.notices == (
        "2 rows have fewer cells than the header of `lists/kommuner.csv` (the first on line 2); "
        "the missing cells were read as empty",
    )


def test_without_an_address_column_the_found_and_the_accepted_names_are_told(tmp_path: Path) -> None:
    failure = refused(tmp_path, "sep=;\nNamn;Adress\nÅsa;a@x.example\n")
    assert failure.message == "no column of the list `lists/kommuner.csv` holds addresses: found `Namn`, `Adress`"
    assert failure.hint is not None
    assert failure.hint.startswith("name the column `e-post`, `e-postadress`, ")
    assert failure.place == Place("lists/kommuner.csv", 2, 1, 2, 12, "Namn;Adress")


@pytest.mark.parametrize("header", ["e-post;namn;e-post", "e-post;namn;Mail", "e-post;telefon;Telefon"])
def test_two_columns_with_one_meaning_are_told(tmp_path: Path, header: str) -> None:
    failure = refused(tmp_path, f"{header}\na@x.example;b;c\n")
    assert "mean the same" in failure.message
    assert str(failure.place) == "lists/kommuner.csv:1:1"


def test_columns_without_a_heading_are_ignored(tmp_path: Path) -> None:
    found = read(tmp_path, "e-post;;namn;\na@x.example;x;Åsa;y\n")
    assert found.subscribers[0].fields == {"address": "a@x.example", "name": "Åsa"}


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", "sep=;\r\n"])
def test_an_empty_file_is_told(tmp_path: Path, content: str) -> None:
    failure = refused(tmp_path, content)
    assert failure.message == "the list `lists/kommuner.csv` is empty"
    assert str(failure.place) == "lists/kommuner.csv:1:1"


def test_a_header_alone_is_a_list_of_nobody(tmp_path: Path) -> None:
    assert read(tmp_path, "e-post\n").subscribers == ()


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (b"e-post\na@x.example\n\x00", "holds a NUL", 3),
        ("e-post\n".encode("utf-16"), "is in UTF-16", 1),
        (b"\xef\xbb\xbfe-post\n\xe5@x.example\n", "begins as UTF-8, but is not", 2),
        (b"e-post\n\xe5@x.example\n\x81\n", "is neither UTF-8 (see line 2) nor Windows-1252", 3),
    ],
)
def test_what_cannot_be_decoded_is_told_with_its_line(tmp_path: Path, content: bytes, message: str, line: int) -> None:
    failure = refused(tmp_path, content)
    assert message in failure.message
    assert failure.hint == "save it again as `CSV UTF-8`"
    assert failure.place is not None
    assert failure.place.line == line


def test_a_workbook_is_told(tmp_path: Path) -> None:
    assert "is a workbook" in refused(tmp_path, b"PK\x03\x04\x00\x00").message


@pytest.mark.parametrize(
    "content",
    [
        'e-post;namn\na@x.example;"Åsa\nb@x.example;Bo\nc@x.example;Cia\n',
        'e-post;namn\na@x.example;"Åsa\nb@x.example;"Bo"\n',
        'e-post;namn\na@x.example;"Åsa" Öberg\n',
    ],
)
def test_a_quotation_mark_that_swallows_rows_is_told(tmp_path: Path, content: str) -> None:
    failure = refused(tmp_path, content)
    assert failure.message.startswith("the row that begins on line 2 cannot be read")
    assert str(failure.place) == "lists/kommuner.csv:2:1"


def test_a_missing_list_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    read(tmp_path, "e-post\n")
    read(tmp_path, "e-post\n", "politiker")
    with pytest.raises(Failure, match=r"there is no list `komuner`: `lists/komuner\.csv` does not exist") as caught:
        read_list(tmp_path / "komuner.csv", "komuner", "lists/komuner.csv")
    assert caught.value.hint == "did you mean `kommuner`?"
    with pytest.raises(Failure) as caught:
        read_list(tmp_path / "x.csv", "x")
    assert caught.value.hint == "the lists are `kommuner`, `politiker`"


def test_a_missing_folder_of_lists_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="there is no list `x`") as caught:
        read_list(tmp_path / "lists" / "x.csv", "x")
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("there are no lists yet")


def test_a_folder_in_the_place_of_a_list_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(Failure, match=r"cannot read `.*x\.csv`: it is not a file"):
        read_list(tmp_path / "x.csv", "x")


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('",;\t\r\n åäö'), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(CELLS, max_size=8),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
    st.booleans(),
)
def test_what_a_csv_writer_wrote_is_read_back(
    tmp_path: Path, names: list[str], delimiter: str, codec: str, named: bool
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["Namn", "E-post"])
    writer.writerows([name, f"a{number}@x.example"] for number, name in enumerate(names))
    start = f"sep={delimiter}\r\n" if named else ""
    found = read(tmp_path, (start + out.getvalue()).encode(codec))
    assert [one.fields["name"] for one in found.subscribers] == [" ".join(name.split()) for name in names]
    assert [one.address for one in found.subscribers] == [f"a{number}@x.example" for number in range(len(names))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=60) | st.text('e-post;,\n"a@x.exmpl\té', max_size=60).map(str.encode))
def test_any_bytes_at_all_are_a_list_or_one_clear_failure(tmp_path: Path, content: bytes) -> None:
    try:
        found = read(tmp_path, b"e-post;namn\n" + content)
    except Failure as failure:
        place = failure.place
    else:
        place = None
        lines = [row.line for row in found.subscribers] + [row.line for row in found.left_out]
        assert len(lines) == len(set(lines))
        assert all(line >= 2 for line in lines)
    assert place is None or place.line >= 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_the_place_of_a_list_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "kommuner.csv")
    with pytest.raises(Failure, match="it is not a file"):
        read_list(tmp_path / "kommuner.csv", "kommuner")
