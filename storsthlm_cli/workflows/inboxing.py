"""Inbox: what the newsletter's mailbox tells is read, weighed and remembered; nobody is mailed and nothing deleted."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from storsthlm_cli.mailbox.boxes import Box
from storsthlm_cli.mailbox.understanding import understand
from storsthlm_cli.model.audience import Suppression
from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.inbox import Answer, Bounce, Fault, Kind, Verdict
from storsthlm_cli.settings.servers import FILED
from storsthlm_cli.store import bounces, dispatches, resolutions, suppressions
from storsthlm_cli.workflows.answering import answers, understood
from storsthlm_cli.workflows.memory import open_memory, remembered, token_keys
from storsthlm_cli.workflows.recognising import Known, recognise
from storsthlm_cli.workflows.withholding import withhold
from storsthlm_cli.workflows.workspace import Workspace

IN_A_ROW = 3
"""Issues in a row that came back softly, after which nobody is thought to be there."""
JUMP, JUMP_FROM = 0.10, 10
"""A share of hard bounces in one dispatch above which, from so many on, a person is asked: is it the readers, or us?"""

_LEFT = "resolved by inbox: a report of it came back, so that it had left"


@dataclass(frozen=True, slots=True)
class Jump:
    """So many addresses of a dispatch are to be suppressed at once that a person should look."""

    dispatch: str
    hard: int
    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a run found and what it is to do: nothing has been done yet.

    `before` are the addresses that were suppressed already. `filed` is filled in when it has been done.
    """

    box: Box
    mails: int
    answers: tuple[Answer, ...]
    jumps: tuple[Jump, ...] = ()
    before: frozenset[str] = frozenset()
    filed: int = 0


@contextmanager
def opened(workspace: Workspace, maildir: pathlib.Path | None) -> Iterator[Box]:
    """Yield the Maildir, or for None the mailbox of the settings. Raises Failure when neither can be opened."""
    settings = workspace.settings.mailbox
    if maildir is not None:
        from storsthlm_cli.mailbox.maildirs import Maildir

        yield Maildir(maildir, settings.filed if settings is not None else FILED)
        return
    if settings is None:
        raise Failure(
            "no mailbox is named",
            hint="set `mailbox.host` and `mailbox.user` in storsthlm.yaml, or say `--maildir DIR`",
        )
    from storsthlm_cli.mailbox.folders import Inbox
    from storsthlm_cli.mailbox.opening import open_mailbox
    from storsthlm_cli.workflows.mailboxes import mailbox_server

    server = mailbox_server(settings.account)
    with open_mailbox(server) as client:
        yield Inbox(client, f"{server.user}@{server.host}", settings.inbox, settings.filed)


def read(workspace: Workspace, box: Box, *, believing: bool = False, again: bool = False) -> Reading:
    """Read the mails that are new and say what is to be done. Nothing is changed, here or there.

    Whoever is `believing` takes reports without our mark for true. `again` reads also what was left to a person before.
    Raises Failure when the mailbox, the database or the keys cannot be read.
    """
    engine = remembered(workspace)
    seen = bounces.left_alone(engine) if engine is not None and not again else frozenset()
    newsletter = workspace.settings.newsletter
    people = [newsletter.sender.address, newsletter.reply_to.address if newsletter.reply_to else ""]
    dedicated = {newsletter.unsubscribe_mail.lower()} - {each.lower() for each in people}
    mails = [(name, understand(data, dedicated)) for name, data in box.unread(seen)]
    known = recognise(engine, token_keys(workspace), [mail for _, mail in mails])
    found = [each for name, mail in mails for each in answers(name, mail, known, believing=believing)]
    if engine is None:
        return Reading(box=box, mails=len(mails), answers=tuple(found))
    weighed = tuple(_weighed(engine, found, known))
    before = frozenset(suppressions.suppressed(engine))
    return Reading(
        box=box, mails=len(mails), answers=weighed, jumps=tuple(_jumps(engine, weighed, before)), before=before
    )


def apply(workspace: Workspace, reading: Reading) -> Reading:
    """Do it: suppress, count, settle who was unknown, then file what was understood.

    Every step may be repeated: whoever is killed between them reads the same mails again, and ends where this ends.
    """
    engine = open_memory(workspace)
    now = datetime.datetime.now(datetime.UTC)
    withhold(engine, token_keys(workspace), _suppressions(reading.answers, now))
    bounces.remember(engine, _bounces(reading.answers, now))
    _settle(engine, reading.answers)
    done = understood(reading.answers)
    filed = reading.box.file(done)
    bounces.leave_alone(engine, {each.mail for each in reading.answers} - done)
    return replace(reading, filed=filed)


def _weighed(engine: Engine, found: Sequence[Answer], known: Known) -> Iterator[Answer]:
    """Turn a soft bounce that is one of several issues in a row into a reason to stop."""
    now: dict[tuple[str, str], set[Fault]] = {}
    for each in found:
        if each.counted is not None:
            now.setdefault((each.address, each.issue), set()).add(each.counted)
    for each in found:
        if each.verdict is Verdict.COUNT and _in_a_row(engine, each, known, now) >= IN_A_ROW:
            yield replace(
                each, verdict=Verdict.SUPPRESS, told=f"came back from {IN_A_ROW} issues in a row, the last: {each.told}"
            )
        else:
            yield each


def _in_a_row(engine: Engine, each: Answer, known: Known, now: Mapping[tuple[str, str], set[Fault]]) -> int:
    """Count the issues, back from the one at hand, all of which came back softly. A correction is of the same issue."""
    rows = known.sent.get(each.address, ())
    remembered_faults = bounces.faults(engine, rows)
    issues: dict[str, set[Fault]] = {}
    for row in rows:
        told = issues.setdefault(row.issue, set(now.get((each.address, row.issue), ())))
        told |= remembered_faults[row.dispatch, row.number]
    order = list(issues)
    count = 0
    for issue in order[order.index(each.issue) :]:
        if not any(fault.soft for fault in issues[issue]):
            break
        count += 1
    return count


def _jumps(engine: Engine, found: Sequence[Answer], before: frozenset[str]) -> Iterator[Jump]:
    """Find the dispatches of which too many came back. One that was over the line already has been asked about."""
    fresh: dict[str, set[int]] = {}
    for each in found:
        if each.fault is not None and each.verdict is Verdict.SUPPRESS and each.address not in before:
            fresh.setdefault(each.dispatch, set()).add(each.number)
    for name, numbers in fresh.items():
        counts = dispatches.tally(engine, name)
        sent = counts[State.ACCEPTED] + counts[State.UNKNOWN]
        old = bounces.hard(engine, name)
        if not _over(len(old), sent) and _over(len(old | numbers), sent):
            yield Jump(name, len(old | numbers), sent)


def _over(hard: int, sent: int) -> bool:
    return hard >= JUMP_FROM and hard > JUMP * sent


def _suppressions(found: Iterable[Answer], now: datetime.datetime) -> Iterator[Suppression]:
    for each in found:
        if each.verdict is Verdict.SUPPRESS:
            yield Suppression(each.address, reason(each), f"{each.kind} of {each.dispatch}", now)


def reason(each: Answer) -> str:
    """Return why somebody gets nothing from now on, as it is remembered."""
    if each.counted is None or not each.counted.hard:
        return each.told
    return f"the address does not work: {f'{each.status} ' if each.status else ''}{each.told}".rstrip(": ")


def _bounces(found: Iterable[Answer], now: datetime.datetime) -> Iterator[Bounce]:
    for each in found:
        if each.kind is Kind.BOUNCE and each.counted is not None:
            yield Bounce(
                dispatch=each.dispatch,
                number=each.number,
                key=each.address,
                issue=each.issue,
                fault=each.counted,
                status=each.status,
                words=each.told,
                at=now,
            )


def _settle(engine: Engine, found: Iterable[Answer]) -> None:
    """Whoever was unknown has been sent to, when the report names their message by its own id."""
    told: dict[str, dict[int, str]] = {}
    for each in found:
        if each.exact:
            told.setdefault(each.dispatch, {})[each.number] = _LEFT
    for name, words in told.items():
        resolutions.resolve(engine, name, State.ACCEPTED, words.items())
