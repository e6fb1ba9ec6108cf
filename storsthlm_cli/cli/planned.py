"""What `send` shows before it sends, and what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storsthlm_cli.cli.session import Session
from storsthlm_cli.report.consoles import write

if TYPE_CHECKING:
    from storsthlm_cli.model.sending import Plan
    from storsthlm_cli.workflows.workspace import Workspace


def show(session: Session, plan: Plan, dry_run: bool, json: bool, *, quiet: bool) -> None:
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


def refuse(plan: Plan) -> None:
    """Raise what is in the way of the plan: errors in the issue, no approval, or nobody to send to."""
    from storsthlm_cli.model.errors import BadContent, Refused
    from storsthlm_cli.model.findings import Level
    from storsthlm_cli.workflows.approving import check

    errors = [finding for finding in plan.findings if finding.level is Level.ERROR]
    if errors:
        raise BadContent("the issue has errors: nothing was sent", errors, hint="correct them and send again")
    check(plan.issue, plan.clearance)
    if not plan.audience.recipients and plan.resumes is None:
        raise Refused("nobody is left to send to: nothing was sent", hint="the plan shows who is left out and why")


def lists_hint(workspace: Workspace) -> str:
    """Return which lists there are to be named."""
    known = workspace.list_names()
    if not known:
        return "put a list as a CSV file into `lists/` and name it: `--list NAME`"
    return "name one: " + ", ".join(f"`--list {name}`" for name in known)
