from __future__ import annotations

import os
import pathlib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.places import Part, Place, Spot
from storsthlm_cli.source.composing import compose
from storsthlm_cli.source.text import Lines
from storsthlm_cli.source.tree import flattened
from storsthlm_cli.source.yaml import LIMIT, Document, parse_document, read_document

PIECES = (
    """a å : - -- ' " | > [ ] { } , # &a *a ! !!str --- ... %YAML <<  ? @ ` \\ \\x \\ud8 \\ue000 0 12:30 null |2- - %"""
)
INVISIBLE = [
    "\n",
    "\n",
    "\r\n",
    "\r",
    "  ",
    " ",
    "\t",
    ": ",
    "- ",
    ", ",
    " #",
    "\u2028",
    "\x85",
    "\ufeff",
    "\x00",
    "\ue000",
    "\ud800",
]
SOUP = st.lists(st.sampled_from([*PIECES.split(" "), *INVISIBLE, "{{ recipient.x }}", "? "]) | st.text(max_size=3)).map(
    "".join
)


def told(document: Document) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.where)) for finding in document.findings]


def shown(document: Document, place: Place) -> str:
    offset = document.lines.offset
    return document.text[offset(place.line, place.column) : offset(place.end_line, place.end_column)]


@given(SOUP)
def test_no_text_is_too_broken_to_be_told_about(text: str) -> None:
    document = parse_document(text, "f")
    assert document.root is not None or document.findings or not text.strip("\ufeff \t\r\n") or set(text) & set("#%-.")
    for finding in document.findings:
        assert isinstance(finding.where, Place)
        assert finding.where.text == document.lines.line(finding.where.line)
        assert finding.where.column <= len(finding.where.text) + 2
    if any(finding.code in ("S001", "S003", "S004", "S005", "S010") for finding in document.findings):
        assert document.data is None


@given(SOUP)
def test_the_parser_without_libyaml_never_reads_anything_else(text: str) -> None:
    document = parse_document(text, "f")
    if document.root is not None:
        slow, _ = compose(Lines.of(text), yaml.Loader)  # it refuses more: tabs, `|#`
        assert slow is None or list(flattened(slow)) == list(flattened(document.root))


def test_the_parser_without_libyaml_reads_the_same_file() -> None:
    text = "\ufeffa: |\r\n  b\u2028c\r\n\r\nd:\r\n- 'e''f\r\n  g'\r\n- {h: \"\\u00e5\", i: [j k, l]}\r\n"
    text += "- >-\r\n   m\r\n   n\r\no:\r\n"
    slow, _ = compose(Lines.of(text), yaml.Loader)
    fast, _ = compose(Lines.of(text))
    assert slow is not None
    assert fast is not None
    assert list(flattened(slow)) == list(flattened(fast))


def test_a_hundred_thousand_brackets_are_a_finding() -> None:
    assert told(parse_document("[" * 100_000, "f")) == [("S004", "f:1:65")]
    assert told(parse_document("- " * 100_000, "f")) == [("S004", "f:1:129")]


def test_a_billion_laughs_are_a_finding_at_the_first_anchor() -> None:
    bomb = "a: &a [x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    document = parse_document(bomb, "f")
    assert told(document) == [("S003", "f:1:4")]
    assert document.findings[0].arguments == {"name": "&a"}
    assert document.data is None


def test_a_second_equal_key_is_told_and_the_first_counts() -> None:
    document = parse_document("a: 1\nb:\n  c: 2\n  d: 3\n  c: 4\n", "f")
    assert told(document) == [("S002", "f:5:3")]
    assert document.findings[0].arguments == {"key": "c", "first": "3"}
    assert document.data == {"a": 1, "b": {"c": 2, "d": 3}}
    assert document.place(Spot("f", ("b", "c"))).line == 3


@pytest.mark.parametrize("text", ["a:\n\tb: 1\n", "a:\n  b: 1\n\tc: 2\n", "a: b\n\tc: d\n"])
def test_a_tab_as_indentation_is_told_at_the_tab(text: str) -> None:
    document = parse_document(text, "f")
    assert [finding.code for finding in document.findings] == ["S005"]
    assert isinstance(document.findings[0].where, Place)
    assert shown(document, document.findings[0].where) == "\t"


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_an_invisible_line_separator_breaks_no_line_and_is_warned_of(character: str) -> None:
    document = parse_document(f"a: |\n  b{character}c\nd: e{character}f\ng: h", "f")
    assert document.data == {"a": f"b{character}c\n", "d": f"e{character}f", "g": "h"}
    assert told(document) == [("S009", "f:2:4"), ("S009", "f:3:5")]
    assert {finding.level for finding in document.findings} == {Level.WARNING}
    assert str(document.place(Spot("f", ("g",)))) == "f:4:4"


def test_an_escape_that_makes_the_mask_of_a_hidden_character_stays_itself() -> None:
    assert parse_document('a: "x\u2028\\ue000\\uE001"', "f").data == {"a": "x\u2028\ue000\ue001"}


def test_windows_line_ends_and_a_byte_order_mark_change_no_place() -> None:
    plain = parse_document("a: b\nc: |\n  d\n  e\nf: g\n", "f")
    windows = parse_document("\ufeffa: b\r\nc: |\r\n  d\r\n  e\r\nf: g\r\n", "f")
    assert windows.data == plain.data == {"a": "b", "c": "d\ne\n", "f": "g"}
    assert windows.findings == ()
    for spot in (Spot("f", ("a",)), Spot("f", ("a",), part=Part.KEY), Spot("f", ("c",), 2, 3), Spot("f", ("f",))):
        assert windows.place(spot) == plain.place(spot)


def test_what_yaml_1_1_takes_for_something_else_is_text_here_and_told() -> None:
    words = ["no", "on", "12:30", "010", "2021-06-21", "True", "0x1F", "+46812345", "<<", "=", "NULL", "1_000", ".inf"]
    words += ["0b1"]
    document = parse_document(
        "".join(f"- {word}\n" for word in words) + "- 2021-06-21 12:30:00\n- '010'\n- 1.5\n- 42\n- true\n- ~\n- x\n",
        "f",
    )
    assert isinstance(document.data, list)
    assert document.data[:15] == [*words, "2021-06-21 12:30:00"]
    assert document.data[15:] == ["010", 1.5, 42, True, None, "x"]
    looks = ["a boolean", "a boolean", "a base-60 number", "an octal number", "a date", "a boolean"]
    looks += [
        "a hexadecimal number",
        "a number",
        "a merge key",
        "a default key",
        "an empty value",
        "a number",
        "a number",
    ]
    assert [document.surprises[(number,)] for number in range(15)] == [*looks, "a binary number", "a date and time"]
    assert len(document.surprises) == 15


def test_a_key_is_text_whatever_it_looks_like() -> None:
    assert parse_document('no: 1\n2021: 2\n~: 3\n"": 4\n', "f").data == {"no": 1, "2021": 2, "~": 3, "": 4}


def test_a_number_of_any_length_is_read() -> None:
    assert parse_document("9" * 5000, "f").data == "9" * 5000


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("a: b: c", "S001", "f:1:5", "a second `: `"),
        ("a: {{ recipient.x }} hej", "S001", "f:1:4", "cannot begin with `{{`"),
        ("a: [Läs](x)", "S001", "f:1:9", "text after the closing `]`"),
        ("a: 'x' y", "S001", "f:1:8", "text after the closing quotation mark"),
        ("b: 1\na: 'x\nb: 1", "S001", "f:2:4", "never closed"),
        ('a: "b\\q"', "S001", "f:1:6", r"`\q` is not an escape"),
        ("a: @b", "S001", "f:1:4", "cannot begin with `@`"),
        ("a: *x* b", "S003", "f:1:4", "*x*"),
        ("a: !x b", "S010", "f:1:4", "the tag `!x`"),
        ("a: |x\n  b", "S001", "f:1:4", "nothing may follow `|`"),
        ("a\nb: c", "S001", "f:2:2", "in the middle of a text"),
        ("a: 1\nbaz\nq: 1", "S001", "f:2:1", "a key without `:`"),
        ("a: - b", "S001", "f:1:4", "a list cannot begin here"),
        ("a:\n  - b\n - c", "S001", "f:3:2", "does not fit its neighbours"),
        ("a: [b\nc: d", "S001", "f:1:4", "not closed"),
        ("a: [", "S001", "f:1:4", "`[` begins"),
        ("a: [\n", "S001", "f:1:4", "`[` begins"),
        ("a: 1\n---\nb: 2", "S010", "f:2:1", "a second document"),
        ("a: \x00", "S009", "f:1:4", "U+0000"),
        ('a: "b\\x07"', "S009", "f:1:6", "U+0007"),
    ],
)
def test_a_mistake_is_told_where_it_was_made_and_in_words_that_help(
    text: str, code: str, place: str, words: str
) -> None:
    document = parse_document(text, "f")
    assert told(document) == [(code, place)]
    assert words in " ".join(document.findings[0].arguments.values())


@pytest.mark.parametrize(
    ("spot", "characters"),
    [
        (Spot("f", ("list", 1, "b")), "två"),
        (Spot("f", ("list", 1, "b"), part=Part.KEY), "b"),
        (Spot("f", ("list", 1, "b"), 1, 3), "vå"),
        (Spot("f", ("list", 1, "b"), 3, 3), ""),
        (Spot("f", ("list", 1, "b"), 2, 99), "å"),
        (Spot("f", ("list", 1)), "a: ett\n    b: två"),
        (Spot("f", ("list", 1, "missing", "deep")), "a: ett\n    b: två"),
        (Spot("f", ("list", 7)), "- x\n  - a: ett\n    b: två"),
        (Spot("f", ("empty",)), "empty"),
        (Spot("f", ("block",)), "|\n  rad"),
    ],
)
def test_a_spot_has_its_place(spot: Spot, characters: str) -> None:
    document = parse_document("list:\n  - x\n  - a: ett\n    b: två\n\nempty:\nblock: |\n  rad\n\n\nlast: 1\n", "f")
    assert shown(document, document.place(spot)) == characters


def test_the_text_at_a_path_has_places_of_its_own() -> None:
    document = parse_document("a: 'it''s'", "f")
    text = document.text_at(("a",))
    assert text.content == "it's"
    assert shown(document, document.place(text.spot(2, 3))) == "''"
    assert not document.text_at(("b",))


def test_a_file_over_the_limit_is_not_parsed(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_text("a: " + "x" * LIMIT, encoding="utf-8")
    document = read_document(path, "big.yaml")
    assert told(document) == [("S006", "big.yaml:1:1")]
    assert document.findings[0].arguments == {"size": "1,048,579", "limit": "1,048,576"}
    assert told(parse_document("å" * (LIMIT // 2 + 1), "f")) == [("S006", "f:1:1")]


def test_a_file_in_another_encoding_is_told_at_its_first_byte(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "old.yaml"
    path.write_bytes(b"a: 1\nb: sm\xf6rg\xe5s\n")
    document = read_document(path, "old.yaml")
    assert told(document) == [("S007", "old.yaml:2:6")]
    assert document.findings[0].arguments == {"byte": "0xF6"}
    assert document.data is None


def test_a_file_that_cannot_be_read_is_a_failure_in_plain_words(tmp_path: pathlib.Path) -> None:
    with pytest.raises(Failure, match=r"`no\.yaml` does not exist"):
        read_document(tmp_path / "no.yaml", "no.yaml")
    with pytest.raises(Failure, match=r"cannot read `\.`: it is a directory"):
        read_document(tmp_path, ".")


def test_an_empty_file_says_nothing_and_nothing_is_wrong_with_it() -> None:
    for text in ("", "\n", "# only a comment\n", "\ufeff"):
        document = parse_document(text, "f")
        assert document.data is None
        assert document.findings == ()
        assert str(document.place(Spot("f", ("a",)))) == "f:1:1"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: pathlib.Path) -> None:
    os.mkfifo(tmp_path / "issue.yaml")
    with pytest.raises(Failure, match="it is no file"):
        read_document(tmp_path / "issue.yaml", "issue.yaml")
