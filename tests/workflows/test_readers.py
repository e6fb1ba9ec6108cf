from __future__ import annotations

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.workflows.readers import find_reader, matching, open_list, suppression_of
from storsthlm_cli.workflows.suppressing import suppress
from storsthlm_cli.workflows.workspace import open_workspace
from tests.stories.conftest import Story


def test_a_reader_is_found_on_any_list_whatever_the_case(story: Story) -> None:
    story.write("lists/andra.csv", "e-post,namn\neva@kommun.example,Eva Ek\n")
    workspace = open_workspace(story.folder, {})
    found = find_reader(workspace, "Eva@KOMMUN.example")
    assert (found.address, found.list, found.fields["name"]) == ("eva@kommun.example", "andra", "Eva Ek")


def test_only_the_named_lists_are_looked_on(story: Story) -> None:
    story.write("lists/andra.csv", "e-post\neva@kommun.example\n")
    workspace = open_workspace(story.folder, {})
    with pytest.raises(Failure) as told:
        find_reader(workspace, "anna@kommun.example", ["andra"])
    assert told.value.message == "`anna@kommun.example` is not on the list `andra`"


def test_a_typo_leads_to_the_nearest_address(story: Story) -> None:
    with pytest.raises(Failure) as told:
        find_reader(open_workspace(story.folder, {}), "ana@kommun.example")
    assert told.value.hint == "did you mean `anna@kommun.example`?"


@pytest.mark.parametrize("address", ["anna", "", "a b@kommun.example"])
def test_what_is_no_address_is_told(story: Story, address: str) -> None:
    with pytest.raises(Failure, match="is not an address"):
        find_reader(open_workspace(story.folder, {}), address)


@pytest.mark.parametrize("name", ["../storsthlm", "none", ""])
def test_a_list_is_a_file_among_the_lists(story: Story, name: str) -> None:
    with pytest.raises(Failure, match="there is no list"):
        open_list(open_workspace(story.folder, {}), name)


def test_all_words_must_stand_in_the_row_in_any_order(story: Story) -> None:
    people = open_list(open_workspace(story.folder, {}), "kommuner").subscribers
    assert [each.address for each in matching(people, "KOMMUN bo")] == ["bo@kommun.example"]
    assert len(list(matching(people, ""))) == 3


def test_a_suppression_is_known_and_asking_makes_no_database(story: Story) -> None:
    workspace = open_workspace(story.folder, {})
    bo = find_reader(workspace, "bo@kommun.example")
    assert suppression_of(workspace, bo) is None
    assert not workspace.settings.state_folder.exists()
    suppress(workspace, ["bo@kommun.example"], "asked")
    found = suppression_of(workspace, bo)
    assert found is not None
    assert found.reason == "asked"


def test_who_left_one_list_is_suppressed_as_a_reader_of_that_list_only(story: Story) -> None:
    story.write("lists/press.csv", "e-post\nbo@kommun.example\n")
    workspace = open_workspace(story.folder, {})
    suppress(workspace, ["bo@kommun.example"], "asked", "press")
    assert suppression_of(workspace, find_reader(workspace, "bo@kommun.example", ["kommuner"])) is None
    assert suppression_of(workspace, find_reader(workspace, "bo@kommun.example", ["press"])) is not None
