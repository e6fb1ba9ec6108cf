from __future__ import annotations

import pytest

from storsthlm_cli.issues.examples import example
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.issues.shape import SECTION_SHAPES
from storsthlm_cli.source.yaml import parse_document

FRAME = "date: 2021-04-20\nsubject: Ämnet\npreheader: Förhandstexten\nsections:\n"


def in_an_issue(text: str) -> str:
    first, *rest = text.splitlines()
    return FRAME + "\n".join([f"  - {first}", *(f"    {line}" for line in rest)]) + "\n"


@pytest.mark.parametrize("kind", SECTION_SHAPES)
def test_every_kind_has_an_example_that_is_read_without_findings(kind: str) -> None:
    document = parse_document(in_an_issue(example(kind)), "issue.yaml")
    issue, findings = read_issue(document, "2021-04")
    assert (document.findings, findings) == ((), ())
    assert issue is not None
    assert [section.kind for section in issue.sections] == [kind]
    assert max(map(len, example(kind).splitlines())) <= 116


def test_the_examples_show_every_key_that_a_section_can_have() -> None:
    shown = "".join(example(kind) for kind in SECTION_SHAPES)
    keys = {info.alias or name for shape in SECTION_SHAPES.values() for name, info in shape.model_fields.items()}
    assert {key for key in keys if f"{key}:" not in shown} == {"check", "ignore", "language"}
