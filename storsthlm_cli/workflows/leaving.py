"""Leaving by a link or a button, and taking it back: what the holder of a reader's token may do, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import Engine

from storsthlm_cli.model.audience import ERASED, Suppression
from storsthlm_cli.model.delivery import Reader
from storsthlm_cli.model.leaving import ASKED_TO_LEAVE, Ask, Standing, own_word
from storsthlm_cli.model.leaving import BY_WEB as BY_WEB
from storsthlm_cli.store import addressees, suppressions
from storsthlm_cli.store.database import reading
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.leavers import digest_of
from storsthlm_cli.workflows.withholding import withhold

RETURNED = "took it back"


def reader_of(engine: Engine, keys: Keys, token: str) -> Reader | None:
    """Return whose token this is; None when it is none of ours, or the row is not in this database."""
    row = keys.reader(token)
    return addressees.reader(reading(engine), row.mark, row.number) if row is not None else None


def standing(engine: Engine, keys: Keys, reader: Reader) -> Standing:
    """Return where a reader stands; without the title of their list."""
    held = _held(engine, keys, reader)
    return Standing(
        left=any(not each.list for each in held),
        left_list=any(each.list for each in held),
        may_return=bool(held) and all(own_word(each.source) for each in held),
    )


def do(engine: Engine, keys: Keys, reader: Reader, ask: Ask, at: datetime.datetime, *, late: bool = False) -> Standing:
    """Do what a reader asks, and return where they stand then. Asking twice is asking once.

    What is told `late` was asked at a moment before now: it takes nothing back that they asked for since, and is not
    done once more after a colleague has lifted it.
    """
    if ask is Ask.RETURN:
        own = [each for each in _held(engine, keys, reader) if own_word(each.source)]
        own = [each for each in own if each.since <= at] if late else own
        suppressions.lift(engine, own, reason=RETURNED, source=BY_WEB, at=at)
    else:
        name = reader.list if ask is Ask.LEAVE_LIST else ""
        if late and _lifted(engine, reader, name, at):
            return standing(engine, keys, reader)
        withhold(engine, keys, [Suppression(reader.key, ASKED_TO_LEAVE, BY_WEB, at, name)])
    return standing(engine, keys, reader)


def _lifted(engine: Engine, reader: Reader, name: str, at: datetime.datetime) -> bool:
    """Tell whether what a reader asked at a moment was done before, and lifted by somebody else since."""
    changes = [each for each in suppressions.departures_of(reading(engine), reader.key) if each.list == name]
    done = any(each.suppressed and each.source == BY_WEB and each.at == at for each in changes)
    return done and any(not each.suppressed and not own_word(each.source) and each.at > at for each in changes)


def _held(engine: Engine, keys: Keys, reader: Reader) -> tuple[Suppression, ...]:
    """Return what holds for a reader: of all lists, and of the one through which they got the mail.

    They are known by their address and by its digest. Where the row has the digest only, the address is looked for
    among those that are suppressed.
    """
    looking, digest = reading(engine), digest_of(keys)
    if reader.key.startswith(ERASED):
        address = _addresses(engine, keys, suppressions.last_change(looking)).get(reader.key)
        others = [address] if address is not None else []
    else:
        others = [digest(reader.key)]
    found = (held for key in (reader.key, *others) for held in suppressions.of(looking, key))
    return tuple(each for each in found if each.list in ("", reader.list))


@lru_cache(maxsize=1)
def _addresses(engine: Engine, keys: Keys, _last_change: tuple[object, ...]) -> Mapping[str, str]:
    """Return the suppressed addresses by their digests, made anew only when somebody was added to them."""
    digest = digest_of(keys)
    return {digest(key): key for key in suppressions.addresses(reading(engine))}
