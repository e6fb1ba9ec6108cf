"""`storsthlm login`."""

from __future__ import annotations

from typing import Annotated

import typer

from storsthlm_cli.cli.session import session_of
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.report.consoles import Consoles, write


def login(
    context: typer.Context,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from the first line of stdin.")
    ] = False,
) -> None:
    """Store the mail server's password in the keyring of this machine.

    The password is asked for and never shown; it gets into no setting, no log
    and no database. Host and user are those of storsthlm.yaml.

    For example:

      storsthlm login
      storsthlm login --password-stdin < password.txt
    """
    from storsthlm_cli.workflows.signing_in import login as store

    session = session_of(context)
    workspace = session.workspace()
    password = _read(session.consoles, password_stdin)
    account = store(workspace, password)
    write(session.consoles.out, f"the password of {account} works and is kept")


def _read(consoles: Consoles, from_stdin: bool) -> str:
    if from_stdin:
        password = consoles.stdin.readline().rstrip("\r\n")
    elif consoles.can_ask:
        import getpass

        password = getpass.getpass("password: ")
    else:
        raise Failure("nobody is here to type the password", hint="`--password-stdin` reads it from stdin")
    if not password:
        raise Failure("the password is empty", hint="nothing was stored")
    return password
