"""Withholding: suppressions written down so that they hold at once, and bring back no address that was erased."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Engine

from storsthlm_cli.model.audience import Suppression
from storsthlm_cli.store import suppressions
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.leavers import digest_of


def withhold(engine: Engine, keys: Keys, entries: Iterable[Suppression]) -> tuple[Suppression, ...]:
    """Write suppressions, and return those that were new.

    An unended dispatch may still have the address of whom an old row, or another machine, names by a digest only; its
    ledger compares addresses, so that it is told the address too. Whoever was erased since their address was looked up
    is passed over: they get nothing, and the address is not written down again.
    """
    return suppressions.suppress(engine, entries, digest_of(keys))
