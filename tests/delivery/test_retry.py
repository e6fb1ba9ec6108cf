from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.delivery.retry import FIRST_SECONDS, JITTER, LONGEST_SECONDS, next_try, waited


@given(st.integers(1, 10_000))
def test_the_wait_doubles_from_a_minute_to_half_an_hour(attempts: int) -> None:
    at = next_try(attempts, 1000.0, math.inf)
    assert at is not None
    expected = min(FIRST_SECONDS * 2 ** min(attempts - 1, 20), LONGEST_SECONDS)
    assert expected * (1 - JITTER) <= at - 1000.0 <= expected * (1 + JITTER)


def test_those_deferred_together_do_not_come_back_together() -> None:
    times = {next_try(1, 0.0, math.inf) for _ in range(50)}
    assert len(times) > 40


@given(st.floats(0, 10_000_000))
def test_every_recipient_is_given_up_after_the_same_patience(patience: float) -> None:
    attempts = 1
    while next_try(attempts, 0.0, patience) is not None:
        attempts += 1
    assert waited(attempts - 1) <= patience < waited(attempts)


def test_the_waits_of_a_recipient_add_up_to_its_patience() -> None:
    assert [waited(attempts) / 60 for attempts in range(9)] == [0, 1, 3, 7, 15, 31, 61, 91, 121]


def test_without_patience_nothing_is_tried_again() -> None:
    assert next_try(1, 0.0, 0.0) is None
