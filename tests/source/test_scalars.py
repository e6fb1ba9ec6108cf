"""For any value in any style: the file at a character's place shows it, or the escape or line break it came from."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from storsthlm_cli.model.places import Spot
from storsthlm_cli.source.scalars import characters
from storsthlm_cli.source.tree import Scalar, find
from storsthlm_cli.source.yaml import Document, parse_document

VALUES = st.text(
    st.sampled_from("ab:#-'\"\\ \t\n\n  åÖ\U0001f600\u2028\x85,[]{}&*!|>%@`?") | st.characters(codec="utf-8")
)
PRINTABLE = st.text(st.sampled_from("abåÖ\U0001f600\u2028\u2029\x85.,:#-'\"\\ \t")).filter(bool)
BREAKS = st.sampled_from(["\n", "\r\n", "\r"])
ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^xuU])", re.DOTALL)


def scalar_of(document: Document) -> Scalar:
    assert document.root is not None, document.findings
    branch = find(document.root, ("key",)).branch
    assert isinstance(branch, Scalar)
    return branch


def assert_every_place_shows_its_character(text: str) -> str:
    """Check all characters of the value under `key`; return that value."""
    document = parse_document(text, "f")
    scalar = scalar_of(document)
    found = characters(text, scalar)
    assert "".join(character for character, _, _ in found) == scalar.value
    last = scalar.start
    for number, (character, start, end) in enumerate(found):
        assert last <= start < end <= scalar.end
        last = end
        assert shows(character, text[start:end], scalar.style), (character, text[start:end], text)
        place = document.place(Spot("f", ("key",), number, number + 1))
        offset = document.lines.offset
        assert text[offset(place.line, place.column) : offset(place.end_line, place.end_column)] == text[start:end]
    return scalar.value


def shows(character: str, raw: str, style: str) -> bool:
    if raw in ("\n", "\r\n", "\r"):
        return character == "\n" or (character == " " and style != "|")
    if style == "'" and raw == "''":
        return character == "'"
    if style == '"' and raw.startswith("\\"):
        return ESCAPE.fullmatch(raw) is not None and yaml.safe_load(f'"{raw}"') == character
    return raw == character


@given(VALUES, st.sampled_from([None, "'", '"', "|", ">"]), st.sampled_from([5, 20, 80, 1000]), st.booleans(), BREAKS)
def test_whatever_pyyaml_writes_is_mapped(value: str, style: str, width: int, unicode: bool, line_break: str) -> None:
    text = yaml.dump(
        {"key": value},
        default_style=style,
        width=width,
        allow_unicode=unicode,
        line_break=line_break,
        Dumper=yaml.Dumper,
    )
    document = parse_document(text, "f")
    assume(document.root is not None and find(document.root, ("key",)).whole)
    assume(isinstance(find(document.root, ("key",)).branch, Scalar) if document.root else False)
    assert_every_place_shows_its_character(text)


@given(VALUES)
def test_json_strings_are_mapped(value: str) -> None:
    text = f"key: {json.dumps(value, ensure_ascii=False)}\n"
    assume(parse_document(text, "f").root is not None)
    assert assert_every_place_shows_its_character(text) == value


@given(st.lists(PRINTABLE.map(str.strip) | st.just(""), min_size=1), BREAKS, st.integers(1, 4))
def test_single_quoted_lines_are_mapped(lines: list[str], line_break: str, indent: int) -> None:
    inside = (line_break + " " * indent).join(line.replace("'", "''") for line in lines)
    text = f"key: '{inside}'{line_break}"
    assume(parse_document(text, "f").root is not None)
    assert_every_place_shows_its_character(text)


@given(
    st.lists(
        st.text(st.sampled_from('ab \t\\"nxå\u2028'))
        | st.sampled_from(["a\\", "\\", "", "\\x41", "\\U0001f600", "\\N"]),
        min_size=1,
    ),
    BREAKS,
)
def test_double_quoted_lines_and_escapes_are_mapped(lines: list[str], line_break: str) -> None:
    text = f'key: "{(line_break + "  ").join(lines)}"{line_break}next: 1{line_break}'
    assume(parse_document(text, "f").root is not None)
    assert_every_place_shows_its_character(text)


@given(st.lists(st.text(st.sampled_from("abå:#-'\"\\ ,[]{}\U0001f600\u2028")), min_size=1), BREAKS)
def test_plain_lines_are_mapped(lines: list[str], line_break: str) -> None:
    text = f"key: {(line_break + '  ').join(lines)}{line_break}next: 1"
    document = parse_document(text, "f")
    assume(document.root is not None and isinstance(find(document.root, ("key",)).branch, Scalar))
    assert_every_place_shows_its_character(text)


@given(
    st.sampled_from("|>"),
    st.sampled_from(["", "+", "-"]),
    st.booleans(),
    st.integers(1, 6),
    st.lists(st.text(st.sampled_from("ab \t#:å\U0001f600\u2028\x85")) | st.just(""), max_size=8),
    BREAKS,
    st.sampled_from(["", "next: 1", "  ", "# comment"]),
    st.sampled_from(["", " # a comment with + and -"]),
)
def test_block_lines_are_mapped(
    style: str,
    chomping: str,
    told: bool,
    indent: int,
    lines: list[str],
    line_break: str,
    after: str,
    comment: str,
) -> None:
    header = style + (str(indent) if told else "") + chomping + comment
    body = "".join(line_break + (" " * indent + line if line else "") for line in lines)
    text = f"key: {header}{body}{line_break}{after}"
    assume(parse_document(text, "f").root is not None)
    assert_every_place_shows_its_character(text)


@given(st.sampled_from("|>"), st.lists(st.text(st.sampled_from("ab ")), min_size=1, max_size=5))
def test_a_block_inside_lists_and_mappings_with_its_indentation_told_is_mapped(style: str, lines: list[str]) -> None:
    body = "".join("\n    " + line for line in lines)
    text = f"- a:\n  - {style}1{body}\n"
    document = parse_document(text, "f")
    assume(document.root is not None)
    assert document.root is not None
    scalar = find(document.root, (0, "a", 0)).branch
    assert isinstance(scalar, Scalar)
    for character, start, end in characters(text, scalar):
        assert shows(character, text[start:end], style)


@pytest.mark.parametrize(
    ("text", "character", "line", "column", "width"),
    [
        ("key: |\n  ab\n  cd\n", "c", 3, 3, 1),
        ("key: >\n  ab\n  cd\n", " ", 2, 5, None),
        ("key: 'it''s'\n", "'", 1, 9, 2),
        ('key: "a\\u00e5b"\n', "å", 1, 8, 6),
        ('key: "\\U0001f600"\n', "\U0001f600", 1, 7, 10),
        ("key: ab\n  cd\n", " ", 1, 8, None),
        ("\ufeffkey: ab\r\n  cd\r\n", "c", 2, 3, 1),
        ("key: |\n  a\u2028b\n", "b", 2, 5, 1),
    ],
)
def test_a_character_is_where_it_was_written(
    text: str, character: str, line: int, column: int, width: int | None
) -> None:
    document = parse_document(text, "f")
    at = scalar_of(document).value.index(character)
    place = document.place(Spot("f", ("key",), at, at + 1))
    assert (place.line, place.column) == (line, column)
    if width is None:
        assert (place.end_line, place.end_column) == (line + 1, 1)
    else:
        assert (place.end_line, place.end_column) == (line, column + width)
