from __future__ import annotations

import threading
import time

import pytest

from storsthlm_cli.model.answers import Answer, Verdict
from storsthlm_cli.online import lanes
from storsthlm_cli.online.lanes import in_lanes

HERE = Answer(Verdict.HERE)


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take no pause between questions."""
    monkeypatch.setattr(lanes, "_PAUSE", 0.0)


def test_lanes_run_side_by_side_and_each_in_its_order() -> None:
    meeting = threading.Barrier(2, timeout=10)
    begun: list[str] = []

    def ask(question: str) -> Answer:
        begun.append(question)
        meeting.wait()
        return HERE

    answers = dict(in_lanes([["a1", "a2"], ["b1", "b2"]], ask))
    assert answers == dict.fromkeys(("a1", "a2", "b1", "b2"), HERE)
    assert set(begun[:2]) == {"a1", "b1"}


def test_no_more_than_eight_are_asked_at_once() -> None:
    lock, now, most = threading.Lock(), 0, 0

    def ask(_: str) -> Answer:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.02)
        with lock:
            now -= 1
        return HERE

    assert len(dict(in_lanes([[f"q{n}"] for n in range(20)], ask))) == 20
    assert most == 8


def test_who_does_not_answer_in_time_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "_ALL_SECONDS", 0.3)
    ended = threading.Event()

    def ask(question: str) -> Answer:
        if question == "slow":
            ended.wait(10)
        return HERE

    answers = dict(in_lanes([["slow", "behind"], ["quick"]], ask))
    ended.set()
    assert answers == {"quick": HERE, "slow": Answer(Verdict.UNANSWERED), "behind": Answer(Verdict.UNANSWERED)}


def test_who_stops_listening_stops_the_asking() -> None:
    asked: list[str] = []

    def ask(question: str) -> Answer:
        asked.append(question)
        time.sleep(0.05)
        return HERE

    running = in_lanes([[f"q{n}" for n in range(50)]], ask)
    next(running)
    running.close()  # type: ignore[attr-defined]
    time.sleep(0.3)
    assert len(asked) < 4


def test_a_mistake_of_ours_is_not_lost() -> None:
    def ask(_: str) -> Answer:
        raise AssertionError("ours")

    with pytest.raises(AssertionError, match="ours"):
        list(in_lanes([["q"]], ask))
