from __future__ import annotations

import datetime
import sqlite3

import pytest

from storsthlm_cli.model.audience import Reason, Suppression
from storsthlm_cli.model.delivery import NO_MARK, Reader
from storsthlm_cli.model.inbox import Kind
from storsthlm_cli.model.leaving import Ask, Standing
from storsthlm_cli.model.sending import Progress
from storsthlm_cli.store import suppressions
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.leavers import digest_of
from storsthlm_cli.workflows.leaving import BY_WEB, do, reader_of, standing
from storsthlm_cli.workflows.memory import open_memory, token_keys
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.sending import send
from storsthlm_cli.workflows.suppressing import suppress
from storsthlm_cli.workflows.withholding import withhold
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import Story

NOW = datetime.datetime(2021, 6, 22, 8, 0, tzinfo=datetime.UTC)
ANNA = "anna@kommun.example"


@pytest.fixture
def sent(story: Story) -> Workspace:
    """Return a workspace from which the issue was sent to two lists: Anna is on both."""
    workspace = open_workspace(story.folder, {})
    story.write("lists/press.csv", f"e-post\n{ANNA}\npia@press.example\n")
    send(workspace, plan(workspace, None, ["kommuner", "press"]), limit=None, tell=quiet)
    return workspace


def quiet(_: Progress) -> None:
    pass


def token_of(workspace: Workspace, address: str) -> str:
    database = sqlite3.connect(workspace.settings.state_folder / "state.db")
    (found,) = database.execute(
        "SELECT mark, number FROM dispatches JOIN recipients ON dispatch = dispatches.id WHERE address = ?", (address,)
    )
    database.close()
    return token_keys(workspace).reader_tokens(found[0])(found[1])


def reader(workspace: Workspace, address: str) -> tuple[Reader, Keys]:
    keys = token_keys(workspace)
    found = reader_of(open_memory(workspace), keys, token_of(workspace, address))
    assert found is not None
    return found, keys


def left_out(workspace: Workspace, *lists: str) -> list[tuple[str, str, Reason]]:
    planned = plan(workspace, None, lists).audience.left_out
    return [(each.address, each.list, each.reason) for each in planned if each.reason is Reason.SUPPRESSED]


def test_the_token_in_a_mail_is_that_of_the_row(sent: Workspace) -> None:
    outbox = sent.settings.state_folder / "outbox" / "2021-06.1"
    mails = b"".join(path.read_bytes() for path in outbox.rglob("*.eml"))
    assert token_of(sent, ANNA).encode() in mails
    found, _ = reader(sent, ANNA)
    assert (found.dispatch, found.key, found.list) == ("2021-06.1", ANNA, "kommuner")


def test_a_token_of_a_test_of_a_lost_dispatch_or_of_other_keys_is_nobodys(sent: Workspace) -> None:
    keys, engine = token_keys(sent), open_memory(sent)
    for mark, number in ((NO_MARK, 1), ("0123456789", 1), (token_of(sent, ANNA).split("-")[1], 99)):
        assert reader_of(engine, keys, keys.reader_tokens(mark)(number)) is None
    assert reader_of(engine, keys, token_of(sent, ANNA)[:-1] + "x") is None


def test_who_leaves_gets_nothing_of_any_list_and_may_take_it_back(sent: Workspace) -> None:
    engine, (anna, keys) = open_memory(sent), reader(sent, ANNA)
    assert standing(engine, keys, anna) == Standing()
    assert do(engine, keys, anna, Ask.LEAVE, NOW) == Standing(left=True, may_return=True)
    assert do(engine, keys, anna, Ask.LEAVE, NOW) == Standing(left=True, may_return=True)
    assert left_out(sent, "kommuner", "press") == [
        (ANNA, "kommuner", Reason.SUPPRESSED),
        (ANNA, "press", Reason.SUPPRESSED),
    ]
    assert do(engine, keys, anna, Ask.RETURN, NOW) == Standing()
    assert left_out(sent, "kommuner", "press") == []
    assert [(each.suppressed, each.source) for each in suppressions.departures_of(engine, ANNA)] == [
        (True, BY_WEB),
        (False, BY_WEB),
    ]


def test_who_leaves_one_list_is_still_reached_through_another(sent: Workspace) -> None:
    engine, (anna, keys) = open_memory(sent), reader(sent, ANNA)
    assert do(engine, keys, anna, Ask.LEAVE_LIST, NOW) == Standing(left_list=True, may_return=True)
    assert left_out(sent, "kommuner", "press") == [(ANNA, "kommuner", Reason.SUPPRESSED)]
    assert left_out(sent, "press") == []


def test_who_left_by_mail_may_take_that_back_on_the_page_too(sent: Workspace) -> None:
    engine, (anna, keys) = open_memory(sent), reader(sent, ANNA)
    withhold(engine, keys, [Suppression(ANNA, "asked to leave", f"{Kind.UNSUBSCRIPTION} of 2021-06.1", NOW)])
    assert do(engine, keys, anna, Ask.LEAVE, NOW) == Standing(left=True, may_return=True)
    assert do(engine, keys, anna, Ask.RETURN, NOW) == Standing()


def test_what_a_colleague_wrote_down_is_not_taken_back_by_a_link(sent: Workspace) -> None:
    engine, (anna, keys) = open_memory(sent), reader(sent, ANNA)
    suppress(sent, [ANNA], "wrote a letter")
    assert do(engine, keys, anna, Ask.LEAVE, NOW) == Standing(left=True)
    assert do(engine, keys, anna, Ask.RETURN, NOW) == Standing(left=True)


def test_who_was_erased_is_not_brought_back_by_any_list(sent: Workspace) -> None:
    engine, keys = open_memory(sent), token_keys(sent)
    gone = Suppression(digest_of(keys)(ANNA), "erased", "by hand", NOW)
    suppressions.suppress(engine, [gone])
    assert left_out(sent, "press", "kommuner") == [
        (ANNA, "press", Reason.SUPPRESSED),
        (ANNA, "kommuner", Reason.SUPPRESSED),
    ]
    assert suppressions.lift(engine, [gone], reason="came back", source="by hand", at=NOW) == (gone,)
    assert left_out(sent, "press", "kommuner") == []
