"""Log in: keep what opens a server or a mailbox in the keyring, once it is known to work."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from storsthlm_cli.delivery.transports.connecting import NoConnection, connect
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.settings.records import Account
from storsthlm_cli.workflows.transports import relay_of
from storsthlm_cli.workflows.workspace import Workspace

if TYPE_CHECKING:
    from storsthlm_cli.settings.microsoft import Invitation

FIRST = "smtp"
"""The key of the server that is logged in to when none is named."""


def accounts(workspace: Workspace) -> Mapping[str, Account]:
    """Return the accounts of the settings by the key under which they stand, the first mail server first."""
    settings = workspace.settings
    found = [relay.account for relay in settings.smtp.relays]
    if settings.mailbox is not None:
        found.append(settings.mailbox.account)
    return {account.key: account for account in found}


def account_at(workspace: Workspace, key: str) -> Account:
    """Return the account under a key. Raises Failure when there is none, or when it names no user."""
    from storsthlm_cli.settings.secrets import account_name

    known = accounts(workspace)
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1)
        names = ", ".join(f"`{name}`" for name in known)
        raise Failure(
            f"there is no server `{key}` in the settings",
            hint=f"did you mean `{near[0]}`?" if near else f"it has {names}",
        )
    account_name(known[key])
    return known[key]


def login(workspace: Workspace, account: Account, password: str) -> str:
    """Try the password on the server and keep it if the server takes it. Return `user@host:port`.

    Raises Failure when no keyring is to be had, Refused with the server's words when it does not take the password;
    then nothing is kept.
    """
    _try(workspace, account, lambda: password)
    return _keep(account, password)


def sign_in(workspace: Workspace, account: Account, invite: Callable[[Invitation], None]) -> str:
    """Have a person sign in at Microsoft, try the token on the server, and keep what fetches tokens from then on.

    Returns `user@host:port`. Raises Failure and Refused as `login` does, and when Microsoft does not let in.
    """
    from storsthlm_cli.settings.microsoft import granted

    grant = granted(account, invite)
    _try(workspace, account, lambda: grant.access)
    return _keep(account, grant.refresh)


def _try(workspace: Workspace, account: Account, secret: Callable[[], str]) -> None:
    if account.key == "mailbox":
        from storsthlm_cli.mailbox.opening import open_mailbox
        from storsthlm_cli.workflows.mailboxes import mailbox_server

        try:
            with open_mailbox(replace(mailbox_server(account), secret=secret)):
                return
        except Failure as error:
            raise Refused(error.message, hint=_NOT_KEPT) from None
    try:
        connect(replace(relay_of(workspace, account), secret=secret)).socket.close()
    except NoConnection as error:
        raise Refused(error.trouble.message, hint=_NOT_KEPT) from None


_NOT_KEPT = "nothing was kept; correct it or the settings"


def _keep(account: Account, secret: str) -> str:
    from storsthlm_cli.settings.secrets import account_name, store_password

    store_password(account, secret)
    return account_name(account)
