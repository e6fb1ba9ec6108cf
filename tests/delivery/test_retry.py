from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.delivery.retry import FIRST_SECONDS, JITTER, LONGEST_SECONDS, next_try


@given(st.integers(1, 10_000))
def test_the_wait_doubles_from_a_minute_to_half_an_hour(attempts: int) -> None:
    at = next_try(attempts, 1000.0, math.inf)
    assert at is not None
    expected = min(FIRST_SECONDS * 2 ** min(attempts - 1, 20), LONGEST_SECONDS)
    assert expected * (1 - JITTER) <= at - 1000.0 <= expected * (1 + JITTER)


def test_those_deferred_together_do_not_come_back_together() -> None:
    times = {next_try(1, 0.0, math.inf) for _ in range(50)}
    assert len(times) > 40


@given(st.integers(1, 50), st.floats(0, 4000))
def test_nothing_is_tried_past_the_deadline(attempts: int, deadline: float) -> None:
    at = next_try(attempts, 0.0, deadline)
    assert at is None or at < deadline


def test_the_first_retry_comes_within_a_long_deadline_and_not_within_a_short_one() -> None:
    assert next_try(1, 0.0, FIRST_SECONDS * 2) is not None
    assert next_try(1, 0.0, FIRST_SECONDS / 2) is None
