"""`storsthlm doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.session import Exit, session_of


def doctor(
    context: typer.Context,
    online: Annotated[
        bool, typer.Option("--online", help="Ask for the sender's domain and the web addresses, too.")
    ] = False,
    selector: Annotated[
        list[str] | None,
        typer.Option(
            "--dkim-selector", metavar="NAME", help="With --online: the key that mails are signed with. Repeatable."
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show first where the value of each setting is from.")
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Look whether everything is in order before it matters, and say what to do about what is not.

    Looks at the settings, the design, the key, the database, the disk, the clock
    and what stands unfinished. Connects to each mail server and to the mailbox of
    the settings, logs in and leaves again; nothing is sent. With `--online`, SPF,
    DKIM, DMARC and MX of the sender's domain are looked up, and the addresses in
    the mail are asked for once.

    What only an IT department can put right is written down as a letter to
    paste. Exits with 1 when there is an error.

    For example:

      storsthlm doctor
      storsthlm doctor --online --dkim-selector selector1
      storsthlm doctor --json
    """
    from storsthlm_cli.model.errors import Failure
    from storsthlm_cli.model.health import Grade
    from storsthlm_cli.report.health import show_health, show_origins, write_health
    from storsthlm_cli.workflows.examining.course import examine

    if selector and not online:
        raise Failure("`--dkim-selector` asks the name servers", hint="say `--online`, too")
    session = session_of(context)
    workspace = session.workspace()
    outcomes = examine(workspace, online=online, selectors=selector or ())
    if json:
        told = write_health(session.consoles, workspace.settings, outcomes)
    else:
        if verbose:
            show_origins(session.consoles, workspace.settings)
        told = show_health(session.consoles, workspace.settings, outcomes)
    if any(each.grade is Grade.ERROR for each in told):
        raise typer.Exit(Exit.NO)
