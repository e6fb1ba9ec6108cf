"""`storsthlm login`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from storsthlm_cli.cli.confirming import NobodyHere
from storsthlm_cli.cli.session import session_of
from storsthlm_cli.model.delivery import Login
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.report.consoles import Consoles, write

if TYPE_CHECKING:
    from storsthlm_cli.settings.microsoft import Invitation


def login(
    context: typer.Context,
    server: Annotated[
        str, typer.Option(metavar="KEY", help="Which server of the settings: smtp, smtp.others.0, mailbox.")
    ] = "smtp",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from the first line of stdin.")
    ] = False,
) -> None:
    """Store what opens the mail server in the keyring of this machine.

    The password is asked for and never shown; it gets into no setting, no log
    and no database. Host and user are those of storsthlm.yaml. Where they say
    `login: microsoft`, you sign in in a browser instead, once: no password is
    typed here, and tokens are fetched by themselves from then on.

    For example:

      storsthlm login
      storsthlm login --password-stdin < password.txt
      storsthlm login --server mailbox
    """
    from storsthlm_cli.workflows.signing_in import account_at, sign_in
    from storsthlm_cli.workflows.signing_in import login as store

    session = session_of(context)
    workspace = session.workspace()
    account = account_at(workspace, server)
    if account.login is Login.MICROSOFT:
        name = sign_in(workspace, account, lambda invitation: _invite(session.consoles, invitation))
        write(session.consoles.out, f"{name} is signed in; tokens are fetched by themselves from now on")
        return
    name = store(workspace, account, _read(session.consoles, password_stdin))
    write(session.consoles.out, f"the password of {name} works and is kept")


def _invite(consoles: Consoles, invitation: Invitation) -> None:
    write(consoles.err, f"open {invitation.address} in a browser, on any machine,")
    write(consoles.err, f"and type the code {invitation.code} there. Waiting …")


def _read(consoles: Consoles, from_stdin: bool) -> str:
    if from_stdin:
        password = consoles.stdin.readline().rstrip("\r\n")
    elif consoles.can_ask:
        import getpass

        password = getpass.getpass("password: ")
    else:
        raise NobodyHere("nobody is here to type the password", hint="`--password-stdin` reads it from stdin")
    if not password:
        raise Failure("the password is empty", hint="nothing was stored")
    return password
