from __future__ import annotations

import json
import pathlib

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.workflows.schemas import make_schemas, write_schemas
from storsthlm_cli.workflows.workspace import open_workspace
from tests.stories.conftest import ROOT, Story

FILES = {
    f"{name}.json"
    for name in ("issue", "list", "people", "organisations", "categories", "meetings", "terms", "municipalities")
}


def test_the_schemas_of_the_repository_are_up_to_date() -> None:
    schemas = make_schemas(open_workspace(ROOT, {}))
    assert schemas.folder == ROOT / "schemas"
    assert schemas.outdated == ()
    assert schemas.texts.keys() == FILES


def test_what_was_written_is_up_to_date_until_the_directory_has_somebody_new(story: Story) -> None:
    workspace = open_workspace(story.folder, {})
    first = make_schemas(workspace)
    assert set(first.outdated) == FILES
    write_schemas(first)
    assert make_schemas(workspace).outdated == ()
    story.change("directory/people.yaml", "asa-ek:", "bo-al: {name: Bo Al}\nasa-ek:")
    again = make_schemas(workspace)
    assert again.outdated == ("issue.json",)
    write_schemas(again)
    assert make_schemas(workspace).outdated == ()


def test_editors_offer_the_names_of_lists_those_too_whose_addresses_are_elsewhere(story: Story) -> None:
    def offered() -> list[str]:
        schema = json.loads(make_schemas(open_workspace(story.folder, {})).texts["issue.json"])
        assert schema["properties"]["for_lists"]["propertyNames"] == {"$ref": "#/definitions/lists"}
        names: list[str] = schema["definitions"]["lists"]["enum"]
        return names

    assert offered() == ["kommuner"]
    story.write("lists/press.yaml", "purpose: Press.\n")
    assert offered() == ["kommuner", "press"]


def test_only_what_is_outdated_is_written(story: Story) -> None:
    workspace = open_workspace(story.folder, {})
    write_schemas(make_schemas(workspace))
    people, terms = story.folder / "schemas/people.json", story.folder / "schemas/terms.json"
    people.write_bytes(b"{}\xff")
    before = terms.stat().st_mtime_ns
    schemas = make_schemas(workspace)
    assert schemas.outdated == ("people.json",)
    write_schemas(schemas)
    assert people.read_text(encoding="utf-8") == schemas.texts["people.json"]
    assert terms.stat().st_mtime_ns == before


def test_every_person_is_offered_with_the_name(story: Story) -> None:
    story.write("directory/meetings.yaml", "styrelsen: {name: Styrelsen}\n")
    schema = json.loads(make_schemas(open_workspace(story.folder, {})).texts["issue.json"])
    assert schema["definitions"]["people"] == {"enum": ["asa-ek"], "enumDescriptions": ["Åsa Ek"]}
    assert schema["definitions"]["meetings"] == {"enum": ["styrelsen"], "enumDescriptions": ["Styrelsen"]}
    assert schema["definitions"]["categories"] == {"type": "string"}


def test_without_a_directory_any_key_will_do(story: Story) -> None:
    (story.folder / "directory/people.yaml").unlink()
    schema = json.loads(make_schemas(open_workspace(story.folder, {})).texts["issue.json"])
    assert schema["definitions"]["people"] == {"type": "string"}


def test_a_directory_with_mistakes_in_its_yaml_is_refused(story: Story) -> None:
    story.change("directory/people.yaml", "asa-ek:", "asa-ek: [")
    with pytest.raises(Failure, match=r"`directory/people\.yaml` cannot be read"):
        make_schemas(open_workspace(story.folder, {}))


def test_a_folder_that_cannot_be_written_is_told(story: Story, tmp_path: pathlib.Path) -> None:
    schemas = make_schemas(open_workspace(story.folder, {}))
    schemas.folder.write_text("no folder", encoding="utf-8")
    with pytest.raises(Failure, match="cannot write to `schemas`"):
        write_schemas(schemas)
    with pytest.raises(Failure, match=r"cannot read `schemas/issue\.json`"):
        make_schemas(open_workspace(story.folder, {}))
