from __future__ import annotations

import datetime
import io
import sys
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from typing import cast

import pytest

from storsthlm_cli.model.audience import Audience, LeftOut, Reason, Subscriber
from storsthlm_cli.model.delivery import Dispatch, DispatchState, Row, State, Tally
from storsthlm_cli.model.sending import Difference, Plan, Proof, Standing, Verification
from storsthlm_cli.model.stored import Stored
from storsthlm_cli.report.consoles import open_consoles
from storsthlm_cli.report.records import plan_data, standing_data, verification_data
from storsthlm_cli.report.sending import (
    SHOWN_ROWS,
    left_out_summary,
    show_finished,
    show_plan,
    show_sent,
    show_standing,
    show_test,
    show_verification,
)

BEGUN = datetime.datetime(2021, 6, 21, 9, 0, tzinfo=datetime.UTC).astimezone()
WHEN = BEGUN.strftime("%Y-%m-%d %H:%M")
DISPATCH = Dispatch(
    id="2021-06.1",
    issue="2021-06",
    lists=("kommuner",),
    transport="outbox",
    rehearsal=True,
    content="f" * 64,
    subject="Nyhetsbrev juni",
    size=3,
    created=BEGUN,
    state=DispatchState.OPEN,
)
FINISHED = replace(DISPATCH, state=DispatchState.FINISHED, ended=BEGUN)


def subscriber(name: str) -> Subscriber:
    return Subscriber(f"{name}@kommun.example", f"{name}@kommun.example", {}, "kommuner", 2)


def first_message() -> bytes:
    message = EmailMessage()
    message["From"] = "Storsthlm <nyhetsbrev@storsthlm.example>"
    message["To"] = "Åsa <asa@kommun.example>"
    message["Subject"] = "Nyhetsbrev för juni"
    message.set_content("Hej Åsa!\n\n" + "\n".join(f"rad {number}" for number in range(30)))
    return message.as_bytes()


PLAN = Plan(
    issue="2021-06",
    subject="Nyhetsbrev för juni",
    transport="outbox",
    rehearsal=True,
    content="0123456789abcdef" * 4,
    audience=Audience(
        ("kommuner",),
        (subscriber("asa"), subscriber("bo")),
        (
            LeftOut("asa@kommun.example", "kommuner", 9, Reason.DUPLICATE, "line 2"),
            LeftOut("inte en adress", "kommuner", 12, Reason.INVALID, "it has no @"),
        ),
    ),
    difference=Difference(FINISHED, ("bo@kommun.example",), ()),
    size=42_300,
    first=first_message(),
    resumes=None,
    finished=None,
    findings=(),
    notices=("lists/kommuner.csv is read as cp1252",),
)

Shown = Callable[..., str]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    def show(report: Callable[..., None], *records: object) -> str:
        out = io.StringIO()
        monkeypatch.setattr(sys, "stdout", out)
        report(open_consoles({}).out, *records)
        return out.getvalue()

    return show


def test_a_plan_tells_whom_whom_not_what_changed_and_how_the_mail_begins(shown: Shown) -> None:
    rest = "".join(f"  rad {number}\n" for number in range(10))
    assert shown(show_plan, PLAN) == (
        "issue 2021-06, a rehearsal: nothing leaves this machine\n"
        "  subject   Nyhetsbrev för juni\n"
        "  lists     kommuner\n"
        "  to        2 recipients\n"
        "  left out  2: 1 not an address, 1 listed twice\n"
        f"  changes   1 added, 0 gone since dispatch 2021-06.1 of {WHEN}\n"
        "  size      42 kB a message\n"
        "  content   0123456789ab\n"
        "  approval  not approved\n"
        "notice: lists/kommuner.csv is read as cp1252\n"
        "\n"
        "left out\n"
        "  kommuner:9  asa@kommun.example  listed twice: line 2\n"
        "  kommuner:12  inte en adress  not an address: it has no @\n"
        "\n"
        "added since the last dispatch\n"
        "  bo@kommun.example\n"
        "\n"
        "first message\n"
        "  From: Storsthlm <nyhetsbrev@storsthlm.example>\n"
        "  To: Åsa <asa@kommun.example>\n"
        "  Subject: Nyhetsbrev för juni\n"
        "\n"
        "  Hej Åsa!\n"
        "\n"
        f"{rest}"
        "  …\n"
    )


def test_a_plan_over_a_real_transport_names_it(shown: Shown) -> None:
    assert shown(show_plan, replace(PLAN, rehearsal=False, transport="smtp")).startswith("issue 2021-06, over smtp\n")


def test_a_plan_that_goes_on_says_with_which_dispatch_and_how_many_are_left(shown: Shown) -> None:
    told = shown(show_plan, replace(PLAN, resumes=DISPATCH))
    assert f"  goes on   with dispatch 2021-06.1 of {WHEN}\n" in told
    assert "  to        3 recipients, 2 of them still to go\n" in told
    assert "since dispatch" not in told


def test_many_left_out_are_counted_beyond_the_first(shown: Shown) -> None:
    rows = tuple(LeftOut(f"x{number}", "kommuner", number, Reason.INVALID, "") for number in range(50))
    told = shown(show_plan, replace(PLAN, audience=replace(PLAN.audience, left_out=rows)))
    assert told.count("not an address\n") == SHOWN_ROWS
    assert f"    and {50 - SHOWN_ROWS} more; `--json` has them all\n" in told


def test_a_finished_plan_says_who_has_it_and_what_to_do_next(shown: Shown) -> None:
    has_it = LeftOut("asa@kommun.example", "kommuner", 2, Reason.HAS_IT, "dispatch 2021-06.1")
    plan = replace(PLAN, audience=Audience(("kommuner",), (), (has_it,)), finished=FINISHED)
    assert shown(show_finished, plan) == (
        f"issue 2021-06 has been rehearsed to everybody on kommuner: dispatch 2021-06.1, finished {WHEN}\n"
        "  left out  1: 1 has it already\n"
        "nothing was sent now\n"
        "next: `storsthlm verify 2021-06.1`\n"
    )


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        ([], "nobody"),
        ([Reason.HAS_IT], "1: 1 has it already"),
        ([Reason.HAS_IT, Reason.SUPPRESSED, Reason.HAS_IT], "3: 1 suppressed, 2 have it already"),
    ],
)
def test_those_left_out_are_counted_by_reason(reasons: list[Reason], told: str) -> None:
    assert left_out_summary([LeftOut("a", "l", 1, reason, "") for reason in reasons]) == told


STANDING = Standing(
    DISPATCH,
    Tally({State.ACCEPTED: 1, State.REFUSED: 1, State.UNTRIED: 1}),
    (Row(2, "bo@kommun.example", State.REFUSED, 1, "550 no \x1b[2J such user", BEGUN),),
)


def test_a_standing_names_those_that_a_person_should_look_at(shown: Shown) -> None:
    assert shown(show_standing, STANDING) == (
        f"rehearsal 2021-06.1, open, begun {WHEN}\n"
        "  subject   Nyhetsbrev juni\n"
        "  lists     kommuner\n"
        "  over      outbox\n"
        "  outcome   3 planned: 1 untried, 1 accepted, 1 refused\n"
        "    refused     bo@kommun.example  550 no ␛[2J such user\n"
    )


def test_a_test_says_how_many_got_it_and_that_alone(shown: Shown) -> None:
    assert shown(show_test, Standing(FINISHED, Tally({State.ACCEPTED: 2}), ())) == (
        "test of issue 2021-06 over outbox, a rehearsal: nothing has left this machine\n"
        "  outcome   2 planned: 2 accepted\n"
    )


def test_after_an_unfinished_run_the_command_that_goes_on_is_named(shown: Shown) -> None:
    told = shown(show_sent, STANDING, "storsthlm send 2021-06 --list kommuner")
    assert told.endswith("1 message still to go; next: `storsthlm send 2021-06 --list kommuner`\n")


def test_after_a_finished_run_whoever_is_unknown_is_settled_first(shown: Shown) -> None:
    standing = Standing(FINISHED, Tally({State.ACCEPTED: 2, State.UNKNOWN: 1}), ())
    assert shown(show_sent, standing, "").endswith("1 unknown; next: `storsthlm resolve 2021-06.1`\n")


def test_a_proof_says_perhaps_only_where_somebody_is_unknown(shown: Shown) -> None:
    gone, unclear = ({State.ACCEPTED: 2, state: 1} for state in (State.CANCELLED, State.UNKNOWN))
    told = [shown(show_verification, Verification(Standing(FINISHED, Tally(each), ()), ())) for each in (gone, unclear)]
    assert [each.splitlines()[-1] for each in told] == [
        "verified: 1 of 3 did not get it",
        "verified: 1 of 3 did not get it, or perhaps not",
    ]


def test_after_a_finished_run_the_proof_is_next(shown: Shown) -> None:
    standing = Standing(FINISHED, Tally({State.ACCEPTED: 3}), ())
    assert shown(show_sent, standing, "").endswith("next: `storsthlm verify 2021-06.1`\n")


def test_a_verification_shows_every_proof_and_the_verdict(shown: Shown) -> None:
    proofs = (Proof("every row is final", True, ""), Proof("nobody is listed twice", False, "a@b.example"))
    standing = Standing(FINISHED, Tally({State.ACCEPTED: 3}), ())
    assert shown(show_verification, Verification(standing, proofs)) == (
        f"dispatch 2021-06.1, finished {WHEN}\n"
        "  holds  every row is final\n"
        "  FAILS  nobody is listed twice: a@b.example\n"
        "  outcome   3 planned: 3 accepted\n"
        "not verified: 1 proof fails\n"
    )


def test_plan_data_has_every_address_and_null_for_what_is_not() -> None:
    data = plan_data(replace(PLAN, difference=None))
    assert list(cast(Stored[str], data["recipients"])) == ["asa@kommun.example", "bo@kommun.example"]
    assert data["number"] == 2
    assert (data["difference"], data["resumes"], data["finished"]) == (None, None, None)


def test_standing_data_counts_every_state_also_those_with_nobody() -> None:
    data = standing_data(STANDING)
    assert data["outcomes"] == {state.value: STANDING.tally[state] for state in State}
    assert (data["planned"], data["open"]) == (3, 1)


def test_verification_data_says_whether_all_proofs_hold() -> None:
    assert verification_data(Verification(STANDING, (Proof("a", True, ""),)))["holds"] is True
    assert verification_data(Verification(STANDING, (Proof("a", False, "b"),)))["holds"] is False
