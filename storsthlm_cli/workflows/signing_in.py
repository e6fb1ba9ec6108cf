"""Log in: put the password of the mail server into the keyring, once it is known to work."""

from __future__ import annotations

from dataclasses import replace

from storsthlm_cli.delivery.transports.connecting import NoConnection, connect
from storsthlm_cli.model.errors import Refused
from storsthlm_cli.workflows.transports import relay_of
from storsthlm_cli.workflows.workspace import Workspace


def login(workspace: Workspace, password: str) -> str:
    """Try the password on the server of the settings and keep it if the server takes it. Return `user@host:port`.

    Raises Failure when the settings name no user or no keyring is to be had, Refused with the server's words when it
    does not take the password; then nothing is kept.
    """
    from storsthlm_cli.settings.secrets import account_name, store_password

    account = workspace.settings.smtp.first
    name = account_name(account)
    try:
        connect(replace(relay_of(workspace, account), secret=lambda: password)).socket.close()
    except NoConnection as error:
        raise Refused(error.trouble.message, hint="the password was not kept; correct it or the settings") from None
    store_password(account, password)
    return name
