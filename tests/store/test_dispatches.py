from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storsthlm_cli.model.audience import Suppression
from storsthlm_cli.model.delivery import Dispatch, DispatchState, Recipient, Reply, Result, State
from storsthlm_cli.model.leaving import BY_WEB
from storsthlm_cli.model.sending import NOTHING_YET, Extent
from storsthlm_cli.store import addressees, dispatches
from storsthlm_cli.store.database import open_database
from storsthlm_cli.store.suppressions import lift, suppress
from tests.delivery.dispatching import BOOT, NOW, Book, dispatch, leave, people


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


@pytest.fixture
def database(path: Path) -> Iterator[Engine]:
    engine = open_database(path)
    yield engine
    engine.dispose()


def settled(
    database: Engine, issue: str = "2021-06", *, rehearsal: bool = False, content: str = "c1"
) -> dict[str, tuple[State, str]]:
    found = dispatches.settled(database, issue, rehearsal=rehearsal, content=content)
    return {key: (state, name) for key, state, name in found}


def record(database: Engine, path: Path, made: Dispatch, *states: State) -> None:
    """Let a dispatch's recipients end, in their order, in these states."""
    book = Book(path, database, made.id)
    ledger = book.ledger()
    numbers = [claim.recipient.number for claim in ledger.turn((), (), len(states)).claims]
    ledger.turn((), numbers, 0)
    words = Reply(250, "2.0.0 words")
    ledger.turn([Result(number, state, words) for number, state in zip(numbers, states, strict=True)], (), 0)
    ledger.close()


def test_a_dispatch_and_its_recipients_are_read_back_as_they_were_written(database: Engine) -> None:
    frozen = [
        Recipient(1, "Åsa.Öberg@kommun.example", "asa@kommun.example", {"first_name": "Åsa", "role": "Ordförande"}),
        Recipient(2, "bo@kommun.example", "bo@kommun.example", {}),
    ]
    made = dispatches.create(database, dispatch(size=2), b"\x00frozen\xff", frozen)
    assert dispatches.find(database) == (made,)
    assert made.id == "2021-06.1"
    assert made.created == NOW
    assert made.lists == ("kommuner",)
    assert made.state is DispatchState.OPEN
    assert list(addressees.people(database, made.id)) == frozen
    assert dispatches.letter(database, made.id) == b"\x00frozen\xff"
    assert dispatches.tally(database, made.id).counts == {State.UNTRIED: 2}


def test_dispatches_are_numbered_within_their_issue_and_found_newest_first(database: Engine) -> None:
    for issue in ("2021-06", "2021-08", "2021-06"):
        dispatches.create(database, dispatch(issue=issue), b"", people(1))
    assert [each.id for each in dispatches.find(database)] == ["2021-06.2", "2021-08.1", "2021-06.1"]
    assert [each.id for each in dispatches.find(database, issue="2021-06")] == ["2021-06.2", "2021-06.1"]
    assert [each.id for each in dispatches.find(database, name="2021-08.1")] == ["2021-08.1"]
    assert dispatches.finish(database, "2021-06.2")
    assert [each.id for each in dispatches.find(database, open_only=True)] == ["2021-08.1", "2021-06.1"]
    (closed,) = dispatches.find(database, name="2021-06.2")
    assert closed.state is DispatchState.FINISHED
    assert closed.ended is not None


def test_a_dispatch_that_cannot_be_written_whole_is_not_written_at_all(database: Engine) -> None:
    twice = [*people(3), people(1)[0]]
    with pytest.raises(Exception, match="UNIQUE"):
        dispatches.create(database, dispatch(), b"", twice)
    assert dispatches.find(database) == ()


def test_rows_can_be_asked_for_by_state(database: Engine, path: Path) -> None:
    made = dispatches.create(database, dispatch(), b"", people(4))
    record(database, path, made, State.ACCEPTED, State.REFUSED, State.UNKNOWN)
    assert [row.number for row in dispatches.rows(database, made.id)] == [1, 2, 3, 4]
    assert [row.number for row in dispatches.rows(database, made.id, [State.REFUSED, State.UNKNOWN])] == [2, 3]
    assert [each.number for each in addressees.people(database, made.id, [State.UNTRIED])] == [4]
    (refused,) = dispatches.rows(database, made.id, [State.REFUSED])
    assert refused.reply == "250 2.0.0 words"
    assert refused.updated is not None
    assert refused.updated.tzinfo is not None


# --- who has it already (promise 2)


def test_whoever_has_it_or_may_have_it_needs_no_other_message_of_the_issue_whatever_its_content(
    database: Engine, path: Path
) -> None:
    made = dispatches.create(database, dispatch(content="first"), b"", people(6))
    states = (State.ACCEPTED, State.UNKNOWN, State.REFUSED, State.EXPIRED, State.DEFERRED)
    record(database, path, made, *states)
    keys = [person.key for person in people(6)]
    assert settled(database, content="corrected") == {
        keys[0]: (State.ACCEPTED, made.id),
        keys[1]: (State.UNKNOWN, made.id),
    }


def test_whoever_refused_this_very_content_is_not_asked_again(database: Engine, path: Path) -> None:
    made = dispatches.create(database, dispatch(content="first"), b"", people(3))
    record(database, path, made, State.REFUSED, State.EXPIRED)
    found = settled(database, content="first")
    assert [state for state, _ in found.values()] == [State.REFUSED, State.EXPIRED]


def test_another_issue_is_another_matter(database: Engine, path: Path) -> None:
    made = dispatches.create(database, dispatch(), b"", people(1))
    record(database, path, made, State.ACCEPTED)
    assert settled(database, "2021-08") == {}


def test_a_rehearsal_counts_only_against_a_rehearsal_of_the_same_content(database: Engine, path: Path) -> None:
    made = dispatches.create(database, dispatch(rehearsal=True, content="first"), b"", people(2))
    record(database, path, made, State.ACCEPTED, State.UNKNOWN)
    assert settled(database, content="first") == {}
    assert settled(database, rehearsal=True, content="corrected") == {}
    assert len(settled(database, rehearsal=True, content="first")) == 2


def test_a_real_dispatch_does_not_count_against_a_rehearsal(database: Engine, path: Path) -> None:
    made = dispatches.create(database, dispatch(), b"", people(1))
    record(database, path, made, State.ACCEPTED)
    assert settled(database, rehearsal=True) == {}


def test_what_several_dispatches_say_is_told_from_the_oldest_on(database: Engine, path: Path) -> None:
    states = (State.UNKNOWN, State.ACCEPTED, State.UNKNOWN)
    for state in states:
        record(database, path, dispatches.create(database, dispatch(), b"", people(1)), state)
    found = list(dispatches.settled(database, "2021-06", rehearsal=False, content="c1"))
    key = people(1)[0].key
    assert found == [(key, state, f"2021-06.{number}") for number, state in enumerate(states, 1)]


def test_the_extent_changes_with_every_outcome_and_every_dispatch(database: Engine, path: Path) -> None:
    def extent() -> Extent:
        return dispatches.extent(database, "2021-06", rehearsal=False)

    seen = [extent()]
    made = dispatches.create(database, dispatch(), b"", people(2))
    seen.append(extent())
    record(database, path, made, State.ACCEPTED)
    seen.append(extent())
    dispatches.create(database, dispatch(rehearsal=True), b"", people(2))
    dispatches.create(database, dispatch(issue="2021-08"), b"", people(2))
    assert seen[0] == NOTHING_YET
    assert seen[1] == (2, 0.0, 0, 0)
    assert seen[2] == extent()
    assert seen[2][1] > 0


def test_a_plan_is_out_of_date_when_somebody_known_by_digest_has_left_even_if_they_returned_before(
    database: Engine,
) -> None:
    left = Suppression("#digest", "asked to leave", BY_WEB, NOW)
    suppress(database, [left])
    expected = dispatches.extent(database, "2021-06", rehearsal=False)
    lift(database, [left], reason="took it back", source=BY_WEB, at=NOW)
    suppress(database, [left])
    with pytest.raises(dispatches.OutOfDate):
        dispatches.create(database, dispatch(), b"", people(1), expected=expected)
    assert dispatches.find(database) == ()
    now = dispatches.extent(database, "2021-06", rehearsal=False)
    assert dispatches.create(database, dispatch(), b"", people(1), expected=now).id == "2021-06.1"


# --- more than one page


def test_rows_and_people_are_read_to_the_last_however_many_there_are(
    database: Engine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addressees, "PAGE", 2)
    for number in range(6):
        frozen = people(number)
        made = dispatches.create(database, dispatch(), b"", frozen)
        assert list(addressees.people(database, made.id)) == frozen
        rows = dispatches.rows(database, made.id)
        assert [row.number for row in rows] == list(range(1, number + 1))
        assert len(rows) == number
    record(database, path, made, State.ACCEPTED, State.REFUSED, State.ACCEPTED, State.ACCEPTED)
    accepted = dispatches.rows(database, made.id, [State.ACCEPTED])
    assert ([row.number for row in accepted], len(accepted)) == ([1, 3, 4], 3)
    assert list(addressees.addresses(database, made.id)) == [(each.key, each.address) for each in frozen]


# --- giving up


def test_a_cancelled_dispatch_leaves_outcomes_and_cancels_the_rest(database: Engine, path: Path) -> None:
    made = dispatches.create(database, dispatch(), b"", people(5))
    record(database, path, made, State.ACCEPTED, State.REFUSED, State.DEFERRED)
    dispatches.cancel(database, made.id)
    assert dispatches.tally(database, made.id).counts == {State.ACCEPTED: 1, State.REFUSED: 1, State.CANCELLED: 3}
    assert dispatches.tally(database, made.id).open == 0
    (found,) = dispatches.find(database)
    assert found.state is DispatchState.CANCELLED
    assert found.ended is not None


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize("first", [dispatches.cancel, dispatches.finish])
def test_a_dispatch_ends_once_and_as_the_first_says(
    database: Engine, first: Callable[[Engine, str], bool], paused: bool
) -> None:
    made = dispatches.create(database, dispatch(), b"", people(2))
    if paused:
        dispatches.pause(database, made.id)
    assert first(database, made.id)
    ended, counts = dispatches.find(database), dispatches.tally(database, made.id).counts
    assert not dispatches.cancel(database, made.id)
    assert not dispatches.finish(database, made.id)
    assert (dispatches.find(database), dispatches.tally(database, made.id).counts) == (ended, counts)


@pytest.mark.parametrize("boot", [BOOT, "an earlier start of the machine"])
def test_whoever_was_on_the_wire_of_a_dead_process_is_not_mailed_again_after_a_cancel(
    database: Engine, path: Path, boot: str
) -> None:
    """After a power cut that is whoever was claimed; after the death of the process whoever was being attempted."""
    made = dispatches.create(database, dispatch(), b"", people(5))
    ledger = Book(path, database, made.id).ledger(boot)
    ledger.turn((), (), 2)
    ledger.turn((), [1], 0)
    ledger._pooled.invalidate()
    dispatches.cancel(database, made.id)
    found = settled(database, content="corrected")
    maybe = people(1) if boot == BOOT else people(5)
    assert found == {person.key: (State.UNKNOWN, made.id) for person in maybe}


def test_whoever_was_suppressed_or_cancelled_is_free_for_another_dispatch(database: Engine, path: Path) -> None:
    made = dispatches.create(database, dispatch(), b"", people(3))
    leave(database, people(1)[0].key)
    Book(path, database, made.id).ledger().close()
    dispatches.cancel(database, made.id)
    assert dispatches.tally(database, made.id).counts == {State.SUPPRESSED: 1, State.CANCELLED: 2}
    assert settled(database) == {}
