from __future__ import annotations

import datetime

import pytest

from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.sending import Progress
from storsthlm_cli.workflows.changing_lists import take_in
from storsthlm_cli.workflows.erasing import erase
from storsthlm_cli.workflows.persons import mails_of, person
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.sending import send
from storsthlm_cli.workflows.suppressing import lift, suppress
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import Story

NOW = datetime.datetime(2026, 6, 1, 8, 0, tzinfo=datetime.UTC)
ANNA = "anna@kommun.example"


@pytest.fixture
def workspace(story: Story) -> Workspace:
    return open_workspace(story.folder, {})


def quiet(_: Progress) -> None:
    pass


def sent(workspace: Workspace) -> None:
    send(workspace, plan(workspace, None, ["kommuner"]), limit=None, tell=quiet)


def test_nothing_is_known_of_a_stranger_and_asking_remembers_nothing(workspace: Workspace) -> None:
    assert not person(workspace, "ny@kommun.example").known
    assert not workspace.settings.state_folder.exists()


def test_all_rows_of_lists_and_kept_copies_are_found(story: Story, workspace: Workspace) -> None:
    story.write("export.csv", f"e-post;roll\n{ANNA.upper()};nämndsekreterare\n")
    take_in(workspace, story.folder / "export.csv", "kommuner")
    story.write("lists/press.csv", f"adress att lösa\n{ANNA}\n")
    found = person(workspace, ANNA)
    (now, before) = sorted(found.listed, key=lambda each: each.kept)
    assert (now.file, now.line, now.fields["role"], now.kept) == ("lists/kommuner.csv", 2, "nämndsekreterare", False)
    assert before.file.startswith("lists/kommuner.csv.")
    assert (before.list, before.line, before.kept) == ("kommuner", 2, True)
    assert found.unread == ("lists/press.csv",)


def test_a_row_that_no_mail_goes_to_is_told_too(story: Story, workspace: Workspace) -> None:
    story.write("lists/kommuner.csv", f"e-post,förnamn\nbo@kommun.example,Bo\n{ANNA},Anna,mer,än,väntat\n")
    assert [each.line for each in person(workspace, ANNA).listed] == [3]


def test_dispatches_changes_and_contacts_are_told(story: Story, workspace: Workspace) -> None:
    story.write("lists/kommuner.csv", f"e-post\n{ANNA}\nasa.ek@kommun.example\n")
    sent(workspace)
    suppress(workspace, [ANNA], "left", "kommuner")
    lift(workspace, [ANNA], "wants it")
    found = person(workspace, ANNA)
    assert [(each.dispatch, each.state, each.list) for each in found.mailed] == [
        ("2021-06.1", State.ACCEPTED, "kommuner")
    ]
    assert [(each.suppressed, each.list, each.reason) for each in found.departures] == [
        (True, "kommuner", "left"),
        (False, "kommuner", "wants it"),
    ]
    assert found.suppressions == ()
    assert person(workspace, "asa.ek@kommun.example").published == ("directory/people.yaml:5",)


def test_the_mails_are_those_that_were_sent(workspace: Workspace) -> None:
    sent(workspace)
    ((_, mail),) = mails_of(workspace, person(workspace, ANNA))
    outbox = workspace.settings.state_folder / "outbox" / "2021-06.1"
    assert mail == (outbox / f"{ANNA}.eml").read_bytes()


def test_an_erased_person_is_known_by_digest_and_has_no_mail_left(workspace: Workspace) -> None:
    sent(workspace)
    suppress(workspace, [ANNA], "left")
    erase(workspace, ANNA, NOW)
    found = person(workspace, ANNA)
    assert found.erased is not None
    assert found.erased.since == NOW
    assert [each.forgotten for each in found.mailed] == [True]
    assert [each.reason for each in found.departures] == ["erased", "left"]
    assert list(mails_of(workspace, found)) == []


def test_what_is_no_address_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Failure):
        person(workspace, "anna")
