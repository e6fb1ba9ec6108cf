"""Follow a dispatch: where it stands, the proof that it is finished, giving it up."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy import Engine

from storsthlm_cli.delivery.ledgers.sql import SqlLedger
from storsthlm_cli.model.audience import ERASED
from storsthlm_cli.model.delivery import Dispatch, State
from storsthlm_cli.model.errors import Refused
from storsthlm_cli.model.sending import Proof, Standing, Verification
from storsthlm_cli.store import addressees, dispatches, repeats
from storsthlm_cli.store.approvals import approval_of
from storsthlm_cli.store.boot import boot_id
from storsthlm_cli.store.database import reading
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.leavers import digest_of
from storsthlm_cli.workflows.memory import Busy, alone, database_file, find_dispatch, outbox, remembered, token_keys
from storsthlm_cli.workflows.receipts import write_receipt
from storsthlm_cli.workflows.workspace import Workspace, find_issue

PRONE = (State.REFUSED, State.UNKNOWN, State.EXPIRED, State.DEFERRED, State.ATTEMPTING)
"""The states of rows that a person should look at."""


def status(workspace: Workspace, issue: str | None) -> tuple[Standing, ...]:
    """Return where the dispatches of an issue (the newest for None) stand, newest first."""
    key = find_issue(workspace, issue)
    engine = remembered(workspace)
    if engine is None:
        return ()
    looking = reading(engine)
    return tuple(standing(looking, dispatch) for dispatch in dispatches.find(looking, issue=key))


def standing(engine: Engine, dispatch: Dispatch) -> Standing:
    """Return where a dispatch stands now."""
    (fresh,) = dispatches.find(engine, name=dispatch.id)
    return Standing(
        fresh,
        dispatches.tally(engine, fresh.id),
        dispatches.rows(engine, fresh.id, PRONE),
        approval_of(engine, fresh.issue, fresh.content, until=fresh.ended),
    )


def cancel(workspace: Workspace, name: str | None) -> Standing:
    """Give up a dispatch (the latest for None): who has not been tried will not be. A running `send` of it stops.

    Raises Refused when it is not open.
    """
    engine, dispatch = find_dispatch(workspace, name)
    _settle_the_past(workspace, engine, dispatch)
    if not dispatches.cancel(engine, dispatch.id):
        (ended,) = dispatches.find(engine, name=dispatch.id)
        raise Refused(f"dispatch `{dispatch.id}` is {ended.state} already", hint="`storsthlm status` shows it")
    with contextlib.suppress(Busy), alone(workspace, dispatch.issue):  # who is sending writes it when it stops
        write_receipt(workspace, engine, dispatch.issue)
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
    proofs = [*_ledger_proofs(engine, now, lambda: digest_of(token_keys(workspace)))]
    if dispatch.rehearsal:
        proofs.append(_filed(workspace, engine, dispatch))
    return Verification(now, tuple(proofs))


def _ledger_proofs(engine: Engine, now: Standing, digest: repeats.Digest) -> Iterator[Proof]:
    dispatch, tally = now.dispatch, now.tally
    told = " + ".join(f"{tally[state]} {state}" for state in State if tally[state])
    yield Proof("everybody has exactly one row", tally.planned == dispatch.size, f"{dispatch.size} = {told}")
    yield Proof("every row is final", tally.open == 0, f"{tally.open} still to go" if tally.open else "")
    twice = repeats.listed_twice(engine, dispatch.id, digest)
    yield Proof("nobody is listed twice", not twice, ", ".join(twice))
    repeated = _in_several(engine, dispatch, digest)
    detail = f"also in another dispatch: {', '.join(repeated)}" if repeated else ""
    # rehearsals of other content do not count: nobody has the mail of those
    what = "this mail from two rehearsals" if dispatch.rehearsal else "this issue from two dispatches"
    yield Proof(f"nobody got {what}", not repeated, detail)


def _in_several(engine: Engine, dispatch: Dispatch, digest: repeats.Digest) -> tuple[str, ...]:
    """Return who was accepted in this dispatch and in another that counts against it (DESIGN, promise 2)."""
    known = dispatches.find(engine, issue=dispatch.issue)
    place = [each.id for each in known].index(dispatch.id)
    later = [each.id for each in known[:place] if _spares(each, dispatch)]
    earlier = [each.id for each in known[place + 1 :] if _spares(dispatch, each)]
    return repeats.accepted_in_both(engine, dispatch.id, [*earlier, *later], digest)


def _spares(later: Dispatch, earlier: Dispatch) -> bool:
    """Whether who has the earlier one was to get nothing from the later one."""
    correction = later.corrects is not None
    counts = earlier.counts_against(rehearsal=later.rehearsal, content=later.content, correction=correction)
    return counts and not later.again


def _filed(workspace: Workspace, engine: Engine, dispatch: Dispatch) -> Proof:
    """Compare the outbox with the ledger: one file for each accepted message, with exactly the frozen bytes."""
    from storsthlm_cli.delivery.transports.outbox import file_name
    from storsthlm_cli.messages.letter import load_letter

    folder = outbox(workspace, dispatch.id)
    frozen, keys = dispatches.letter(engine, dispatch.id), token_keys(workspace).keys
    # whichever key signed when it was sent: newer ones may have been added since
    letters = [load_letter(frozen, Keys(keys[:count]), dispatch.mark) for count in range(len(keys), 0, -1)]
    wrong: list[str] = []
    files = {path.name for path in folder.glob("*.eml")} if folder.is_dir() else set()
    unexplained = set(files)
    for each in addressees.people(engine, dispatch.id, (State.ACCEPTED,)):
        if each.key.startswith(ERASED):
            continue  # their message went with their address
        name = file_name(each.address)
        unexplained.discard(name)
        if name not in files:
            wrong.append(f"no message for {each.address}")
        elif (folder / name).read_bytes() not in (letter.message(each) for letter in letters):
            wrong.append(f"{name} is not the message that was frozen")
    unexplained -= {file_name(each.address) for each in addressees.people(engine, dispatch.id, (State.UNKNOWN,))}
    wrong += [f"{name} is in the outbox, and not in the ledger" for name in sorted(unexplained)]
    held = f"{len(files)} file{'' if len(files) == 1 else 's'}"
    return Proof("the outbox holds one message for each, byte for byte", not wrong, "; ".join(wrong[:5]) or held)
