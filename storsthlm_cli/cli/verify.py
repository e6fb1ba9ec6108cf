"""`storsthlm verify`."""

from __future__ import annotations

import typer

from storsthlm_cli.cli.arguments import DispatchArgument, JsonFlag
from storsthlm_cli.cli.session import Exit, code_of, session_of


def verify(context: typer.Context, dispatch: DispatchArgument = None, json: JsonFlag = False) -> None:
    """Prove what became of everybody whom a dispatch was planned for.

    Adds up the ledger, and in a rehearsal compares it with the messages that
    the embedded server received. Exits with 1 when a proof fails, with 3 when
    the dispatch is unfinished, with 4 when some did not get it or are unknown.

    For example:

      storsthlm verify
      storsthlm verify 2021-06.1 --json
    """
    from storsthlm_cli.report.data import write_json
    from storsthlm_cli.report.records import verification_data
    from storsthlm_cli.report.sending import show_verification
    from storsthlm_cli.workflows.following import verify as prove

    session = session_of(context)
    verification = prove(session.workspace(), dispatch)
    if json:
        write_json(session.consoles.out, verification_data(verification))
    else:
        show_verification(session.consoles.out, verification)
    code = code_of(verification.standing)
    raise typer.Exit(code if verification.holds or code is Exit.UNFINISHED else Exit.NO)
