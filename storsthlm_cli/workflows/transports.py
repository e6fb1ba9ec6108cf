"""The one place where a way out is plugged in."""

from __future__ import annotations

from storsthlm_cli.delivery.ports import Transport
from storsthlm_cli.delivery.transports.connecting import Relay, connect
from storsthlm_cli.delivery.transports.smtp import SmtpTransport
from storsthlm_cli.settings.records import OUTBOX
from storsthlm_cli.workflows.memory import outbox
from storsthlm_cli.workflows.workspace import Workspace


def rehearses(workspace: Workspace) -> bool:
    """Whether a `send` with these settings ends in the embedded server."""
    return workspace.settings.transport == OUTBOX


def open_transport(workspace: Workspace, dispatch: str) -> Transport:
    """Return the transport that the settings name. Raises Failure when its password is not to be had."""
    if not rehearses(workspace):
        relay = relay_of(workspace)
        return SmtpTransport(lambda: connect(relay))
    from storsthlm_cli.delivery.transports.outbox import OutboxTransport

    return OutboxTransport(outbox(workspace, dispatch))


def relay_of(workspace: Workspace) -> Relay:
    """Return the server of the settings with the password from the keyring. Raises Failure when there is none."""
    from storsthlm_cli.settings.secrets import password

    smtp = workspace.settings.smtp
    return Relay(
        host=smtp.host,
        port=smtp.port,
        security=smtp.security,
        hello=workspace.settings.newsletter.sender.address.rpartition("@")[2],
        user=smtp.user,
        password=password(smtp) if smtp.user is not None else None,
        ca_file=smtp.ca_file,
    )
