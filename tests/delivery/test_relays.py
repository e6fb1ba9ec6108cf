from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from storsthlm_cli.delivery import engine, pacing, retry
from storsthlm_cli.delivery.pacing import Pace
from storsthlm_cli.delivery.ports import Event
from storsthlm_cli.delivery.runs import Ending, Why
from storsthlm_cli.delivery.transports import relays
from storsthlm_cli.delivery.transports.connecting import Relay, connect
from storsthlm_cli.delivery.transports.relays import Relays, Way
from storsthlm_cli.delivery.transports.smtp import SmtpTransport
from storsthlm_cli.model.delivery import Security, State
from tests.delivery.authority import Authority
from tests.delivery.dispatching import Book, people, send, smtp
from tests.smtp_server import Manners, Moment, Server

Make = Callable[..., Book]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait tenths of seconds where a person would wait minutes."""
    monkeypatch.setattr(retry, "FIRST_SECONDS", 0.1)
    monkeypatch.setattr(engine, "QUIET_SECONDS", 0.02)


def way(server: Server | int, pace: Pace | None = None, connections: int = 2) -> Way:
    port = server if isinstance(server, int) else server.port
    return Way(lambda: smtp(port), pace or Pace(), connections)


def copies(*servers: Server) -> Counter[str]:
    return sum((server.record.copies for server in servers), Counter())


def once_each(count: int) -> Counter[str]:
    return Counter(person.address for person in people(count))


# --- taking over


def test_while_the_first_is_well_the_second_is_not_even_opened(make_book: Make) -> None:
    with Server() as first, Server() as second:
        assert send(make_book(40), Relays([way(first), way(second)])) == Ending(Why.NOTHING_LEFT)
        assert copies(first) == once_each(40)
        assert second.record.connections == 0


@pytest.mark.parametrize("greeting", ["554 5.7.1 go away", "421 4.3.2 too busy"])
def test_a_server_that_does_not_greet_makes_way(make_book: Make, greeting: str) -> None:
    book = make_book(20)
    with Server(Manners(greeting=greeting)) as first, Server() as second:
        assert send(book, Relays([way(first), way(second)])) == Ending(Why.NOTHING_LEFT)
        assert copies(second) == once_each(20)
        assert first.record.connections == 1
    assert book.states() == {State.ACCEPTED: 20}


def test_a_server_that_is_not_there_makes_way(make_book: Make) -> None:
    with Server() as gone:
        port = gone.port
    with Server() as second:
        assert send(make_book(20), Relays([way(port), way(second)])) == Ending(Why.NOTHING_LEFT)
        assert copies(second) == once_each(20)


def test_a_server_that_refuses_the_login_is_asked_once_and_makes_way(make_book: Make, authority: Authority) -> None:
    manners = Manners(security="tls", context=authority.good, login=("nytt", "right"))
    with Server(manners) as first, Server() as second:
        relay = Relay("127.0.0.1", first.port, Security.TLS, "a.example", "nytt", ca_file=authority.file)
        wrong = replace(relay, secret=lambda: "wrong")
        ways = [Way(lambda: SmtpTransport(lambda: connect(wrong)), Pace(), 4), way(second)]
        assert send(make_book(40), Relays(ways)) == Ending(Why.NOTHING_LEFT)
        assert copies(first, second) == once_each(40)
        assert first.record.logins == 1


@pytest.mark.parametrize("answer", ["421 4.3.2 shutting down", "553 5.7.1 not your address"])
def test_a_server_that_turns_the_sender_away_in_mid_run_makes_way(make_book: Make, answer: str) -> None:
    book = make_book(60)
    asked: list[str] = []

    def mail(address: str) -> str:
        asked.append(address)
        return answer if len(asked) > 20 else ""

    with Server(Manners(mail=mail)) as first, Server() as second:
        assert send(book, Relays([way(first), way(second)])) == Ending(Why.NOTHING_LEFT)
        assert copies(first, second) == once_each(60)
        assert len(first.accepted) == 20
    assert book.states() == {State.ACCEPTED: 60}


@pytest.mark.parametrize("moment", [Moment.MAIL, Moment.RCPT, Moment.DATA])
def test_who_was_on_a_line_that_broke_before_the_message_gets_it_from_the_second(
    make_book: Make, moment: Moment
) -> None:
    book = make_book(60)
    seen: Counter[Moment] = Counter()

    def drop(asked: Moment, _: str) -> bool:
        seen[asked] += 1
        return asked is moment and seen[moment] > 20

    with Server(Manners(drop=drop)) as first, Server() as second:
        assert send(book, Relays([way(first), way(second)])) == Ending(Why.NOTHING_LEFT)
        assert copies(first, second) == once_each(60)
        assert len(second.accepted) >= 35
    assert book.states() == {State.ACCEPTED: 60}


@pytest.mark.parametrize(("moment", "kept"), [(Moment.DOT, False), (Moment.KEPT, True)])
def test_what_was_on_the_wire_with_an_unknown_fate_is_never_offered_to_the_second(
    make_book: Make, moment: Moment, kept: bool
) -> None:
    """The first dies with messages on all its lines, whether it kept them or not."""
    book = make_book(60)

    def drop(asked: Moment, _: str) -> bool:
        return asked is moment and len(first.accepted) >= 20

    with Server(Manners(drop=drop, delay=lambda: 0.005)) as first, Server() as second:
        assert send(book, Relays([way(first), way(second)])) == Ending(Why.NOTHING_LEFT)
        unknown = {row.address for row in book.rows(State.UNKNOWN)}
        assert 0 < len(unknown) <= 4
        assert not unknown & copies(second).keys()
        assert unknown <= copies(first).keys() if kept else not unknown & copies(first).keys()
        assert copies(first, second) == once_each(60) - Counter(() if kept else unknown)
    assert len(book.numbers(State.ACCEPTED)) == 60 - len(unknown)


def test_the_second_sends_while_an_answer_of_the_first_is_still_to_come(make_book: Make) -> None:
    book = make_book(30)
    slow = people(5)[-1].address
    times: dict[str, float] = {}
    asked: list[str] = []

    def note(address: str) -> str:
        times[address] = time.monotonic()
        return ""

    def drop(moment: Moment, address: str) -> bool:
        return moment is Moment.RCPT and number(address) > 5

    def keep(address: str) -> str:
        asked.append(address)
        return note(address)

    def delay() -> float:  # asked straight after `message`
        return 2.5 if asked[-1] == slow else 0.0

    with Server(Manners(pipelining=False, message=keep, drop=drop, delay=delay)) as first:
        with Server(Manners(message=note)) as second:
            assert send(book, Relays([way(first), way(second)])) == Ending(Why.NOTHING_LEFT)
            assert copies(first) == once_each(5)
            assert copies(first, second) == once_each(30)
        assert times[people(20)[-1].address] < times[slow] + 2.5
    assert book.states() == {State.ACCEPTED: 30}


def number(address: str) -> int:
    return int(address[1:].partition("@")[0])


def test_the_first_comes_back_after_its_time(make_book: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relays, "SICK_SECONDS", 0.3)
    book = make_book(200)
    began = time.monotonic()

    def drop(moment: Moment, _: str) -> bool:
        return moment is Moment.CONNECT and time.monotonic() < began + 0.2

    with Server(Manners(drop=drop)) as first, Server(Manners(delay=lambda: 0.01)) as second:
        assert send(book, Relays([way(first), way(second)])) == Ending(Why.NOTHING_LEFT)
        assert copies(first, second) == once_each(200)
        assert len(first.accepted) > 100
        assert len(second.accepted) > 5


def test_a_refused_recipient_is_no_reason_to_ask_another_server(make_book: Make) -> None:
    book = make_book(20)
    bad = people(3)[-1].address
    with (
        Server(Manners(rcpt=lambda address: "550 5.1.1 no such user" if address == bad else "")) as first,
        Server() as second,
    ):
        send(book, Relays([way(first), way(second)]))
        assert second.record.connections == 0
    assert book.numbers(State.REFUSED) == [3]


# --- nobody is well


def test_with_all_of_them_out_of_order_a_person_is_asked_and_nobody_is_touched(make_book: Make) -> None:
    book = make_book(20)
    with Server(Manners(greeting="554 5.7.1 no")) as first, Server(Manners(greeting="554 5.7.1 never")) as second:
        ending = send(book, Relays([way(first), way(second)]))
        assert (first.record.connections, second.record.connections) == (1, 1)
    assert ending.why is Why.TROUBLE
    assert ending.trouble is not None
    assert "never" in ending.trouble.message
    assert book.states() == {State.UNTRIED: 20}


def test_with_both_breaking_down_in_mid_run_a_person_is_asked_and_the_rest_goes_later(make_book: Make) -> None:
    book = make_book(80)

    def after(count: int, server: Callable[[], Server]) -> Callable[[str], str]:
        return lambda _: "421 4.3.2 shutting down" if len(server().accepted) >= count else ""

    with (
        Server(Manners(rcpt=lambda _: "", mail=after(20, lambda: first))) as first,
        Server(Manners(mail=after(20, lambda: second))) as second,
    ):
        ending = send(book, Relays([way(first), way(second)]))
        assert ending.why is Why.TROUBLE
        before = copies(first, second)
        assert 40 <= before.total() < 50
    assert book.states() == {State.ACCEPTED: before.total(), State.UNTRIED: 80 - before.total()}
    with Server() as third:
        assert send(book, Relays([way(third)])) == Ending(Why.NOTHING_LEFT)
        assert before + copies(third) == once_each(80)


# --- what each bears


def test_a_server_that_has_sent_all_it_may_today_makes_way(make_book: Make) -> None:
    with Server() as first, Server() as second:
        paced = way(first, Pace(None, 15, [time.time() - 100] * 5))
        assert send(make_book(40), Relays([paced, way(second)])) == Ending(Why.NOTHING_LEFT)
        assert copies(first, second) == once_each(40)
        assert len(first.accepted) == 10


def test_each_server_gets_no_more_connections_than_it_bears(make_book: Make) -> None:
    with Server(Manners(delay=lambda: 0.005)) as first:
        assert send(make_book(60), Relays([way(first, connections=3)]), connections=9) == Ending(Why.NOTHING_LEFT)
        assert first.record.connections == 3


def test_a_pace_is_kept(make_book: Make) -> None:
    with Server() as server:
        began = time.monotonic()
        assert send(make_book(40), Relays([way(server, Pace(1200))])) == Ending(Why.NOTHING_LEFT)
        took = time.monotonic() - began
        assert copies(server) == once_each(40)
    assert 40 / 20 - pacing.CREDIT_SECONDS <= took < 10


def test_with_the_day_spent_it_waits_without_a_connection_and_without_work_and_can_be_interrupted(
    make_book: Make,
) -> None:
    book = make_book(10)
    polls: list[float] = []

    class Counted(Relays):
        def poll(self, timeout: float) -> list[Event]:
            polls.append(timeout)
            return super().poll(timeout)

    with Server() as server:
        began = time.monotonic()
        spent = Counted([way(server, Pace(None, 4))])
        assert send(book, spent, stop=lambda: time.monotonic() > began + 2.5) == Ending(Why.INTERRUPTED)
        assert len(server.accepted) == 4
    assert len(polls) < 60
    assert book.states() == {State.ACCEPTED: 4, State.UNTRIED: 6}
