from __future__ import annotations

import pathlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from storsthlm_cli.studio import trials
from storsthlm_cli.studio.trials import Trials
from storsthlm_cli.workflows.suppressing import suppress
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.smtp_server import Manners, Server
from tests.studio.running import change


@pytest.fixture
def opened(workspace: pathlib.Path) -> Workspace:
    return open_workspace(workspace, {})


def filed(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in workspace.settings.state_folder.glob("outbox/**/*.eml"))


def test_presses_at_the_same_time_send_once(opened: Workspace) -> None:
    trials = Trials()
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: trials.send(opened, "a press", "2021-06", ["eva@kommun.example"]), range(4)))
    assert all(each == told[0] for each in told)
    assert filed(opened) == ["eva@kommun.example.eml"]


def test_another_press_sends_again(opened: Workspace) -> None:
    trials = Trials()
    for attempt in ("a press", "another press"):
        assert trials.send(opened, attempt, "2021-06", ["eva@kommun.example"])["sent"]
    assert filed(opened) == ["eva@kommun.example (2).eml", "eva@kommun.example.eml"]


def test_an_address_that_is_named_twice_gets_it_once(opened: Workspace) -> None:
    told = Trials().send(opened, "a press", "2021-06", ["eva@kommun.example", "Eva@kommun.example"])
    assert told["message"] == "1 planned: 1 accepted"


def test_errors_in_the_issue_are_told_and_nothing_is_sent(opened: Workspace, workspace: pathlib.Path) -> None:
    change(workspace / "issues/2021-06/issue.yaml", "headline:", "heading:")
    told = Trials().send(opened, "a press", "2021-06", ["eva@kommun.example"])
    assert (told["sent"], told["message"]) == (False, "the issue has errors: nothing was sent")
    assert told["findings"]
    assert filed(opened) == []


def test_a_press_that_ended_in_a_bug_sends_nothing_more(opened: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    told = Trials()
    with monkeypatch.context() as patch:
        patch.setattr(trials, "test", crash)
        with pytest.raises(ZeroDivisionError):
            told.send(opened, "a press", "2021-06", ["eva@kommun.example"])
    assert told.send(opened, "a press", "2021-06", ["eva@kommun.example"]) == trials.UNKNOWN
    assert filed(opened) == []


@pytest.mark.parametrize(
    ("address", "message"), [("eva", "`eva` is not an address"), ("bo@kommun.example", "is suppressed: asked")]
)
def test_who_cannot_get_it_is_told(opened: Workspace, address: str, message: str) -> None:
    suppress(opened, ["bo@kommun.example"], "asked")
    told = Trials().send(opened, "a press", "2021-06", [address])
    assert not told["sent"]
    assert message in str(told["message"])
    assert "--" not in str(told["hint"])


def test_the_servers_words_are_told_for_each_address(workspace: pathlib.Path) -> None:
    def no_room(recipient: str) -> str:
        return "552 5.2.2 no room" if recipient.startswith("bo") else ""

    change(workspace / "issues/2021-06/issue.yaml", "date: 2021-06-21", "date: 2099-06-22")
    with Server(Manners(rcpt=no_room)) as server:
        with (workspace / "storsthlm.yaml").open("a", encoding="utf-8") as file:
            file.write(f"transport: smtp\nsmtp: {{host: 127.0.0.1, port: {server.port}, security: plain}}\n")
        addresses = ["bo@kommun.example", "eva@kommun.example"]
        told = Trials().send(open_workspace(workspace, {}), "a press", "2021-06", addresses)
    assert (told["sent"], told["hint"]) == (True, "")
    assert told["rows"] == [
        {"address": "bo@kommun.example", "state": "refused", "reply": "552 5.2.2 no room"},
        {"address": "eva@kommun.example", "state": "accepted", "reply": ""},
    ]
