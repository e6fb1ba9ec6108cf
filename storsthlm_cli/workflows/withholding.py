"""Withholding: suppressions written down so that they hold at once, and bring back no address that was erased."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Engine

from storsthlm_cli.model.audience import ERASED, Suppression
from storsthlm_cli.store import persons, suppressions
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.leavers import digest_of


def withhold(engine: Engine, keys: Keys, entries: Iterable[Suppression]) -> tuple[Suppression, ...]:
    """Write suppressions, and return those that were new.

    An unended dispatch may still have the address of whom an old row, or another machine, names by a digest only; its
    ledger compares addresses, so that it is told the address too. Whoever was erased since their address was looked up
    is passed over: they get nothing, and the address is not written down again.
    """
    told, digest = tuple(entries), digest_of(keys)
    added = suppressions.suppress(engine, told, digest)
    by_digest: dict[str, list[Suppression]] = {}
    for each in told:
        if each.key.startswith(ERASED):
            by_digest.setdefault(each.key, []).append(each)
    if by_digest:
        awaited = ((key, by_digest.get(digest(key), ())) for key in persons.awaited(engine))
        suppressions.suppress(engine, [replace(each, key=key) for key, held in awaited for each in held])
    return added
