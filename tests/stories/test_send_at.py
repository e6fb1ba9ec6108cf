"""`send --at`: waiting here with a clock of our own, or a timetable of the system."""

from __future__ import annotations

import contextlib
import datetime
import json
import re
import shlex
import sqlite3
from typing import TYPE_CHECKING

import pytest

from storsthlm_cli.workflows import scheduling

if TYPE_CHECKING:
    from tests.stories.conftest import Result, Story

SEND = ("send", "--list", "kommuner", "--confirm", "3")
AT = ("--at", "2099-12-01 08:30")


def clock(monkeypatch: pytest.MonkeyPatch, *, interrupt: bool = False) -> None:
    """Put up a clock that stands at a minute before the time, and whose hands move when somebody rests."""
    hands = [datetime.datetime(2099, 12, 1, 7, 29, tzinfo=datetime.UTC)]

    def rest(seconds: float) -> None:
        if interrupt:
            raise KeyboardInterrupt
        hands[0] += datetime.timedelta(seconds=seconds)

    monkeypatch.setattr(scheduling, "WALL", scheduling.Clock(lambda: hands[0], rest))


def printed(story: Story, *flags: str, kind: str = "timer") -> list[str]:
    """Return the words, after the program's, of the command that a timetable has."""
    result = story.run(*SEND, *AT, "--print", kind, *flags)
    assert result.code == 0
    (line,) = re.findall(r"^ExecStart=(.*)$|^\d.* && (.*)$", result.out, re.MULTILINE)
    words = shlex.split("".join(line).replace("%%", "%").replace("\\%", "%"))
    assert words[1:4] == ["-m", "storsthlm_cli", "--workspace"]
    assert words[4] == str(story.folder)
    return words[5:]


def test_it_waits_for_its_time_and_sends(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch)
    result = story.run(*SEND, *AT)
    assert result.code == 0
    assert "  outcome   3 planned: 3 accepted\n" in result.out
    assert "  at        Tuesday TIME, Europe/Stockholm\n" in result.err
    assert "dispatch 2021-06.1 goes out on Tuesday TIME, Europe/Stockholm; Ctrl-C stops the waiting" in result.err


def test_a_plan_for_a_time_waits_for_nothing(story: Story) -> None:
    result = story.run("send", "--list", "kommuner", "--dry-run", "--at", "2099-02-07 22:00")
    assert (result.code, result.err) == (0, "")
    assert "notice: 2099-02-07 is a day off: lördag\nnotice: 22:00 is outside of working hours\n" in result.out
    assert not (story.folder / ".storsthlm").exists()


def test_ctrl_c_leaves_it_open_and_it_goes_out_when_it_is_said_again(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, interrupt=True)
    result = story.run(*SEND, *AT)
    assert (result.code, result.out) == (3, "")
    assert result.err.endswith(
        "error: dispatch `2021-06.1` waits no longer for its time: nothing was sent\n"
        "   = help: run the same command again to wait, or without `--at` to send now; "
        "`storsthlm cancel 2021-06.1` gives it up\n"
    )
    clock(monkeypatch)
    assert "  outcome   3 planned: 3 accepted\n" in story.run(*SEND, *AT).out
    assert story.run("status").out.count("2021-06.") == 2  # its name, and the folder of its messages


def test_the_past_is_refused(story: Story) -> None:
    result = story.run(*SEND, "--at", "2021-06-21 08:30")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: TIME in Europe/Stockholm has passed\n")


@pytest.mark.parametrize("kind", ["timer", "cron"])
def test_what_a_timetable_runs_is_what_was_frozen(story: Story, kind: str) -> None:
    words = printed(story, "--first", "2", "--despite-refusals", kind=kind)
    assert words == [
        *("send", "2021-06", "--list", "kommuner", "--transport", "outbox", "--only", "2021-06.1", "--confirm", "3"),
        *("--despite-refusals", "--first", "2"),
    ]
    assert "3 untried" in story.run("status").out
    story.write("lists/kommuner.csv", "e-post\ndora@kommun.example\n")
    assert story.run(*words).code == 3
    result = story.run(*words)
    assert "  outcome   3 planned: 3 accepted\n" in result.out
    assert "does not wait to be sent any more: nothing was sent" in story.run(*words).err


def test_a_timetable_sends_nothing_after_the_dispatch_was_given_up(story: Story) -> None:
    words = printed(story)
    story.run("cancel")
    result = story.run(*words)
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: dispatch `2021-06.1` does not wait to be sent any more: nothing was sent\n"
        "   = help: `storsthlm status 2021-06` shows what became of it\n"
    )


def test_a_timetable_sends_nothing_of_a_dispatch_that_is_paused(story: Story) -> None:
    words = printed(story)
    story.run("pause")
    result = story.run(*words)
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: dispatch `2021-06.1` is paused: nothing was sent\n"
        "   = help: `storsthlm send 2021-06 --list kommuner` goes on with it\n"
    )
    assert story.run(*SEND).code == 0
    assert story.run("verify").code == 0


def test_a_timetable_sends_nothing_that_nobody_has_seen(story: Story) -> None:
    words = printed(story)
    story.change("issues/2021-06/issue.yaml", "Nya möten i höst", "Ändrat")
    result = story.run(*words)
    assert (result.code, result.out) == (1, "")
    assert "stands unfinished, and the issue has been edited since" in result.err


def test_a_timetable_of_a_repetition_repeats_it_once(story: Story) -> None:
    assert story.run(*SEND).code == 0
    words = printed(story, "--again")
    assert "--again" not in words
    for _ in range(2):
        assert story.run(*words).code == 0
    assert len(list(story.folder.glob(".storsthlm/outbox/**/*.eml"))) == 6


def test_a_timetable_as_data(story: Story) -> None:
    data = json.loads(story.run(*SEND, *AT, "--print", "cron", "--json").out)
    assert data["plan"]["at"] == "2099-12-01T08:30:00+01:00"
    assert data["plan"]["resumes"] == "2021-06.1"
    assert data["timetable"].splitlines()[-1].startswith("30 7 1 12 * ")


@pytest.mark.parametrize("flags", [["--print", "timer"], [*AT, "--print", "timer", "--dry-run"]])
def test_a_timetable_needs_a_time_and_fixes_what_is_sent(story: Story, flags: list[str]) -> None:
    result: Result = story.run("send", "--list", "kommuner", *flags)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: `--print` needs a time, and fixes what is to be sent\n")


def test_status_says_when_it_is_to_go_out_until_it_goes(story: Story) -> None:
    printed(story)
    line = "  at        Tuesday TIME\n"
    assert line in story.run("status").out
    (told,) = json.loads(story.run("status", "--json").out)["dispatches"]
    assert told["dispatch"]["at"] == "2099-12-01T07:30:00+00:00"
    assert story.run(*SEND, "--at", "2099-12-03 08:30", "--print", "timer").code == 0
    assert "  at        Thursday TIME\n" in story.run("status").out
    assert story.run(*SEND, "--first", "1").code == 3
    assert "  at   " not in story.run("status").out


def test_a_time_that_has_passed_and_one_given_up_are_told_apart(story: Story) -> None:
    printed(story)
    with contextlib.closing(sqlite3.connect(story.folder / ".storsthlm" / "state.db")) as database, database:
        database.execute("UPDATE dispatches SET at = '2021-12-01T07:30:00+00:00'")
    assert "  at        Wednesday TIME, which has passed\n" in story.run("status").out
    story.run("cancel")
    assert "  at   " not in story.run("status").out
