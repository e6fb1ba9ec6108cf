from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from storsthlm_cli.model.delivery import Dispatch, DispatchState, Recipient, State, Tally
from storsthlm_cli.model.overview import Cause, Retries, Share
from storsthlm_cli.store import addressees, dispatches, overview
from storsthlm_cli.store.database import open_database, reading
from storsthlm_cli.store.schema import recipients

BEGUN = datetime.datetime(2026, 11, 24, 8, 0, tzinfo=datetime.UTC)
START = BEGUN.timestamp()
Row = tuple[str, State, str, float | None]


def filled(engine: Engine, rows: list[Row], *, retry: float = START + 600) -> str:
    """Write down a dispatch whose recipients stand as told: address, state, reply, when (seconds after the start)."""
    dispatch = Dispatch(
        id="",
        issue="2026-11",
        lists=("kommuner",),
        transport="smtp",
        rehearsal=False,
        content="f" * 64,
        subject="Nytt",
        size=len(rows),
        created=BEGUN,
        state=DispatchState.OPEN,
    )
    people = [Recipient(number, address, address.lower(), {}) for number, (address, *_) in enumerate(rows, 1)]
    name = dispatches.create(engine, dispatch, b"", people).id
    with engine.begin() as connection:
        for number, (_, state, reply, after) in enumerate(rows, 1):
            values = {"state": state.value, "reply": reply, "updated": None if after is None else START + after}
            waits = {"retry_at": retry + number} if state is State.DEFERRED else {}
            connection.execute(update(recipients).where(recipients.c.number == number).values(values | waits))
    return name


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(tmp_path / "state.db")


def test_the_domain_where_most_went_wrong_is_first(engine: Engine) -> None:
    name = filled(
        engine,
        [
            ("a@stor.example", State.ACCEPTED, "250 ok", 1),
            ("b@stor.example", State.ACCEPTED, "250 ok", 1),
            ("c@Liten.example", State.REFUSED, "550 no", 1),
            ("d@liten.example", State.UNTRIED, "", None),
            ("e@annan.example", State.ACCEPTED, "250 ok", 1),
        ],
    )
    assert overview.domains(engine, name) == (
        Share("liten.example", Tally({State.UNTRIED: 1, State.REFUSED: 1})),
        Share("stor.example", Tally({State.ACCEPTED: 2})),
        Share("annan.example", Tally({State.ACCEPTED: 1})),
    )


def test_who_was_told_the_same_is_counted_together(engine: Engine) -> None:
    name = filled(
        engine,
        [
            ("a@kommun.example", State.REFUSED, "550 5.1.1 <a@kommun.example>: unknown", 1),
            ("b@kommun.example", State.REFUSED, "550 5.1.1 <b@kommun.example>: unknown", 1),
            ("c@kommun.example", State.UNKNOWN, "", 1),
            ("d@kommun.example", State.ACCEPTED, "250 ok", 1),
        ],
    )
    assert overview.causes(engine, name, shown=1) == (
        Cause(State.REFUSED, "5.1.1", "…: unknown", 2, ("a@kommun.example",)),
        Cause(State.UNKNOWN, "", "", 1, ("c@kommun.example",)),
    )


def test_a_server_with_ever_new_words_is_counted_by_its_code(engine: Engine) -> None:
    words = [f"{'x' * (number % 26 + 1)} {'y' * (number // 26 + 1)}" for number in range(overview.CAUSES + 50)]
    name = filled(
        engine,
        [(f"a{number}@kommun.example", State.REFUSED, f"550 {each}", 1) for number, each in enumerate(words)],
    )
    found = overview.causes(engine, name)
    assert len(found) == overview.CAUSES + 1
    assert found[0] == Cause(State.REFUSED, "550", "", 50, ())


def test_the_timeline_has_no_gaps(engine: Engine) -> None:
    name = filled(
        engine,
        [
            ("a@kommun.example", State.ACCEPTED, "250 ok", 5),
            ("b@kommun.example", State.REFUSED, "550 no", 125),
            ("c@kommun.example", State.UNTRIED, "", None),
        ],
    )
    line = overview.timeline(engine, name)
    minute = datetime.timedelta(minutes=1)
    assert line.step == 60
    assert [(each.begin, each.tally) for each in line.intervals] == [
        (BEGUN, Tally({State.ACCEPTED: 1})),
        (BEGUN + minute, Tally({})),
        (BEGUN + 2 * minute, Tally({State.REFUSED: 1})),
    ]


@pytest.mark.parametrize(("seconds", "step"), [(60, 60), (3600, 300), (86_400, 3600), (20 * 86_400, 86_400)])
def test_the_longer_it_takes_the_longer_are_the_intervals(engine: Engine, seconds: float, step: int) -> None:
    rows: list[Row] = [(f"a{at}@kommun.example", State.ACCEPTED, "250 ok", at) for at in (0.0, seconds)]
    line = overview.timeline(engine, filled(engine, rows), datetime.timedelta(hours=1))
    assert line.step == step
    assert 2 <= len(line.intervals) <= overview.INTERVALS
    assert sum(each.tally.planned for each in line.intervals) == 2


def test_days_begin_at_midnight_where_the_reader_is(engine: Engine) -> None:
    rows: list[Row] = [(f"a{at}@kommun.example", State.ACCEPTED, "250 ok", at) for at in (0.0, 20 * 86_400.0)]
    line = overview.timeline(engine, filled(engine, rows), datetime.timedelta(hours=1))
    assert line.intervals[0].begin == datetime.datetime(2026, 11, 23, 23, 0, tzinfo=datetime.UTC)


def test_nothing_decided_is_an_empty_timeline(engine: Engine) -> None:
    name = filled(engine, [("a@kommun.example", State.UNTRIED, "", None)])
    assert overview.timeline(engine, name).intervals == ()
    assert overview.retries(engine, name) is None


def test_the_next_and_the_last_retry_are_told(engine: Engine) -> None:
    name = filled(engine, [(f"{who}@kommun.example", State.DEFERRED, "451 later", 1) for who in "abc"])
    due = [datetime.datetime.fromtimestamp(START + 600 + number, datetime.UTC) for number in (1, 3)]
    assert overview.retries(engine, name) == Retries(3, *due)


def test_all_dispatches_are_counted_at_once(engine: Engine) -> None:
    name = filled(engine, [("a@kommun.example", State.ACCEPTED, "250 ok", 1)])
    assert overview.tallies(engine) == {name: Tally({State.ACCEPTED: 1})}


def test_who_looks_waits_for_no_writer_and_keeps_none_waiting(engine: Engine) -> None:
    name = filled(engine, [("a@kommun.example", State.ACCEPTED, "250 ok", 1)])
    with engine.begin() as writer:
        writer.execute(update(recipients).values(state="refused"))
        assert overview.domains(engine, name)[0].tally == Tally({State.ACCEPTED: 1})
    with reading(engine).connect() as reader:
        assert addressees.number_of(reader, name) == 1
        with engine.begin() as writer:
            writer.execute(update(recipients).values(state="unknown"))
        assert dispatches.tally(engine, name) == Tally({State.UNKNOWN: 1})
