from __future__ import annotations

import bisect
import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.delivery import pacing
from storsthlm_cli.delivery.pacing import CREDIT_SECONDS, DAY, MINUTE, Pace, Turnstile
from storsthlm_cli.delivery.ports import Claim
from storsthlm_cli.model.delivery import Recipient

TICK = 1e-4
"""Seconds that are added to a rest: a clock may round it away."""
STEPS = st.lists(st.tuples(st.floats(0, 90), st.integers(0, 40)), max_size=60)
"""Seconds that pass, and messages that somebody would send then."""


class Clock:
    """A clock that is moved by hand."""

    def __init__(self, now: float = 1_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def fullest(times: Sequence[float], window: float) -> int:
    """Return the most of these times, in order, that lie within less than `window` seconds."""
    return max(
        (end - bisect.bisect_right(times, times[end - 1] - window) for end in range(1, len(times) + 1)), default=0
    )


def credit(per_minute: int) -> int:
    return max(1, math.ceil(CREDIT_SECONDS * per_minute / MINUTE))


def claim(number: int, domain: str) -> Claim:
    address = f"p{number}@{domain}"
    return Claim(Recipient(number, address, address, {}), 0)


# --- a server's pace


@given(st.integers(1, 3000), STEPS)
def test_in_no_minute_go_more_than_the_pace_and_one_second_s_credit(
    per_minute: int, steps: list[tuple[float, int]]
) -> None:
    clock, sent = Clock(), []
    pace = Pace(per_minute, now=clock)
    for seconds, wanted in steps:
        clock.now += seconds
        room = pace.room()
        assert room is not None
        for _ in range(min(wanted, room)):
            pace.spend()
            sent.append(clock.now)
    assert fullest(sent, MINUTE) <= per_minute + credit(per_minute)


@given(st.integers(1, 50), st.lists(st.floats(0, 2 * DAY), max_size=60), STEPS)
def test_in_no_24_hours_go_more_than_the_day_bears(
    per_day: int, ago: list[float], steps: list[tuple[float, int]]
) -> None:
    clock = Clock()
    sent = sorted(clock.now - each for each in ago)[-per_day:]
    pace = Pace(None, per_day, sent, now=clock)
    earlier = fullest(sent, DAY)
    for seconds, wanted in steps:
        clock.now += seconds * 600
        room = pace.room()
        assert room is not None
        for _ in range(min(wanted, room)):
            pace.spend()
            sent.append(clock.now)
    assert fullest(sent, DAY) <= max(per_day, earlier)


@given(st.none() | st.integers(1, 3000), st.none() | st.integers(1, 50), STEPS)
def test_after_its_rest_there_is_room(
    per_minute: int | None, per_day: int | None, steps: list[tuple[float, int]]
) -> None:
    clock = Clock()
    pace = Pace(per_minute, per_day, now=clock)
    for seconds, wanted in steps:
        clock.now += seconds
        room = pace.room()
        for _ in range(wanted if room is None else min(wanted, room)):
            pace.spend()
        assert (pace.rest() == 0) == (pace.room() != 0)
        rest = pace.rest()
        clock.now += rest + TICK
        assert pace.room() != 0
        assert rest <= DAY + TICK


@pytest.mark.parametrize("per_minute", [1, 30, 60, 1000, 60_000])
def test_a_minute_s_worth_goes_in_a_minute(per_minute: int) -> None:
    clock = Clock()
    pace = Pace(per_minute, now=clock)
    sent = 0
    while clock.now < 1_000_000 + MINUTE:
        room = pace.room()
        assert room is not None
        for _ in range(room):
            pace.spend()
        sent += room
        clock.now += max(0.01, pace.rest())  # no loop is faster than that
    assert per_minute * 0.98 <= sent <= per_minute + credit(per_minute)


def test_without_limits_there_is_always_room() -> None:
    pace = Pace()
    assert not pace.limited
    for _ in range(1000):
        pace.spend()
    assert (pace.room(), pace.rest()) == (None, 0.0)


def test_a_clock_that_is_put_back_a_year_holds_nobody_for_a_year() -> None:
    clock = Clock(100_000_000.0)
    pace = Pace(30, now=clock)
    pace.spend()
    clock.now -= 365 * DAY
    assert pace.rest() <= 2 * MINUTE / 30


def test_messages_that_a_wrong_clock_put_into_next_year_count_for_a_day() -> None:
    clock = Clock()
    pace = Pace(None, 2, [clock.now + 365 * DAY] * 2, now=clock)
    assert pace.rest() == DAY
    clock.now += DAY
    assert pace.room() == 2


# --- the pace of a domain


@given(
    st.dictionaries(st.sampled_from(["a.example", "b.example"]), st.integers(1, 600)),
    st.lists(st.tuples(st.floats(0, 200), st.integers(0, 12), st.integers(0, 12)), max_size=40),
)
def test_a_domain_gets_its_pace_and_everybody_a_turn(
    limits: dict[str, int], steps: list[tuple[float, int, int]]
) -> None:
    """However long somebody else keeps everybody waiting, nothing is made up for; and nobody is lost or gets two."""
    clock = Clock()
    turnstile = Turnstile(limits, now=clock)
    came: list[Claim] = []
    went: list[tuple[float, Claim]] = []
    for seconds, due, fresh in steps:
        clock.now += seconds
        went += [(clock.now, each) for each in turnstile.due(due)]
        for _ in range(fresh):
            came.append(claim(len(came), ("a.example", "b.example", "c.example")[len(came) % 3]))
            if turnstile.passes(came[-1]):
                went.append((clock.now, came[-1]))
    waits = 0
    while turnstile:
        clock.now += turnstile.rest() + TICK
        went += [(clock.now, each) for each in turnstile.due(12)]
        waits += 1
        assert waits <= len(came), "the rest was too short for anybody"
    assert sorted(each.recipient.number for _, each in went) == list(range(len(came)))
    for domain in ("a.example", "b.example", "c.example"):
        its = [(at, each.recipient.number) for at, each in went if each.recipient.address.endswith(f"@{domain}")]
        assert [number for _, number in its] == sorted(number for _, number in its)
        if domain in limits:
            limit = limits[domain]
            assert fullest([at for at, _ in its], MINUTE) <= limit + credit(limit)


def test_who_is_of_no_slow_domain_is_never_kept_back() -> None:
    turnstile = Turnstile({"a.example": 1}, now=Clock())
    assert all(turnstile.passes(claim(number, "b.example")) for number in range(100))
    assert (len(turnstile), turnstile.rest(), turnstile.due(5)) == (0, 0.0, [])


def test_it_is_full_with_so_many_kept_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "HELD", 3)
    turnstile = Turnstile({"a.example": 1}, now=Clock())
    for number in range(4):
        assert not turnstile.full
        turnstile.passes(claim(number, "a.example"))
    assert turnstile.full
