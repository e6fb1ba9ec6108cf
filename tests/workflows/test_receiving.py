from __future__ import annotations

import datetime
import threading

import pytest

from storsthlm_cli.key_file import rotate
from storsthlm_cli.model.delivery import NO_MARK
from storsthlm_cli.model.errors import Failure, Unfinished
from storsthlm_cli.model.leaving import Ask, Standing
from storsthlm_cli.store.suppressions import departures_of
from storsthlm_cli.workflows import receiving
from storsthlm_cli.workflows.backing_up import back_up, restore
from storsthlm_cli.workflows.memory import database_file, key_file, open_memory, token_keys
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.receiving import MOST_CHANGES, DatabaseReception
from storsthlm_cli.workflows.sending import send
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.public.conftest import ANNA, BO, PIA, quiet, sent_from, suppressed, token_of
from tests.stories.conftest import Story


@pytest.fixture
def sent(story: Story) -> Workspace:
    return sent_from(story)


def test_a_look_says_where_one_stands_and_what_the_list_calls_itself(sent: Workspace) -> None:
    reception = DatabaseReception(sent)
    assert reception.look(token_of(sent, ANNA)) == Standing(list="Kommunernas <ledning>")
    assert reception.look(token_of(sent, PIA)) == Standing()
    assert suppressed(sent) == set()


def test_a_wish_is_in_the_database_when_it_returns(sent: Workspace) -> None:
    reception = DatabaseReception(sent)
    title = "Kommunernas <ledning>"
    assert reception.do(token_of(sent, ANNA), Ask.LEAVE) == Standing(title, left=True, may_return=True)
    assert suppressed(sent) == {(ANNA, "")}
    assert reception.do(token_of(sent, ANNA), Ask.RETURN) == Standing(title)
    assert reception.do(token_of(sent, BO), Ask.LEAVE_LIST) == Standing(title, left_list=True, may_return=True)
    assert suppressed(sent) == {(BO, "kommuner")}


def test_a_token_that_is_nobodys_does_nothing(sent: Workspace) -> None:
    reception = DatabaseReception(sent)
    tokens = token_keys(sent).reader_tokens("0123456789")
    for token in ("", "x", token_of(sent, ANNA)[:-1], tokens(1)):
        assert reception.look(token) is None
        assert reception.do(token, Ask.LEAVE) is None
    assert suppressed(sent) == set()


def test_a_token_of_a_test_says_so_and_does_nothing(sent: Workspace) -> None:
    reception = DatabaseReception(sent)
    token = token_keys(sent).reader_tokens(NO_MARK)(1)
    assert reception.look(token) == reception.do(token, Ask.LEAVE) == Standing(test=True)
    assert suppressed(sent) == set()


def test_the_only_list_is_not_offered_alone(story: Story) -> None:
    story.write("lists/kommuner.yaml", "title: Kommunerna\n")
    workspace = open_workspace(story.folder, {})
    send(workspace, plan(workspace, None, ["kommuner"]), limit=None, tell=quiet)
    reception = DatabaseReception(workspace)
    assert reception.look(token_of(workspace, ANNA)) == Standing()
    story.write("lists/press.csv", "e-post\n")
    assert reception.look(token_of(workspace, ANNA)) == Standing(list="Kommunerna")


def test_a_title_is_read_anew_when_it_changes_and_a_broken_file_hides_it_only(sent: Workspace) -> None:
    reception, token, path = DatabaseReception(sent), token_of(sent, ANNA), sent.lists / "kommuner.yaml"
    reception.look(token)
    for text, title in (("title: Ledningen\n", "Ledningen"), ("title: [\n", ""), ("title: Alla i ledningen\n", None)):
        path.write_text(text, encoding="utf-8")
        assert reception.look(token) == Standing(list="Alla i ledningen" if title is None else title)
    path.unlink()
    assert reception.look(token) == Standing()


def test_keys_that_come_later_hold_at_once(story: Story) -> None:
    workspace = open_workspace(story.folder, {})
    reception = DatabaseReception(workspace)
    with pytest.raises(Failure, match="there is no database yet"):
        reception.check()
    assert reception.look("x") is None
    sent_from(story)
    reception.check()
    first = token_of(workspace, ANNA)
    assert reception.look(first) is not None
    rotate(key_file(workspace))
    assert token_of(workspace, ANNA) != first
    assert reception.look(token_of(workspace, ANNA)) is not None
    assert reception.look(first) is not None
    key_file(workspace).rename(key_file(workspace).with_name("aside"))
    assert reception.look(first) is not None


def test_without_its_keys_a_workspace_that_has_sent_receives_nobody(sent: Workspace) -> None:
    key_file(sent).unlink()
    with pytest.raises(Failure, match="are gone"):
        DatabaseReception(sent)


def test_a_database_that_is_brought_back_is_the_one_that_is_written_to(sent: Workspace) -> None:
    reception = DatabaseReception(sent)
    reception.do(token_of(sent, BO), Ask.LEAVE)
    saved, _ = back_up(sent, sent.root / "backup.zip", datetime.datetime.now(datetime.UTC))
    reception.do(token_of(sent, BO), Ask.RETURN)
    restore(sent, saved, despite_newer=True)
    reception.do(token_of(sent, ANNA), Ask.LEAVE)
    assert suppressed(sent) == {(ANNA, ""), (BO, "")}


def test_many_at_once_lose_nothing(sent: Workspace) -> None:
    reception = DatabaseReception(sent)
    tokens = [token_of(sent, address) for address in (ANNA, BO, PIA)]
    found: list[Standing | None] = []

    def ask(token: str) -> None:
        for _ in range(10):
            reception.do(token, Ask.LEAVE)
            reception.do(token, Ask.RETURN)
        found.append(reception.do(token, Ask.LEAVE))

    threads = [threading.Thread(target=ask, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each is not None and each.left for each in found] == [True] * 3
    assert suppressed(sent) == {(ANNA, ""), (BO, ""), (PIA, "")}


def test_who_changes_their_mind_for_ever_ends_as_left_and_does_not_fill_the_disk(sent: Workspace) -> None:
    reception, token = DatabaseReception(sent), token_of(sent, ANNA)
    for _ in range(MOST_CHANGES):
        reception.do(token, Ask.LEAVE)
        reception.do(token, Ask.RETURN)
    title = "Kommunernas <ledning>"
    assert reception.do(token, Ask.LEAVE) == reception.look(token) == Standing(title, left=True)
    assert reception.do(token, Ask.RETURN) == Standing(title, left=True)
    assert suppressed(sent) == {(ANNA, "")}
    assert len(departures_of(open_memory(sent), ANNA)) <= MOST_CHANGES + 1


def test_who_waits_for_a_database_that_is_held_is_told_so_in_time(
    sent: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    reception, token = DatabaseReception(sent), token_of(sent, ANNA)
    monkeypatch.setattr(receiving, "_TURN_SECONDS", 0.01)
    with reception._writing, pytest.raises(Unfinished, match="held"):
        reception.do(token, Ask.LEAVE)
    reception.do(token, Ask.LEAVE)
    assert suppressed(sent) == {(ANNA, "")}


def test_who_has_a_token_shall_try_again_while_the_database_is_away(sent: Workspace) -> None:
    reception, token, path = DatabaseReception(sent), token_of(sent, ANNA), database_file(sent)
    path.rename(path.with_name("aside"))
    with pytest.raises(Failure, match="there is no database"):
        reception.look(token)
    with pytest.raises(Failure, match="there is no database"):
        reception.do(token, Ask.LEAVE)
    assert reception.look(f"{token[:-1]}x") is None
    path.with_name("aside").rename(path)
    assert reception.do(token, Ask.LEAVE) is not None
    assert suppressed(sent) == {(ANNA, "")}
