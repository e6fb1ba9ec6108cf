"""Suppressions that name a reader by a digest, or whose reader is erased at the same moment."""

from __future__ import annotations

import datetime
import pathlib
import shutil
import sqlite3

import pytest
from sqlalchemy import event

from storsthlm_cli.model.audience import ERASED, Suppression
from storsthlm_cli.model.delivery import Reader, State
from storsthlm_cli.model.errors import Refused
from storsthlm_cli.model.leaving import BY_WEB, Ask, Standing
from storsthlm_cli.model.sending import Progress, Wish
from storsthlm_cli.store import addressees, dispatches, suppressions
from storsthlm_cli.workflows.erasing import erase, forget
from storsthlm_cli.workflows.exchanging import export, take_in
from storsthlm_cli.workflows.leaving import do, reader_of, standing
from storsthlm_cli.workflows.memory import database_file, open_memory, token_keys
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.resolving import Word, say, unresolved
from storsthlm_cli.workflows.sending import freeze, send
from storsthlm_cli.workflows.suppressing import suppress
from storsthlm_cli.workflows.withholding import withhold
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import Story
from tests.workflows.erased import traces

NOW = datetime.datetime(2026, 6, 1, 8, 0, tzinfo=datetime.UTC)
LATER = datetime.datetime(2099, 6, 1, 8, 0, tzinfo=datetime.UTC)
ANNA, BO = "anna@kommun.example", "bo@kommun.example"


@pytest.fixture
def sent(story: Story) -> Workspace:
    """Return a workspace that forgets addresses, and from which the issue was sent to a list."""
    settings = story.folder / "storsthlm.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}\nretention: {{addresses: 24 months}}\n", "utf-8")
    workspace = open_workspace(story.folder, {})
    send(workspace, plan(workspace, None, ["kommuner"]), limit=None, tell=quiet)
    return workspace


def quiet(_: Progress) -> None:
    pass


def reader(workspace: Workspace, address: str, dispatch: int = 1) -> Reader:
    """Return whose token stands in the mail of a dispatch to an address."""
    database = sqlite3.connect(database_file(workspace))
    query = (
        "SELECT mark, number FROM recipients JOIN dispatches ON dispatches.id = dispatch WHERE address = ? AND id = ?"
    )
    mark, number = database.execute(query, (address, dispatch)).fetchone()
    database.close()
    keys = token_keys(workspace)
    found = reader_of(open_memory(workspace), keys, keys.reader_tokens(mark)(number))
    assert found is not None
    return found


def forgotten(workspace: Workspace, address: str) -> Reader:
    """Forget the first dispatch's addresses, and return what the token of an address's row says then."""
    before = reader(workspace, address)
    assert forget(workspace, LATER) is not None
    found = addressees.reader(open_memory(workspace), _mark(workspace), before.number)
    assert found is not None
    assert found.key.startswith(ERASED)
    return found


def _mark(workspace: Workspace) -> str:
    (first,) = (each for each in dispatches.find(open_memory(workspace)) if each.id == "2021-06.1")
    return first.mark


def begun(workspace: Workspace) -> str:
    """Freeze the same issue once more for everybody, and send none of it."""
    return freeze(workspace, plan(workspace, None, ["kommuner"], wish=Wish(again=True))).id


def states(workspace: Workspace, name: str) -> dict[str, State]:
    """Send what is left of a dispatch, and return what became of whom."""
    send(workspace, plan(workspace, None, ["kommuner"]), limit=None, tell=quiet)
    return {row.address: row.state for row in dispatches.rows(open_memory(workspace), name)}


def test_who_leaves_by_a_mail_whose_address_is_forgotten_gets_nothing_of_what_is_under_way(sent: Workspace) -> None:
    anna, name = forgotten(sent, ANNA), begun(sent)
    assert do(open_memory(sent), token_keys(sent), anna, Ask.LEAVE, NOW) == Standing(left=True, may_return=True)
    became = states(sent, name)
    assert (became[ANNA], became[BO]) == (State.SUPPRESSED, State.ACCEPTED)


def test_who_takes_that_back_gets_all_of_it(sent: Workspace) -> None:
    anna, name = forgotten(sent, ANNA), begun(sent)
    engine, keys = open_memory(sent), token_keys(sent)
    do(engine, keys, anna, Ask.LEAVE, NOW)
    assert do(engine, keys, anna, Ask.RETURN, NOW) == Standing()
    assert list(suppressions.remembered(engine)) == []
    assert states(sent, name)[ANNA] is State.ACCEPTED


def test_asking_again_goes_through_no_dispatch_and_looking_through_no_suppressions(
    sent: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, _ = forgotten(sent, ANNA), begun(sent)
    engine, keys, gone_through = open_memory(sent), token_keys(sent), []
    do(engine, keys, anna, Ask.LEAVE, NOW)
    standing(engine, keys, anna)

    @event.listens_for(engine, "before_cursor_execute")
    def heard(*told: object) -> None:
        gone_through.append(str(told[2]))

    for _ in range(3):
        do(engine, keys, anna, Ask.LEAVE, LATER)
        assert standing(engine, keys, anna) == Standing(left=True, may_return=True)
    assert gone_through
    assert not [each for each in gone_through if "FROM recipients" in each or "DISTINCT" in each]


def test_a_plan_that_somebody_left_meanwhile_by_an_old_mail_is_refused(sent: Workspace) -> None:
    anna = forgotten(sent, ANNA)
    planned = plan(sent, None, ["kommuner"], wish=Wish(again=True))
    do(open_memory(sent), token_keys(sent), anna, Ask.LEAVE, NOW)
    with pytest.raises(Refused, match="changed since the plan was made"):
        freeze(sent, planned)


def test_who_left_by_an_old_mail_is_not_tried_again_in_a_dispatch_that_is_over(sent: Workspace) -> None:
    anna = forgotten(sent, ANNA)
    send(sent, plan(sent, None, ["kommuner"], wish=Wish(again=True)), limit=None, tell=quiet)
    database = sqlite3.connect(database_file(sent))
    database.execute("UPDATE recipients SET state = 'unknown' WHERE dispatch = 2 AND key IN (?, ?)", (ANNA, BO))
    database.commit()
    database.close()
    do(open_memory(sent), token_keys(sent), anna, Ask.LEAVE, NOW)
    found = unresolved(sent, None)
    say(sent, found, Word.AGAIN, found.people)
    became = {row.address: row.state for row in dispatches.rows(open_memory(sent), "2021-06.2")}
    assert (became[ANNA], became[BO]) == (State.SUPPRESSED, State.UNTRIED)


def test_an_old_mail_knows_that_its_reader_has_left_by_a_newer_one(sent: Workspace) -> None:
    anna, _ = forgotten(sent, ANNA), begun(sent)
    engine, keys = open_memory(sent), token_keys(sent)
    do(engine, keys, reader(sent, ANNA, dispatch=2), Ask.LEAVE, NOW)
    assert standing(engine, keys, anna) == Standing(left=True, may_return=True)
    assert do(engine, keys, anna, Ask.RETURN, NOW) == Standing()
    assert standing(engine, keys, anna) == Standing()


def test_a_colleagues_word_outlasts_what_a_reader_takes_back_by_an_old_mail(sent: Workspace) -> None:
    anna = forgotten(sent, ANNA)
    engine, keys = open_memory(sent), token_keys(sent)
    do(engine, keys, anna, Ask.LEAVE, NOW)
    suppress(sent, [ANNA], "wrote a letter")
    assert do(engine, keys, anna, Ask.RETURN, NOW) == Standing(left=True)
    assert [each.address for each in plan(sent, None, ["kommuner"], wish=Wish(again=True)).audience.recipients] == [
        BO,
        "cilla@kommun.example",
    ]


def test_whom_another_machine_suppresses_gets_nothing_of_what_is_under_way(
    sent: Workspace, tmp_path: pathlib.Path
) -> None:
    folder = tmp_path / "laptop"
    shutil.copytree(sent.root, folder, ignore=shutil.ignore_patterns("state.db*", "outbox"))
    laptop, file, name = open_workspace(folder, {}), tmp_path / "told.jsonl", begun(sent)
    suppress(laptop, [ANNA], "wrote a letter")
    export(laptop, file, NOW)
    assert take_in(sent, file).new == 1
    became = states(sent, name)
    assert (became[ANNA], became[BO]) == (State.SUPPRESSED, State.ACCEPTED)


def test_who_leaves_while_they_are_erased_is_not_written_down_again(sent: Workspace) -> None:
    anna = reader(sent, ANNA)  # looked up before, answered after
    erase(sent, ANNA, NOW)
    engine, keys = open_memory(sent), token_keys(sent)
    assert do(engine, keys, anna, Ask.LEAVE, NOW) == Standing(left=True)
    bounced = Suppression(ANNA, "the address does not work", "bounce of 2021-06.1", NOW)
    assert withhold(engine, keys, [bounced]) == ()
    engine.dispose()
    assert traces(sent.settings.state_folder, ANNA) == []


def test_who_was_erased_and_is_let_in_again_may_leave_again(sent: Workspace) -> None:
    erase(sent, ANNA, NOW)
    engine, keys = open_memory(sent), token_keys(sent)
    suppressions.lift(engine, tuple(suppressions.remembered(engine)), reason="came back", source="by hand", at=NOW)
    left = Suppression(ANNA, "asked to leave", BY_WEB, NOW)
    assert withhold(engine, keys, [left]) == (left,)
