"""A moment in the newsletter's time, what speaks against it, and waiting for it with a clock of our own."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from storsthlm_cli.model.delivery import Dispatch, State
from storsthlm_cli.model.errors import Failure, Refused, Unfinished
from storsthlm_cli.model.sending import Appointment
from storsthlm_cli.workflows.following import cancel, pause, status
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.scheduling import Clock, appointment, doubts, wait
from storsthlm_cli.workflows.sending import freeze, send
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import Story

ZONE = "Europe/Stockholm"
STOCKHOLM = ZoneInfo(ZONE)
NOW = datetime.datetime(2026, 1, 7, 12, 0, tzinfo=datetime.UTC)


class Hands:
    """A clock whose hands move when somebody rests, and are moved by `nudge` after so many rests."""

    def __init__(self, start: datetime.datetime, nudge: Callable[[int], datetime.timedelta] | None = None) -> None:
        self.time = start
        self.rests: list[float] = []
        self._nudge = nudge or (lambda _: datetime.timedelta(0))

    def clock(self) -> Clock:
        return Clock(lambda: self.time, self._rest)

    def _rest(self, seconds: float) -> None:
        self.rests.append(seconds)
        self.time += datetime.timedelta(seconds=seconds) + self._nudge(len(self.rests))


def quiet(_: object) -> None:
    """Take in progress and say nothing."""


def at(written: str, now: datetime.datetime = NOW) -> Appointment:
    return appointment(written, ZONE, Hands(now).clock())


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-02-03 08:30", "2026-02-03 07:30"),
        ("2026-07-01T08:30", "2026-07-01 06:30"),
        ("2026-03-29 01:59", "2026-03-29 00:59"),
        ("2026-03-29 03:00", "2026-03-29 01:00"),
        ("2026-10-25 02:30", "2026-10-25 00:30"),
        ("2026-10-25 03:00", "2026-10-25 02:00"),
    ],
)
def test_a_time_is_meant_in_the_newsletters_own_time_zone(written: str, utc: str) -> None:
    moment = at(written).moment
    assert moment.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M") == utc
    assert moment.tzinfo == STOCKHOLM


@pytest.mark.parametrize("written", ["2026-03-29 02:00", "2026-03-29 02:30", "2026-03-29 02:59"])
def test_a_time_that_the_clock_skips_is_refused_with_the_nearest_ones(written: str) -> None:
    with pytest.raises(Failure, match=r"there is no 02:\d\d on 2026-03-29: the clock goes forward") as refused:
        at(written)
    assert refused.value.hint == 'the nearest are `--at "2026-03-29 01:59"` and `--at "2026-03-29 03:00"`'


def test_of_a_time_that_comes_twice_the_first_is_meant_and_told() -> None:
    assert "02:30 comes twice on 2026-10-25; the first is meant, UTC+0200" in at("2026-10-25 02:30").doubts
    assert at("2026-10-26 08:30").doubts == ()


@pytest.mark.parametrize(
    "written",
    [
        "",
        "08:30",
        "2026-02-03",
        "2026-02-30 08:30",
        "2026-02-03 24:00",
        "i morgon",
        "2026-02-03 8:30",
        "２026-02-03 08:30",
    ],
)
def test_what_is_no_time_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(Failure, match="is not a time") as refused:
        at(written)
    assert refused.value.hint == 'write day and time: `--at "2026-12-01 08:30"`'


def test_the_past_is_refused_and_so_is_this_very_moment() -> None:
    for written in ("2026-01-07 12:59", "2026-01-07 13:00"):
        with pytest.raises(Failure, match=f"{written} in Europe/Stockholm has passed") as refused:
            at(written)
        assert refused.value.hint == "it is 2026-01-07 13:00 there"
    assert at("2026-01-07 13:01").moment > NOW


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-02-03 08:30", ()),
        ("2026-02-03 06:00", ()),
        ("2026-02-03 05:59", ("05:59 is outside of working hours",)),
        ("2026-02-03 20:00", ("20:00 is outside of working hours",)),
        ("2026-02-06 11:59", ()),
        ("2026-02-06 12:00", ("2026-02-06 is a Friday, and in the afternoon mail is left for Monday",)),
        ("2026-02-07 10:00", ("2026-02-07 is a day off: lördag",)),
        ("2026-02-08 22:00", ("2026-02-08 is a day off: söndag", "22:00 is outside of working hours")),
        ("2026-06-19 13:00", ("2026-06-19 is a day off: midsommarafton",)),
        ("2026-05-14 09:00", ("2026-05-14 is a day off: Kristi himmelsfärdsdag",)),
        ("2026-05-15 09:00", ("2026-05-15 is a working day between two days off, when many are away",)),
    ],
)
def test_what_speaks_against_a_time_is_told(written: str, told: tuple[str, ...]) -> None:
    assert doubts(datetime.datetime.fromisoformat(written)) == told
    assert at(written).doubts == told


# --- waiting


def opened(story: Story) -> Workspace:
    return open_workspace(story.folder, {})


def frozen(story: Story, when: Appointment | None = None) -> Dispatch:
    return freeze(opened(story), plan(opened(story), None, ["kommuner"], at=when))


def test_it_looks_at_the_clock_each_second_and_goes_on_at_the_moment(story: Story) -> None:
    hands, heard = Hands(NOW), list[datetime.timedelta]()
    moment = NOW + datetime.timedelta(seconds=3.5)
    wait(opened(story), frozen(story), moment, tell=heard.append, clock=hands.clock())
    assert hands.rests == [1.0, 1.0, 1.0, 0.5]
    assert [each.total_seconds() for each in heard] == [3.5, 2.5, 1.5, 0.5]
    assert hands.time == moment


def test_a_clock_that_is_set_back_is_waited_for_anew(story: Story) -> None:
    hands = Hands(NOW, lambda rest: datetime.timedelta(seconds=-2 if rest == 2 else 0))
    wait(opened(story), frozen(story), NOW + datetime.timedelta(seconds=3), tell=quiet, clock=hands.clock())
    assert len(hands.rests) == 5


def test_a_machine_that_slept_a_little_sends_when_it_wakes(story: Story) -> None:
    hands = Hands(NOW, lambda _: datetime.timedelta(minutes=59))
    wait(opened(story), frozen(story), NOW + datetime.timedelta(seconds=3), tell=quiet, clock=hands.clock())
    assert len(hands.rests) == 1


def test_a_machine_that_slept_long_sends_nothing_by_itself(story: Story) -> None:
    hands = Hands(NOW, lambda _: datetime.timedelta(hours=2))
    moment = (NOW + datetime.timedelta(seconds=3)).astimezone(STOCKHOLM)
    with pytest.raises(Unfinished, match="this machine slept until 2026-01-07 15:00, too long after 13:00") as stopped:
        wait(opened(story), frozen(story), moment, tell=quiet, clock=hands.clock())
    assert stopped.value.exit_code == 3


def test_ctrl_c_leaves_the_dispatch_open_and_says_how_to_go_on(story: Story) -> None:
    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Unfinished, match=r"dispatch `2021-06\.1` waits no longer") as stopped:
        wait(opened(story), frozen(story), NOW + datetime.timedelta(1), tell=quiet, clock=Clock(lambda: NOW, interrupt))
    assert "without `--at` to send now" in (stopped.value.hint or "")
    (standing,) = status(opened(story), None)
    assert standing.dispatch.ongoing
    assert standing.tally.counts == {State.UNTRIED: 3}


@pytest.mark.parametrize(
    ("act", "error", "told"), [(pause, Unfinished, "was paused"), (cancel, Refused, "was cancelled")]
)
def test_whoever_pauses_or_cancels_meanwhile_is_heard(
    story: Story, act: Callable[..., object], error: type[Failure], told: str
) -> None:
    def intervene(_: float) -> None:
        act(opened(story), None)

    dispatch = frozen(story)
    with pytest.raises(error, match=f"dispatch `2021-06.1` {told} while it waited for its time"):
        wait(opened(story), dispatch, NOW + datetime.timedelta(1), tell=quiet, clock=Clock(lambda: NOW, intervene))


def test_a_pause_in_the_last_second_is_heard_too(story: Story) -> None:
    dispatch = frozen(story)
    hands = Hands(NOW)

    def intervene(seconds: float) -> None:
        pause(opened(story), None)
        hands.time += datetime.timedelta(seconds=seconds)

    clock = Clock(lambda: hands.time, intervene)
    with pytest.raises(Unfinished, match="was paused while it waited"):
        wait(opened(story), dispatch, NOW + datetime.timedelta(seconds=1), tell=quiet, clock=clock)


def test_what_was_sent_meanwhile_is_not_sent_again(story: Story) -> None:
    dispatch = frozen(story)

    def meanwhile(_: float) -> None:
        send(opened(story), plan(opened(story), None, ["kommuner"]), limit=None, tell=quiet)

    with pytest.raises(Refused, match="was finished while it waited"):
        wait(opened(story), dispatch, NOW + datetime.timedelta(1), tell=quiet, clock=Clock(lambda: NOW, meanwhile))


def test_what_is_frozen_is_dated_at_its_time_and_goes_out_as_it_was_seen(story: Story) -> None:
    when = at("2026-12-01 08:30")
    made = plan(opened(story), None, ["kommuner"], at=when)
    freeze(opened(story), made)
    story.write("lists/kommuner.csv", "e-post\ndora@kommun.example\n")
    standing = send(opened(story), plan(opened(story), None, ["kommuner"]), limit=None, tell=quiet)
    messages = [path.read_bytes() for path in story.folder.glob(".storsthlm/outbox/2021-06.1/*.eml")]
    assert standing.tally.counts == {State.ACCEPTED: 3}
    assert len(messages) == 3
    assert all(b"\r\nDate: Tue, 01 Dec 2026 08:30:00 +0100\r\n" in each for each in messages)


def test_a_real_mail_is_judged_as_of_the_day_on_which_it_goes_out(story: Story) -> None:
    story.change(
        "issues/2021-06/issue.yaml",
        "    contacts: [asa-ek]",
        "    contacts: [asa-ek]\n  - kind: calendar\n    headline: Möten\n    rows:\n      - 2098-06-22 Möte",
    )
    workspace = open_workspace(story.folder, {"transport": "smtp", "smtp.host": "127.0.0.1"})

    def codes(written: str) -> list[str]:
        made = plan(workspace, None, ["kommuner"], at=at(written))
        return [each.code for each in made.findings if each.code.startswith("D2")]

    assert "D201" not in codes("2098-06-20 08:30")
    assert "D201" in codes("2098-06-24 08:30")


def test_doubts_stand_in_the_plan(story: Story) -> None:
    made = plan(opened(story), None, ["kommuner"], at=at("2026-02-07 10:00"))
    assert made.notices == ("2026-02-07 is a day off: lördag",)
    assert made.at is not None
