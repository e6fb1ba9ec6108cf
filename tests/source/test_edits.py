from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import Edit
from storsthlm_cli.model.places import Part, Spot
from storsthlm_cli.source.yaml import Document, parse_document

FILE = (
    "\ufeff# comment  \r\n"
    "plain: en text   # why\r\n"
    "single:   'it''s so'\r\n"
    'double: "a \\u00e5 b"\r\n'
    "literal: |\r\n   rad ett  \r\n   rad två\r\n\r\n"
    "folded: >-\r\n  rad ett\r\n  rad två\r\n"
    "empty:\r\n"
    "day: 2021-06-21\r\n"
    "list: [a, b]\t\r\n"
)
NEW = st.text(st.sampled_from("abå:#-'\"\\ ,[]{}&*!\U0001f600\n\t\u2028"))


def at(key: str, start: int | None = None, end: int | None = None, part: Part = Part.VALUE) -> Spot:
    return Spot("f", (key,), start, end, part)


def document() -> Document:
    return parse_document(FILE, "f")


@pytest.mark.parametrize(
    ("spot", "text", "old", "new"),
    [
        (at("plain", 3, 7), "bok", "plain: en text ", "plain: en bok "),
        (at("plain"), "no", "plain: en text ", 'plain: "no" '),
        (at("plain", 0, 2), "a: b #", "plain: en text ", 'plain: "a: b # text" '),
        (at("plain", 0, 0), '"', "plain: en text ", "plain: '\"en text' "),
        (at("plain", part=Part.KEY), "plane", "plain: en", "plane: en"),
        (at("single", 2, 3), "'", "'it''s so'", "'it''s so'"),
        (at("single", 5, 7), "'å'", "'it''s so'", "'it''s ''å'''"),
        (at("single", 4, 5), "\n", "'it''s so'", '"it\'s\\nso"'),
        (at("double", 2, 3), 'ä"\\\n', "a \\u00e5 b", 'a ä\\"\\\\\\n b'),
        (at("literal", 4, 7), "två", "rad ett  \r\n", "rad två  \r\n"),
        (at("literal", 4, 7), "a\nb", "rad ett  \r\n", "rad a\r\n   b  \r\n"),
        (at("literal"), "nytt", "   rad ett  \r\n   rad två\r\n", "   nytt\r\n"),
        (at("folded", 7, 8), "-", "rad ett\r\n  rad två\r\nempty", "rad ett-rad två\r\nempty"),
        (at("folded", 7, 8), "\n", "rad ett\r\n  rad två\r\nempty", "rad ett\r\n\r\n  rad två\r\nempty"),
        (at("empty"), "x", "empty:\r\n", 'empty: "x"\r\n'),
        (at("day"), "2021-06-22", "2021-06-21", '"2021-06-22"'),
        (Spot("f", ("list", 1)), "c", "[a, b]", "[a, c]"),
        (Spot("f", ("list", 1)), "c, d", "[a, b]", '[a, "c, d"]'),
    ],
)
def test_an_edit_changes_these_characters_and_no_other(spot: Spot, text: str, old: str, new: str) -> None:
    assert FILE.count(old) == 1
    assert document().edit([Edit(spot, text)]) == FILE.replace(old, new)


def test_several_edits_are_made_at_once() -> None:
    edits = [Edit(at("literal", 0, 3), "Rad"), Edit(at("plain", 0, 2), "ny"), Edit(at("plain", 3, 7), "bok")]
    assert document().edit(edits) == FILE.replace("en text", "ny bok").replace("   rad ett", "   Rad ett")


def test_no_edits_change_nothing() -> None:
    assert document().edit([]) == FILE


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        ([Edit(at("plain", 0, 3), "a"), Edit(at("plain", 2, 4), "b")], "two edits overlap"),
        ([Edit(at("missing"), "a")], "there is no text there"),
        ([Edit(at("list"), "a")], "there is no text there"),
        ([Edit(at("plain", 3, 99), "a")], "it does not have these characters"),
        ([Edit(at("literal", 0, 1), "a\x00")], "the new text cannot be written there"),
        ([Edit(at("literal", 0, 1), "  ")], "the new text cannot be written there"),
    ],
)
def test_an_edit_that_cannot_be_made_is_refused_with_its_place(edits: list[Edit], reason: str) -> None:
    with pytest.raises(Failure, match=reason) as error:
        document().edit(edits)
    assert error.value.place is not None


@given(st.sampled_from(["plain", "single", "double", "literal", "folded", "empty", "day"]), NEW, st.data())
def test_any_edit_reads_as_meant_or_is_refused(key: str, text: str, data: st.DataObject) -> None:
    before = document()
    value = before.text_at((key,)).content
    start = data.draw(st.integers(0, len(value)))
    end = data.draw(st.integers(start, len(value)))
    wanted = value[:start] + text + value[end:]
    try:
        after = before.edit([Edit(at(key, start, end), text)])
    except Failure:
        assume(False)
    assert parse_document(after, "f").data == {
        **dict(before.data if isinstance(before.data, dict) else {}),
        key: wanted,
    }


@given(NEW)
def test_in_double_quotes_any_text_can_be_written(text: str) -> None:
    after = document().edit([Edit(at("double"), text)])
    assert parse_document(after, "f").text_at(("double",)).content == text
