"""`storsthlm suppress`."""

from __future__ import annotations

from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag, NewMemoryFlag
from storsthlm_cli.cli.completing import lists as list_names
from storsthlm_cli.cli.session import session_of
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.leaving import ASKED_TO_LEAVE


def suppress(
    context: typer.Context,
    addresses: Annotated[
        list[str] | None, typer.Argument(metavar="ADDRESS…", help="Who must get nothing. None: show who that is.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why, in a few words. Default: asked to leave.")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--list",
            "-l",
            metavar="LIST",
            help="Only through this list; through others they still get it.",
            autocompletion=list_names,
        ),
    ] = None,
    lift: Annotated[
        bool, typer.Option("--lift", help="Take it back: they may be mailed again. Needs a `--reason`.")
    ] = False,
    despite_lost_memory: NewMemoryFlag = False,
    json: JsonFlag = False,
) -> None:
    """Never send to an address again, whatever a list says.

    No file can bring it back: a list exported again keeps the row, and the row
    is left out. It holds for dispatches that are under way, too.

    Only a person's word takes it back: `--lift`, with a reason, which is kept
    beside what it ends. `storsthlm person history` shows both.

    For example:

      storsthlm suppress anna@kommun.example --reason "left the job"
      storsthlm suppress anna@kommun.example --list press
      storsthlm suppress anna@kommun.example --lift --reason "asked again"
      storsthlm suppress
    """
    from storsthlm_cli.report.suppressions import show_lifted, show_suppressed, show_suppressions
    from storsthlm_cli.workflows import suppressing

    if lift and not (addresses and reason and reason.strip()):
        raise Failure(
            "`--lift` needs an address and a reason",
            hint='`storsthlm suppress ADDRESS --lift --reason "wrote that she wants it again"`',
        )
    if reason is not None and not addresses:
        raise Failure(
            "`--reason` needs an address",
            hint='`storsthlm suppress ADDRESS --reason "left the job"`; without both, it lists',
        )
    session = session_of(context)
    workspace = session.workspace()
    if addresses and lift:
        lifted = suppressing.lift(workspace, addresses, reason or "", name or "")
        risks = [(each, why) for each in lifted if (why := suppressing.risk(each))]
        show_lifted(session.consoles, lifted, risks, json)
    elif addresses:
        added, before = suppressing.suppress(
            workspace, addresses, reason or ASKED_TO_LEAVE, name or "", despite_lost_memory=despite_lost_memory
        )
        show_suppressed(session.consoles, added, before, json)
    else:
        show_suppressions(session.consoles, suppressing.suppressions(workspace, name or ""), json)
