"""The mailbox that the settings name."""

from __future__ import annotations

from storsthlm_cli.mailbox.opening import Server
from storsthlm_cli.settings.records import Account
from storsthlm_cli.settings.secrets import account_name
from storsthlm_cli.workflows.transports import secret_of


def mailbox_server(account: Account) -> Server:
    """Return the server of a mailbox's account; its secret is asked for when it is opened.

    Raises Failure when the settings name no user.
    """
    return Server(
        host=account.host,
        port=account.port,
        security=account.security,
        user=account.user or account_name(account),
        login=account.login,
        secret=secret_of(account),
        ca_file=account.ca_file,
    )
