from __future__ import annotations

from storsthlm_cli.public.guesses import CLIENTS, MOST, WINDOW, Guesses


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_who_guesses_often_is_told_so_and_others_are_not() -> None:
    guesses = Guesses(Clock())
    assert [guesses.too_many("192.0.2.1") for _ in range(MOST + 1)] == [*[False] * MOST, True]
    assert not guesses.too_many("192.0.2.2")


def test_a_minute_later_all_is_forgotten() -> None:
    clock = Clock()
    guesses = Guesses(clock)
    for _ in range(MOST + 5):
        guesses.too_many("192.0.2.1")
    clock.now += WINDOW + 1
    assert not guesses.too_many("192.0.2.1")


def test_the_table_does_not_grow_without_bound_and_holds_no_address() -> None:
    guesses = Guesses()
    for number in range(CLIENTS + 100):
        guesses.too_many(f"2001:db8::{number:x}")
    assert len(guesses) == CLIENTS
    assert b"2001" not in b"".join(guesses._counts)
