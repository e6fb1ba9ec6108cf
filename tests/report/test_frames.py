from __future__ import annotations

import io
import sys

import pytest
from rich.cells import cell_len
from rich.text import Text

from storsthlm_cli.model.places import Place
from storsthlm_cli.report.consoles import open_consoles
from storsthlm_cli.report.frames import draw, split, write_lines


def lines(place: Place, width: int = 100) -> list[str]:
    return [line.plain for line in draw(place, width, "red").lines]


def at(text: str, marked: str, line: int = 7) -> Place:
    start = text.index(marked)
    return Place("issues/2021-06/issue.yaml", line, start + 1, line, start + len(marked) + 1, text)


def test_the_caret_stands_under_what_it_means() -> None:
    assert lines(at("    När: Fredagen den 29 april", "Fredagen den 29 april", line=112)) == [
        "   --> issues/2021-06/issue.yaml:112:10",
        "    |",
        "112 |     När: Fredagen den 29 april",
        "    |          ^^^^^^^^^^^^^^^^^^^^^",
    ]


def test_a_tab_takes_four_columns() -> None:
    assert lines(at("\ta:\tb", "b"))[2:] == ["7 |     a:    b", "  |           ^"]


def test_a_wide_character_takes_two_columns_before_and_under_the_caret() -> None:
    assert lines(at("漢字: 京", "京"))[2:] == ["7 | 漢字: 京", "  |       ^^"]


def test_a_combining_character_takes_no_column() -> None:
    assert lines(at("e\u0301: x", "x"))[3] == "  |    ^"


def test_an_empty_range_gets_one_caret_even_at_the_end_of_the_line() -> None:
    assert lines(Place("f", 3, 5, 3, 5, "key:"))[2:] == ["3 | key:", "  |     ^"]


def test_a_range_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert lines(Place("f", 3, 1, 5, 2, "body: |"))[2:] == ["3 | body: |", "  | ^^^^^^^"]


def test_a_place_without_its_line_is_only_named() -> None:
    assert lines(Place("lists/kommuner.csv", 1, 1, 1, 1)) == [" --> lists/kommuner.csv:1:1"]


def test_a_place_beyond_the_end_of_the_line_does_not_fail() -> None:
    assert lines(Place("f", 3, 50, 3, 60, "short"))[2:] == ["3 | short", "  |      ^"]


def test_a_long_line_is_cut_around_the_caret_and_keeps_the_caret_in_place() -> None:
    place = at("x" * 300 + " HERE " + "y" * 300, "HERE")
    source, caret = lines(place, 80)[2:]
    assert cell_len(source) <= 80
    assert source.index("HERE") == caret.index("^^^^")
    assert source.startswith("7 | …")
    assert source.endswith("…")


def test_a_long_range_is_cut_at_the_width() -> None:
    source, caret = lines(Place("f", 1, 1, 1, 501, "x" * 500), 60)[2:]
    assert cell_len(source) == cell_len(caret) == 60


def test_control_characters_of_the_file_do_not_reach_the_terminal() -> None:
    assert lines(at("a: \x1b[31mred\u202e", "red"))[2] == "7 | a: ␛[31mred\N{REPLACEMENT CHARACTER}"


def test_of_a_line_as_long_as_a_file_only_the_surroundings_are_looked_at() -> None:
    text = "a" * 2_000_000 + "b" * 2_000_000 + "c" * 2_000_000
    before, marked, after = split(Place("f", 1, 2_000_001, 1, 4_000_001, text), 80)
    assert (len(before), len(marked), len(after)) == (81, 81, 81)
    place = Place("f", 1, 2_000_001, 1, 2_000_004, "a" * 2_000_000 + "bbb" + "c" * 2_000_000)
    line, carets = lines(place, 100)[2:]
    assert line[carets.index("^") :].startswith("bbbc")
    assert cell_len(line) <= 100
    assert line.startswith("1 | …a")


def test_sentences_go_on_under_their_beginning_and_frames_stay_as_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    lines = (
        Text("error[S020]: ett ord som ingen känner till och ingen har sett"),
        Text("  --> issues/en lång mapp med ett långt namn/2021-06/issue.yaml:12:5"),
        Text("12 | det står mer än så på den här raden, som är lång"),
        Text("   = help: skriv ett annat ord, eller inget, eller något annat"),
    )
    write_lines(open_consoles({"TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "48"}).out, lines)
    assert out.getvalue().splitlines() == [
        "error[S020]: ett ord som ingen känner till och",
        "             ingen har sett",
        "  --> issues/en lång mapp med ett långt namn/2021-06/issue.yaml:12:5",
        "12 | det står mer än så på den här raden, som är lång",
        "   = help: skriv ett annat ord, eller inget,",
        "           eller något annat",
    ]
