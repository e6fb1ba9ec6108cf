"""Follow a dispatch: where it stands, the proof that it is finished, giving it up."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Engine

from storsthlm_cli.delivery.ledgers.sql import SqlLedger
from storsthlm_cli.model.delivery import Dispatch, Recipient, State
from storsthlm_cli.model.errors import Refused
from storsthlm_cli.model.sending import Proof, Standing, Verification
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.boot import boot_id
from storsthlm_cli.workflows.memory import Busy, alone, database_file, find_dispatch, outbox, remembered, token_keys
from storsthlm_cli.workflows.workspace import Workspace, find_issue

PRONE = (State.REFUSED, State.UNKNOWN, State.EXPIRED, State.DEFERRED, State.ATTEMPTING)
"""The states of rows that a person should look at."""


def status(workspace: Workspace, issue: str | None) -> tuple[Standing, ...]:
    """Return where the dispatches of an issue (the newest for None) stand, newest first."""
    key = find_issue(workspace, issue)
    engine = remembered(workspace)
    if engine is None:
        return ()
    return tuple(standing(engine, dispatch) for dispatch in dispatches.find(engine, issue=key))


def standing(engine: Engine, dispatch: Dispatch) -> Standing:
    """Return where a dispatch stands now."""
    (fresh,) = dispatches.find(engine, name=dispatch.id)
    return Standing(fresh, dispatches.tally(engine, fresh.id), dispatches.rows(engine, fresh.id, PRONE))


def cancel(workspace: Workspace, name: str | None) -> Standing:
    """Give up a dispatch (the latest for None): who has not been tried will not be. A running `send` of it stops.

    Raises Refused when it is not open.
    """
    engine, dispatch = find_dispatch(workspace, name)
    _settle_the_past(workspace, engine, dispatch)
    if not dispatch.ongoing:
        raise Refused(f"dispatch `{dispatch.id}` is {dispatch.state} already", hint="`storsthlm status` shows it")
    dispatches.cancel(engine, dispatch.id)
    return standing(engine, dispatch)


def pause(workspace: Workspace, name: str | None) -> Standing:
    """Pause a dispatch (the latest for None) until `send` is run again. A running `send` of it stops.

    Raises Refused when there is nothing to pause.
    """
    engine, dispatch = find_dispatch(workspace, name)
    if not dispatch.ongoing:
        raise Refused(f"dispatch `{dispatch.id}` is {dispatch.state} already", hint="`storsthlm status` shows it")
    dispatches.pause(engine, dispatch.id)
    return standing(engine, dispatch)


def _settle_the_past(workspace: Workspace, engine: Engine, dispatch: Dispatch) -> None:
    """Make unknown what a process that died had on the wire. If one is alive, it knows better and is left alone."""
    with contextlib.suppress(Busy), alone(workspace, dispatch.issue):
        SqlLedger(engine, dispatch.id, database_file(workspace), boot=boot_id()).close()


def verify(workspace: Workspace, name: str | None) -> Verification:
    """Prove from the ledger, and for a rehearsal from the filed messages, what became of a dispatch."""
    engine, dispatch = find_dispatch(workspace, name)
    now = standing(engine, dispatch)
    proofs = [*_ledger_proofs(engine, now)]
    if dispatch.rehearsal:
        proofs.append(_filed(workspace, engine, dispatch))
    return Verification(now, tuple(proofs))


def _ledger_proofs(engine: Engine, now: Standing) -> Iterator[Proof]:
    dispatch, tally = now.dispatch, now.tally
    told = " + ".join(f"{tally[state]} {state}" for state in State if tally[state])
    yield Proof("everybody has exactly one row", tally.planned == dispatch.size, f"{dispatch.size} = {told}")
    yield Proof("every row is final", tally.open == 0, f"{tally.open} still to go" if tally.open else "")
    people = dispatches.people(engine, dispatch.id)
    twice = [key for key, count in Counter(each.key for each in people).items() if count > 1]
    yield Proof("nobody is listed twice", not twice, ", ".join(twice))
    repeated = _in_several(engine, dispatch)
    detail = f"also in another dispatch: {', '.join(repeated)}" if repeated else ""
    yield Proof("nobody got this issue from two dispatches", not repeated, detail)


def _in_several(engine: Engine, dispatch: Dispatch) -> list[str]:
    """Return who was accepted in this dispatch and in another that counts against it (DESIGN, promise 2)."""
    has_it = {each.key for each in dispatches.people(engine, dispatch.id, (State.ACCEPTED,))}
    found: set[str] = set()
    for other in dispatches.find(engine, issue=dispatch.issue):
        same_kind = other.rehearsal == dispatch.rehearsal and (not other.rehearsal or other.content == dispatch.content)
        if other.id != dispatch.id and same_kind:
            found |= has_it & {each.key for each in dispatches.people(engine, other.id, (State.ACCEPTED,))}
    return sorted(found)


def _filed(workspace: Workspace, engine: Engine, dispatch: Dispatch) -> Proof:
    """Compare the outbox with the ledger: one file for each accepted message, with exactly the frozen bytes."""
    from storsthlm_cli.delivery.transports.outbox import file_name
    from storsthlm_cli.messages.letter import load_letter

    folder = outbox(workspace, dispatch.id)
    letter = load_letter(dispatches.letter(engine, dispatch.id), token_keys(workspace))
    expected: dict[str, Recipient] = {}
    wrong: list[str] = []
    for each in dispatches.people(engine, dispatch.id, (State.ACCEPTED,)):
        expected[file_name(each.address)] = each
    files = {path.name: path for path in folder.glob("*.eml")} if folder.is_dir() else {}
    for name, each in expected.items():
        if name not in files:
            wrong.append(f"no message for {each.address}")
        elif files[name].read_bytes() != letter.message(each):
            wrong.append(f"{name} is not the message that was frozen")
    unknown = {file_name(each.address) for each in dispatches.people(engine, dispatch.id, (State.UNKNOWN,))}
    wrong += [
        f"{name} is in the outbox, and not in the ledger" for name in sorted(files.keys() - expected.keys() - unknown)
    ]
    return Proof(
        "the outbox holds one message for each, byte for byte", not wrong, "; ".join(wrong[:5]) or f"{len(files)} files"
    )
