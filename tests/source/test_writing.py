from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.model.places import Text
from storsthlm_cli.source.markdown import prose
from storsthlm_cli.source.writing import WIDTH, Apart, Markdown, Value, wrapped, write
from storsthlm_cli.source.yaml import parse_document

CHARACTERS = st.characters(
    codec="utf-8",
    exclude_characters="".join(map(chr, [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0x85), *range(0x86, 0xA0)]))
    + "\ufffe\uffff",
    max_codepoint=0x10FFFF,
)
TEXTS = st.one_of(
    st.text(CHARACTERS, max_size=40),
    st.text(st.sampled_from("ab :#-\n\t'\"\\|>[]{}&*!%@`,?.~=<–é”0123"), max_size=60),
    st.lists(st.sampled_from(["no", "12:30", "- a", "ord", "#", ":", "~", "1.", "", " ", "x: y"]), max_size=60).map(
        " ".join
    ),
    st.sampled_from(["yes", "null", "~", "true", "0x1F", "1_000", "2021-06-21", "---", "...", "=", "<<", "1e3", "+1"]),
)
DATA = st.dictionaries(
    st.text(st.sampled_from("abc-1: "), min_size=1, max_size=5),
    st.recursive(
        TEXTS | st.integers(-(10**9), 10**9) | st.booleans() | st.none(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcdef"), inner, max_size=3),
        max_leaves=12,
    ),
    max_size=4,
)


@given(DATA)
def test_what_is_written_is_read_again_without_a_finding(data: dict[str, Value]) -> None:
    document = parse_document(write(data, "a heading"), "a.yaml")
    assert document.data == data
    assert document.findings == ()
    assert document.surprises == {}


@given(st.text(CHARACTERS, min_size=1))
def test_a_list_that_stands_apart_is_the_same_list(text: str) -> None:
    data: dict[str, Value] = {"first": "a", "sections": Apart(({"kind": text}, {"kind": text}, text))}
    document = parse_document(write(data), "a.yaml")
    assert document.data == {"first": "a", "sections": [{"kind": text}, {"kind": text}, text]}
    assert document.findings == ()


WORDS = st.sampled_from(
    ["ett", "ord", "-", "+", "#", "1.", "2)", ">", "=", "===", "---", "|", "| a |", "*a*", "~~~", ":-"]
)


@given(st.lists(WORDS, min_size=1, max_size=80).map(" ".join), st.integers(1, 60))
def test_wrapping_changes_nothing_of_what_markdown_says(text: str, width: int) -> None:
    whole, narrow = "Så här: " + text, wrapped("Så här: " + text, width)
    assert " ".join(narrow.split()) == " ".join(whole.split())
    one, _ = prose(Text(whole, "", ()))
    two, _ = prose(Text(narrow, "", ()))
    assert [type(block).__name__ for block in one] == [type(block).__name__ for block in two]


def test_a_list_item_is_wrapped_below_its_own_words() -> None:
    assert wrapped("- " + "ord " * 5 + "ord", 12) == "- ord ord\n  ord ord\n  ord ord"


def test_a_file_is_pleasant_to_read() -> None:
    text = write(
        {
            "date": datetime.date(2021, 6, 21),
            "subject": 'Så "blir" det: nytt',
            "check": {"date": "guessed"},
            "sections": Apart(
                (
                    {"kind": "letter", "body": Markdown("Ett stycke.\n\nEtt till."), "signature": "Åsa Ek\nDirektör"},
                    {"kind": "calendar", "rows": ["2021-08-26/27 Konferens", "2021-09-01 VIS: möte"]},
                )
            ),
        },
        "first line",
    )
    assert text == (
        "# first line\n"
        "date: 2021-06-21\n"
        "subject: 'Så \"blir\" det: nytt'\n"
        "check:\n"
        "  date: guessed\n"
        "\n"
        "sections:\n"
        "  - kind: letter\n"
        "    body: |\n"
        "      Ett stycke.\n"
        "\n"
        "      Ett till.\n"
        "    signature: |-\n"
        "      Åsa Ek\n"
        "      Direktör\n"
        "\n"
        "  - kind: calendar\n"
        "    rows:\n"
        "      - 2021-08-26/27 Konferens\n"
        '      - "2021-09-01 VIS: möte"\n'
    )


def test_no_line_is_wider_than_it_must_be() -> None:
    text = write({"headline": "ett ord till " * 30, "list": [{"text": "ett ord till " * 29 + "slut"}]})
    assert max(len(line) for line in text.splitlines()[1:] if "headline" not in line) <= WIDTH


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ud800", "\uffff"])
def test_a_character_that_yaml_refuses_is_refused(character: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in a YAML file"):
        write({"a": character})
