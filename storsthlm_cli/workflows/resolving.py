"""Resolve: what became of recipients whom a process that died left on the wire.

Only two know: the mailbox in which copies of what was sent are kept, and a person. What is not in the mailbox may have
been sent all the same, so that it proves nothing. Of a rehearsal the folder of its messages knows everything.
"""

from __future__ import annotations

import datetime
import difflib
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.delivery.ledgers.sql import SqlLedger
from storsthlm_cli.model.audience import ERASED
from storsthlm_cli.model.delivery import Dispatch, Recipient, State
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.model.sending import Standing
from storsthlm_cli.store import addressees, dispatches
from storsthlm_cli.store.boot import boot_id
from storsthlm_cli.store.resolutions import resolve
from storsthlm_cli.workflows.filed import filed
from storsthlm_cli.workflows.following import standing
from storsthlm_cli.workflows.identity import user_name
from storsthlm_cli.workflows.leavers import leavers_of
from storsthlm_cli.workflows.leavers import told as told_of
from storsthlm_cli.workflows.memory import alone, database_file, find_dispatch, outbox, token_keys
from storsthlm_cli.workflows.workspace import Workspace

_MESSAGE_ID = re.compile(rb"^Message-ID: (<[^>\r\n]+>)\r$", re.MULTILINE)


class Word(StrEnum):
    """What a person says of an unknown recipient."""

    ACCEPTED = "accepted"
    AGAIN = "again"


STATES: Mapping[Word, State] = {Word.ACCEPTED: State.ACCEPTED, Word.AGAIN: State.UNTRIED}
TOLD: Mapping[Word, str] = {Word.ACCEPTED: "got it", Word.AGAIN: "to be sent again"}
"""How the ledger tells of a word."""

_NO_ADDRESS = "the address is no longer kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """The unknown recipients of a dispatch; `found` are those who were unknown until the mailbox was looked at.

    `looked` names where that was, "" when nobody looked. `absent` are those whom a rehearsal has proved not to have got
    it: they are untried again.
    """

    standing: Standing
    people: tuple[Recipient, ...]
    found: tuple[str, ...] = ()
    looked: str = ""
    absent: tuple[str, ...] = ()


def unresolved(workspace: Workspace, name: str | None) -> Unresolved:
    """Return the unknown recipients of a dispatch (the latest for None), after what a dead process left is settled.

    Raises Busy while another process sends the issue: it knows better.
    """
    engine, dispatch = find_dispatch(workspace, name)
    with alone(workspace, dispatch.issue):
        SqlLedger(engine, dispatch.id, database_file(workspace), boot=boot_id()).close()
    return _now(engine, dispatch)


def search(workspace: Workspace, unknown: Unresolved) -> Unresolved:
    """Look for each unknown recipient's message in the mailbox of the settings, and record those found as accepted.

    Where no mailbox is named nothing is looked at. A rehearsal, whose messages never left, is looked for in its outbox,
    which settles who is not in it too. Raises Failure when the mailbox cannot be read; then nothing is recorded.
    """
    settings, dispatch = workspace.settings.mailbox, unknown.standing.dispatch
    if dispatch.rehearsal and unknown.people:
        return _rehearsed(workspace, unknown)
    if settings is None or not unknown.people:
        return unknown
    from storsthlm_cli.mailbox.finding import find_messages
    from storsthlm_cli.mailbox.opening import open_mailbox
    from storsthlm_cli.messages.letter import load_letter
    from storsthlm_cli.workflows.mailboxes import mailbox_server

    engine, _ = find_dispatch(workspace, dispatch.id)
    letter = load_letter(dispatches.letter(engine, dispatch.id), token_keys(workspace), dispatch.mark)
    ids = {_message_id(letter.message(each)): each for each in unknown.people}
    with open_mailbox(mailbox_server(settings.account)) as client:
        hits = find_messages(client, settings.sent, ids, since=dispatch.created)
    zone = ZoneInfo(workspace.settings.newsletter.timezone)
    words = {
        ids[name].number: _words(f"found in {settings.sent}, which got it {_moment(at, zone)}")
        for name, at in hits.items()
    }
    with alone(workspace, dispatch.issue):
        resolve(engine, dispatch.id, State.ACCEPTED, words.items())
    found = tuple(each.address for each in unknown.people if each.number in words)
    left = _now(engine, dispatch)
    return Unresolved(
        standing=left.standing, people=left.people, found=found, looked=f"{settings.sent} at {settings.account.host}"
    )


def _rehearsed(workspace: Workspace, unknown: Unresolved) -> Unresolved:
    engine, dispatch = find_dispatch(workspace, unknown.standing.dispatch.id)
    where = workspace.shown(outbox(workspace, dispatch.id))
    with alone(workspace, dispatch.issue):
        known = filed(workspace, engine, dispatch, unknown.people)
        told = _words(f"found in {where}")
        resolve(engine, dispatch.id, State.ACCEPTED, ((each.number, told) for each in known.here))
        if known.absent:
            _check_again(engine, dispatch, known.absent)
        _leave_out(workspace, engine, dispatch, known.absent)
        told = _words(f"not in {where}, so that it was never sent")
        resolve(engine, dispatch.id, State.UNTRIED, ((each.number, told) for each in known.absent))
    left = _now(engine, dispatch)
    found, absent = (tuple(each.address for each in people) for people in (known.here, known.absent))
    return Unresolved(standing=left.standing, people=left.people, found=found, looked=where, absent=absent)


def say(workspace: Workspace, unknown: Unresolved, word: Word, people: Sequence[Recipient]) -> Unresolved:
    """Record a person's word on unknown recipients, and return who is left.

    Who is to be sent again is untried from now on, and a finished dispatch is open again: `send` goes on with it. Of a
    cancelled dispatch nothing more is sent; there they count as those who did not get it, and the next dispatch of the
    issue takes them in. Whose address was erased, and who must get nothing, is suppressed instead. Raises
    Refused when somebody has the issue from another dispatch, or another one is unfinished.
    """
    engine, dispatch = find_dispatch(workspace, unknown.standing.dispatch.id)
    with alone(workspace, dispatch.issue):
        if word is Word.AGAIN:
            _check_again(engine, dispatch, people)
            _leave_out(workspace, engine, dispatch, people)
        told = _words(TOLD[word])
        resolve(engine, dispatch.id, STATES[word], ((each.number, told) for each in people))
    left = _now(engine, dispatch)
    return Unresolved(standing=left.standing, people=left.people, found=unknown.found, looked=unknown.looked)


def named(unknown: Unresolved, addresses: Sequence[str]) -> tuple[Recipient, ...]:
    """Return the unknown recipients with these addresses. Raises Failure, naming the nearest, for any other."""
    by_key = {each.key: each for each in unknown.people}
    return tuple(by_key[_key(raw, by_key)] for raw in dict.fromkeys(addresses))


def _key(raw: str, known: Mapping[str, Recipient]) -> str:
    try:
        key = parse(raw).key
    except InvalidAddress as error:
        raise Failure(f"`{raw}` is not an address: {error}", hint="nothing was recorded; correct it") from None
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1)
        hint = f"did you mean `{near[0]}`?" if near else "`storsthlm resolve` without options lists who is"
        raise Failure(f"`{raw}` is not unknown in this dispatch", hint=hint)
    return key


def _leave_out(workspace: Workspace, engine: Engine, dispatch: Dispatch, people: Sequence[Recipient]) -> None:
    """Suppress those of the unknown who are not to be sent again.

    When they left, nothing of the dispatch was to be sent any more: who left by a digest was not looked for in it.
    """
    leavers = leavers_of(workspace, engine)
    words: dict[int, str] = {}
    for each in people:
        if each.key.startswith(ERASED):
            words[each.number] = _words(_NO_ADDRESS)
        elif (why := leavers.why(each.key, each.list)) is not None:
            words[each.number] = _words(told_of(why))
    resolve(engine, dispatch.id, State.SUPPRESSED, words.items())


def _check_again(engine: Engine, dispatch: Dispatch, people: Sequence[Recipient]) -> None:
    known = dispatches.find(engine, issue=dispatch.issue)
    for other in known:
        if other.ongoing and other.id != dispatch.id:
            raise Refused(
                f"dispatch `{other.id}` of this issue stands unfinished: nothing was recorded",
                hint=f"finish it or `storsthlm cancel {other.id}` first",
            )
    asked = {each.key: each.address for each in people}
    later = {other.id for other in itertools.takewhile(lambda other: other.id != dispatch.id, known)}
    settled = dispatches.settled(
        engine,
        dispatch.issue,
        rehearsal=dispatch.rehearsal,
        content=dispatch.content,
        correction=dispatch.corrects is not None,
    )
    for key, state, name in settled:
        meant = dispatch.again and name not in later  # whoever had it before was to get it once more
        if state is State.ACCEPTED and key in asked and not meant:
            raise Refused(
                f"`{asked[key]}` has the issue from dispatch `{name}`: nothing was recorded",
                hint=f"say `--accepted {asked[key]}`",
            )


def _message_id(message: bytes) -> str:
    found = _MESSAGE_ID.search(message)
    assert found is not None, "every message has one"
    return found[1].decode("ascii")


def _now(engine: Engine, dispatch: Dispatch) -> Unresolved:
    people = addressees.people(engine, dispatch.id, (State.UNKNOWN,))
    return Unresolved(standing=standing(engine, dispatch), people=tuple(people))


def _words(told: str) -> str:
    return f"resolved by {user_name()}: {told}"


def _moment(when: datetime.datetime, zone: ZoneInfo) -> str:
    return when.astimezone(zone).isoformat(sep=" ", timespec="minutes")
