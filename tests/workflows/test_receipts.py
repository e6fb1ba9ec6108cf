"""Receipts: written for what really left, read when the database has forgotten it."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.model.sending import Wish
from storsthlm_cli.workflows import memory, receipts
from storsthlm_cli.workflows.following import cancel
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.sending import send
from storsthlm_cli.workflows.workspace import open_workspace
from tests.stories.conftest import Story
from tests.workflows.real_sending import JUNE, go, quiet, smtp

READERS = """
e-post,förnamn
quintus@vandrarby.example,Quintus
xenia@vandrarby.example,Xenia
ulrika@vandrarby.example,Ulrika
"""


@pytest.fixture
def real(story: Story) -> Story:
    """Give a workspace whose issue may be sent for real."""
    story.change(JUNE, "date: 2021-06-21", "date: 2099-06-21")
    story.write("lists/kommuner.csv", READERS)
    return story


def file_of(story: Story) -> Path:
    return story.folder / "issues/2021-06/receipt.yaml"


def told(story: Story) -> list[dict[str, Any]]:
    data = yaml.safe_load(file_of(story).read_text("utf-8"))
    assert data["issue"] == "2021-06"
    return list(data["dispatches"])


def forget(story: Story) -> None:
    shutil.rmtree(story.folder / ".storsthlm")


def test_a_receipt_has_counts_and_hashes_and_no_address(real: Story) -> None:
    standing = go(real)
    (entry,) = told(real)
    assert (entry["dispatch"], entry["state"], entry["over"]) == ("2021-06.1", "finished", "smtp")
    assert (entry["planned"], entry["accepted"], entry["refused"]) == (3, 2, 1)
    assert (entry["lists"], entry["subject"]) == (["kommuner"], "Nytt i juni")
    assert entry["content"] == standing.dispatch.content
    assert entry["tool"].startswith("storsthlm ")
    text = file_of(real).read_text("utf-8")
    assert not any(word in text for word in ("@", "vandrarby", "quintus", "ulrika"))


def test_neither_a_rehearsal_nor_a_test_has_one(real: Story) -> None:
    workspace = open_workspace(real.folder, {})
    send(workspace, plan(workspace, None, ["kommuner"]), limit=None, tell=quiet)
    real.run("send", "--test", "anna@kommun.example")
    assert not file_of(real).exists()


def test_it_is_there_before_anything_leaves(real: Story) -> None:
    states = []

    def look(who: str) -> str:
        states.append((who, told(real)[0]["state"], told(real)[0].get("accepted", 0)))
        return ""

    go(real, rcpt=look)
    assert states[0] == ("quintus@vandrarby.example", "open", 0)


def test_while_it_cannot_be_kept_nothing_leaves(real: Story) -> None:
    asked: list[str] = []

    def listen(who: str) -> str:
        asked.append(who)
        return ""

    with pytest.raises(Failure, match="cannot read"):
        go(real, rcpt=listen, before=lambda: file_of(real).mkdir())
    assert asked == []


def test_a_dispatch_that_is_given_up_has_one_too(real: Story) -> None:
    go(real, limit=1)
    assert told(real)[0]["state"] == "open"
    cancel(open_workspace(real.folder, {}), None)
    (entry,) = told(real)
    assert (entry["state"], entry["accepted"], entry["cancelled"]) == ("cancelled", 1, 2)


def test_several_dispatches_of_an_issue_stand_in_one_file(real: Story) -> None:
    go(real)
    real.write("lists/kommuner.csv", READERS + "vera@vandrarby.example,Vera\n")
    go(real)
    assert [(entry["dispatch"], entry["planned"]) for entry in told(real)] == [("2021-06.1", 3), ("2021-06.2", 1)]


def test_send_stays_at_home_when_the_database_has_forgotten(real: Story) -> None:
    go(real)
    before = file_of(real).read_bytes()
    forget(real)
    with pytest.raises(Refused, match=r"tells of dispatch `2021-06\.1` \(3 recipients\)") as refused:
        go(real)
    assert "--despite-lost-memory" in (refused.value.hint or "")
    assert file_of(real).read_bytes() == before


def test_an_empty_database_is_told_of_the_receipts_of_other_issues(real: Story) -> None:
    go(real)
    forget(real)
    shutil.copytree(real.folder / "issues/2021-06", real.folder / "issues/2021-09")
    (real.folder / "issues/2021-09/receipt.yaml").unlink()
    with pytest.raises(Refused, match=r"issues/2021-06/receipt\.yaml"):
        go(real)


def test_another_dispatch_of_the_same_name_is_not_the_one_that_was_sent(real: Story) -> None:
    go(real)
    old = told(real)
    forget(real)
    go(real, wish=Wish(despite_lost_memory=True))
    assert [entry["dispatch"] for entry in told(real)] == ["2021-06.1", "2021-06.1"]
    assert told(real)[0] == old[0]
    assert len({entry["database"] for entry in told(real)}) == 2
    real.write("lists/kommuner.csv", READERS + "vera@vandrarby.example,Vera\n")
    with pytest.raises(Refused, match="tells of dispatch"):
        go(real)


def test_a_dispatch_that_was_begun_despite_it_goes_on_without_the_word(real: Story) -> None:
    go(real)
    forget(real)
    go(real, limit=1, wish=Wish(despite_lost_memory=True))
    assert go(real).tally.open == 0


def test_a_rehearsal_needs_no_memory(real: Story) -> None:
    go(real)
    forget(real)
    workspace = open_workspace(real.folder, {})
    assert send(workspace, plan(workspace, None, ["kommuner"]), limit=None, tell=quiet).tally.planned == 3


def test_a_receipt_of_nobody_reached_stands_in_nobodys_way(real: Story) -> None:
    go(real, rcpt=lambda _: "550 5.1.1 nobody here")
    forget(real)
    assert go(real).tally.planned == 3


@pytest.mark.parametrize(
    "text", ["", "[]", "dispatches: 3", "dispatches:\n  - 3", "dispatches:\n  - state: open", "a: ["]
)
def test_what_is_no_receipt_is_told_with_its_place(real: Story, text: str) -> None:
    file_of(real).write_text(text, encoding="utf-8")
    with pytest.raises(Failure, match="is no receipt") as failure:
        plan(smtp(real, 1), None, ["kommuner"])
    assert failure.value.place is not None


def test_validate_and_new_issue_do_not_stumble_over_it(real: Story) -> None:
    go(real)
    before = real.run("validate")
    file_of(real).unlink()
    assert real.run("validate") == before
    assert memory.database_file(open_workspace(real.folder, {})).exists()


def test_what_an_earlier_receipt_told_in_another_zone_is_the_same_dispatch(real: Story) -> None:
    standing = go(real)
    (entry,) = told(real)
    begun = datetime.datetime.fromisoformat(str(entry["begun"]))
    assert begun == standing.dispatch.created
    text = file_of(real).read_text("utf-8")
    file_of(real).write_text(text.replace(begun.isoformat(), begun.astimezone(datetime.UTC).isoformat()), "utf-8")
    assert text != file_of(real).read_text("utf-8")
    workspace = smtp(real, 1)
    engine = memory.open_memory(workspace)
    receipts.check_memory(workspace, engine, "2021-06")
    receipts.write_receipt(workspace, engine, "2021-06")
    assert file_of(real).read_text("utf-8") == text


def test_a_receipt_with_a_moment_that_is_none_is_no_receipt(real: Story) -> None:
    go(real)
    text = file_of(real).read_text("utf-8")
    file_of(real).write_text(re.sub("begun: .*", "begun: yesterday", text), "utf-8")
    workspace = smtp(real, 1)
    with pytest.raises(Failure, match=r"receipt\.yaml` is no receipt"):
        receipts.check_memory(workspace, memory.open_memory(workspace), "2021-06")
