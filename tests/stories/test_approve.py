from __future__ import annotations

import json
import pathlib
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from storsthlm_cli.workflows.identity import user_name
from tests.smtp_server import Server

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
HASH = re.compile(r"[0-9a-f]{64}")
BOLD = re.compile("\x1b\\[[0-9;]*m")
NAME, EMAIL = "Åsa Ek", "asa.ek@kommun.example"


@pytest.fixture(autouse=True)
def git(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """Give a git that knows who somebody is, and nothing of whoever runs the tests."""
    file = tmp_path / "gitconfig"
    file.write_text(f"[user]\n\tname = {NAME}\n\temail = {EMAIL}\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(file))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return file


@pytest.fixture
def by() -> str:
    return f"{NAME} ({user_name()})"


def for_real(story: Story, server: Server) -> None:
    """Send over a server on loopback, and only what is approved."""
    story.change(
        "storsthlm.yaml",
        "design:\n",
        "approval: {required: true}\ntransport: smtp\n"
        f"smtp: {{host: 127.0.0.1, port: {server.port}, security: plain, connections: 1}}\n\ndesign:\n",
    )
    story.change(ISSUE, "date: 2021-06-21", "date: 2099-06-21")


def test_an_approval_binds_who_says_yes_to_what_is_shown(story: Story, by: str) -> None:
    result = story.run("approve", stdin="y\n", terminal=True)
    assert (result.code, result.out) == (0, f"issue 2021-06 approved by {by} on TIME\n")
    assert BOLD.sub("", result.err) == (
        "issue 2021-06\n"
        "  subject   Nytt i juni\n"
        "  content   HASH\n"
        "  findings  no findings\n"
        "  approval  not approved\n"
        "approve it? (y/n) "
    )
    told = json.loads(story.run("approve", "--show", "--json").out)
    assert HASH.fullmatch(told["content"])
    approval = told["approval"]
    assert (approval["content"], approval["user"]) == (told["content"], user_name())
    assert (approval["name"], approval["email"], approval["withdrawal"]) == (NAME, EMAIL, False)


def test_any_other_answer_approves_nothing(story: Story) -> None:
    result = story.run("approve", stdin="\n", terminal=True)
    assert (result.code, result.out) == (1, "")
    assert "error: nothing was approved\n" in BOLD.sub("", result.err)
    assert story.run("approve", "--show").code == 1
    assert not (story.folder / ".storsthlm" / "state.db").exists()


def test_without_a_terminal_nothing_is_approved_unless_a_flag_says_so(story: Story, by: str) -> None:
    result = story.run("approve", stdin="y\n")
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(
        "error: nobody is here to approve: nothing was approved\n   = help: look at `--show`, then say `--yes`\n"
    )
    assert story.run("approve", "--yes").out == f"issue 2021-06 approved by {by} on TIME\n"


def test_an_issue_with_errors_is_not_approved(story: Story) -> None:
    story.change(ISSUE, "contacts: [asa-ek]", "contacts: [asa-eek]")
    result = story.run("approve", "--yes")
    assert (result.code, result.out) == (1, "")
    assert "the issue has errors: nothing was approved" in result.err


def test_an_edit_voids_the_approval_and_is_shown(story: Story, by: str) -> None:
    story.run("approve", "--yes")
    story.change(ISSUE, "Nya möten i höst", "Nya möten i vinter")
    result = story.run("approve", "--show")
    assert (result.code, result.err) == (1, "")
    assert f"  approval  not approved; another text was approved by {by} on TIME\n" in result.out
    assert f"changed since the text was approved by {by} on TIME\n" in result.out
    assert "  -Nya möten i höst\n  +Nya möten i vinter\n" in result.out
    story.change(ISSUE, "Nya möten i vinter", "Nya möten i höst")
    assert story.run("approve", "--show").code == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "shown"),
    [
        (ISSUE, "Nytt i juni", "Nytt i juli", "  -Subject: Nytt i juni\n  +Subject: Nytt i juli\n"),
        (ISSUE, "kansliets nyheter", "allas nyheter", "+Inbox line: Hej [first_name]! Här är allas nyheter."),
        ("storsthlm.yaml", "nyhetsbrev@kommun", "brev@kommun", "+From: Exempelkommunerna <brev@kommun.example>"),
        ("templates/tiny/style.css", "#123456", "#654321", "  no word: its looks, its links or the settings"),
    ],
)
def test_what_is_not_in_the_running_text_voids_it_too(story: Story, file: str, old: str, new: str, shown: str) -> None:
    story.run("approve", "--yes")
    story.change(file, old, new)
    result = story.run("approve", "--show")
    assert result.code == 1
    assert shown in result.out


def test_where_it_is_asked_for_a_real_send_needs_an_approval(story: Story, by: str) -> None:
    with Server() as server:
        for_real(story, server)
        for flag in (["--confirm", "3"], ["--dry-run"]):
            result = story.run("send", "--list", "kommuner", *flag)
            assert result.code == 1
            assert "  approval  not approved, and must be before it is sent\n" in result.out + result.err
            assert result.err.endswith(
                "error: issue `2021-06` is not approved: nothing was sent\n"
                "   = help: `storsthlm approve 2021-06` shows what is to be approved, and asks; the settings want it "
                "(`approval.required`)\n"
            )
        assert server.record.connections == 0
        story.run("approve", "--yes")
        result = story.run("send", "--list", "kommuner", "--confirm", "3")
        assert result.code == 0
        assert f"  approval  approved by {by} on TIME\n" in result.err
        assert f"  approval  approved by {by} on TIME\n" in result.out
        assert len(server.accepted) == 3


def test_a_real_send_of_an_edited_issue_shows_what_changed(story: Story, by: str) -> None:
    with Server() as server:
        for_real(story, server)
        story.run("approve", "--yes")
        story.change(ISSUE, "Nya möten i höst", "Nya möten i vinter")
        result = story.run("send", "--list", "kommuner", "--confirm", "3")
        assert result.code == 1
        assert "  -Nya möten i höst\n  +Nya möten i vinter\n" in result.err
        assert f"error: issue `2021-06` has been edited since {by} approved it: nothing was sent\n" in result.err
        assert server.accepted == []


def test_rehearsals_and_tests_need_none(story: Story) -> None:
    with Server() as server:
        for_real(story, server)
        assert story.run("send", "--test", "anna@kommun.example").code == 0
        assert story.run("send", "--list", "kommuner", "--transport", "outbox", "--confirm", "3").code == 0


def test_going_on_with_a_dispatch_needs_the_approval_of_what_was_frozen(story: Story) -> None:
    with Server() as server:
        for_real(story, server)
        story.run("approve", "--yes")
        story.run("send", "--list", "kommuner", "--confirm", "3", "--limit", "1")
        story.run("approve", "--withdraw")
        assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 1
        assert len(server.accepted) == 1
        story.run("approve", "--yes")
        assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 0
        assert len(server.accepted) == 3


def test_a_withdrawal_voids_and_the_record_keeps_both(story: Story, by: str) -> None:
    assert story.run("approve", "--withdraw").code == 1
    story.run("approve", "--yes")
    result = story.run("approve", "--withdraw")
    assert (result.code, result.out) == (0, f"issue 2021-06 withdrawn by {by} on TIME\n")
    assert story.run("approve", "--show").code == 1
    assert story.run("approve", "--withdraw").code == 1
    entry = json.loads(story.run("approve", "--yes", "--json").out)["entry"]
    assert (entry["withdrawal"], HASH.fullmatch(entry["content"]) is not None) == (False, True)


def test_nobody_need_have_a_git(story: Story, git: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git.write_text("")
    assert story.run("approve", "--yes").out == f"issue 2021-06 approved by {user_name()} on TIME\n"
    monkeypatch.setenv("PATH", "")
    assert story.run("approve", "--yes").out == f"issue 2021-06 approved by {user_name()} on TIME\n"


def test_the_name_that_git_has_in_the_workspace_counts(story: Story) -> None:
    subprocess.run(["git", "init", "-q", str(story.folder)], check=True)
    subprocess.run(["git", "-C", str(story.folder), "config", "user.name", "Bo \x1b[31mEk"], check=True)
    assert story.run("approve", "--yes").out == f"issue 2021-06 approved by Bo ␛[31mEk ({user_name()}) on TIME\n"


def test_flags_that_contradict_are_told(story: Story) -> None:
    assert story.run("approve", "--show", "--withdraw").code == 2
