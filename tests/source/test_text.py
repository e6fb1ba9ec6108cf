from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.source.text import Lines, NotUtf8, decode

TEXTS = st.text(st.sampled_from("aå\U0001f600\n\r\u2028\x85\ufeff \t"))


def test_only_lf_crlf_and_cr_end_a_line() -> None:
    lines = Lines.of("a\nb\r\nc\rd\u2028e\u2029f\x85g\x0bh")
    assert [lines.line(number) for number in range(1, 5)] == ["a", "b", "c", "d\u2028e\u2029f\x85g\x0bh"]


def test_a_column_counts_characters_and_not_bytes() -> None:
    assert Lines.of("å\U0001f600x").position(2) == (1, 3)


def test_a_byte_order_mark_takes_no_column() -> None:
    lines = Lines.of("\ufeffab\nc")
    assert lines.position(1) == (1, 1)
    assert lines.position(4) == (2, 1)
    assert lines.line(1) == "ab"


def test_a_place_ends_after_its_last_character() -> None:
    place = Lines.of("ab\ncd").place("f", 1, 4)
    assert (place.line, place.column, place.end_line, place.end_column, place.text) == (1, 2, 2, 2, "ab")


@given(TEXTS, st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    lines = Lines.of(text)
    first = 1 if text.startswith("\ufeff") else 0
    offset = data.draw(st.integers(min(first, len(text)), len(text)))
    assert lines.offset(*lines.position(offset)) == offset


@given(TEXTS)
def test_the_lines_are_those_of_an_editor(text: str) -> None:
    shown = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = Lines.of(text)
    assert [lines.line(number + 1) for number in range(len(lines.starts))] == shown


@given(TEXTS)
def test_decoding_and_encoding_gives_the_same_bytes(text: str) -> None:
    data = text.encode()
    assert decode(data).encode() == data


def test_what_is_not_utf8_is_told_with_the_text_before_it() -> None:
    with pytest.raises(NotUtf8) as error:
        decode("å\nsmö".encode() + "rgås".encode("cp1252"))
    assert error.value.before == "å\nsmörg"
    assert error.value.byte == 0xE5
