from __future__ import annotations

import pytest

from storsthlm_cli.issues.copying import entries, value
from storsthlm_cli.source.yaml import parse_document


def parts(text: str) -> dict[str, str]:
    document = parse_document(text, "issue.yaml")
    assert document.findings == ()
    return dict(entries(document, ("sections", 0)))


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
    assert list(entries(parse_document("sections:\n  - kind: board\n", "issue.yaml"), path)) == []


def test_a_value_is_as_it_is_written() -> None:
    document = parse_document('rows:\n  - "a: b"\n  - date: 2021-06-21\n    title: c\n', "issue.yaml")
    assert value(document, ("rows", 0)) == '"a: b"'
    assert value(document, ("rows", 1)) == "date: 2021-06-21\ntitle: c"
