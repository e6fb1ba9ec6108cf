"""`storsthlm send`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from storsthlm_cli.cli.arguments import IssueArgument, JsonFlag
from storsthlm_cli.cli.completing import lists as list_names
from storsthlm_cli.cli.confirming import confirm
from storsthlm_cli.cli.session import Exit, Session, session_of
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.report.consoles import write

if TYPE_CHECKING:
    from storsthlm_cli.model.sending import Plan, Standing
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
            help="A list in lists/, such as kommuner. Several are united.",
            autocompletion=list_names,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan and stop.")] = False,
    number: Annotated[
        int | None,
        typer.Option("--confirm", metavar="N", min=0, help="The number of recipients, instead of typing it."),
    ] = None,
    test: Annotated[
        list[str] | None,
        typer.Option("--test", metavar="ADDRESS", help="Send only to this address, marked as a test. Repeatable."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Send to the first N untried recipients, then pause.")
    ] = None,
    transport: Annotated[
        str | None, typer.Option(metavar="NAME", help="outbox (stays on this machine) or smtp. Default: the settings'.")
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Send an issue to everybody on a list, once.

    Shows the plan first: to whom, to whom not and why, what changed since last
    time, and the first message. Nothing is sent before the number of recipients
    has been typed. Stopped at any moment, the same command goes on where it was;
    nobody gets the issue twice.

    For example:

      storsthlm send --list kommuner --dry-run
      storsthlm send --test anna@kommun.example
      storsthlm send 2021-06 --list kommuner
      storsthlm send 2021-06 --list kommuner --confirm 78
    """
    session = session_of(context)
    if test and (lists or dry_run or limit is not None or number is not None):
        raise Failure(
            "`--test` goes to the named addresses at once: nothing was sent",
            hint="leave `--list`, `--dry-run`, `--limit` and `--confirm` out, or `--test`",
        )
    workspace = session.workspace({"transport": transport})
    if test:
        _send_test(session, workspace, issue, test, json)
    if not lists:
        raise Failure("no list is named", hint=_lists_hint(workspace))
    from storsthlm_cli.workflows.planning import plan as make_plan

    plan = make_plan(workspace, issue, lists)
    _show(session, plan, dry_run, json, quiet=json and number is not None)
    if plan.finished is not None:
        raise typer.Exit(Exit.DONE)
    _refuse(plan)
    if dry_run:
        raise typer.Exit(Exit.DONE)
    if plan.audience.recipients:
        confirm(session.consoles, plan.number, number)
    standing = _deliver(session, workspace, plan, limit)
    _finish(session, plan, standing, lists, json)


def _show(session: Session, plan: Plan, dry_run: bool, json: bool, *, quiet: bool) -> None:
    """Show the plan: on stdout when it is the result, else on stderr, unless nobody needs to see it (`quiet`)."""
    from storsthlm_cli.report.data import write_json
    from storsthlm_cli.report.findings import show_remarks
    from storsthlm_cli.report.records import plan_data
    from storsthlm_cli.report.sending import show_finished, show_plan

    result = dry_run or plan.finished is not None
    if json and result:
        write_json(session.consoles.out, {"plan": plan_data(plan), "standing": None})
    elif plan.finished is not None:
        show_finished(session.consoles.out, plan)
    elif not quiet:
        show_remarks(session.consoles, plan.findings)
        show_plan(session.consoles.out if dry_run else session.consoles.err, plan)
        if not dry_run:
            write(session.consoles.err)


def _refuse(plan: Plan) -> None:
    """Raise what is in the way of the plan: errors in the issue, or nobody to send to."""
    from storsthlm_cli.model.errors import BadContent, Refused
    from storsthlm_cli.model.findings import Level

    errors = [finding for finding in plan.findings if finding.level is Level.ERROR]
    if errors:
        raise BadContent("the issue has errors: nothing was sent", errors, hint="correct them and send again")
    if not plan.audience.recipients and plan.resumes is None:
        raise Refused("nobody is left to send to: nothing was sent", hint="the plan shows who is left out and why")


def _deliver(session: Session, workspace: Workspace, plan: Plan, limit: int | None) -> Standing:
    from storsthlm_cli.report.errors import show_interruption
    from storsthlm_cli.report.progress import ProgressReport
    from storsthlm_cli.workflows.sending import send as deliver

    try:
        with ProgressReport(session.consoles) as tell:
            return deliver(workspace, plan, limit=limit, tell=tell)
    except KeyboardInterrupt:
        show_interruption(session.consoles, "the ledger is complete; run the same command again to go on")
        raise


def _finish(session: Session, plan: Plan, standing: Standing, lists: Sequence[str], json: bool) -> None:
    from storsthlm_cli.report.data import write_json
    from storsthlm_cli.report.records import plan_data, standing_data
    from storsthlm_cli.report.sending import show_sent

    if json:
        write_json(session.consoles.out, {"plan": plan_data(plan), "standing": standing_data(standing)})
    else:
        again = " ".join(["storsthlm send", plan.issue, *(f"--list {name}" for name in lists)])
        show_sent(session.consoles.out, standing, again)
    raise typer.Exit(code_of(standing))


def _send_test(session: Session, workspace: Workspace, issue: str | None, addresses: list[str], json: bool) -> None:
    from storsthlm_cli.report.data import write_json
    from storsthlm_cli.report.progress import ProgressReport
    from storsthlm_cli.report.records import standing_data
    from storsthlm_cli.report.sending import show_test
    from storsthlm_cli.workflows.sending import test as deliver

    with ProgressReport(session.consoles) as tell:
        standing = deliver(workspace, issue, addresses, tell=tell)
    if json:
        write_json(session.consoles.out, {"plan": None, "standing": standing_data(standing)})
    else:
        show_test(session.consoles.out, standing)
    raise typer.Exit(code_of(standing))


def code_of(standing: Standing) -> Exit:
    """Return the exit code that tells how a dispatch stands."""
    if standing.tally.open:
        return Exit.UNFINISHED
    return Exit.SOME_NOT_REACHED if standing.tally.missed else Exit.DONE


def _lists_hint(workspace: Workspace) -> str:
    known = workspace.list_names()
    if not known:
        return "put a list as a CSV file into `lists/` and name it: `--list NAME`"
    return "name one: " + ", ".join(f"`--list {name}`" for name in known)
