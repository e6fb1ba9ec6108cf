"""`storsthlm send`."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from storsthlm_cli.cli.appointing import await_time, print_timetable
from storsthlm_cli.cli.arguments import ExceptOption, IssueArgument, JsonFlag, WhereOption
from storsthlm_cli.cli.completing import lists as list_names
from storsthlm_cli.cli.confirming import confirm, goes_on
from storsthlm_cli.cli.forgetting import forget_old
from storsthlm_cli.cli.planned import lists_hint, refuse, show
from storsthlm_cli.cli.session import Exit, Session, code_of, session_of
from storsthlm_cli.cli.trying import send_test
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.report.timetables import Timetable

if TYPE_CHECKING:
    from storsthlm_cli.model.sending import Appointment, Plan, Standing
    from storsthlm_cli.workflows.workspace import Workspace


def send(
    context: typer.Context,
    issue: IssueArgument = None,
    lists: Annotated[
        list[str] | None,
        typer.Option(
            "--list",
            "-l",
            metavar="LIST",
            help="A list in lists/, such as kommuner. Several are united. With --test: as its readers will get it.",
            autocompletion=list_names,
        ),
    ] = None,
    where: WhereOption = None,
    without: ExceptOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan and stop.")] = False,
    number: Annotated[
        int | None,
        typer.Option(
            "--confirm", metavar="N", min=0, help="The number of recipients (or of the rest), instead of typing it."
        ),
    ] = None,
    test: Annotated[
        list[str] | None,
        typer.Option("--test", metavar="ADDRESS", help="Send only to this address, marked as a test. Repeatable."),
    ] = None,
    first: Annotated[
        int | None,
        typer.Option(
            "--first",
            "--limit",
            metavar="N",
            min=1,
            help="Send to the first N untried recipients, then ask whether to go on; without a terminal, stop there.",
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help='Send at this time, such as "2026-12-01 08:30", in the newsletter\'s time zone: '
            "content and recipients are fixed now, then it is waited for.",
        ),
    ] = None,
    timetable: Annotated[
        Timetable | None,
        typer.Option("--print", help="With --at: instead of waiting, print what lets the system send it then."),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(metavar="DISPATCH", help="Go on with this dispatch and begin no other. Timetables say so."),
    ] = None,
    correction_of: Annotated[
        str | None,
        typer.Option(
            metavar="DISPATCH",
            help="Send the issue, edited since, to those whom this dispatch reached and to nobody else, as an answer "
            "to the first mail.",
        ),
    ] = None,
    include_unknown: Annotated[
        bool,
        typer.Option("--include-unknown", help="With --correction-of: also to those of whom nobody knows if it did."),
    ] = False,
    again: Annotated[
        bool,
        typer.Option("--again", help="Send to everybody on the lists, those who have the issue already too."),
    ] = False,
    despite_refusals: Annotated[
        bool,
        typer.Option("--despite-refusals", help="Go on when more than a fifth of the recipients are refused."),
    ] = False,
    despite_lost_memory: Annotated[
        bool,
        typer.Option(
            "--despite-lost-memory",
            help="Send though a receipt tells of readers whom the database has forgotten: they may get it twice.",
        ),
    ] = False,
    transport: Annotated[
        str | None, typer.Option(metavar="NAME", help="outbox (stays on this machine) or smtp. Default: the settings'.")
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Send an issue to everybody on a list, once.

    Shows the plan first: to whom, to whom not and why, what changed since last
    time, and the first message. Nothing is sent before the number of recipients
    has been typed. Stopped at any moment, the same command goes on where it was;
    nobody gets the issue twice, unless you say so: `--correction-of` mends what
    some have got, `--again` repeats it to all. Neither reaches who has left.

    For example:

      storsthlm send --list kommuner --dry-run
      storsthlm send --test anna@kommun.example
      storsthlm send --test anna@kommun.example --list press
      storsthlm send 2021-06 --list kommuner
      storsthlm send 2021-06 --list kommuner --confirm 78
      storsthlm send --list kommuner --where roll~ordförande --except nya
      storsthlm send --list kommuner --first 5
      storsthlm send --list kommuner --at "2026-12-01 08:30"
      storsthlm send --list kommuner --at "2026-12-01 08:30" --print timer
      storsthlm send --correction-of 2021-06.1
    """
    session = session_of(context)
    others = (
        where,
        without,
        dry_run,
        first,
        number is not None,
        at,
        timetable,
        only,
        correction_of,
        include_unknown,
        again,
    )
    if test and any((*others, despite_refusals, despite_lost_memory)):
        raise Failure(
            "`--test` goes to the named addresses at once: nothing was sent",
            hint="leave everything but the issue, `--list` and `--transport` out, or `--test`",
        )
    _check_flags(
        (*(lists or ()), *(where or ()), *(without or ())),
        at,
        timetable,
        correction_of,
        include_unknown,
        again,
        dry_run,
    )
    workspace = session.workspace({"transport": transport})
    if test:
        raise typer.Exit(send_test(session, workspace, issue, test, lists or [], json))
    if not lists and correction_of is None:
        raise Failure("no list is named", hint=lists_hint(workspace))
    from storsthlm_cli.model.selections import selection
    from storsthlm_cli.model.sending import Wish
    from storsthlm_cli.report.keys import show_never_saved
    from storsthlm_cli.workflows.freshness import demand_fresh
    from storsthlm_cli.workflows.key_ring import never_saved
    from storsthlm_cli.workflows.planning import plan as make_plan
    from storsthlm_cli.workflows.resuming import check_only

    wish = Wish(
        corrects=correction_of,
        include_unknown=include_unknown,
        again=again,
        despite_lost_memory=despite_lost_memory,
    )
    names = selection(lists or (), where or (), without or ()).names
    if not dry_run:
        forget_old(session, workspace)
    plan = make_plan(workspace, issue, names, wish=wish, at=_appointment(workspace, at))
    if only is not None:
        check_only(plan, only)
    show(session, plan, dry_run, json, quiet=json and number is not None)
    if plan.finished is not None:
        raise typer.Exit(Exit.DONE)
    refuse(plan)
    if dry_run:
        raise typer.Exit(Exit.DONE)
    demand_fresh(workspace, unfinished=plan.resumes is not None)
    if plan.audience.recipients:
        confirm(session.consoles, plan.number, number, plan.resumes.size if plan.resumes is not None else None)
    if timetable is not None:
        refusals = ["--despite-refusals"] if despite_refusals else []
        run = [*refusals, *(["--first", str(first)] if first is not None else [])]
        print_timetable(session, workspace, plan, timetable, run, json)
        raise typer.Exit(Exit.DONE)
    if plan.at is not None:
        plan = await_time(session, workspace, plan)
    standing = _deliver(session, workspace, plan, first, despite_refusals)
    if first is not None and standing.dispatch.ongoing and not json and _goes_on(session, standing):
        plan = replace(plan, resumes=standing.dispatch)
        standing = _deliver(session, workspace, plan, None, despite_refusals)
    if never_saved(workspace, standing.dispatch):
        show_never_saved(session.consoles)
    _finish(session, plan, standing, json)


def _check_flags(
    lists: Sequence[str],
    at: str | None,
    timetable: Timetable | None,
    correction_of: str | None,
    include_unknown: bool,
    again: bool,
    dry_run: bool,
) -> None:
    """Raise Failure for flags that say different things."""
    if correction_of is not None and (lists or again):
        raise Failure(
            "`--correction-of` goes to those whom the dispatch reached and to nobody else",
            hint="leave `--list`, what narrows it, and `--again` out; who has nothing yet gets the issue by `--list`",
        )
    if include_unknown and correction_of is None:
        raise Failure(
            "`--include-unknown` belongs to a correction", hint="`--correction-of DISPATCH --include-unknown`"
        )
    if timetable is not None and (at is None or dry_run):
        raise Failure(
            "`--print` needs a time, and fixes what is to be sent", hint='`--at "2026-12-01 08:30" --print timer`'
        )


def _appointment(workspace: Workspace, at: str | None) -> Appointment | None:
    if at is None:
        return None
    from storsthlm_cli.workflows import scheduling

    return scheduling.appointment(at, workspace.settings.newsletter.timezone, scheduling.WALL)


def _goes_on(session: Session, standing: Standing) -> bool:
    """Show what became of the first ones, and ask whether the others are to follow."""
    from storsthlm_cli.report.sending import show_standing

    if not session.consoles.can_ask:
        return False
    show_standing(session.consoles.err, standing)
    return goes_on(session.consoles, standing.tally.open)


def _deliver(session: Session, workspace: Workspace, plan: Plan, first: int | None, despite_refusals: bool) -> Standing:
    from storsthlm_cli.report.errors import show_interruption
    from storsthlm_cli.report.progress import ProgressReport
    from storsthlm_cli.workflows.sending import send as deliver

    try:
        with ProgressReport(session.consoles) as tell:
            return deliver(workspace, plan, limit=first, tell=tell, despite_refusals=despite_refusals)
    except KeyboardInterrupt:
        show_interruption(session.consoles, "the ledger is complete; run the same command again to go on")
        raise


def _finish(session: Session, plan: Plan, standing: Standing, json: bool) -> None:
    from storsthlm_cli.report.data import write_json
    from storsthlm_cli.report.records import plan_data, standing_data
    from storsthlm_cli.report.sending import show_sent
    from storsthlm_cli.workflows.resuming import going_on

    if json:
        write_json(session.consoles.out, {"plan": plan_data(plan), "standing": standing_data(standing)})
    else:
        show_sent(session.consoles.out, standing, shlex.join(["storsthlm", *going_on(standing.dispatch)]))
    raise typer.Exit(code_of(standing))
