"""The schemas say what reading says: what is read without findings conforms, and typical mistakes do not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from storsthlm_cli.directory.shape import FILES
from storsthlm_cli.issues.shape import SECTION_SHAPES, IssueShape
from storsthlm_cli.source.json_schema import DIALECT, json_schema

KEYS: Mapping[str, Mapping[str, str]] = {
    "people": {"asa-ek": "Åsa Ek", "bo-al": "Bo Al"},
    "organisations": {"exempelby": "Exempelby kommun"},
    "categories": {"social": "Social välfärd", "ekonomi": "Ekonomi"},
    "meetings": {"styrelsen": "Storsthlms styrelse"},
    "lists": {"kommuner": "lists/kommuner"},
}
SCHEMA = json_schema(IssueShape, KEYS, "storsthlm: issue.yaml")
VALIDATOR = Draft7Validator(SCHEMA, format_checker=FormatChecker(["date"]))


def accepts(section: Mapping[str, object], **frame: object) -> bool:
    """Tell whether an issue with this section conforms."""
    issue = {"date": "2021-06-21", "subject": "a", "preheader": "b", "sections": [section], **frame}
    conforms: bool = VALIDATOR.is_valid(issue)
    return conforms


def parts(schema: Any) -> Any:
    """Yield a schema and all that is in it."""
    yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts(inner)


@pytest.mark.parametrize("shape", [IssueShape, *FILES.values()])
def test_every_schema_is_one_and_names_only_what_it_has(shape: Any) -> None:
    schema = json_schema(shape, KEYS, "storsthlm")
    Draft7Validator.check_schema(schema)
    assert (schema["$schema"], schema["title"]) == (DIALECT, "storsthlm")
    references = {
        part["$ref"] for part in parts(schema) if isinstance(part, dict) and isinstance(part.get("$ref"), str)
    }
    assert references == {f"#/definitions/{name}" for name in schema["definitions"]}
    assert "$defs" not in json.dumps(schema)
    assert "x-keys-of" not in json.dumps(schema)


def test_every_key_of_every_mapping_says_what_it_is_for() -> None:
    for name, definition in SCHEMA["definitions"].items():
        for key, value in definition.get("properties", {}).items():
            described = value.get("description") or SCHEMA["definitions"].get(value.get("$ref", "")[14:], {})
            assert described or key in ("kind", "url"), f"{name}.{key}"


def test_the_kind_comes_first_so_that_editors_ask_for_it_first() -> None:
    for kind in SECTION_SHAPES:
        properties = SCHEMA["definitions"][kind]["properties"]
        assert next(iter(properties)) == "kind"
        assert properties["kind"]["description"]


@pytest.mark.parametrize(
    "section",
    [
        {"kind": "letter", "body": "a", "greeting": "b", "signature": "asa-ek"},
        {"kind": "letter", "body": "a", "signature": "Åsa Ek\nförbundsdirektör"},
        {"kind": "article", "category": "social", "headline": None, "body": "a"},
        {"kind": "article", "category": ["social", "ekonomi"], "headline": "a", "body": ["b", {"quote": "c"}]},
        {"kind": "article", "kicker": "", "body": [{"quote": {"text": "a", "by": "asa-ek", "as": "hon", "then": "b"}}]},
        {"kind": "article", "body": [{"image": {"portrait": "asa-ek"}}, {"image": {"file": "a.png", "alt": ""}}]},
        {"kind": "article", "body": [{"image": {"file": "a.png", "alt": "b", "people": ["asa-ek", "Émile"]}}]},
        {"kind": "article", "body": [{"image": {"file": "a.png", "alt": "b", "people": {"top": ["bo-al"]}}}]},
        {"kind": "article", "body": [{"item": {"body": [{"note": "a"}]}}], "excerpt": True},
        {"kind": "article", "body": "a", "excerpt": "b", "check": "c"},
        {
            "kind": "notice",
            "body": "a",
            "check": {"copied_from": "2021-04"},
            "ignore": [{"code": "S028", "reason": "b"}],
        },
        {
            "kind": "notice",
            "contacts": ["asa-ek", "Bo Al", {"person": "bo-al", "after": "a"}, {"mailbox": "a@b.example"}],
        },
        {"kind": "event", "facts": {"date": "2021-09-01", "organisers": ["exempelby", "Region Stockholm"]}},
        {"kind": "call", "deadline": "2021-09-01", "body": "a"},
        {"kind": "interview", "person": "asa-ek", "body": [{"qa": {"question": "a", "answer": "b"}}]},
        {"kind": "calendar", "rows": ["2021-09-01 Möte", {"date": "2021-09-01", "series": "styrelsen"}]},
        {"kind": "notice", "links": [{"text": "a", "url": "issue:2021-04#b", "for": "register"}]},
    ],
)
def test_what_the_format_allows_conforms(section: Mapping[str, object]) -> None:
    assert accepts(section)


@pytest.mark.parametrize(
    "section",
    [
        {"kind": "artikel", "headline": "a", "body": "b"},
        {"headline": "a", "body": "b"},
        {"kind": "article", "headlin": "a", "body": "b"},
        {"kind": "article", "headline": 2021, "body": "b"},
        {"kind": "article", "body": "b", "category": "socialt"},
        {"kind": "article", "body": "b", "category": ["social", "ekonomi", "social"]},
        {"kind": "article", "body": "b", "signature": "asa-eck"},
        {"kind": "article", "body": "b", "contacts": ["asa-eck"]},
        {"kind": "article", "body": "b", "contacts": [{"person": "asa-eck"}]},
        {"kind": "interview", "body": "b", "person": "åsa-ek"},
        {"kind": "article", "body": "b", "person": "asa-ek"},
        {"kind": "article", "body": [{"image": {"portrait": "asa-eck"}}]},
        {"kind": "article", "body": [{"image": {"portrait": "Åsa Ek"}}]},
        {"kind": "article", "body": [{"image": {"file": "a.png", "alt": "b", "people": {"left": ["asa-ek"]}}}]},
        {"kind": "article", "body": [{"qoute": "a"}]},
        {"kind": "article", "body": [{"quote": {"txt": "a"}}]},
        {"kind": "article", "body": [{"item": {"body": [{"item": {"body": "a"}}]}}]},
        {"kind": "article", "body": "b", "excerpt": 1},
        {"kind": "article", "body": "b", "check": True},
        {"kind": "article", "body": "b", "check": {"copied": "2021-04"}},
        {"kind": "event", "facts": {"date": 20210901}},
        {"kind": "event", "facts": {"date": "1 september"}},
        {"kind": "event", "facts": {"date": "2021-09-01", "organisers": ["exempleby"]}},
        {"kind": "call", "deadline": "2021-02-29", "body": "a"},
        {"kind": "call", "facts": {"deadline": "2021-02-28"}, "body": "a"},
        {"kind": "calendar", "rows": [{"date": "2021-09-01", "series": "styrelse"}]},
        {"kind": "calendar", "body": "a", "rows": []},
        {"kind": "notice", "links": [{"text": "a", "url": "https://b.example", "for": "reed"}]},
        {"kind": "notice", "links": [{"text": "a"}]},
    ],
)
def test_typical_mistakes_do_not(section: Mapping[str, object]) -> None:
    assert not accepts(section)


def test_the_frame_of_an_issue_is_judged_too() -> None:
    notice = {"kind": "notice", "body": "a"}
    assert accepts(notice, number=4, language="sv", closing="b", check={"date": "c", "closing": {"copied_from": "d"}})
    wrong: tuple[dict[str, object], ...] = (
        {"date": 20210621},
        {"number": 0},
        {"number": "4"},
        {"subject": ""},
        {"langauge": "sv"},
        {"sections": []},
        {"check": {"sections": "a"}},
        {"check": "a"},
    )
    for frame in wrong:
        assert not accepts(notice, **frame)


def test_where_the_directory_has_no_keys_any_will_do() -> None:
    schema = json_schema(IssueShape, {name: {} for name in KEYS}, "storsthlm: issue.yaml")
    issue = {"date": "2021-06-21", "subject": "a", "preheader": "b"}
    sections = [{"kind": "interview", "person": "nagon", "category": "nagot", "body": "c"}]
    assert Draft7Validator(schema).is_valid({**issue, "sections": sections})
