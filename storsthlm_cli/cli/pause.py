"""`storsthlm pause`."""

from __future__ import annotations

import typer

from storsthlm_cli.cli.arguments import DispatchArgument, JsonFlag
from storsthlm_cli.cli.session import session_of


def pause(context: typer.Context, dispatch: DispatchArgument = None, json: JsonFlag = False) -> None:
    """Pause a dispatch that is being sent, from another terminal.

    What is on the wire is waited for, then the sending stops. Run `send`
    again to go on: nobody is lost and nobody gets it twice.

    For example:

      storsthlm pause
      storsthlm pause 2021-06.1
    """
    from storsthlm_cli.report.data import write_json
    from storsthlm_cli.report.records import standing_data
    from storsthlm_cli.report.sending import show_standing
    from storsthlm_cli.workflows.following import pause as hold

    session = session_of(context)
    standing = hold(session.workspace(), dispatch)
    if json:
        write_json(session.consoles.out, standing_data(standing))
    else:
        show_standing(session.consoles.out, standing)
