from __future__ import annotations

import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storsthlm_cli.delivery import engine, retry, waits
from storsthlm_cli.delivery.runs import Ending, Why
from storsthlm_cli.delivery.transports.connecting import Connection, Relay, connect
from storsthlm_cli.delivery.transports.session import SECONDS, Step
from storsthlm_cli.delivery.transports.smtp import SmtpTransport
from storsthlm_cli.model.delivery import Security, State
from storsthlm_cli.model.errors import Unfinished
from storsthlm_cli.store import dispatches
from tests.delivery.authority import Authority
from tests.delivery.dispatching import Book, PlainLetter, leave, people, send, smtp
from tests.smtp_server import Manners, Moment, Server

Make = Callable[..., Book]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait tenths of seconds where a person would wait minutes."""
    monkeypatch.setattr(retry, "FIRST_SECONDS", 0.1)
    monkeypatch.setattr(engine, "QUIET_SECONDS", 0.02)


@pytest.fixture(autouse=True)
def no_thread_is_left_behind() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() == before


def once_each(server: Server, count: int) -> bool:
    return server.record.copies == Counter(person.address for person in people(count))


def drop_once(*moments: Moment, numbers: tuple[int, ...]) -> Callable[[Moment, str], bool]:
    """Drop the line at a moment, once for each of these recipients."""
    waiting = {(moment, people(number)[-1].address) for moment in moments for number in numbers}

    def drop(moment: Moment, recipient: str) -> bool:
        if (moment, recipient) not in waiting:
            return False
        waiting.discard((moment, recipient))
        return True

    return drop


# --- everybody, once


def test_three_hundred_recipients_over_four_connections_get_one_message_each(make_book: Make) -> None:
    book = make_book(300)
    with Server() as server:
        assert send(book, smtp(server.port), connections=4) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 300)
        assert server.record.connections == 4
        assert server.turns <= 1.1 * 300
    assert book.states() == {State.ACCEPTED: 300}


@pytest.mark.parametrize("count", [100, 400])
def test_a_message_costs_one_round_trip(make_book: Make, count: int) -> None:
    book = make_book(count)
    with Server() as server:
        send(book, smtp(server.port), connections=1)
        assert once_each(server, count)
        assert server.record.connections == 1
        assert server.turns <= 1.1 * count


def test_over_four_connections_a_message_costs_one_round_trip_too(make_book: Make) -> None:
    """`turns` counts how often the server had to answer before more came."""
    book = make_book(200)
    with Server(Manners(delay=lambda: 0.002)) as server:
        send(book, smtp(server.port), connections=4)
        assert once_each(server, 200)
        assert server.record.connections == 4
        print(f"{server.turns / 200:.3f} round trips a message")
        assert server.turns <= 1.1 * 200


def test_a_server_that_takes_one_command_at_a_time_is_spoken_to_so(make_book: Make) -> None:
    book = make_book(40)
    with Server(Manners(pipelining=False)) as server:
        assert send(book, smtp(server.port), connections=3) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 40)
        assert server.turns >= 4 * 40
    assert book.states() == {State.ACCEPTED: 40}


def test_the_bytes_arrive_as_they_were_written(make_book: Make) -> None:
    book = make_book(5)
    letter = PlainLetter(300_000)
    with Server() as server:
        send(book, smtp(server.port), letter=letter)
        written = {person.address: letter.message(person) for person in people(5)}
        assert dict(server.accepted) == written


def test_everything_holds_over_tls_too(make_book: Make, authority: Authority, security: Security) -> None:
    book = make_book(40)
    letter = PlainLetter(300_000)
    drop = drop_once(Moment.KEPT, numbers=(7, 23))
    with Server(Manners(security=security, context=authority.good, drop=drop)) as server:
        relay = Relay("127.0.0.1", server.port, security, "storsthlm.example", ca_file=authority.file)
        transport = SmtpTransport(lambda: connect(relay))
        assert send(book, transport, connections=3, letter=letter) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 40)
        assert dict(server.accepted) == {person.address: letter.message(person) for person in people(40)}
    assert book.numbers(State.UNKNOWN) == [7, 23]


# --- answers


@pytest.mark.parametrize("pipelining", [True, False])
@pytest.mark.parametrize("permissive", [True, False])
def test_refusals_are_their_recipients_own_and_all_others_get_theirs(
    make_book: Make, pipelining: bool, permissive: bool
) -> None:
    book = make_book(60)
    bad = {person.address for person in people(60) if person.number % 7 == 0}

    def rcpt(address: str) -> str:
        return "550 5.1.1 no such user" if address in bad else ""

    with Server(Manners(rcpt=rcpt, pipelining=pipelining, permissive=permissive)) as server:
        assert send(book, smtp(server.port), connections=2) == Ending(Why.NOTHING_LEFT)
        assert server.record.copies == Counter(person.address for person in people(60) if person.address not in bad)
        assert server.record.empty_messages == (len(bad) if pipelining and permissive else 0)
    assert book.states() == {State.ACCEPTED: 52, State.REFUSED: 8}
    assert {row.reply for row in book.rows(State.REFUSED)} == {"550 5.1.1 no such user"}


def test_whoever_is_put_off_at_any_step_is_tried_again_and_gets_it_once(make_book: Make) -> None:
    book = make_book(30)
    asked: Counter[tuple[str, str]] = Counter()

    def later(step: str, each: int) -> Callable[[str], str]:
        def answer(address: str) -> str:
            asked[step, address] += 1
            number = int(address[1:].partition("@")[0])
            return "451 4.7.1 greylisted" if number % 5 == each and asked[step, address] < 3 else ""

        return answer

    with Server(Manners(rcpt=later("rcpt", 1), data=later("data", 2), message=later("message", 3))) as server:
        assert send(book, smtp(server.port), connections=3) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 30)
    assert book.states() == {State.ACCEPTED: 30}
    assert sorted(Counter(row.attempts for row in book.rows()).items()) == [(1, 12), (3, 18)]


def test_whoever_is_put_off_past_the_deadline_is_expired_with_the_last_words(make_book: Make) -> None:
    book = make_book(3)
    late = people(2)[-1].address
    with Server(Manners(rcpt=lambda address: "452 4.2.2 full" if address == late else "")) as server:
        assert send(book, smtp(server.port), lifetime=0.5) == Ending(Why.NOTHING_LEFT)
    assert book.states() == {State.ACCEPTED: 2, State.EXPIRED: 1}
    (row,) = book.rows(State.EXPIRED)
    assert row.reply == "452 4.2.2 full"
    assert row.attempts > 1


@pytest.mark.parametrize("pipelining", [True, False])
def test_like_refusals_that_speak_of_us_pause_the_dispatch_and_are_put_back(make_book: Make, pipelining: bool) -> None:
    book = make_book(100)
    manners = Manners(message=lambda _: "550 5.7.1 your address has a bad name", pipelining=pipelining)
    with Server(manners) as server:
        ending = send(book, smtp(server.port), connections=2)
        assert ending.why is Why.TROUBLE
        assert ending.trouble is not None
        assert "550 5.7.1 your address has a bad name" in ending.trouble.message
    assert book.states() == {State.UNTRIED: 100}
    with Server() as server:
        assert send(book, smtp(server.port)) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 100)


def test_refusals_by_one_domain_only_do_not_pause(make_book: Make) -> None:
    book = make_book(30)

    def message(address: str) -> str:
        return "550 5.7.1 blocked" if address.endswith("@kommun1.example") else ""

    with Server(Manners(message=message)) as server:
        assert send(book, smtp(server.port), connections=1) == Ending(Why.NOTHING_LEFT)
    assert book.states() == {State.ACCEPTED: 20, State.REFUSED: 10}


def test_a_hundred_dead_addresses_in_a_row_do_not_pause_who_expects_them(make_book: Make) -> None:
    book = make_book(100)
    with Server(Manners(rcpt=lambda _: "550 5.1.1 no such user")) as server:
        assert send(book, smtp(server.port), refusals=True) == Ending(Why.NOTHING_LEFT)
    assert book.states() == {State.REFUSED: 100}


def test_more_than_a_fifth_of_dead_addresses_pauses(make_book: Make) -> None:
    book = make_book(200)

    def rcpt(address: str) -> str:
        return "550 5.1.1 no such user" if address.endswith("@kommun1.example") else ""

    with Server(Manners(rcpt=rcpt)) as server:
        ending = send(book, smtp(server.port), connections=1)
    assert ending.why is Why.TROUBLE
    assert ending.trouble is not None
    assert ending.trouble.message in (
        "16 of the 50 recipients tried were refused",
        "17 of the 50 recipients tried were refused",
    )
    assert book.states()[State.UNTRIED] in (149, 150)


@pytest.mark.parametrize("pipelining", [True, False])
def test_a_refused_sender_pauses_at_once_and_marks_nobody(make_book: Make, pipelining: bool) -> None:
    book = make_book(20)
    with Server(Manners(mail=lambda _: "553 5.7.1 not your address", pipelining=pipelining)) as server:
        ending = send(book, smtp(server.port))
        assert ending.why is Why.TROUBLE
        assert ending.trouble is not None
        assert ending.trouble.fatal
        assert "553 5.7.1 not your address" in ending.trouble.message
    assert book.states() == {State.UNTRIED: 20}


def test_a_sender_put_off_is_tried_again_for_a_while(make_book: Make) -> None:
    book = make_book(10)
    asked: list[str] = []

    def mail(address: str) -> str:
        asked.append(address)
        return "451 4.7.0 too fast" if len(asked) in (3, 4) else ""

    with Server(Manners(mail=mail)) as server:
        assert send(book, smtp(server.port), connections=1) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 10)
    with Server(Manners(mail=lambda _: "451 4.7.0 not today")) as server:
        second = make_book(10)
        assert send(second, smtp(server.port), connections=1).why is Why.TROUBLE
        assert server.record.connections <= engine.TROUBLES + 1
    assert second.states() == {State.UNTRIED: 10}


def test_a_server_that_lets_in_few_connections_gets_everything_over_those(make_book: Make) -> None:
    book = make_book(60)
    greeted: list[int] = []

    def drop(moment: Moment, _: str) -> bool:
        if moment is not Moment.CONNECT:
            return False
        greeted.append(1)
        return len(greeted) > 2

    with Server(Manners(drop=drop, delay=lambda: 0.005)) as server:
        assert send(book, smtp(server.port), connections=6) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 60)


# --- broken lines


@pytest.mark.parametrize("pipelining", [True, False])
@pytest.mark.parametrize("moment", [Moment.MAIL, Moment.RCPT, Moment.DATA])
def test_a_line_dropped_before_the_message_loses_nobody_and_repeats_nobody(
    make_book: Make, moment: Moment, pipelining: bool
) -> None:
    book = make_book(30)
    drop = drop_once(moment, numbers=(4, 11, 17))
    if moment is Moment.MAIL:
        senders: list[str] = []

        def drop(asked: Moment, sender: str) -> bool:
            if asked is not Moment.MAIL:
                return False
            senders.append(sender)
            return len(senders) in (4, 9, 16)

    with Server(Manners(drop=drop, pipelining=pipelining)) as server:
        assert send(book, smtp(server.port), connections=2) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 30)
    assert book.states() == {State.ACCEPTED: 30}


@pytest.mark.parametrize("pipelining", [True, False])
@pytest.mark.parametrize("moment", [Moment.GO_AHEAD, Moment.BODY, Moment.DOT])
def test_a_line_dropped_with_a_message_on_it_leaves_that_one_unknown_by_name(
    make_book: Make, moment: Moment, pipelining: bool
) -> None:
    """The system took every byte before the line broke, so nobody can say whether the server did."""
    book = make_book(30)
    numbers = (4, 11, 17)
    with Server(Manners(drop=drop_once(moment, numbers=numbers), pipelining=pipelining)) as server:
        assert send(book, smtp(server.port), connections=2) == Ending(Why.NOTHING_LEFT)
        unknown = book.numbers(State.UNKNOWN)
        assert set(unknown) <= set(numbers)
        if moment is not Moment.GO_AHEAD:  # where the end of the line may be seen before anything was sent
            assert unknown == list(numbers)
        accepted = book.numbers(State.ACCEPTED)
        assert server.record.copies == Counter(people(number)[-1].address for number in accepted)
        assert sorted(accepted + unknown) == list(range(1, 31))


def test_a_message_that_was_kept_and_not_confirmed_is_unknown_and_never_sent_again(make_book: Make) -> None:
    book = make_book(30)
    with Server(Manners(drop=drop_once(Moment.KEPT, numbers=(4, 11, 17)))) as server:
        assert send(book, smtp(server.port), connections=2) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 30)
        assert book.numbers(State.UNKNOWN) == [4, 11, 17]
        assert send(book, smtp(server.port), connections=2) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 30)
    assert book.numbers(State.UNKNOWN) == [4, 11, 17]


def test_a_message_too_long_to_have_left_whole_is_sent_again(make_book: Make) -> None:
    book = make_book(4)
    letter = PlainLetter(12_000_000)
    with Server(Manners(drop=drop_once(Moment.BODY, numbers=(2,)))) as server:
        assert send(book, smtp(server.port), connections=1, letter=letter) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 4)
    assert book.states() == {State.ACCEPTED: 4}


def test_a_server_that_always_drops_the_line_is_given_up_and_nobody_is_lost(make_book: Make) -> None:
    book = make_book(20)
    with Server(Manners(drop=lambda moment, _: moment is Moment.RCPT)) as server:
        ending = send(book, smtp(server.port), connections=2)
        assert ending.why is Why.TROUBLE
        assert ending.trouble is not None
        assert "the connection was lost" in ending.trouble.message
        assert server.accepted == []
    assert book.states() == {State.UNTRIED: 20}


def test_lines_that_break_together_are_one_trouble(make_book: Make) -> None:
    """Four connections are lost three times, and the run goes on."""
    book = make_book(40)
    seen: Counter[Moment] = Counter()

    def drop(moment: Moment, _: str) -> bool:
        seen[moment] += 1
        return moment is Moment.RCPT and 5 <= seen[moment] <= 16

    with Server(Manners(drop=drop)) as server:
        assert send(book, smtp(server.port), connections=4) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 40)


def test_every_kind_of_misfortune_at_once_loses_nobody_and_repeats_nobody(make_book: Make) -> None:
    book = make_book(200)
    asked: Counter[str] = Counter()

    def number(address: str) -> int:
        return int(address[1:].partition("@")[0])

    def rcpt(address: str) -> str:
        asked[address] += 1
        if number(address) % 10 == 3:
            return "550 5.1.1 no such user"
        return "451 4.7.1 later" if number(address) % 10 == 5 and asked[address] < 2 else ""

    chosen = tuple(range(9, 200, 20))
    drop = drop_once(Moment.KEPT, numbers=chosen)
    with Server(Manners(rcpt=rcpt, drop=drop, permissive=True)) as server:
        assert send(book, smtp(server.port), connections=3) == Ending(Why.NOTHING_LEFT)
        refused = {each.address for each in people(200) if each.number % 10 == 3}
        assert server.record.copies == Counter(e.address for e in people(200) if e.address not in refused)
    assert book.states() == {State.ACCEPTED: 170, State.REFUSED: 20, State.UNKNOWN: 10}
    assert book.numbers(State.UNKNOWN) == list(chosen)


# --- no way out


def test_an_unreachable_server_is_trouble_at_once_and_nobody_is_touched(make_book: Make) -> None:
    book = make_book(5)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    ending = send(book, smtp(port))
    assert ending.why is Why.TROUBLE
    assert ending.trouble is not None
    assert "could not connect" in ending.trouble.message
    assert book.states() == {State.UNTRIED: 5}


@pytest.mark.timeout(20)
def test_what_nobody_foresaw_while_connecting_is_raised_and_not_waited_for(make_book: Make) -> None:
    def fail() -> Connection:
        raise LookupError("a keyring with a fault of its own")

    book = make_book(2)
    with pytest.raises(LookupError, match="a fault of its own"):
        send(book, SmtpTransport(fail))
    assert book.states() == {State.UNTRIED: 2}


def test_a_wrong_password_is_tried_on_one_connection_only(make_book: Make) -> None:
    book = make_book(50)
    with Server(Manners(login=("nytt", "right"))) as server:
        relay = Relay("127.0.0.1", server.port, Security.PLAIN, "storsthlm.example", "nytt", secret=lambda: "wrong")
        ending = send(book, SmtpTransport(lambda: connect(relay)), connections=10)
        assert ending.why is Why.TROUBLE
        assert ending.trouble is not None
        assert ending.trouble.hint == "run `storsthlm login`"
        assert server.record.connections == 1
        assert server.record.logins == 1
    assert book.states() == {State.UNTRIED: 50}


def test_a_server_that_is_silent_past_its_time_is_left_and_the_message_is_unknown(
    make_book: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SECONDS, Step.MESSAGE, 1)
    book = make_book(3)
    slow = iter([0.0, 30.0, 0.0])
    with Server(Manners(delay=lambda: next(slow))) as server:
        assert send(book, smtp(server.port), connections=1) == Ending(Why.NOTHING_LEFT)
    assert book.numbers(State.UNKNOWN) == [2]
    assert book.numbers(State.ACCEPTED) == [1, 3]


def test_a_server_that_talks_nonsense_after_an_acceptance_does_not_hang_the_run(make_book: Make) -> None:
    book = make_book(3)
    words = iter(["250 2.0.0 kept\r\nnonsense", "", ""])
    with Server(Manners(message=lambda _: next(words))) as server:
        assert send(book, smtp(server.port), connections=1) == Ending(Why.NOTHING_LEFT)
    assert book.states() == {State.ACCEPTED: 3}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit to set")
def test_a_full_disk_stops_the_run_and_the_next_one_loses_nobody_and_repeats_nobody(make_book: Make) -> None:
    book = make_book(200)
    with Server() as server, pytest.MonkeyPatch.context() as patch:
        with full_disk_after(50, book, server) as manners:
            patch.setattr(server, "manners", manners)
            with pytest.raises(Unfinished, match="could not be written"):
                send(book, smtp(server.port), connections=3)
        assert 50 <= len(server.accepted) <= 60
        assert send(book, smtp(server.port), connections=3) == Ending(Why.NOTHING_LEFT)
        unknown = {row.address for row in book.rows(State.UNKNOWN)}
        assert len(unknown) <= 3
        assert max(server.record.copies.values()) == 1
        accepted = {row.address for row in book.rows(State.ACCEPTED)}
        assert accepted | unknown == {person.address for person in people(200)}
        assert accepted <= server.record.copies.keys()


@contextmanager
def full_disk_after(count: int, book: Book, server: Server) -> Iterator[Manners]:
    """Give a server's manners with which no file of this process grows any more after so many messages."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def message(_: str) -> str:
        if len(server.accepted) == count:
            size = max(Path(f"{book.path}{suffix}").stat().st_size for suffix in ("", "-wal"))
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        return ""

    try:
        yield Manners(message=message)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_server_that_talks_nonsense_after_the_354_gets_nothing_and_nobody_is_lost(make_book: Make) -> None:
    book = make_book(4)
    words = iter(["", "354 go\r\nnonsense"])
    with Server(Manners(data=lambda _: next(words, ""))) as server:
        assert send(book, smtp(server.port), connections=1) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 4)
    assert book.states() == {State.ACCEPTED: 4}


# --- while it runs


def test_who_leaves_while_the_server_waits_for_the_message_does_not_get_it(make_book: Make) -> None:
    """One connection: withdrawing the message costs it, and the next recipient is not lost over that."""
    book = make_book(6)
    other = book.again()

    def rcpt(address: str) -> str:
        if address == people(3)[-1].address:
            leave(other.database, address)
        return ""

    with Server(Manners(rcpt=rcpt)) as server:
        assert send(book, smtp(server.port), connections=1) == Ending(Why.NOTHING_LEFT)
        assert people(3)[-1].address not in server.record.copies
    assert book.states() == {State.ACCEPTED: 5, State.SUPPRESSED: 1}
    other.close()


def test_a_dispatch_cancelled_while_it_runs_stops_and_everybody_is_accounted_for(make_book: Make) -> None:
    book = make_book(300)
    other = book.again()

    def message(address: str) -> str:
        if address == people(50)[-1].address:
            dispatches.cancel(other.database, book.name)
        return ""

    with Server(Manners(message=message)) as server:
        assert send(book, smtp(server.port), connections=2) == Ending(Why.CANCELLED)
        accepted = [people(number)[-1].address for number in book.numbers(State.ACCEPTED)]
        assert server.record.copies == Counter(accepted)
        assert 50 <= len(accepted) < 60
    assert book.states() == {State.ACCEPTED: len(accepted), State.CANCELLED: 300 - len(accepted)}
    other.close()


def test_an_interruption_waits_for_what_is_on_the_wire(make_book: Make) -> None:
    book = make_book(100)
    with Server(Manners(delay=lambda: 0.02)) as server:
        ending = send(book, smtp(server.port), connections=2, stop=lambda: len(server.accepted) >= 10)
        assert ending == Ending(Why.INTERRUPTED)
        assert server.record.copies == Counter(people(n)[-1].address for n in book.numbers(State.ACCEPTED))
        assert book.states() == {State.ACCEPTED: len(server.accepted), State.UNTRIED: 100 - len(server.accepted)}
        assert len(server.accepted) < 20
        assert send(book, smtp(server.port), connections=2) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 100)


def test_a_limit_is_kept_exactly_though_lines_break(make_book: Make) -> None:
    book = make_book(30)
    with Server(Manners(drop=drop_once(Moment.RCPT, numbers=(3, 8)))) as server:
        assert send(book, smtp(server.port), connections=2, messages=10) == Ending(Why.LIMIT)
        assert len(server.accepted) == 10
        assert book.states() == {State.ACCEPTED: 10, State.UNTRIED: 20}
        assert send(book, smtp(server.port), connections=2, messages=20) == Ending(Why.NOTHING_LEFT)
        assert once_each(server, 30)


def test_a_long_wait_is_spent_without_a_connection(make_book: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waits, "REST_SECONDS", 0.1)
    monkeypatch.setattr(retry, "FIRST_SECONDS", 1.6)
    monkeypatch.setattr(retry, "JITTER", 0.0)
    book = make_book(2)
    asked: Counter[str] = Counter()

    def rcpt(address: str) -> str:
        asked[address] += 1
        return "450 4.2.0 later" if asked[address] == 1 else ""

    with Server(Manners(rcpt=rcpt)) as server:
        assert send(book, smtp(server.port), connections=1) == Ending(Why.NOTHING_LEFT)
        assert server.record.connections == 2
    assert book.states() == {State.ACCEPTED: 2}


def test_an_idle_line_that_the_server_closes_is_no_trouble() -> None:
    with Server() as server:
        transport = smtp(server.port)
        transport.keep(1)
        deadline = time.monotonic() + 5
        while not transport.wants() and time.monotonic() < deadline:
            assert transport.poll(0.1) == []
        assert transport.wants() == 1
    assert transport.poll(1) == []
    assert transport.wants() == 0
    transport.close()


def test_a_recipient_with_whom_every_line_is_lost_stops_nobody_else(make_book: Make) -> None:
    book = make_book(6)
    poison = people(6)[2].address
    with Server(Manners(drop=lambda moment, address: moment is Moment.RCPT and address == poison)) as server:
        send(book, smtp(server.port), connections=1, lifetime=0)
    assert book.states() == {State.ACCEPTED: 5, State.EXPIRED: 1}
    assert book.numbers(State.EXPIRED) == [3]
