"""The course of an examination: everything is looked at, whatever else was found wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.health import Grade, Outcome
from storsthlm_cli.settings.servers import NOWHERE
from storsthlm_cli.workflows.examining import here
from storsthlm_cli.workflows.one_click import way_out
from storsthlm_cli.workflows.workspace import Workspace

if TYPE_CHECKING:
    from storsthlm_cli.online.names import Names


def examine(
    workspace: Workspace, *, online: bool = False, selectors: Sequence[str] = (), names: Names | None = None
) -> Iterator[Outcome]:
    """Yield what is found, look by look: the workspace, then its servers, and `online` its domain and web addresses.

    The servers are connected to and logged in to; nothing is sent. `selectors` are those of the domain's DKIM keys,
    `names` asks the name servers, the system's when None. Raises nothing that was expected to go wrong.
    """
    yield from _held("settings", here.settings(workspace))
    sizes: list[int] = []
    yield from _held("design", here.design(workspace, sizes.append))
    for topic, look in here.LOOKS.items():
        yield from _held(topic, look(workspace))
    yield from way_out(workspace)
    yield from _held("sync", here.other_host(workspace))
    yield from _servers(workspace, sum(sizes))
    if online:
        yield from _outside(workspace, selectors, names)
    else:
        yield Outcome("domain", Grade.SKIPPED, "nobody was asked about it and the web addresses", "`--online` asks")


def _servers(workspace: Workspace, size: int) -> Iterator[Outcome]:
    from storsthlm_cli.workflows.examining import servers

    relays = [relay for relay in workspace.settings.smtp.relays if relay.account.host != NOWHERE]
    if not relays:
        yield Outcome("smtp", Grade.SKIPPED, "no mail server is named: every `send` is a rehearsal")
    busy = _busy(workspace)
    for relay in relays:
        yield from servers.relay(workspace, relay, size, busy=busy)
    if workspace.settings.mailbox is None:
        yield Outcome("mailbox", Grade.SKIPPED, "no mailbox is named: `resolve` asks you alone")
    else:
        yield from servers.mailbox(workspace.settings.mailbox)


def _busy(workspace: Workspace) -> bool:
    """Tell whether something is being sent; what cannot be known was told before."""
    try:
        return any(here.at_work(workspace, each) for each in here.ongoing(workspace))
    except Failure:
        return False


def _outside(workspace: Workspace, selectors: Sequence[str], names: Names | None) -> Iterator[Outcome]:
    from storsthlm_cli.online.names import Names, Reserved, Silence
    from storsthlm_cli.workflows.examining import domain, web

    asked = names or Names()
    for topic, look in domain.LOOKS.items():
        try:
            yield from look(workspace, asked, selectors)
        except Reserved as reserved:
            yield Outcome(topic, Grade.SKIPPED, str(reserved), "your own addresses belong in storsthlm.yaml")
        except Silence as silence:
            yield Outcome(topic, Grade.WARNING, str(silence), "is the network up? try again later")
    yield from web.addresses(workspace)


def _held(topic: str, found: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield what is found, and a failure as one more of them."""
    try:
        yield from found
    except Failure as failure:
        yield Outcome(topic, Grade.ERROR, failure.message, failure.hint or "")
