from __future__ import annotations

import datetime
import json

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from storsthlm_cli.issues.copying import entries, entry, indented, written_entry
from storsthlm_cli.source.yaml import parse_document


def parts(text: str) -> dict[str, str]:
    document = parse_document(text, "issue.yaml")
    assert document.findings == ()
    return entries(document, ("sections", 0))


def test_an_entry_is_as_it_is_written_but_for_its_indentation() -> None:
    body = "      body: |\n        Ett.\n\n          Två.\n"
    text = f"sections:\n    - kind: board # a comment\n{body}      # below\n      id: x\n"
    assert parts(text) == {
        "kind": "kind: board # a comment",
        "body": "body: |\n  Ett.\n\n    Två.\n# below",
        "id": "id: x",
    }


def test_a_mapping_on_one_line_has_entries_without_their_commas() -> None:
    text = "sections:\n- {kind: board, links: [{text: a, url: 'b, c'}], id: x}\n- {kind: notice}\n"
    assert parts(text) == {"kind": "kind: board", "links": "links: [{text: a, url: 'b, c'}]", "id": "id: x"}


def test_the_last_entry_ends_with_its_value_and_not_with_what_stands_before_the_next_section() -> None:
    text = "sections:\n  - kind: board\n    body: |\n      Ett.\n\n  # the next one\n  - kind: notice\n"
    assert parts(text)["body"] == "body: |\n  Ett."


def test_line_breaks_of_other_systems_are_ours() -> None:
    assert parts("sections:\r\n  - kind: board\r\n    body: |\r\n      Ett.\r\n      Två.\r\n")["body"] == (
        "body: |\n  Ett.\n  Två."
    )


@pytest.mark.parametrize("path", [("sections", 1), ("sections",), ("nix",)])
def test_what_is_no_mapping_has_no_entries(path: tuple[str | int, ...]) -> None:
    assert entries(parse_document("sections:\n  - kind: board\n", "issue.yaml"), path) == {}


def test_an_entry_of_a_list_is_as_it_is_written() -> None:
    document = parse_document('rows:\n  - "a: b"\n  - date: 2021-06-21\n    title: c\n', "issue.yaml")
    assert entry(document, ("rows", 0)) == '"a: b"'
    assert entry(document, ("rows", 1)) == "date: 2021-06-21\ntitle: c"


def test_blanks_at_the_end_of_a_line_stay_for_they_can_be_a_line_break() -> None:
    assert (
        parts("sections:\n  - body: |\n      Ett  \n      två.\u00a0\n    id: x\n")["body"]
        == "body: |\n  Ett  \n  två.\u00a0"
    )


def test_what_cannot_be_moved_as_it_is_written_is_written_anew() -> None:
    assert parts("sections:\n  - ? kind\n    : board\n    ? id\n    : x\n") == {"kind": "kind: board", "id": "id: x"}


KEYS = ("kind", "headline", "body", "links", "id")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")) | st.just("\n"), max_size=40)
VALUES = TEXTS | st.integers() | st.lists(TEXTS, max_size=3) | st.dictionaries(st.sampled_from(KEYS), TEXTS, max_size=3)


@given(
    st.dictionaries(st.sampled_from(KEYS), VALUES, min_size=1),
    st.sampled_from(("block", "flow", "json")),
    st.integers(2, 6),
)
def test_a_copy_says_the_same_as_its_original(data: dict[str, object], style: str, indent: int) -> None:
    if style == "block":
        text = yaml.safe_dump({"sections": [data]}, allow_unicode=True, indent=indent, sort_keys=False)
    elif style == "flow":
        text = "sections:\n- " + yaml.safe_dump(data, allow_unicode=True, default_flow_style=True, width=30)
    else:
        text = "sections:\n" + " " * indent + "- " + json.dumps(data, ensure_ascii=False) + "\n"
    document = parse_document(text, "issue.yaml")
    assume(document.data is not None and not document.findings)
    assert isinstance(document.data, dict)
    copied = entries(document, ("sections", 0))
    again = parse_document("- " + indented("\n".join(copied.values()), "  ") + "\n", "issue.yaml")
    assert again.data == document.data["sections"]
    one = parse_document("- " + indented(entry(document, ("sections", 0)), "  ") + "\n", "issue.yaml")
    assert one.data == document.data["sections"]


def test_data_are_written_as_the_entry_of_a_list() -> None:
    assert written_entry("2021-09-16 Kurs") == "2021-09-16 Kurs"
    day = datetime.date(2021, 9, 16)
    assert written_entry({"date": day, "title": "a: b"}) == 'date: 2021-09-16\ntitle: "a: b"'
