"""Log in: put the password of the mail server into the keyring, once it is known to work."""

from __future__ import annotations

from dataclasses import replace

from storsthlm_cli.delivery.transports.connecting import NoConnection, Relay, connect
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.workflows.workspace import Workspace


def login(workspace: Workspace, password: str) -> str:
    """Try the password on the server of the settings and keep it if the server takes it. Return `user@host:port`.

    Raises Failure when the settings name no user or no keyring is to be had, Refused with the server's words when it
    does not take the password; then nothing is kept.
    """
    from storsthlm_cli.settings.secrets import store_password

    smtp = workspace.settings.smtp
    if smtp.user is None:
        raise Failure("the settings name no user to log in as", hint="set `smtp.user` in storsthlm.yaml")
    hello = workspace.settings.newsletter.sender.address.rpartition("@")[2]
    relay = Relay(smtp.host, smtp.port, smtp.security, hello, ca_file=smtp.ca_file)
    try:
        connect(replace(relay, user=smtp.user, password=password)).socket.close()
    except NoConnection as error:
        raise Refused(error.trouble.message, hint="the password was not kept; correct it or the settings") from None
    store_password(smtp, password)
    return f"{smtp.user}@{smtp.host}:{smtp.port}"
