from __future__ import annotations

import pytest

from storsthlm_cli.delivery.ports import Settled, Stage
from storsthlm_cli.delivery.refusals import LIMIT, Streak, personal
from storsthlm_cli.model.delivery import Reply, State


def refused(number: int, code: int, text: str, stage: Stage = Stage.MESSAGE) -> Settled:
    return Settled(number, State.REFUSED, Reply(code, text), stage)


def accepted(number: int) -> Settled:
    return Settled(number, State.ACCEPTED, Reply(250, "2.0.0 kept"), Stage.MESSAGE)


@pytest.mark.parametrize(
    ("code", "text", "stage", "expected"),
    [
        (550, "5.1.1 no such user", Stage.RCPT, True),
        (550, "5.1.10 no such user", Stage.RCPT, True),
        (552, "5.2.2 mailbox full", Stage.MESSAGE, True),
        (550, "5.7.1 blocked", Stage.RCPT, False),
        (550, "5.7.26 no DMARC", Stage.MESSAGE, False),
        (554, "5.3.4 too big", Stage.MESSAGE, False),
        (550, "no such user", Stage.RCPT, True),
        (551, "moved", Stage.RCPT, True),
        (553, "bad name", Stage.RCPT, True),
        (554, "no", Stage.RCPT, False),
        (550, "no such user", Stage.DATA, False),
        (550, "spam", Stage.MESSAGE, False),
        (550, "15.1.1 is none", Stage.MESSAGE, False),
    ],
)
def test_whose_fault_a_refusal_is(code: int, text: str, stage: Stage, expected: bool) -> None:
    assert personal(refused(1, code, text, stage)) is expected


def test_a_line_that_broke_says_nothing_about_a_person() -> None:
    assert not personal(Settled(1, State.UNKNOWN, None, None))


def test_five_like_refusals_at_two_domains_are_named() -> None:
    streak = Streak()
    for number in range(1, LIMIT):
        assert streak.add(refused(number, 550, "5.7.1 blocked"), "a.example") == ()
    assert streak.add(refused(LIMIT, 550, "5.7.1 blocked again"), "b.example") == (1, 2, 3, 4, 5)


def test_refusals_by_one_domain_are_that_domain_s_business_until_another_says_the_same() -> None:
    streak = Streak()
    for number in range(1, 50):
        assert streak.add(refused(number, 550, "5.7.1 blocked"), "a.example") == ()
    assert len(streak.add(refused(50, 550, "5.7.1 blocked"), "b.example")) == 50


def test_an_acceptance_or_another_code_begins_anew() -> None:
    streak = Streak()
    domains = ["a.example", "b.example"]
    for number in range(1, 40):
        event = accepted(number) if number % 5 == 0 else refused(number, 550, "5.7.1 blocked")
        assert streak.add(event, domains[number % 2]) == ()
    for number in range(40, 60):
        assert streak.add(refused(number, 550 + number % 3, "5.7.1 blocked"), domains[number % 2]) == ()


def test_personal_refusals_deferrals_and_broken_lines_neither_count_nor_begin_anew() -> None:
    streak = Streak()
    for number in range(1, 5):
        streak.add(refused(number, 550, "5.7.1 blocked"), "a.example")
    assert streak.add(refused(10, 550, "5.1.1 no such user", Stage.RCPT), "c.example") == ()
    assert streak.add(Settled(11, State.DEFERRED, Reply(450, "4.2.0 later"), Stage.RCPT), "c.example") == ()
    assert streak.add(Settled(12, State.UNKNOWN, None, None), "c.example") == ()
    assert streak.add(refused(5, 550, "5.7.1 blocked"), "b.example") == (1, 2, 3, 4, 5)
