"""Send: freeze content and recipients, then let the engine work until nothing is left or somebody says stop."""

from __future__ import annotations

import datetime
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import FrameType

from sqlalchemy import Engine as Database

from storsthlm_cli import __version__
from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.delivery.engine import Engine
from storsthlm_cli.delivery.ledgers.memory import MemoryLedger
from storsthlm_cli.delivery.ledgers.sql import SqlLedger
from storsthlm_cli.delivery.ports import Ledger, Letter
from storsthlm_cli.delivery.runs import Ending, Limits, Why
from storsthlm_cli.messages.letter import load_letter
from storsthlm_cli.messages.values import missing
from storsthlm_cli.model.delivery import Dispatch, DispatchState, Recipient, State
from storsthlm_cli.model.errors import BadContent, Failure, Refused, Unfinished
from storsthlm_cli.model.selections import named
from storsthlm_cli.model.sending import Plan, Progress, Standing
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.boot import boot_id
from storsthlm_cli.workflows.approving import demand
from storsthlm_cli.workflows.composing import Content, compose
from storsthlm_cli.workflows.correcting import lists_of
from storsthlm_cli.workflows.following import PRONE, standing
from storsthlm_cli.workflows.freshness import demand_fresh
from storsthlm_cli.workflows.leavers import leavers_of
from storsthlm_cli.workflows.memory import (
    alone,
    database_file,
    open_memory,
    outbox,
    put_aside,
    token_keys,
)
from storsthlm_cli.workflows.planning import numbered
from storsthlm_cli.workflows.receipts import write_receipt
from storsthlm_cli.workflows.transports import open_transport, rehearses
from storsthlm_cli.workflows.variants import check_list
from storsthlm_cli.workflows.workspace import Workspace

TEST = "test"
"""What a test has instead of a dispatch's id."""


def send(
    workspace: Workspace,
    plan: Plan,
    *,
    limit: int | None,
    tell: Callable[[Progress], None],
    despite_refusals: bool = False,
) -> Standing:
    """Carry a plan out: at most `limit` messages (None: all), and return where the dispatch stands.

    Many refused recipients stop it, unless it is to go on `despite_refusals`. Raises Unfinished when something stands
    in the way and the same command can go on later, Refused when the world has changed since the plan was made, and
    KeyboardInterrupt, with the ledger complete, after Ctrl-C.
    """
    with alone(workspace, plan.issue):
        database = open_memory(workspace)
        demand(workspace, database, plan.issue, plan.content)
        demand_fresh(workspace, unfinished=plan.resumes is not None)
        dispatch = plan.resumes or _freeze(workspace, database, plan)
        dispatches.resume(database, dispatch.id)
        write_receipt(workspace, database, plan.issue)
        letter = load_letter(dispatches.letter(database, dispatch.id), token_keys(workspace), dispatch.mark)
        ledger = SqlLedger(database, dispatch.id, database_file(workspace), boot=boot_id())
        try:
            patience = workspace.settings.smtp.retry_for.total_seconds()
            limits = replace(_limits(workspace, patience), messages=limit, refusals=despite_refusals)
            ending = _run(workspace, ledger, letter, dispatch.id, limits, tell)
        finally:
            ledger.close()
        if ending.why is Why.NOTHING_LEFT:
            dispatches.finish(database, dispatch.id)
        write_receipt(workspace, database, plan.issue)
        result = standing(database, dispatch)
        if ending.why is Why.INTERRUPTED:
            raise KeyboardInterrupt
        if ending.why is Why.PAUSED:
            raise Unfinished(
                f"dispatch `{dispatch.id}` was paused; {result.tally.open} are still to go",
                hint="run the same command again to go on",
            )
        if ending.why is Why.TROUBLE and ending.trouble is not None:
            done = f"{result.tally.planned - result.tally.open} of {result.tally.planned} are done"
            way = f"{ending.trouble.hint}; then " if ending.trouble.hint else ""
            raise Unfinished(
                f"{ending.trouble.message}; {done}, {result.tally.open} still to go",
                hint=f"{way}run the same command again to go on",
            )
        return result


def freeze(workspace: Workspace, plan: Plan) -> Dispatch:
    """Write a plan down to be carried out later: from now on its content and recipients are fixed. Nothing is sent.

    Raises what `send` raises before it sends.
    """
    with alone(workspace, plan.issue):
        database = open_memory(workspace)
        demand(workspace, database, plan.issue, plan.content)
        demand_fresh(workspace, unfinished=plan.resumes is not None)
        dispatch = plan.resumes or _freeze(workspace, database, plan)
        if plan.at is not None:
            dispatches.appoint(database, dispatch.id, plan.at.moment)
        dispatches.resume(database, dispatch.id)
        return dispatch


def test(
    workspace: Workspace,
    issue: str | None,
    addresses: Sequence[str],
    lists: Sequence[str] = (),  # noqa: PT028 - no test of pytest's
    *,
    tell: Callable[[Progress], None],
) -> Standing:
    """Send the issue, marked as a test in its subject, to named addresses. It counts for nothing afterwards.

    It is the mail that the readers of these lists will get; without any, the one for all. Who is put off is not tried
    again. Raises Failure for what is no address or no list, BadContent for findings at error level, Refused for lists
    that get different mails, for a suppressed address and when the server cannot be talked to.
    """
    for name in lists:
        check_list(workspace, name)
    content = compose(workspace, issue, token_keys(workspace), lists, test=True)
    if content.validation.errors:
        raise BadContent(
            "the issue has errors: nothing was sent", content.validation.errors, hint="correct them and send again"
        )
    blanks = {field: f"[{field}]" for field in missing(content.rendered, {})}
    people = [Recipient(number, *_address(raw), fields=blanks) for number, raw in enumerate(addresses, 1)]
    leavers = leavers_of(workspace)
    for each in people:
        why = next(filter(None, (leavers.why(each.key, name) for name in lists or ("",))), None)
        if why is not None:
            raise Refused(f"`{each.address}` is suppressed: {why.reason}", hint="nothing was sent to anybody")
    ledger = MemoryLedger(people)
    ending = _run(workspace, ledger, content.letter, TEST, _limits(workspace, 0), tell)
    if ending.why is Why.INTERRUPTED:
        raise KeyboardInterrupt
    if ending.why is Why.TROUBLE and ending.trouble is not None:
        had = ", ".join(row.address for row in ledger.rows() if row.state is State.ACCEPTED)
        message = f"{ending.trouble.message}; the test has reached {had}" if had else ending.trouble.message
        raise Refused(message, hint=ending.trouble.hint)
    dispatch = replace(_dispatch(workspace, content, (), len(people)), state=DispatchState.FINISHED)
    return Standing(dispatch, ledger.tally(), tuple(row for row in ledger.rows() if row.state in PRONE))


def _freeze(workspace: Workspace, database: Database, plan: Plan) -> Dispatch:
    """Write content and recipients down, if the world is still what the plan was made of."""
    keys = token_keys(workspace, make=True)
    at = plan.at.moment if plan.at is not None else None
    content = compose(workspace, plan.issue, keys, _addressed(database, plan), wish=plan.wish, at=at)
    others = dispatches.find(database, issue=plan.issue, open_only=True)
    if content.hash != plan.content or others:
        raise dispatches.OutOfDate
    dispatch = replace(
        _dispatch(workspace, content, plan.audience.lists, len(plan.audience.recipients)),
        corrects=plan.wish.corrects,
        again=plan.wish.again,
        at=at,
    )
    people = numbered(plan.audience)
    frozen = dispatches.create(database, dispatch, content.letter.dump(), people, expected=plan.extent)
    put_aside(outbox(workspace, frozen.id))
    return frozen


def _addressed(database: Database, plan: Plan) -> tuple[str, ...]:
    """Return the lists whose mail a plan is about; those of the dispatch that it corrects, if it does."""
    if plan.wish.corrects is None:
        return named(plan.audience.lists).lists
    (wrong,) = dispatches.find(database, name=plan.wish.corrects)
    return lists_of(database, wrong)


def _dispatch(workspace: Workspace, content: Content, lists: tuple[str, ...], size: int) -> Dispatch:
    return Dispatch(
        id=TEST,
        issue=content.validation.key,
        lists=lists,
        transport=workspace.settings.transport,
        rehearsal=rehearses(workspace),
        content=content.hash,
        subject=content.subject,
        size=size,
        created=datetime.datetime.now(datetime.UTC),
        state=DispatchState.OPEN,
        tool=__version__,
    )


def _limits(workspace: Workspace, patience: float) -> Limits:
    """Return what the settings allow a run: everybody, each worth so many seconds of waiting."""
    smtp = workspace.settings.smtp
    connections = max(relay.connections for relay in smtp.relays)
    return Limits(connections, None, patience, {} if rehearses(workspace) else smtp.domains)


def _run(
    workspace: Workspace,
    ledger: Ledger,
    letter: Letter,
    dispatch: str,
    limits: Limits,
    tell: Callable[[Progress], None],
) -> Ending:
    with _interruptions() as stop:
        transport = open_transport(workspace, dispatch)
        return Engine(ledger, transport, letter, limits, stop=stop, tell=tell).run()


def _address(raw: str) -> tuple[str, str]:
    try:
        found = parse(raw)
    except InvalidAddress as error:
        raise Failure(f"`{raw}` is not an address: {error}", hint="`--test name@domain`") from None
    return found.address, found.key


@contextmanager
def _interruptions() -> Iterator[Callable[[], bool]]:
    """Turn the first Ctrl-C or SIGTERM into a request that is honoured between messages; the second one is obeyed."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return

    def ask(number: int, _frame: FrameType | None) -> None:
        asked.set()
        signal.signal(number, signal.default_int_handler)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
