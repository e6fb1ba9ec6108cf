from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from storsthlm_cli.model.delivery import DispatchState, State
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.overview import Side
from storsthlm_cli.store import dispatches
from storsthlm_cli.workflows.memory import open_memory
from storsthlm_cli.workflows.reporting import STILL_SECONDS, history, only, overview, standings, watch
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import Story
from tests.workflows.real_sending import JUNE, go


@pytest.fixture
def workspace(story: Story) -> Workspace:
    """Give a workspace with a finished rehearsal and a dispatch that has reached one of three."""
    story.run("send", "--list", "kommuner", "--confirm", "3")
    story.change(JUNE, "date: 2021-06-21", "date: 2099-06-21")
    go(story, limit=1)
    return open_workspace(story.folder, {})


class Time:
    """A clock that goes on only when somebody sleeps, and does something at some of its seconds."""

    def __init__(self, deeds: Mapping[int, Callable[[], object]]) -> None:
        self.now = 0.0
        self._deeds = deeds

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        assert self.now < 100, "it never ends"
        self._deeds.get(int(self.now), lambda: None)()


def test_a_dispatch_or_an_issue_can_be_named(workspace: Workspace) -> None:
    assert [each.dispatch.id for each in standings(workspace, None)] == ["2021-06.2", "2021-06.1"]
    assert [each.dispatch.id for each in standings(workspace, "2021-06")] == ["2021-06.2", "2021-06.1"]
    assert [each.dispatch.id for each in standings(workspace, "2021-06.1")] == ["2021-06.1"]
    assert only(workspace, None).dispatch.id == "2021-06.2"


def test_a_dispatch_that_is_none_names_the_nearest(workspace: Workspace) -> None:
    with pytest.raises(Failure, match=r"no dispatch `2021-06\.3`") as failure:
        standings(workspace, "2021-06.3")
    assert "2021-06." in (failure.value.hint or "")
    with pytest.raises(Failure, match="no issue"):
        standings(workspace, "2021-07.1")


def test_an_issue_that_looks_like_a_dispatch_is_one(workspace: Workspace) -> None:
    (workspace.issues / "2021-06.7").mkdir()
    workspace.issue_file("2021-06.7").write_text("date: 2021-07-01\n", encoding="utf-8")
    assert standings(workspace, "2021-06.7") == ()
    with pytest.raises(Failure, match="nothing has been sent of this issue"):
        only(workspace, "2021-06.7")


def test_only_the_sides_that_are_asked_for_are_counted(workspace: Workspace) -> None:
    standing = only(workspace, None)
    assert overview(workspace, standing, ()).domains == ()
    assert overview(workspace, standing, (Side.DOMAIN,)).domains[0].tally == standing.tally
    assert overview(workspace, standing).timeline.intervals[0].tally.planned == 1


def test_a_rehearsal_tells_where_its_messages_are(workspace: Workspace) -> None:
    assert overview(workspace, only(workspace, "2021-06.1"), ()).messages == ".storsthlm/outbox/2021-06.1"
    assert overview(workspace, only(workspace, "2021-06.2"), ()).messages == ""


def test_all_dispatches_are_told_newest_first(workspace: Workspace) -> None:
    told = [(each.id, tally.planned, tally[State.ACCEPTED]) for each, tally in history(workspace)]
    assert told == [("2021-06.2", 3, 1), ("2021-06.1", 3, 3)]


def watched(workspace: Workspace, time: Time) -> Iterator[tuple[int, str]]:
    for progress in watch(workspace, only(workspace, None).dispatch, clock=time.clock, sleep=time.sleep):
        yield progress.tally.open, progress.note


def test_it_is_watched_until_it_ends(workspace: Workspace) -> None:
    time = Time({3: lambda: dispatches.cancel(open_memory(workspace), "2021-06.2")})
    assert list(watched(workspace, time)) == [(2, ""), (2, ""), (2, ""), (0, "")]


def test_a_pause_ends_the_watch_too(workspace: Workspace) -> None:
    time = Time({2: lambda: dispatches.pause(open_memory(workspace), "2021-06.2")})
    assert len(list(watched(workspace, time))) == 3
    assert only(workspace, None).dispatch.state is DispatchState.PAUSED


def test_what_does_not_move_is_told(workspace: Workspace) -> None:
    time = Time({STILL_SECONDS + 2: lambda: dispatches.cancel(open_memory(workspace), "2021-06.2")})
    notes = [note for _, note in watched(workspace, time)]
    assert notes[:STILL_SECONDS] == [""] * STILL_SECONDS
    assert notes[STILL_SECONDS] == "nothing has moved for 20 seconds: is `storsthlm send` still running?"
    assert notes[-1] == ""
