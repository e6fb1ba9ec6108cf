from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

import pytest

from storsthlm_cli.delivery import engine, retry
from storsthlm_cli.delivery.engine import Engine
from storsthlm_cli.delivery.ledgers.memory import MemoryLedger
from storsthlm_cli.delivery.ports import Event, Trouble
from storsthlm_cli.delivery.runs import Ending, Limits, Why
from storsthlm_cli.delivery.transports.memory import MemoryTransport
from storsthlm_cli.model.delivery import Reply, State
from storsthlm_cli.model.sending import Progress
from storsthlm_cli.store import dispatches
from tests.delivery.dispatching import Book, PlainLetter, leave, people, send

Make = Callable[..., Book]
Answer = tuple[State, Reply]

KEPT = (State.ACCEPTED, Reply(250, "2.0.0 kept"))
LATER = (State.DEFERRED, Reply(451, "4.7.1 greylisted"))
BLOCKED = (State.REFUSED, Reply(554, "5.7.1 blocked"))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_SECONDS", 0.05)
    monkeypatch.setattr(engine, "QUIET_SECONDS", 0.01)
    monkeypatch.setattr(engine, "TELL_SECONDS", 0.0)


class Troubled(MemoryTransport):
    """A transport that has something to complain about, now and then."""

    def __init__(self, troubles: dict[int, Trouble], times: int = 1) -> None:
        super().__init__()
        self._troubles = troubles
        self._times = times
        self._polls = 0

    def poll(self, timeout: float) -> list[Event]:
        self._polls += 1
        trouble = self._troubles.get(self._polls)
        return [*super().poll(timeout), *([trouble] * self._times if trouble else [])]


def received(transport: MemoryTransport) -> Counter[str]:
    return Counter(envelope.recipient for envelope, _ in transport.messages)


def accounted(book: Book, count: int) -> bool:
    """Whether everybody is in exactly one state, and in one that can be (DESIGN, promise 3)."""
    return sum(book.states().values()) == count and not book.numbers(State.ATTEMPTING)


def test_everybody_gets_one_message_in_the_order_of_the_list(make_book: Make) -> None:
    book = make_book(20)
    transport = MemoryTransport()
    assert send(book, transport) == Ending(Why.NOTHING_LEFT)
    assert [envelope.recipient for envelope, _ in transport.messages] == [person.address for person in people(20)]
    assert book.states() == {State.ACCEPTED: 20}


def test_a_message_has_its_recipient_s_own_bytes(make_book: Make) -> None:
    book = make_book(3)
    transport = MemoryTransport()
    send(book, transport)
    letter = PlainLetter()
    assert [message for _, message in transport.messages] == [letter.message(person) for person in people(3)]


def test_a_dispatch_with_nobody_left_ends_without_a_connection(make_book: Make) -> None:
    book = make_book(2)
    leave(book.database, *[person.key for person in people(2)])
    transport = MemoryTransport()
    assert send(book, transport) == Ending(Why.NOTHING_LEFT)
    assert transport.messages == []
    assert book.states() == {State.SUPPRESSED: 2}


@pytest.mark.parametrize("limit", [0, 1, 7, 19])
def test_a_limit_pauses_after_so_many_and_the_next_run_goes_on_there(make_book: Make, limit: int) -> None:
    book = make_book(20)
    transport = MemoryTransport()
    assert send(book, transport, messages=limit) == Ending(Why.LIMIT)
    assert len(transport.messages) == limit
    assert book.numbers(State.UNTRIED) == list(range(limit + 1, 21))
    assert accounted(book, 20)
    assert send(book, transport) == Ending(Why.NOTHING_LEFT)
    assert received(transport) == Counter(person.address for person in people(20))


@pytest.mark.parametrize("limit", [20, 21])
def test_a_limit_that_is_enough_for_everybody_is_no_pause(make_book: Make, limit: int) -> None:
    assert send(make_book(20), MemoryTransport(), messages=limit) == Ending(Why.NOTHING_LEFT)


def test_an_interruption_before_the_first_message_sends_none(make_book: Make) -> None:
    book = make_book(5)
    transport = MemoryTransport()
    assert send(book, transport, stop=lambda: True) == Ending(Why.INTERRUPTED)
    assert transport.messages == []
    assert book.states() == {State.UNTRIED: 5}


def test_an_interruption_finishes_what_was_handed_out(make_book: Make) -> None:
    book = make_book(50)
    transport = MemoryTransport()
    assert send(book, transport, stop=lambda: len(transport.messages) >= 8) == Ending(Why.INTERRUPTED)
    assert 8 <= len(transport.messages) <= 16
    assert book.states() == {State.ACCEPTED: len(transport.messages), State.UNTRIED: 50 - len(transport.messages)}


def test_an_interruption_while_waiting_for_a_retry_is_heard_at_once(
    make_book: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retry, "FIRST_SECONDS", 3600.0)
    book = make_book(1)
    began = time.monotonic()
    ending = send(
        book, MemoryTransport(lambda _: LATER), stop=lambda: time.monotonic() - began > 0.2, lifetime=1_000_000
    )
    assert ending == Ending(Why.INTERRUPTED)
    assert time.monotonic() - began < 3
    assert book.states() == {State.DEFERRED: 1}


def test_a_dispatch_cancelled_while_it_runs_ends_with_nobody_open(make_book: Make) -> None:
    book = make_book(40)
    other = book.again()

    def answer(address: str) -> Answer:
        if address == people(10)[-1].address:
            dispatches.cancel(other.database, book.name)
        return KEPT

    transport = MemoryTransport(answer)
    assert send(book, transport) == Ending(Why.CANCELLED)
    accepted = len(transport.messages)
    assert book.states() == {State.ACCEPTED: accepted, State.CANCELLED: 40 - accepted}
    other.close()


def test_who_is_deferred_is_tried_again_until_the_deadline(make_book: Make) -> None:
    book = make_book(6)
    asked: Counter[str] = Counter()

    def answer(address: str) -> Answer:
        asked[address] += 1
        number = int(address[1:].partition("@")[0])
        return LATER if number == 6 or asked[address] < number else KEPT

    transport = MemoryTransport(answer)
    assert send(book, transport, lifetime=1.0) == Ending(Why.NOTHING_LEFT)
    assert book.states()[State.EXPIRED] >= 1
    assert book.numbers(State.EXPIRED)[-1] == 6
    assert accounted(book, 6)
    assert max(received(transport).values()) == 1


def test_like_refusals_pause_and_all_of_them_are_put_back(make_book: Make) -> None:
    """Also those that were on their way when the fifth came, and some that came after an acceptance."""
    book = make_book(60)
    bad = set(range(11, 16)) | set(range(17, 23))

    def answer(address: str) -> Answer:
        return BLOCKED if int(address[1:].partition("@")[0]) in bad else KEPT

    transport = MemoryTransport(answer)
    ending = send(book, transport, connections=12)
    assert ending.why is Why.TROUBLE
    assert ending.trouble is not None
    assert "the last 5 messages were refused in the same way: 554 5.7.1 blocked" in ending.trouble.message
    assert ending.trouble.fatal
    assert set(book.states()) == {State.ACCEPTED, State.UNTRIED}
    assert bad <= set(book.numbers(State.UNTRIED))


def test_fatal_trouble_ends_the_run_at_once_with_its_words(make_book: Make) -> None:
    book = make_book(50)
    trouble = Trouble("the certificate is not valid", "renew it", fatal=True)
    assert send(book, Troubled({4: trouble})) == Ending(Why.TROUBLE, trouble)
    assert accounted(book, 50)


def test_trouble_before_anything_has_worked_is_told_at_once(make_book: Make) -> None:
    book = make_book(5)
    trouble = Trouble("could not connect", None, fatal=False)
    assert send(book, Troubled({1: trouble}), stop=lambda: False).why is not Why.TROUBLE  # something worked already
    ledger = MemoryLedger(people(5))

    class Deaf(Troubled):
        def wants(self) -> int:
            return 0

    ending = Engine(ledger, Deaf({1: trouble}), PlainLetter(), Limits(4, None, 60)).run()
    assert ending == Ending(Why.TROUBLE, trouble)


def test_passing_troubles_do_not_end_a_run_that_gets_on(make_book: Make) -> None:
    book = make_book(200)
    trouble = Trouble("the connection was lost", None, fatal=False)
    assert send(book, Troubled(dict.fromkeys(range(2, 50, 5), trouble))) == Ending(Why.NOTHING_LEFT)
    assert book.states() == {State.ACCEPTED: 200}


def test_troubles_that_come_together_count_as_one(make_book: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "TROUBLES", 1)
    trouble = Trouble("the connection was lost", None, fatal=False)
    assert send(make_book(50), Troubled({3: trouble}, times=4)) == Ending(Why.NOTHING_LEFT)


def test_progress_is_told_and_ends_with_the_whole_truth(make_book: Make) -> None:
    book = make_book(30)
    told: list[Progress] = []
    send(book, MemoryTransport(), tell=told.append)
    assert told[-1].tally.counts[State.ACCEPTED] == 30
    assert told[-1].tally.open == 0
    assert all(progress.tally.planned == 30 for progress in told)
    done = [progress.tally[State.ACCEPTED] for progress in told]
    assert done == sorted(done)
    assert told[-1].rate > 0


def test_whoever_waits_for_a_retry_is_told_until_when(make_book: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_SECONDS", 60.0)
    book = make_book(1)
    told: list[Progress] = []
    send(book, MemoryTransport(lambda _: LATER), tell=told.append, stop=lambda: len(told) > 4)
    notes = {progress.note for progress in told if progress.note}
    assert len(notes) == 1
    assert notes.pop().startswith("the next retry is at ")


# --- domains that bear little, and a pause


SLOW = {"kommun1.example": 60}
"""One second's credit is one message, so that the second to this domain is kept back."""


def test_who_is_kept_back_because_of_the_domain_gets_it_later_and_others_take_the_place(make_book: Make) -> None:
    book = make_book(30)
    transport = MemoryTransport()
    began = time.monotonic()
    assert send(book, transport, domains={"kommun1.example": 600}) == Ending(Why.NOTHING_LEFT)
    assert time.monotonic() - began < 5
    assert received(transport) == Counter(person.address for person in people(30))
    order = [envelope.recipient for envelope, _ in transport.messages]
    assert [address for address in order if "@kommun1." not in address] == [
        person.address for person in people(30) if "@kommun1." not in person.address
    ]
    assert book.states() == {State.ACCEPTED: 30}


def test_a_limit_counts_who_is_kept_back_and_waits_for_them(make_book: Make) -> None:
    """All that the limit lets through are of one slow domain."""
    book = make_book(6, domains=1)
    limits = {"kommun0.example": 600}
    transport = MemoryTransport()
    assert send(book, transport, domains=limits, messages=4) == Ending(Why.LIMIT)
    assert book.numbers(State.ACCEPTED) == [1, 2, 3, 4]
    assert send(book, transport, domains=limits) == Ending(Why.NOTHING_LEFT)
    assert received(transport) == Counter(person.address for person in people(6, domains=1))


@pytest.mark.parametrize("what", ["interrupted", "paused", "cancelled"])
def test_a_run_that_ends_while_somebody_is_kept_back_leaves_them_as_they_were(make_book: Make, what: str) -> None:
    book = make_book(12)
    other = book.again()
    began = time.monotonic()

    def stop() -> bool:
        if len(book.numbers(State.ACCEPTED)) >= 9 and what != "interrupted":
            (dispatches.pause if what == "paused" else dispatches.cancel)(other.database, book.name)
            return False
        return what == "interrupted" and len(book.numbers(State.ACCEPTED)) >= 9

    ending = send(book, MemoryTransport(), domains=SLOW, stop=stop)
    assert ending == Ending({"interrupted": Why.INTERRUPTED, "paused": Why.PAUSED, "cancelled": Why.CANCELLED}[what])
    assert time.monotonic() - began < 3
    left = {"cancelled": State.CANCELLED}.get(what, State.UNTRIED)
    accepted = book.numbers(State.ACCEPTED)
    assert book.states() == {State.ACCEPTED: len(accepted), left: 12 - len(accepted)}
    assert {row.address.partition("@")[2] for row in book.rows(left)} == {"kommun1.example"}
    if what != "cancelled":
        dispatches.resume(other.database, book.name)
        transport = MemoryTransport()
        assert send(book, transport) == Ending(Why.NOTHING_LEFT)
        assert received(transport).keys() == {person.address for person in people(12) if person.number not in accepted}
    other.close()


def test_who_leaves_while_kept_back_gets_nothing(make_book: Make) -> None:
    book = make_book(12)
    other = book.again()
    last = people(10)[-1].address
    transport = MemoryTransport()

    def tell(progress: Progress) -> None:
        if progress.tally[State.ACCEPTED] in (9, 10):
            leave(other.database, last)

    assert send(book, transport, domains={"kommun1.example": 120}, tell=tell) == Ending(Why.NOTHING_LEFT)
    assert book.states() == {State.ACCEPTED: 11, State.SUPPRESSED: 1}
    assert last not in received(transport)
    other.close()


def test_a_dispatch_paused_while_it_runs_stops_and_the_next_run_goes_on_there(make_book: Make) -> None:
    book = make_book(100)
    other = book.again()

    def answer(address: str) -> Answer:
        if address == people(40)[-1].address:
            dispatches.pause(other.database, book.name)
        return KEPT

    first = MemoryTransport(answer)
    assert send(book, first) == Ending(Why.PAUSED)
    assert 40 <= len(first.messages) < 50
    assert send(book, MemoryTransport()) == Ending(Why.PAUSED)
    dispatches.resume(other.database, book.name)
    second = MemoryTransport()
    assert send(book, second) == Ending(Why.NOTHING_LEFT)
    assert received(first) + received(second) == Counter(person.address for person in people(100))
    other.close()


# --- test messages: a ledger that forgets


def test_messages_to_named_colleagues_need_no_database() -> None:
    ledger = MemoryLedger(people(4))
    asked: Counter[str] = Counter()

    def answer(address: str) -> Answer:
        asked[address] += 1
        match int(address[1:].partition("@")[0]):
            case 2:
                return State.REFUSED, Reply(550, "5.1.1 no such user")
            case 3 if asked[address] < 3:
                return LATER
        return KEPT

    transport = MemoryTransport(answer)
    ending = Engine(ledger, transport, PlainLetter(), Limits(2, None, 60)).run()
    assert ending == Ending(Why.NOTHING_LEFT)
    states = {row.number: (row.state, row.attempts, row.reply) for row in ledger.rows()}
    assert states == {
        1: (State.ACCEPTED, 1, "250 2.0.0 kept"),
        2: (State.REFUSED, 1, "550 5.1.1 no such user"),
        3: (State.ACCEPTED, 3, "250 2.0.0 kept"),
        4: (State.ACCEPTED, 1, "250 2.0.0 kept"),
    }
    assert ledger.tally().planned == 4
