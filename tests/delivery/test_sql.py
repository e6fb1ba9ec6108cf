from __future__ import annotations

import contextlib
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storsthlm_cli.delivery.ledgers import sql
from storsthlm_cli.delivery.ledgers.sql import SqlLedger
from storsthlm_cli.model.delivery import DispatchState, Reply, Result, State
from storsthlm_cli.model.errors import Failure, Unfinished
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.database import reading, settle
from tests.delivery.dispatching import BOOT, Book, freeze, leave, people

KEPT = Reply(250, "2.0.0 kept")
LATER = Reply(451, "4.2.0 greylisted")
NO = Reply(550, "5.1.1 no such user")

Make = Callable[..., Book]


def accepted(*numbers: int) -> list[Result]:
    return [Result(number, State.ACCEPTED, KEPT) for number in numbers]


def returned(*numbers: int) -> list[Result]:
    return [Result(number, State.UNTRIED, None) for number in numbers]


def deferred(number: int, *, until: float) -> list[Result]:
    return [Result(number, State.DEFERRED, LATER, until)]


def claimed(ledger: SqlLedger, want: int) -> list[int]:
    return [claim.recipient.number for claim in ledger.turn((), (), want).claims]


def counts(ledger: SqlLedger) -> dict[State, int]:
    return {state: count for state, count in ledger.tally().counts.items() if count}


def key(number: int) -> str:
    return people(number)[-1].key


@contextmanager
def open_ledger(book: Book, boot: str | None = BOOT) -> Iterator[SqlLedger]:
    ledger = book.ledger(boot)
    try:
        yield ledger
    finally:
        ledger.close()


@contextmanager
def crashed(book: Book, boot: str | None = BOOT) -> Iterator[SqlLedger]:
    """Give a ledger that is never closed properly, as when its process is killed."""
    ledger = book.ledger(boot)
    try:
        yield ledger
    finally:
        ledger._pooled.invalidate()


# --- handing out


def test_recipients_are_handed_out_in_the_order_of_the_list_and_once(make_book: Make) -> None:
    with open_ledger(make_book(5)) as ledger:
        assert claimed(ledger, 2) == [1, 2]
        assert claimed(ledger, 10) == [3, 4, 5]
        assert claimed(ledger, 10) == []


def test_more_than_a_group_is_handed_out_whole(make_book: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "GROUP", 4)
    with open_ledger(make_book(11)) as ledger:
        seen = []
        while got := claimed(ledger, 3):
            seen += got
        assert seen == list(range(1, 12))


def test_a_returned_recipient_is_handed_out_again_once(make_book: Make) -> None:
    book = make_book(2)
    with open_ledger(book) as ledger:
        assert claimed(ledger, 1) == [1]
        ledger.turn((), [1], 0)
        again = ledger.turn(returned(1), (), 5)
        assert [claim.recipient.number for claim in again.claims] == [2, 1]
        assert claimed(ledger, 5) == []
        assert counts(ledger) == book.states() == {State.UNTRIED: 2}


def test_an_outcome_is_kept_with_the_server_s_words_and_each_failed_attempt_is_remembered(make_book: Make) -> None:
    book = make_book(2)
    with open_ledger(book) as ledger:
        claimed(ledger, 2)
        ledger.turn((), [1, 2], 0)
        ledger.turn([*accepted(1), *deferred(2, until=0)], (), 0)
        assert [claim.attempts for claim in ledger.turn((), (), 1).claims] == [1]
        ledger.turn([Result(2, State.REFUSED, NO)], (), 0)
    (first, second) = book.rows()
    assert (first.state, first.reply, first.attempts) == (State.ACCEPTED, "250 2.0.0 kept", 1)
    assert (second.state, second.reply, second.attempts) == (State.REFUSED, "550 5.1.1 no such user", 2)
    with book.database.connect() as connection:
        history = connection.exec_driver_sql("SELECT number, state, reply FROM attempts ORDER BY id").fetchall()
    assert [tuple(row) for row in history] == [
        (2, "deferred", "451 4.2.0 greylisted"),
        (2, "refused", "550 5.1.1 no such user"),
    ]


def test_a_recipient_that_is_not_untried_cannot_be_attempted(make_book: Make) -> None:
    book = make_book(1)
    with crashed(book) as ledger:
        claimed(ledger, 1)
        ledger.turn((), [1], 0)
        with pytest.raises(Unfinished, match="another process sends"):
            ledger.turn((), [1], 0)


def test_refusals_that_were_our_fault_are_put_back(make_book: Make) -> None:
    book = make_book(3)
    with open_ledger(book) as ledger:
        claimed(ledger, 3)
        ledger.turn([Result(number, State.REFUSED, Reply(554, "5.7.1 blocked")) for number in (1, 2)], (), 0)
        ledger.turn((), [3], 0)
        ledger.turn(accepted(3), (), 0)
        ledger.put_back([1, 2, 3])
        assert counts(ledger) == book.states() == {State.UNTRIED: 2, State.ACCEPTED: 1}
    with open_ledger(book) as ledger:
        assert claimed(ledger, 5) == [1, 2]


# --- deferred recipients


def test_a_deferred_recipient_is_handed_out_when_due_and_not_before_and_not_twice(make_book: Make) -> None:
    book = make_book(1)
    with open_ledger(book) as ledger:
        claimed(ledger, 1)
        due = time.time() + 0.2
        ledger.turn(deferred(1, until=due), (), 0)
        assert ledger.next_retry() == due
        assert claimed(ledger, 5) == []
        time.sleep(0.25)
        assert claimed(ledger, 5) == [1]
        assert claimed(ledger, 5) == []
        assert ledger.next_retry() is None
        ledger.turn((), [1], 0)
        ledger.turn(accepted(1), (), 0)
    assert book.states() == {State.ACCEPTED: 1}


def test_deferred_recipients_keep_their_time_when_the_process_ends(make_book: Make) -> None:
    book = make_book(3)
    with open_ledger(book) as ledger:
        claimed(ledger, 3)
        ledger.turn([*deferred(2, until=time.time() + 60), *deferred(3, until=time.time() - 1)], (), 0)
    with open_ledger(book) as ledger:
        assert sorted(claimed(ledger, 5)) == [1, 3]
        assert claimed(ledger, 5) == []
        assert counts(ledger) == book.states() == {State.UNTRIED: 2, State.DEFERRED: 1}


def test_due_recipients_above_the_cursor_are_handed_out_once_on_resume(
    make_book: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "GROUP", 4)
    book = make_book(6)
    with open_ledger(book) as ledger:
        assert claimed(ledger, 6) + claimed(ledger, 6) == [1, 2, 3, 4, 5, 6]
        ledger.turn([*deferred(5, until=0), *deferred(6, until=0)], (), 0)
    with open_ledger(book) as ledger:
        seen: list[int] = []
        while got := claimed(ledger, 6):
            seen += got
        assert sorted(seen) == [1, 2, 3, 4, 5, 6]


# --- when the process dies, when the power goes


def test_after_a_killed_process_only_what_was_on_the_wire_is_unknown(make_book: Make) -> None:
    book = make_book(6)
    with crashed(book) as ledger:
        claimed(ledger, 4)
        ledger.turn((), [1, 2], 0)
        ledger.turn(accepted(1), [3], 0)
    with open_ledger(book) as ledger:
        assert book.numbers(State.UNKNOWN) == [2, 3]
        assert counts(ledger) == book.states() == {State.ACCEPTED: 1, State.UNKNOWN: 2, State.UNTRIED: 3}
        assert claimed(ledger, 10) == [4, 5, 6]


def test_after_a_power_cut_whoever_was_claimed_without_an_outcome_is_unknown(
    make_book: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "GROUP", 4)
    book = make_book(6)
    with crashed(book) as ledger:
        claimed(ledger, 2)
        ledger.turn((), [1], 0)
        ledger.turn(accepted(1), (), 0)
    with open_ledger(book, "another start of the machine") as ledger:
        assert book.numbers(State.UNKNOWN) == [2, 3, 4]
        assert claimed(ledger, 10) == [5, 6]


def test_a_recipient_that_was_deferred_and_claimed_again_is_unknown_after_a_power_cut(make_book: Make) -> None:
    book = make_book(2)
    with open_ledger(book) as ledger:
        claimed(ledger, 2)
        ledger.turn([*deferred(1, until=0), *deferred(2, until=time.time() + 60)], (), 0)
    with crashed(book) as ledger:
        assert claimed(ledger, 5) == [1]
    with open_ledger(book, "another start of the machine"):
        assert book.states() == {State.UNKNOWN: 1, State.DEFERRED: 1}
        assert book.numbers(State.UNKNOWN) == [1]


def test_a_deferral_that_was_written_down_is_no_doubt_after_a_power_cut(make_book: Make) -> None:
    book = make_book(1)
    with crashed(book) as ledger:
        claimed(ledger, 1)
        ledger.turn((), [1], 0)
        ledger.turn(deferred(1, until=time.time() + 60), (), 0)
    with open_ledger(book, "another start of the machine"):
        assert book.states() == {State.DEFERRED: 1}


def test_claims_of_a_run_that_ended_well_survive_a_new_start_of_the_machine(make_book: Make) -> None:
    book = make_book(3)
    with open_ledger(book) as ledger:
        claimed(ledger, 2)
    with open_ledger(book, "another start of the machine") as ledger:
        assert claimed(ledger, 5) == [1, 2, 3]


def test_where_the_machine_tells_no_start_only_what_was_on_the_wire_is_unknown(make_book: Make) -> None:
    book = make_book(3)
    with crashed(book, None) as ledger:
        claimed(ledger, 2)
        ledger.turn((), [1], 0)
    with open_ledger(book, None) as ledger:
        assert book.numbers(State.UNKNOWN) == [1]
        assert claimed(ledger, 5) == [2, 3]


def test_what_is_synced_at_which_moment(make_book: Make) -> None:
    """Claims are synced before anything of them can be sent; where no start is told, every commit is."""

    def synchronous(ledger: SqlLedger) -> int:
        return int(ledger._connection.execute("PRAGMA synchronous").fetchone()[0])

    with open_ledger(make_book(2)) as ledger:
        assert synchronous(ledger) == 1  # NORMAL between the claims
        statements: list[str] = []
        ledger._connection.set_trace_callback(statements.append)
        claimed(ledger, 1)
        ledger._connection.set_trace_callback(None)
    order = [" ".join(line.split()[:4]) for line in statements if "claim" not in line or "UPDATE" in line]
    begun = order.index("PRAGMA synchronous = FULL")
    assert "UPDATE recipients SET claim" in order[begun:]
    assert order[-2:] == ["COMMIT", "PRAGMA synchronous = NORMAL"]
    with open_ledger(make_book(2), None) as ledger:
        assert synchronous(ledger) == 2
        claimed(ledger, 1)
        assert synchronous(ledger) == 2


def test_a_copy_of_the_database_taken_in_mid_run_resumes_without_sending_to_anybody_twice(
    make_book: Make, tmp_path: Path
) -> None:
    """T9: a power cut, simulated by copying the database with its WAL."""
    book = make_book(30)
    sent: list[int] = []
    copies = []
    with open_ledger(book) as ledger:
        for turn in range(5):
            numbers = claimed(ledger, 5)
            ledger.turn((), numbers, 0)
            sent += numbers
            copy = tmp_path / f"copy{turn}.db"
            for suffix in ("", "-wal"):
                shutil.copy(f"{book.path}{suffix}", f"{copy}{suffix}")
            copies.append((copy, list(sent)))
            ledger.turn(accepted(*numbers), (), 0)
    for path, before in copies:
        other = Book(path, book.database, book.name).again()
        with open_ledger(other, "another start of the machine") as ledger:
            assert not set(claimed(ledger, 100)) & set(before)
            assert ledger.tally().planned == 30
        other.close()


@pytest.mark.parametrize("share", [each / 12 for each in range(13)])
def test_wherever_a_power_cut_tears_the_log_nobody_is_sent_to_twice(
    make_book: Make, tmp_path: Path, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what was synced is sure to be there: the claims. All that came after it may be there up to any byte."""
    monkeypatch.setattr(sql, "NOTED_SECONDS", 0.0)
    monkeypatch.setattr(sql, "GROUP", 12)
    book = make_book(24)
    with open_ledger(book) as ledger:
        out = claimed(ledger, 12)
        log = Path(f"{book.path}-wal")
        synced = log.stat().st_size
        for first in range(0, 12, 3):
            ledger.turn((), out[first : first + 3], 0)
            ledger.turn(accepted(*out[first : first + 3]), (), 0)
        torn = tmp_path / "torn.db"
        shutil.copy(book.path, torn)
        written = log.read_bytes()
        Path(f"{torn}-wal").write_bytes(written[: synced + int(share * (len(written) - synced))])
    other = Book(torn, book.database, book.name).again()
    with open_ledger(other, "another start of the machine") as ledger:
        assert claimed(ledger, 100) == list(range(13, 25))
        assert {row.state for row in other.rows()[:12]} <= {State.ACCEPTED, State.UNKNOWN}
    other.close()


# --- the notes of a turn


def noted(book: Book) -> int:
    """Count the notes, as somebody does who does not settle them."""
    with contextlib.closing(sqlite3.connect(book.path)) as connection:
        return int(connection.execute("SELECT count(*) FROM notes").fetchone()[0])


def test_a_turn_is_noted_at_once_and_in_the_rows_with_the_next_group(
    make_book: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "GROUP", 4)
    monkeypatch.setattr(sql, "NOTED_SECONDS", 3600)
    book = make_book(6)
    with open_ledger(book) as ledger:
        out = claimed(ledger, 4)
        ledger.turn((), out[:2], 0)
        ledger.turn(accepted(*out[:2]), out[2:], 0)
        assert noted(book) == 2
        assert counts(ledger) == book.states() == {State.ACCEPTED: 2, State.ATTEMPTING: 2, State.UNTRIED: 2}
        assert claimed(ledger, 4) == [5, 6]
        assert noted(book) == 0
        assert [row.attempts for row in book.rows()] == [1, 1, 1, 1, 0, 0]


def test_notes_are_in_the_rows_soon_when_little_happens(make_book: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "NOTED_SECONDS", 0.05)
    book = make_book(2)
    with open_ledger(book) as ledger:
        claimed(ledger, 1)
        ledger.turn((), [1], 0)
        assert noted(book) == 1
        time.sleep(0.06)
        ledger.turn((), (), 0)
        assert noted(book) == 0
        assert dispatches.tally(reading(book.database), book.name)[State.ATTEMPTING] == 1


def test_a_run_that_ends_leaves_no_notes(make_book: Make) -> None:
    book = make_book(2)
    with open_ledger(book) as ledger:
        claimed(ledger, 2)
        ledger.turn((), [1], 0)
        ledger.turn(accepted(1), (), 0)
    assert noted(book) == 0
    assert book.states() == {State.ACCEPTED: 1, State.UNTRIED: 1}


def test_a_run_goes_on_when_another_process_has_settled_its_notes(make_book: Make) -> None:
    book = make_book(4)
    other = book.again()
    with open_ledger(book) as ledger:
        claimed(ledger, 3)
        ledger.turn((), [1, 2], 0)
        settle(other.database)
        ledger.turn(accepted(1), [3], 0)
        settle(other.database)
        ledger.turn(accepted(2, 3), (), 0)
        assert counts(ledger) == book.states() == {State.ACCEPTED: 3, State.UNTRIED: 1}
    assert [row.attempts for row in book.rows()] == [1, 1, 1, 0]
    other.close()


def test_who_sends_notices_that_another_process_does_too_before_anybody_gets_it_twice(make_book: Make) -> None:
    """As when the lock does not hold, on a network drive."""
    book = make_book(4)
    other = book.again()
    with crashed(book) as first:
        assert claimed(first, 4) == [1, 2, 3, 4]
        first.turn((), [1], 0)
        with crashed(other) as second:
            assert claimed(second, 4) == [2, 3, 4]
            second.turn((), [2], 0)
            with pytest.raises(Unfinished, match="another process sends"):
                first.turn((), [3], 0)
            with pytest.raises(Unfinished, match="another process sends"):
                first.turn(accepted(1), (), 0)
    assert book.states() == {State.UNKNOWN: 1, State.ATTEMPTING: 1, State.UNTRIED: 2}
    other.close()


# --- people who leave meanwhile


def test_whoever_left_before_the_run_gets_nothing(make_book: Make) -> None:
    book = make_book(3)
    leave(book.database, key(2))
    with open_ledger(book) as ledger:
        assert claimed(ledger, 5) == [1, 3]
        assert counts(ledger) == book.states() == {State.UNTRIED: 2, State.SUPPRESSED: 1}


def test_whoever_leaves_while_waiting_handed_out_or_ready_gets_nothing(make_book: Make) -> None:
    book = make_book(6)
    other = book.again()
    with open_ledger(book) as ledger:
        assert claimed(ledger, 3) == [1, 2, 3]
        ledger.turn((), [1], 0)
        leave(other.database, key(1), key(2), key(4))
        turn = ledger.turn((), [2, 3], 10)
        assert turn.withdrawn == (2,)
        assert [claim.recipient.number for claim in turn.claims] == [5, 6]
        ledger.turn(accepted(1, 3), (), 0)
        assert book.numbers(State.SUPPRESSED) == [2, 4]
        assert counts(ledger) == book.states()
    other.close()


@pytest.mark.parametrize("attempting", [True, False], ids=["on the wire", "announced"])
@pytest.mark.parametrize("result", [returned(1), deferred(1, until=0)], ids=["returned", "deferred"])
def test_whoever_leaves_while_under_way_is_not_tried_again(
    make_book: Make, result: list[Result], attempting: bool
) -> None:
    book = make_book(2)
    other = book.again()
    with open_ledger(book) as ledger:
        assert claimed(ledger, 1) == [1]
        if attempting:
            ledger.turn((), [1], 0)
        leave(other.database, key(1))
        assert claimed(ledger, 0) == []
        ledger.turn(result, (), 0)
        assert claimed(ledger, 5) == [2]
        assert book.numbers(State.SUPPRESSED) == [1]
        assert counts(ledger) == book.states()
    other.close()


def test_whoever_leaves_while_deferred_is_not_tried_again(make_book: Make) -> None:
    book = make_book(1)
    other = book.again()
    with open_ledger(book) as ledger:
        claimed(ledger, 1)
        ledger.turn(deferred(1, until=0), (), 0)
        leave(other.database, key(1))
        assert claimed(ledger, 5) == []
        assert counts(ledger) == book.states() == {State.SUPPRESSED: 1}
        assert ledger.next_retry() is None
    other.close()


def test_whoever_got_the_message_before_leaving_stays_accepted(make_book: Make) -> None:
    book = make_book(1)
    with open_ledger(book) as ledger:
        claimed(ledger, 1)
        ledger.turn((), [1], 0)
        other = book.again()
        leave(other.database, key(1))
        ledger.turn(accepted(1), (), 0)
    assert book.states() == {State.ACCEPTED: 1}
    other.close()


# --- a dispatch given up meanwhile


def test_a_dispatch_cancelled_by_another_process_hands_out_nobody_and_withdraws_who_is_ready(make_book: Make) -> None:
    book = make_book(6)
    other = book.again()
    with open_ledger(book) as ledger:
        assert claimed(ledger, 4) == [1, 2, 3, 4]
        ledger.turn((), [1, 2], 0)
        dispatches.cancel(other.database, book.name)
        turn = ledger.turn(accepted(1), [3], 5)
        assert turn.state is DispatchState.CANCELLED
        assert turn.withdrawn == (3,)
        assert turn.claims == ()
        ledger.turn([*deferred(2, until=0), Result(4, State.REFUSED, NO)], (), 5)
        assert counts(ledger) == book.states()
        assert ledger.tally().open == 0
    assert book.states() == {State.ACCEPTED: 1, State.CANCELLED: 4, State.REFUSED: 1}
    other.close()


def test_who_is_returned_after_a_cancel_is_cancelled(make_book: Make) -> None:
    book = make_book(3)
    other = book.again()
    with open_ledger(book) as ledger:
        claimed(ledger, 2)
        ledger.turn((), [1], 0)
        dispatches.cancel(other.database, book.name)
        ledger.turn(returned(1, 2), (), 5)
        assert counts(ledger) == book.states() == {State.CANCELLED: 3}
    other.close()


def test_who_leaves_and_is_cancelled_at_once_is_counted_once(make_book: Make) -> None:
    book = make_book(2)
    other = book.again()
    with open_ledger(book) as ledger:
        claimed(ledger, 2)
        leave(other.database, key(1))
        ledger.turn((), (), 0)
        dispatches.cancel(other.database, book.name)
        assert ledger.turn((), [1, 2], 0).withdrawn
        assert counts(ledger) == book.states()
        assert ledger.tally().open == 0
    other.close()


# --- the counts


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_counts_always_equal_the_database_and_nobody_is_sent_to_twice(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Random turns, outcomes, crashes, power cuts, departures and cancellations."""
    book = freeze(tmp_path_factory.mktemp("random") / "state.db", people(12))
    other = book.again()
    boots = ["first", "second"]
    monkeypatch.setattr(dispatches, "boot_id", lambda: boots[0])
    sent: set[int] = set()  # bytes released, and not certainly returned
    left: set[int] = set()
    out: list[int] = []
    wire: list[int] = []
    halted = False
    ledger = book.ledger(boots[0])
    for _ in range(data.draw(st.integers(3, 15))):
        others = ["look", "leave", "leave", "crash", "power", "end", "cancel"]
        match data.draw(st.sampled_from(["turn"] * 8 + others)):
            case "turn":
                results: list[Result] = []
                for number in data.draw(st.sets(st.sampled_from(sorted(wire + out) or [0]))) - {0}:
                    on_wire = number in wire
                    kinds = [State.UNTRIED, State.DEFERRED, State.REFUSED]
                    state = data.draw(st.sampled_from([*kinds, *([State.ACCEPTED, State.UNKNOWN] if on_wire else [])]))
                    at = data.draw(st.sampled_from([0.0, time.time() + 60])) if state is State.DEFERRED else None
                    results.append(Result(number, state, None if state is State.UNTRIED else LATER, at))
                    (wire if on_wire else out).remove(number)
                    if state is not State.ACCEPTED and state is not State.UNKNOWN:
                        sent.discard(number)
                ready = sorted(data.draw(st.sets(st.sampled_from(out or [0]))) - {0})
                turn = ledger.turn(results, ready, data.draw(st.integers(0, 4)))
                for number in ready:
                    out.remove(number)
                    if number not in turn.withdrawn:
                        assert number not in sent
                        assert number not in left
                        assert not halted
                        sent.add(number)
                        wire.append(number)
                out += [claim.recipient.number for claim in turn.claims]
                assert len(out) == len(set(out))
                assert not set(out) & set(wire)
            case "leave":
                number = data.draw(st.integers(1, 12))
                left.add(number)
                leave(other.database, key(number))
            case "look":
                settle(other.database)
            case "cancel":
                halted = True
                dispatches.cancel(other.database, book.name)
            case "end" if not wire:
                out = []
                ledger.close()
                ledger = book.ledger(boots[0])
            case "crash":
                out, wire = [], []
                ledger._pooled.invalidate()
                ledger = book.ledger(boots[0])
            case "power":
                out, wire = [], []
                ledger._pooled.invalidate()
                boots.reverse()
                ledger = book.ledger(boots[0])
        ledger.turn((), (), 0)
        assert counts(ledger) == book.states()
        assert ledger.tally().planned == 12
    ledger._pooled.invalidate()
    other.close()
    book.close()


# --- when it cannot be written


def write_one_by_one(ledger: SqlLedger, turns: list[list[Result]]) -> None:
    for results in turns:
        ledger.turn(results, (), 0)


@contextmanager
def full_disk(book: Book) -> Iterator[None]:
    """Let no file of this process grow any more."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = max(Path(f"{book.path}{suffix}").stat().st_size for suffix in ("", "-wal"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit to set")
def test_on_a_full_disk_the_turn_fails_as_a_whole_and_the_run_can_go_on_later(make_book: Make) -> None:
    book = make_book(200)
    ledger = book.ledger()
    ledger._connection.execute("PRAGMA wal_autocheckpoint = 0").close()
    numbers = claimed(ledger, 100)
    ledger.turn((), numbers[:50], 0)
    with full_disk(book):
        with pytest.raises(Unfinished, match=r"`state0.db` could not be written") as caught:
            write_one_by_one(ledger, [accepted(number) for number in numbers[:50]])
        with pytest.raises(Unfinished):
            ledger.close()
    assert caught.value.exit_code == 3
    assert caught.value.hint is not None
    assert "run the same command again" in caught.value.hint
    recorded = book.numbers(State.ACCEPTED)
    assert len(recorded) < 50
    with open_ledger(book) as again:
        assert book.numbers(State.ACCEPTED) == recorded
        assert book.numbers(State.UNKNOWN) == numbers[len(recorded) : 50]
        assert claimed(again, 500) == list(range(51, 201))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit to set")
def test_a_turn_that_failed_for_want_of_room_can_be_written_when_there_is_room(make_book: Make) -> None:
    book = make_book(20)
    with open_ledger(book) as ledger:
        ledger._connection.execute("PRAGMA wal_autocheckpoint = 0").close()
        numbers = claimed(ledger, 10)
        ledger.turn((), numbers[:5], 0)
        outcomes = [*accepted(*numbers[:4]), *returned(numbers[4])]
        with full_disk(book), pytest.raises(Unfinished):
            ledger.turn(outcomes, numbers[5:], 0)
        assert counts(ledger) == {State.ATTEMPTING: 5, State.UNTRIED: 15}

        ledger.turn(outcomes, (), 0)
        ledger.turn(outcomes, (), 0)

        assert counts(ledger) == book.states() == {State.ACCEPTED: 4, State.UNTRIED: 16}
        assert claimed(ledger, 99) == [*range(11, 21), numbers[4]]


def test_a_database_that_may_not_grow_gives_nobody_out(make_book: Make) -> None:
    book = make_book(50)
    ledger = book.ledger()
    size = ledger._connection.execute("PRAGMA page_count").fetchone()[0]
    ledger._connection.execute(f"PRAGMA max_page_count = {size}").close()
    long = Reply(451, "x" * 900)
    with pytest.raises(Unfinished, match="full"):
        write_one_by_one(ledger, [[Result(number, State.DEFERRED, long, 0)] for number in claimed(ledger, 50)])
    ledger.close()
    assert sum(book.states().values()) == 50
    assert not book.numbers(State.ATTEMPTING, State.UNKNOWN)


def test_a_database_that_another_program_spoiled_is_a_failure_and_no_traceback(make_book: Make) -> None:
    book = make_book(2)
    with sqlite3.connect(book.path) as connection:
        connection.execute("DROP TABLE attempts")
    connection.close()
    ledger = book.ledger()
    claimed(ledger, 1)
    with pytest.raises(Failure, match="could not be used"):
        ledger.turn(deferred(1, until=0), (), 0)
    ledger.close()


def test_closing_leaves_no_claim_behind(make_book: Make) -> None:
    book = make_book(3)
    with open_ledger(book) as ledger:
        claimed(ledger, 2)
    with book.database.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM recipients WHERE claim IS NOT NULL").scalar_one() == 0
    assert dispatches.find(book.database, name=book.name)[0].state is DispatchState.OPEN


# --- what is not the ledger's doing


def test_a_database_that_is_removed_while_it_is_in_use_stops_the_run(make_book: Make) -> None:
    book = make_book(3)
    with crashed(book) as ledger:
        claimed(ledger, 1)
        book.path.rename(book.path.with_suffix(".away"))
        with pytest.raises(Unfinished, match="was removed or replaced"):
            ledger.turn((), [1], 0)


def test_a_retry_that_a_wrong_clock_put_into_next_year_comes_soon(make_book: Make) -> None:
    book = make_book(1)
    with open_ledger(book) as ledger:
        claimed(ledger, 1)
        ledger.turn(deferred(1, until=time.time() + 365 * 86400), (), 0)
    with open_ledger(book) as ledger:
        at = ledger.next_retry()
    assert at is not None
    assert at < time.time() + 3600
