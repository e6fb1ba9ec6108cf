"""`storsthlm status`."""

from __future__ import annotations

import typer

from storsthlm_cli.cli.arguments import IssueArgument, JsonFlag
from storsthlm_cli.cli.session import session_of
from storsthlm_cli.report.consoles import write


def status(context: typer.Context, issue: IssueArgument = None, json: JsonFlag = False) -> None:
    """Show where the dispatches of an issue stand, newest first.

    Rows that a person should look at are named: refused, unknown, expired,
    deferred. Without an issue, the newest one's dispatches.

    For example:

      storsthlm status
      storsthlm status 2021-06 --json
    """
    from storsthlm_cli.report.data import write_json
    from storsthlm_cli.report.records import standing_data
    from storsthlm_cli.report.sending import show_standings
    from storsthlm_cli.workflows.following import status as look

    session = session_of(context)
    standings = look(session.workspace(), issue)
    if json:
        write_json(session.consoles.out, {"dispatches": [standing_data(standing) for standing in standings]})
    elif standings:
        show_standings(session.consoles.out, standings)
    else:
        write(session.consoles.out, "not sent yet; next: `storsthlm send --list NAME --dry-run`")
