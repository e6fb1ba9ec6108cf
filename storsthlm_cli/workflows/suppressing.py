"""Suppress: remember who must get nothing, of a list or at all, and take it back."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from sqlalchemy import Engine

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.audience.files import check_name, missing
from storsthlm_cli.model.audience import ERASURE, Before, Suppression
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.store import suppressions as store
from storsthlm_cli.workflows.leavers import digest_of
from storsthlm_cli.workflows.memory import open_memory, remembered, token_keys
from storsthlm_cli.workflows.receipts import check_memory
from storsthlm_cli.workflows.withholding import withhold
from storsthlm_cli.workflows.workspace import Workspace

BY_HAND = "by hand"

_COMPLAINT = "complaint of "
_DEAD = "the address does not work"


def suppress(
    workspace: Workspace, addresses: Sequence[str], reason: str, name: str = "", *, despite_lost_memory: bool = False
) -> tuple[tuple[Suppression, ...], tuple[Before, ...]]:
    """Suppress addresses for the list `name` ("" for all), all or none.

    Returns those that were not suppressed before, and what was there of the others. A dispatch under way leaves them
    out from this moment on. An address that was erased is not written down again. Raises Failure for what is no
    address, and for a list that is not there; Refused when a receipt tells that the memory is lost, unless
    `despite_lost_memory`: a new one would know nobody who has left before.
    """
    if name:
        _check_list(workspace, name)
    now = datetime.datetime.now(datetime.UTC)
    keys = [_key(raw, "nothing was suppressed; correct it") for raw in addresses]
    if not despite_lost_memory:
        check_memory(workspace, remembered(workspace), outcome="nobody was suppressed")
    engine, tokens = open_memory(workspace), token_keys(workspace)
    digest = digest_of(tokens)
    held = {key: (*store.of(engine, key), *store.of(engine, digest(key))) for key in keys}
    added = withhold(engine, tokens, [Suppression(key, reason, BY_HAND, now, name) for key in keys])
    new = {each.key for each in added}
    there = [(key, [each for each in held[key] if each.list == name or each.reason == ERASURE]) for key in held]
    return added, tuple(Before(key, found[0]) for key, found in there if key not in new and found)


def suppressions(workspace: Workspace, name: str = "") -> tuple[Suppression, ...]:
    """Return all suppressions, oldest first; with `name`, those that hold for that list, be it for all or for it."""
    engine = remembered(workspace)
    found = tuple(store.remembered(engine)) if engine is not None else ()
    return tuple(each for each in found if not name or each.list in ("", name))


def lift(workspace: Workspace, addresses: Sequence[str], reason: str, name: str = "") -> tuple[Suppression, ...]:
    """Take suppressions of addresses back, all or none: those for the list `name`, or for "" all that there are.

    An erased address is recognised. Both the suppression and its end, with the reason, stay in the book of changes.
    Returns what held. Raises Failure for what is no address and for whom nothing is to be taken back.
    """
    keys = [_key(raw, "nothing was lifted; correct it") for raw in addresses]
    engine = remembered(workspace)
    found = [_held(workspace, engine, key, name) for key in keys]
    without = [raw for raw, held in zip(addresses, found, strict=True) if not held]
    if engine is None or without:
        where = f" for `{name}` only" if name else ""
        raise Failure(
            f"not suppressed{where}: {', '.join(f'`{raw}`' for raw in without or addresses)}",
            hint="nothing was lifted; `storsthlm suppress` shows who is",
        )
    now = datetime.datetime.now(datetime.UTC)
    return store.lift(engine, [each for held in found for each in held], reason=reason, source=BY_HAND, at=now)


def risk(lifted: Suppression) -> str | None:
    """Return why mailing somebody again may do harm, None when a person's word is all that stood against it."""
    if lifted.source.startswith(_COMPLAINT):
        return "had reported the newsletter as spam: one more report harms the mail to all others"
    if lifted.reason.startswith(_DEAD):
        return "did not work when it was last mailed: to mail dead addresses looks like spam"
    if lifted.reason == ERASURE:
        return "is of somebody who asked to be erased: mail them only if they ask for it again"
    return None


def _held(workspace: Workspace, engine: Engine | None, key: str, name: str) -> tuple[Suppression, ...]:
    if engine is None:
        return ()
    digest = digest_of(token_keys(workspace))(key)
    found = (*store.of(engine, key), *store.of(engine, digest))
    return tuple(each for each in found if not name or each.list == name)


def _check_list(workspace: Workspace, name: str) -> None:
    check_name(name)
    path = workspace.list_file(name)
    if not path.is_file():
        raise missing(path, name, workspace.shown(path))


def _key(raw: str, hint: str) -> str:
    try:
        return parse(raw).key
    except InvalidAddress as error:
        raise Failure(f"`{raw}` is not an address: {error}", hint=hint) from None
