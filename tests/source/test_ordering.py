"""Entries of a list in another order, each with its comments, and every other byte where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import Edit, Order
from storsthlm_cli.model.places import Spot
from storsthlm_cli.source.yaml import parse_document

ROWS = """\
rows: # one line a meeting

  # what comes first

  # about b
  - b   # behind b
    # below b

  # about c
  # and more of it
  - day: "c"
    title: |
      - no entry
      # no comment

  - >-
    a
    a

  # the end
after: x
"""


def order(text: str, *entries: int, path: tuple[str, ...] = ("rows",)) -> str:
    return parse_document(text, "f").edit([Order(Spot("f", path), entries)])


def test_entries_move_with_their_comments_and_empty_lines_stay() -> None:
    assert (
        order(ROWS, 2, 0, 1)
        == """\
rows: # one line a meeting

  # what comes first

  - >-
    a
    a

  # about b
  - b   # behind b
    # below b

  # about c
  # and more of it
  - day: "c"
    title: |
      - no entry
      # no comment

  # the end
after: x
"""
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("rows:\n- b\n- a", "rows:\n- a\n- b"),
        ("\ufeffrows:\r\n  - b # 1\r\n  - a\r\n", "\ufeffrows:\r\n  - a\r\n  - b # 1\r\n"),
        ("rows:\n  -\n    b\n  - # why - not\n    a\n", "rows:\n  - # why - not\n    a\n  -\n    b\n"),
        ("rows: [b ,  'a']  # why\n", "rows: ['a' ,  b]  # why\n"),
        ("rows: [\n  {d: b},\n  a,\n]\n", "rows: [\n  a,\n  {d: b},\n]\n"),
        ("rows:\n  - \u2028b\x85\n  - \U0001f600 a\n", "rows:\n  - \U0001f600 a\n  - \u2028b\x85\n"),
    ],
)
def test_lists_of_every_kind_are_put_in_order(before: str, after: str) -> None:
    assert order(before, 1, 0) == after


@pytest.mark.parametrize(
    ("text", "entries", "reason"),
    [
        ("rows: a\n", (0,), "there is no such list"),
        ("rows: [a, b]\n", (0, 0), "there is no such list"),
        ("rows: [a, b]\n", (0, 1, 2), "there is no such list"),
        ("rows: [a, # why\n  b]\n", (1, 0), "begin and end"),
        ("rows:\n  - |+\n    b\n\n  - a\n", (1, 0), "reads otherwise"),
    ],
)
def test_a_list_that_cannot_be_put_in_order_is_told(text: str, entries: tuple[int, ...], reason: str) -> None:
    with pytest.raises(Failure, match=reason):
        order(text, *entries)


def test_texts_are_edited_before_their_entries_move() -> None:
    edits: list[Edit | Order] = [Order(Spot("f", ("rows",)), (1, 0)), Edit(Spot("f", ("rows", 0), 0, 1), "bb")]
    assert parse_document("rows:\n  - b\n  - a\n", "f").edit(edits) == "rows:\n  - a\n  - bb\n"


ENTRIES = st.sampled_from(
    [
        "- a",
        "- # why\n  a",
        "- |\n  a\n   - b\n",
        "- {a: b}",
        "- 'a\n  b'",
        "-",
        "- a:\n    - b\n    -",
        "# c\n- a\n  # d",
    ]
)


@given(st.lists(ENTRIES, min_size=1, max_size=5).flatmap(lambda all_: st.tuples(st.just(all_), st.permutations(all_))))
def test_lines_are_only_moved(entries: tuple[list[str], list[str]]) -> None:
    before, wanted = ("\n".join(each) for each in entries)
    left = list(range(len(entries[0])))
    numbers = [left.pop(next(at for at, n in enumerate(left) if entries[0][n] == each)) for each in entries[1]]
    try:
        after = order(f"rows:\n{before}\n", *numbers)
    except Failure:
        return
    assert sorted(after.split("\n")) == sorted(f"rows:\n{wanted}\n".split("\n"))
    rows, moved = (_rows(text) for text in (f"rows:\n{before}\n", after))
    assert [rows[number] for number in numbers] == moved
    assert order(after, *(numbers.index(number) for number in range(len(numbers)))) == f"rows:\n{before}\n"


def _rows(text: str) -> list[object]:
    data = parse_document(text, "f").data
    assert isinstance(data, dict)
    assert isinstance(data["rows"], list)
    return list(data["rows"])
