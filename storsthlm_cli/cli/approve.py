"""`storsthlm approve`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from storsthlm_cli.cli.arguments import IssueArgument, JsonFlag
from storsthlm_cli.cli.confirming import NobodyHere, says_yes
from storsthlm_cli.cli.session import Exit, session_of
from storsthlm_cli.model.errors import Failure

if TYPE_CHECKING:
    from storsthlm_cli.report.consoles import Consoles
    from storsthlm_cli.workflows.approving import Candidate


def approve(
    context: typer.Context,
    issue: IssueArgument = None,
    yes: Annotated[bool, typer.Option("--yes", help="Approve without being asked.")] = False,
    show: Annotated[
        bool,
        typer.Option("--show", help="Only show what is approved, and what changed since. Exits with 1 if nothing."),
    ] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take every approval of the issue back.")] = False,
    json: JsonFlag = False,
) -> None:
    """Say that an issue may go out as it is now.

    Binds you, as the system and git know you, to the hash of the very content:
    subject, text, looks, images, sender. Any edit makes it another content,
    which nobody has approved; what changed is shown. What is said to some lists
    only is approved with it, each mail by its own hash. Where storsthlm.yaml says
    `approval: {required: true}`, a real `send` needs it.

    For example:

      storsthlm approve
      storsthlm approve 2021-06 --show
      storsthlm approve 2021-06 --yes
      storsthlm approve 2021-06 --withdraw
    """
    from storsthlm_cli.report import approving as report
    from storsthlm_cli.workflows import approving

    session = session_of(context)
    if show + withdraw + yes > 1:
        raise Failure("`--show`, `--withdraw` and `--yes` are three different things", hint="say one of them")
    workspace = session.workspace()
    if withdraw:
        entry = approving.withdraw(workspace, issue)
        (report.write_entry if json else report.show_entry)(session.consoles.out, entry)
        return
    candidate = approving.consider(workspace, issue)
    if json and show:
        report.write_candidate(session.consoles.out, candidate)
    elif not json or not yes:
        consoles = session.consoles
        report.show_candidate(consoles, consoles.out if show else consoles.err, candidate)
    if show:
        raise typer.Exit(Exit.DONE if candidate.clearance.approval is not None else Exit.NO)
    _refuse(candidate)
    if not yes:
        _ask(session.consoles)
    entry = approving.approve(workspace, candidate)
    (report.write_entry if json else report.show_entry)(session.consoles.out, entry, len(candidate.mails) - 1)


def _refuse(candidate: Candidate) -> None:
    from storsthlm_cli.model.errors import BadContent

    if candidate.errors:
        raise BadContent(
            "the issue has errors: nothing was approved", candidate.errors, hint="correct them and approve it then"
        )


def _ask(consoles: Consoles) -> None:
    from storsthlm_cli.model.errors import Refused

    if not consoles.can_ask:
        raise NobodyHere("nobody is here to approve: nothing was approved", hint="look at `--show`, then say `--yes`")
    if not says_yes(consoles, "approve it?"):
        raise Refused("nothing was approved", hint="edit it, look at `storsthlm preview`, and run it again")
