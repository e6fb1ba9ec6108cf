from __future__ import annotations

import json

from storsthlm_cli.issues.block_shapes import BLOCK_SHAPES, INNER_BLOCK_SHAPES
from storsthlm_cli.issues.shape import SECTION_SHAPES, IssueShape


def test_every_kind_of_section_is_registered_under_the_name_that_its_shape_takes() -> None:
    for kind, shape in SECTION_SHAPES.items():
        assert shape.model_json_schema()["properties"]["kind"]["const"] == kind


def test_every_block_has_the_one_key_that_it_is_registered_under() -> None:
    assert {name: list(shape.model_fields) for name, shape in BLOCK_SHAPES.items()} == {
        name: [name] for name in BLOCK_SHAPES
    }


def test_items_do_not_nest() -> None:
    assert "item" in BLOCK_SHAPES
    assert "item" not in INNER_BLOCK_SHAPES


def test_a_json_schema_can_be_made_that_names_every_kind_and_block() -> None:
    schema = json.dumps(IssueShape.model_json_schema())
    for shape in (*SECTION_SHAPES.values(), *BLOCK_SHAPES.values()):
        assert f"#/$defs/{shape.__name__}" in schema
    assert '"format": "date"' in schema


def test_a_link_says_in_the_schema_what_it_may_be_for() -> None:
    link = IssueShape.model_json_schema()["$defs"]["LinkShape"]["properties"]["for"]
    assert link["enum"] == ["read", "register", "document", "video", "mail", "calendar"]
