"""The one place where a way out is plugged in."""

from __future__ import annotations

from collections.abc import Callable

from storsthlm_cli.delivery.pacing import Pace
from storsthlm_cli.delivery.ports import Transport
from storsthlm_cli.delivery.transports.connecting import Relay, connect
from storsthlm_cli.delivery.transports.relays import Way, way_out
from storsthlm_cli.delivery.transports.smtp import SmtpTransport
from storsthlm_cli.model.delivery import Login
from storsthlm_cli.settings.records import OUTBOX, Account, RelaySettings
from storsthlm_cli.store import dispatches
from storsthlm_cli.workflows.memory import outbox, remembered
from storsthlm_cli.workflows.workspace import Workspace


def rehearses(workspace: Workspace) -> bool:
    """Whether a `send` with these settings ends in the embedded server."""
    return workspace.settings.transport == OUTBOX


def open_transport(workspace: Workspace, dispatch: str) -> Transport:
    """Return the transport that the settings name: the embedded server, or the mail servers in their order."""
    if not rehearses(workspace):
        return way_out([_way(workspace, relay) for relay in workspace.settings.smtp.relays])
    from storsthlm_cli.delivery.transports.outbox import OutboxTransport

    return OutboxTransport(outbox(workspace, dispatch))


def relay_of(workspace: Workspace, account: Account) -> Relay:
    """Return a server of the settings; its secret is asked for when a connection is opened."""
    return Relay(
        host=account.host,
        port=account.port,
        security=account.security,
        hello=workspace.settings.newsletter.sender.address.rpartition("@")[2],
        user=account.user,
        login=account.login,
        secret=secret_of(account),
        ca_file=account.ca_file,
    )


def secret_of(account: Account) -> Callable[[], str]:
    """Return what has the password of an account, or a fresh token. It raises Failure when there is none."""
    if account.login is Login.MICROSOFT:
        from storsthlm_cli.settings.microsoft import Tokens

        return Tokens(account)
    from storsthlm_cli.settings.secrets import password

    return lambda: password(account)


def _way(workspace: Workspace, settings: RelaySettings) -> Way:
    relay = relay_of(workspace, settings.account)
    engine = remembered(workspace) if settings.per_day is not None else None
    sent = dispatches.latest(engine, settings.per_day) if engine is not None and settings.per_day is not None else ()
    pace = Pace(settings.per_minute, settings.per_day, sent)
    return Way(lambda: SmtpTransport(lambda: connect(relay)), pace, settings.connections)
