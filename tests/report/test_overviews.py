from __future__ import annotations

import datetime
import io
import json
from dataclasses import replace

from rich.console import Console

from storsthlm_cli.model.delivery import Dispatch, DispatchState, State, Tally
from storsthlm_cli.model.overview import Cause, Interval, Overview, Retries, Share, Side, Timeline
from storsthlm_cli.model.sending import Standing
from storsthlm_cli.report.overviews import SHOWN, overview_data, show_overviews

BEGUN = datetime.datetime(2026, 11, 24, 9, 0).astimezone()
MINUTE = datetime.timedelta(minutes=1)
DISPATCH = Dispatch(
    id="2026-11.1",
    issue="2026-11",
    lists=("kommuner",),
    transport="smtp",
    rehearsal=False,
    content="f" * 64,
    subject="Nytt",
    size=4,
    created=BEGUN,
    state=DispatchState.OPEN,
)
TALLY = Tally({State.ACCEPTED: 2, State.DEFERRED: 2})
OVERVIEW = Overview(
    Standing(DISPATCH, TALLY, ()),
    (Share("sj.example", Tally({State.DEFERRED: 2})), Share("kommun.example", Tally({State.ACCEPTED: 2}))),
    (Cause(State.DEFERRED, "4.7.1", "greylisted", 2, ()), Cause(State.UNKNOWN, "", "", 1, ())),
    Timeline(
        60,
        (
            Interval(BEGUN, Tally({State.ACCEPTED: 2, State.DEFERRED: 1})),
            Interval(BEGUN + MINUTE, Tally({})),
            Interval(BEGUN + 2 * MINUTE, Tally({State.DEFERRED: 1})),
        ),
    ),
    Retries(2, BEGUN + 5 * MINUTE, BEGUN + 7 * MINUTE),
    "",
)


def shown(*overviews: Overview, sides: tuple[Side, ...] = ()) -> list[str]:
    out = io.StringIO()
    show_overviews(Console(file=out, width=200), overviews, sides)
    return out.getvalue().splitlines()


def test_when_it_is_tried_again_is_told() -> None:
    assert "  retries   the next at 2026-11-24 09:05, the last of 2 at 2026-11-24 09:07" in shown(OVERVIEW)
    alone = replace(OVERVIEW, retries=Retries(1, BEGUN, BEGUN))
    assert "  retries   the next at 2026-11-24 09:00" in shown(alone)


def test_sides_come_in_the_order_asked_for_each_once() -> None:
    lines = shown(OVERVIEW, sides=(Side.REASON, Side.DOMAIN, Side.REASON))
    assert lines[lines.index("by reason") :] == [
        "by reason",
        "        2  deferred    4.7.1 greylisted",
        "        1  unknown     the server said nothing",
        "",
        "by domain, the worst first",
        "  sj.example      2 planned: 2 deferred",
        "  kommun.example  2 planned: 2 accepted",
    ]


def test_time_is_told_in_bars_without_a_gap() -> None:
    lines = shown(OVERVIEW, sides=(Side.TIME,))
    assert lines[lines.index("over time, a line for a minute") + 1 :] == [
        "  2026-11-24",
        "    09:00        3  ###########################ddddddddddddd",
        "    09:01        0",
        "    09:02        1  ddddddddddddd",
    ]


def test_what_there_is_too_much_of_is_counted() -> None:
    shares = tuple(Share(f"d{number}.example", TALLY) for number in range(SHOWN + 3))
    causes = tuple(Cause(State.REFUSED, "550", f"no {number}", 2, ()) for number in range(SHOWN + 3))
    lines = shown(replace(OVERVIEW, domains=shares, causes=causes), sides=(Side.DOMAIN, Side.REASON))
    assert "  and 3 more; `--json` has them all" in lines
    assert "        6  for 3 other reasons; `--json` has them all" in lines


def test_where_nothing_went_wrong_or_happened_it_says_so() -> None:
    empty = replace(OVERVIEW, causes=(), timeline=Timeline(), retries=None)
    lines = shown(empty, sides=(Side.REASON, Side.TIME))
    assert "  nobody was put off or refused" in lines
    assert "  nothing has been decided yet" in lines


def test_what_a_server_says_cannot_move_the_cursor() -> None:
    evil = replace(OVERVIEW, causes=(Cause(State.REFUSED, "550", "\x1b[2J\r", 1, ()),))
    assert not any("\x1b" in line or "\r" in line for line in shown(evil, sides=(Side.REASON,)))


def test_all_of_it_is_data() -> None:
    data = json.loads(json.dumps(overview_data(OVERVIEW), default=list))
    assert data["retries"]["waiting"] == 2
    assert data["domains"][0] == {"domain": "sj.example", "planned": 2, "outcomes": data["domains"][0]["outcomes"]}
    assert data["domains"][0]["outcomes"]["deferred"] == 2
    assert data["reasons"][0] == {"state": "deferred", "code": "4.7.1", "words": "greylisted", "count": 2}
    assert data["timeline"]["step_seconds"] == 60
    assert [each["outcomes"]["accepted"] for each in data["timeline"]["intervals"]] == [2, 0, 0]
    assert data["messages"] is None
