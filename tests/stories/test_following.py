from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stories.conftest import Story

NOTHING_SENT = (
    "error: nothing has been sent from this workspace yet\n   = help: `storsthlm send --list NAME --dry-run`\n"
)


def test_nothing_sent_is_no_error_for_status_but_for_verify_and_cancel(story: Story) -> None:
    assert story.run("status").code == 0
    for command in ("verify", "cancel"):
        result = story.run(command)
        assert (result.code, result.out, result.err) == (2, "", NOTHING_SENT)


def test_status_shows_the_dispatches_of_the_issue(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    result = story.run("status")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "rehearsal 2021-06.1, finished TIME\n"
        "  subject   Nytt i juni\n"
        "  lists     kommuner\n"
        "  over      outbox\n"
        "  outcome   3 planned: 3 accepted\n"
        "  messages  .storsthlm/outbox/2021-06.1\n"
    )


def test_verify_proves_a_finished_rehearsal(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    result = story.run("verify")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "dispatch 2021-06.1, finished TIME"
    assert all(line.startswith("  holds  ") for line in lines[1:-2])
    assert lines[-2:] == ["  outcome   3 planned: 3 accepted", "verified"]


def test_verify_says_no_when_a_message_is_missing_in_the_outbox(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    next(story.folder.glob(".storsthlm/outbox/**/*.eml")).unlink()
    result = story.run("verify")
    assert result.code == 1
    assert "  FAILS  " in result.out
    assert result.out.endswith("not verified: 1 proof fails\n")


def test_verify_of_an_unfinished_dispatch_ends_as_unfinished(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3", "--limit", "1")
    assert story.run("verify").code == 3
    assert json.loads(story.run("verify", "--json").out)["holds"] is False


def test_cancel_gives_up_what_has_not_gone(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3", "--limit", "1")
    result = story.run("cancel")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("rehearsal 2021-06.1, cancelled TIME\n")
    assert "  outcome   3 planned: 1 accepted, 2 cancelled\n" in result.out
    assert story.run("cancel").code == 1


def test_a_dispatch_that_does_not_exist_names_the_nearest(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    result = story.run("verify", "2021-06.2")
    assert result.code == 2
    assert "2021-06.1" in result.err


def test_the_status_of_no_dispatch_is_an_empty_list_in_json(story: Story) -> None:
    assert json.loads(story.run("status", "--json").out) == {"version": 1, "sync": None, "dispatches": []}


def test_suppressions_are_listed(story: Story) -> None:
    assert story.run("suppress").out == "0 suppressions\n"
    story.run("suppress", "Anna@kommun.example", "bo@kommun.example")
    assert story.run("suppress").out == (
        "anna@kommun.example  asked to leave, by hand, since TIME\n"
        "bo@kommun.example  asked to leave, by hand, since TIME\n"
        "2 suppressions\n"
    )
    assert story.run("suppress", "bo@kommun.example").out.startswith("bo@kommun.example was suppressed before, and")


def test_what_is_no_address_suppresses_nobody(story: Story) -> None:
    result = story.run("suppress", "anna@kommun.example", "bo")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: `bo` is not an address: ")
    assert story.run("suppress").out == "0 suppressions\n"


def test_login_without_a_terminal_names_the_flag(story: Story) -> None:
    story.change("storsthlm.yaml", "sender:\n", "smtp:\n  user: nytt@storsthlm.example\nsender:\n")
    result = story.run("login")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: nobody is here to type the password\n   = help: `--password-stdin` reads it from stdin\n"
    )


def test_login_without_a_user_in_the_settings_says_where_it_goes(story: Story) -> None:
    result = story.run("login", "--password-stdin", stdin="hemligt\n")
    assert (result.code, result.out) == (2, "")
    assert "smtp.user" in result.err
    assert "hemligt" not in result.err
