"""`storsthlm cancel`."""

from __future__ import annotations

import typer

from storsthlm_cli.cli.arguments import DispatchArgument, JsonFlag
from storsthlm_cli.cli.session import session_of


def cancel(context: typer.Context, dispatch: DispatchArgument = None, json: JsonFlag = False) -> None:
    """Give up an unfinished dispatch: whoever has not got it will not get it from this one.

    Those who have it keep it, and a later send of the issue leaves them out.

    For example:

      storsthlm cancel
      storsthlm cancel 2021-06.1
    """
    from storsthlm_cli.report.data import write_json
    from storsthlm_cli.report.records import standing_data
    from storsthlm_cli.report.sending import show_standing
    from storsthlm_cli.workflows.following import cancel as give_up

    session = session_of(context)
    standing = give_up(session.workspace(), dispatch)
    if json:
        write_json(session.consoles.out, standing_data(standing))
    else:
        show_standing(session.consoles.out, standing)
