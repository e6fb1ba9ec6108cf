"""`storsthlm suppress`."""

from __future__ import annotations

from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.session import session_of


def suppress(
    context: typer.Context,
    addresses: Annotated[
        list[str] | None, typer.Argument(metavar="ADDRESS…", help="Who must get nothing. None: show who that is.")
    ] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why, in a few words.")] = "asked to leave",
    json: JsonFlag = False,
) -> None:
    """Never send to an address again, whatever a list says.

    No file can bring it back: a list exported again keeps the row, and the row
    is left out. It holds for dispatches that are under way, too.

    For example:

      storsthlm suppress anna@kommun.example --reason "left the job"
      storsthlm suppress
    """
    from storsthlm_cli.report.suppressions import show_suppressed, show_suppressions
    from storsthlm_cli.workflows import suppressing

    session = session_of(context)
    workspace = session.workspace()
    if addresses:
        added = suppressing.suppress(workspace, addresses, reason)
        show_suppressed(session.consoles, added, len(addresses), json)
    else:
        show_suppressions(session.consoles, suppressing.suppressions(workspace), json)
