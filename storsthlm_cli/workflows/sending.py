"""Send: freeze content and recipients, then let the engine work until nothing is left or somebody says stop."""

from __future__ import annotations

import datetime
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from sqlalchemy import Engine as Database

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.delivery.engine import Ending, Engine, Limits, Why
from storsthlm_cli.delivery.ledgers.memory import MemoryLedger
from storsthlm_cli.delivery.ledgers.sql import SqlLedger
from storsthlm_cli.delivery.ports import Ledger, Letter
from storsthlm_cli.messages.letter import load_letter
from storsthlm_cli.messages.values import missing
from storsthlm_cli.model.delivery import Dispatch, DispatchState, Recipient
from storsthlm_cli.model.errors import BadContent, Failure, Refused, Unfinished
from storsthlm_cli.model.sending import Plan, Progress, Standing
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.boot import boot_id
from storsthlm_cli.tokens import open_keys
from storsthlm_cli.workflows.following import PRONE, standing
from storsthlm_cli.workflows.memory import alone, database_file, key_file, open_memory
from storsthlm_cli.workflows.planning import OUTBOX, already, numbered, prepare, shown
from storsthlm_cli.workflows.transports import open_transport
from storsthlm_cli.workflows.workspace import Workspace

TEST = "test"
"""What a test has instead of a dispatch's id."""


def send(workspace: Workspace, plan: Plan, *, limit: int | None, tell: Callable[[Progress], None]) -> Standing:
    """Carry a plan out: at most `limit` messages (None: all), and return where the dispatch stands.

    Raises Unfinished when something stands in the way and the same command can go on later, Refused when the world
    has changed since the plan was made, and KeyboardInterrupt, with the ledger complete, after Ctrl-C.
    """
    with alone(workspace, plan.issue):
        database = open_memory(workspace)
        dispatch = plan.resumes or _freeze(workspace, database, plan)
        letter = load_letter(dispatches.letter(database, dispatch.id), open_keys(key_file(workspace)))
        ledger = SqlLedger(database, dispatch.id, database_file(workspace), boot=boot_id())
        try:
            ending = _run(workspace, ledger, letter, dispatch.id, limit, tell)
        finally:
            ledger.close()
        if ending.why is Why.NOTHING_LEFT:
            dispatches.close(database, dispatch.id, DispatchState.FINISHED)
        _speak_up(ending, standing(database, dispatch))
        return standing(database, dispatch)


def test(workspace: Workspace, issue: str | None, addresses: Sequence[str]) -> Standing:
    """Send the issue, marked as a test in its subject, to named addresses. It counts for nothing afterwards.

    Raises Failure for what is no address, BadContent for findings at error level, Unfinished when it cannot be sent.
    """
    content = prepare(workspace, issue, test=True)
    if content.validation.errors:
        raise BadContent(
            "the issue has errors: nothing was sent",
            content.validation.errors,
            hint=f"`storsthlm validate {content.validation.key}`",
        )
    blanks = {field: f"[{field}]" for field in missing(content.rendered, {})}
    people = [Recipient(number, *_address(raw), fields=blanks) for number, raw in enumerate(addresses, 1)]
    ledger = MemoryLedger(people)
    ending = _run(workspace, ledger, content.letter, TEST, None, lambda _: None)
    subject = shown(content.rendered.subject)
    dispatch = _dispatch(workspace, content.validation.key, (), content.hash, subject, len(people))
    rows = tuple(row for row in ledger.rows() if row.state in PRONE)
    result = Standing(dispatch, ledger.tally(), rows)
    _speak_up(ending, result)
    return result


def _freeze(workspace: Workspace, database: Database, plan: Plan) -> Dispatch:
    """Write content and recipients down, if the world is still what the plan was made of."""
    content = prepare(workspace, plan.issue)
    had = already(database, workspace, plan.issue, content.hash)
    others = dispatches.find(database, issue=plan.issue, open_only=True)
    if content.hash != plan.content or others or any(each.key in had for each in plan.audience.recipients):
        raise Refused(
            "the issue or its dispatches have changed since the plan was made: nothing was sent",
            hint="run the same command again and look at the new plan",
        )
    people = numbered(plan.audience)
    dispatch = _dispatch(workspace, plan.issue, plan.audience.lists, content.hash, plan.subject, len(people))
    return dispatches.create(database, dispatch, content.letter.dump(), people)


def _dispatch(
    workspace: Workspace, issue: str, lists: tuple[str, ...], content: str, subject: str, size: int
) -> Dispatch:
    transport = workspace.settings.transport
    return Dispatch(
        id=TEST,
        issue=issue,
        lists=lists,
        transport=transport,
        rehearsal=transport == OUTBOX,
        content=content,
        subject=subject,
        size=size,
        created=datetime.datetime.now(datetime.UTC),
        state=DispatchState.OPEN,
    )


def _run(
    workspace: Workspace,
    ledger: Ledger,
    letter: Letter,
    dispatch: str,
    limit: int | None,
    tell: Callable[[Progress], None],
) -> Ending:
    smtp = workspace.settings.smtp
    limits = Limits(smtp.connections, limit, smtp.retry_for.total_seconds())
    with _interruptions() as stop:
        transport = open_transport(workspace, dispatch)
        return Engine(ledger, transport, letter, limits, stop=stop, tell=tell).run()


def _speak_up(ending: Ending, result: Standing) -> None:
    """Raise what a person must know about how a run ended."""
    if ending.why is Why.INTERRUPTED:
        raise KeyboardInterrupt
    if ending.why is Why.TROUBLE and ending.trouble is not None:
        done = result.tally.planned - result.tally.open
        way = f"{ending.trouble.hint}; then " if ending.trouble.hint else ""
        raise Unfinished(
            f"{ending.trouble.message}; {done} of {result.tally.planned} are done, {result.tally.open} still to go",
            hint=f"{way}run the same command again to go on",
        )


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
