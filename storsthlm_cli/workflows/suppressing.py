"""Suppress: remember who must get nothing."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.model.audience import Suppression
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.store.suppressions import remembered as remember
from storsthlm_cli.store.suppressions import suppress as write
from storsthlm_cli.workflows.memory import open_memory, remembered
from storsthlm_cli.workflows.workspace import Workspace

BY_HAND = "by hand"


def suppress(workspace: Workspace, addresses: Sequence[str], reason: str) -> tuple[Suppression, ...]:
    """Suppress addresses, all or none, and return those that were not suppressed before.

    A dispatch under way leaves them out from this moment on. Raises Failure for what is no address.
    """
    now = datetime.datetime.now(datetime.UTC)
    entries = [Suppression(_key(raw), reason, BY_HAND, now) for raw in addresses]
    return write(open_memory(workspace), entries)


def suppressions(workspace: Workspace) -> tuple[Suppression, ...]:
    """Return all suppressions, oldest first."""
    engine = remembered(workspace)
    return tuple(remember(engine)) if engine is not None else ()


def _key(raw: str) -> str:
    try:
        return parse(raw).key
    except InvalidAddress as error:
        raise Failure(f"`{raw}` is not an address: {error}", hint="nothing was suppressed; correct it") from None
