"""Schemas are written, kept up to date, and hold for all files of the repository."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from storsthlm_cli.issues.examples import example
from storsthlm_cli.issues.shape import SECTION_SHAPES
from storsthlm_cli.source.yaml import parse_document, read_document
from tests.stories.conftest import ROOT, SAMPLES

if TYPE_CHECKING:
    from tests.stories.conftest import Story

DIRECTORY = sorted(path.stem for path in ROOT.glob("directory/*.yaml"))
WRITTEN = (
    "schemas/issue.json\nschemas/people.json\nschemas/organisations.json\nschemas/categories.json\n"
    "schemas/meetings.json\nschemas/terms.json\nschemas/municipalities.json\nschemas/list.json\n"
)


def validator(name: str) -> Draft7Validator:
    schema = json.loads((ROOT / f"schemas/{name}.json").read_text(encoding="utf-8"))
    return Draft7Validator(schema, format_checker=FormatChecker(["date"]))


def complaints(name: str, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(data)]


@pytest.mark.parametrize("issue", SAMPLES)
def test_every_sample_issue_conforms_and_names_its_schema(issue: str) -> None:
    path = ROOT / f"issues/{issue}/issue.yaml"
    assert complaints("issue", read_document(path, "issue.yaml").data) == []
    named = path.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]
    assert (path.parent / named).resolve() == ROOT / "schemas/issue.json"


@pytest.mark.parametrize("name", DIRECTORY)
def test_every_file_of_the_directory_conforms(name: str) -> None:
    assert complaints(name, read_document(ROOT / f"directory/{name}.yaml", name).data) == []


def test_what_is_known_of_the_sample_list_conforms() -> None:
    assert complaints("list", read_document(ROOT / "lists/kommuner.yaml", "list").data) == []


@pytest.mark.parametrize("kind", SECTION_SHAPES)
def test_every_example_conforms_where_the_directory_has_the_keys_that_it_names(story: Story, kind: str) -> None:
    story.write("directory/organisations.yaml", "exempelby: {name: Exempelby kommun}\n")
    story.write("directory/meetings.yaml", "styrelsen: {name: Styrelsen}\n")
    assert story.run("schema").code == 0
    schema = json.loads((story.folder / "schemas/issue.json").read_text(encoding="utf-8"))
    section = parse_document(example(kind), f"{kind}.yaml").data
    issue = {"date": "2021-04-20", "subject": "a", "preheader": "b", "sections": [section]}
    found = Draft7Validator(schema, format_checker=FormatChecker(["date"])).iter_errors(issue)
    assert [error.message for error in found] == []


def test_the_schemas_of_the_repository_are_up_to_date(story: Story) -> None:
    result = story.run("--workspace", str(ROOT), "schema", "--check")
    assert (result.code, result.out, result.err) == (0, "", "all 8 schemas are up to date\n")


def test_schemas_are_written_once_and_then_up_to_date(story: Story) -> None:
    result = story.run("schema")
    assert (result.code, result.out, result.err) == (0, WRITTEN, "")
    again = story.run("schema")
    assert (again.code, again.out, again.err) == (0, "", "all 8 schemas are up to date\n")
    assert story.run("schema", "--check").code == 0


def test_check_writes_nothing_and_says_no_after_a_new_person(story: Story) -> None:
    story.run("schema")
    path = story.folder / "schemas/issue.json"
    before = path.read_bytes()
    story.change("directory/people.yaml", "asa-ek:", "bo-al: {name: Bo Al}\nasa-ek:")
    result = story.run("schema", "--check")
    assert (result.code, result.out) == (1, "schemas/issue.json\n")
    assert result.err == "1 schema is not up to date; `storsthlm schema` writes them\n"
    assert path.read_bytes() == before
    assert story.run("schema").out == "schemas/issue.json\n"
    assert '"bo-al"' in path.read_text(encoding="utf-8")
    assert story.run("schema", "--check").code == 0


def test_json_tells_the_same(story: Story) -> None:
    result = story.run("schema", "--check", "--json")
    files = [line.removeprefix("schemas/") for line in WRITTEN.splitlines()]
    assert (result.code, result.err) == (1, "")
    assert json.loads(result.out) == {"version": 1, "folder": "schemas", "files": files, "outdated": files}
    story.run("schema")
    assert json.loads(story.run("schema", "--json").out)["outdated"] == []


def test_a_folder_that_cannot_be_written_or_read_is_told(story: Story) -> None:
    story.write("schemas", "en fil")
    result = story.run("schema")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: cannot read `schemas/issue.json`: ")


def test_a_directory_that_cannot_be_read_is_told_and_nothing_is_written(story: Story) -> None:
    story.change("directory/people.yaml", "asa-ek:", "asa-ek: [")
    result = story.run("schema")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: `directory/people.yaml` cannot be read\n   = help: `storsthlm validate` says what is wrong in it\n"
    )
    assert not (story.folder / "schemas").exists()
