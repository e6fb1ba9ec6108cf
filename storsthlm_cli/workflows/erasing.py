"""Erasing one person's address (GDPR, article 17), and forgetting everybody's after the time that the settings give.

Killed at any instant, the same command again ends where it would have ended: the suppression comes first, the messages
of rehearsals are found by their names, and the database is changed in one transaction before it is written anew.
"""

from __future__ import annotations

import contextlib
import datetime
import pathlib
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import Engine

from storsthlm_cli.delivery.ledgers.sql import SqlLedger
from storsthlm_cli.issues.folders import keys as issue_keys
from storsthlm_cli.key_file import open_keys
from storsthlm_cli.model.audience import ERASURE, Suppression
from storsthlm_cli.model.errors import Failure, Unfinished
from storsthlm_cli.model.persons import Erasure, Forgotten
from storsthlm_cli.store import addressees, dispatches, erasing, persons, suppressions
from storsthlm_cli.store.boot import boot_id
from storsthlm_cli.store.database import open_database
from storsthlm_cli.store.traces import Trace, trace_of
from storsthlm_cli.workflows.erased_backups import Known, backups_with
from storsthlm_cli.workflows.leavers import digest_of
from storsthlm_cli.workflows.memory import Busy, alone, database_file, open_memory, outbox, remembered, token_keys
from storsthlm_cli.workflows.persons import erasure_of, key_of, listed_in, published_in
from storsthlm_cli.workflows.receipts import check_memory
from storsthlm_cli.workflows.suppressing import BY_HAND
from storsthlm_cli.workflows.workspace import Workspace

_DATABASES = ("before-restore-*/state.db", ".backup-*/state.db")
"""Where in the tool's own folder databases lie that are not in use: put aside, or left by a process that was killed."""
_DAYS_A_MONTH = 30.4375
_FILED = re.compile(r"(?P<stem>.*?)(?: \(\d+\))?\.eml(?:\.part)?")
"""What a message of a rehearsal is called: after whom it is to, and the second copy says so."""


def erase(workspace: Workspace, raw: str, now: datetime.datetime, *, despite_lost_memory: bool = False) -> Erasure:
    """Take an address out of all that the tool remembers, and see to it that it is never mailed again.

    From the first moment on nothing is sent to it. Raises Unfinished while a dispatch that the person is in is being
    sent, or is being planned; Failure for what is no address, and when the token keys are gone; Refused when a receipt
    tells that the memory is lost, unless `despite_lost_memory`.
    """
    key, trace = key_of(raw), trace_of(key_of(raw))
    if not despite_lost_memory:
        check_memory(workspace, remembered(workspace), outcome="nothing was erased")
    keys = token_keys(workspace, make=True)
    left = Suppression(digest_of(keys)(key), ERASURE, BY_HAND, now)
    engine = open_memory(workspace)
    earlier = erasure_of(suppressions.of(engine, left.key))
    known = _known(workspace, engine, key, left.key, earlier)
    suppressions.suppress(engine, [left])
    if persons.waiting(engine, key):  # a running `send` compares addresses
        suppressions.suppress(engine, [Suppression(key, ERASURE, BY_HAND, now)])
    with _undisturbed(workspace, engine, key):
        written = {key, *persons.addresses(engine, key)}
        mails = _unfile(workspace, written)
        engine.dispose()
        path = database_file(workspace)
        with erasing.opened(path) as database:
            taken = erasing.erase(database, key, left, trace)
            erasing.clean(database, path)
            published = erasing.mailed(database, trace)
    listed, unread = listed_in(workspace, key)
    return Erasure(
        key=key,
        rows=taken.rows,
        mails=mails,
        listed=listed,
        unread=unread,
        published=published_in(workspace, key),
        dispatches=published,
        backups=backups_with(workspace, known, mentioned=taken.mentions > 0),
        left=tuple(_left(workspace, key, left, trace)),
        again=earlier is not None,
    )


def forgettable(workspace: Workspace, now: datetime.datetime) -> Forgotten | None:
    """Return the addresses that `forget` would take away; None when the settings keep them for ever."""
    before = _limit(workspace, now)
    if before is None:
        return None
    if remembered(workspace) is None:
        return Forgotten((), before)
    with erasing.opened(database_file(workspace)) as database:
        return Forgotten(erasing.forgettable(database, before), before)


def forget(workspace: Workspace, now: datetime.datetime, *, thorough: bool = False) -> Forgotten | None:
    """Take the addresses of dispatches away that ended longer ago than the settings say; None when they say nothing.

    An unfinished dispatch, and whoever is unknown and waits for a person's word, keep theirs. `thorough` writes the
    database anew even if nothing is to be forgotten: an earlier run may have been killed before it did. Raises
    Unfinished when another program keeps it from doing so; nobody's address is left by then but in free space.
    """
    found = forgettable(workspace, now)
    if found is None or not (found.dispatches or (thorough and database_file(workspace).exists())):
        return found
    keys = token_keys(workspace)
    engine = open_memory(workspace)
    for name, _ in found.dispatches:
        kept = {each.address for each in addressees.people(engine, name, erasing.WAITED_FOR)}
        _unfile_others(outbox(workspace, name), kept)
    engine.dispose()
    path = database_file(workspace)
    with erasing.opened(path) as database:
        done = erasing.forget(database, found.before, digest_of(keys))
        erasing.clean(database, path)
    return Forgotten(done, found.before)


def carry_erasures(workspace: Workspace, target: pathlib.Path, key: pathlib.Path) -> int:
    """Erase in the database `target`, a backup, whom the one in use knows as erased; return how many it still had.

    `key` are the token keys that belong to it, if there are any.
    """
    with erasing.opened(database_file(workspace)) as database:
        gone = erasing.erased(database)
    if not gone or not key.exists():
        return 0
    engine = open_database(target)
    suppressions.suppress(engine, gone)
    engine.dispose()
    digest, known = digest_of(open_keys(key)), {each.key: each for each in gone if each.reason == ERASURE}
    with erasing.opened(target) as database:
        found = [(each, known[made]) for each in erasing.plain_keys(database) if (made := digest(each)) in known]
        for each, left in found:
            erasing.erase(database, each, left, trace_of(each))
        if found:
            erasing.clean(database, target)
    return len(found)


def _limit(workspace: Workspace, now: datetime.datetime) -> datetime.datetime | None:
    months = workspace.settings.forget_after
    return now - datetime.timedelta(days=months * _DAYS_A_MONTH) if months is not None else None


def _known(workspace: Workspace, engine: Engine, key: str, digest: str, earlier: Suppression | None) -> Known:
    """Return when something was written down of a person, in the memory in use and in those that were put aside."""
    plain, digested = [*persons.moments(engine, key)], [*persons.moments(engine, digest)]
    for path in _idle(workspace):
        with contextlib.suppress(Failure):  # who cannot be read is told of in the end
            aside = open_database(path)
            plain += persons.moments(aside, key)
            digested += persons.moments(aside, digest)
            aside.dispose()
    return Known(tuple(plain), tuple(digested), earlier.since if earlier is not None else None)


def _idle(workspace: Workspace) -> list[pathlib.Path]:
    return [path for pattern in _DATABASES for path in workspace.settings.state_folder.glob(pattern)]


@contextmanager
def _undisturbed(workspace: Workspace, engine: Engine, key: str) -> Iterator[None]:
    """Hold all issues that nobody is sending; of the others, none may have the person, or be about to be frozen.

    What a process that died had on the wire becomes unknown here, as it does before `send` goes on.
    """
    with ExitStack() as stack:
        for issue in {*issue_keys(workspace.issues), *(issue for issue, _ in persons.waiting(engine, key))}:
            try:
                stack.enter_context(alone(workspace, issue))
            except Busy:
                mine = {name for _, name in persons.waiting(engine, key)}
                going = {each.id for each in dispatches.find(engine, issue=issue, open_only=True)}
                if not going or going & mine:
                    raise Unfinished(
                        f"issue `{issue}` is being sent at this moment, and who is to be erased may be among its "
                        "readers: they get nothing from now on, but what is known of them is still there",
                        hint="run the same command again when it has ended",
                    ) from None
        for _, name in persons.waiting(engine, key):
            SqlLedger(engine, name, database_file(workspace), boot=boot_id()).close()
        yield


def _unfile(workspace: Workspace, addresses: set[str]) -> int:
    """Delete the messages to these addresses that the embedded server has filed; return how many."""
    from storsthlm_cli.delivery.transports.outbox import file_name

    stems = {file_name(each).removesuffix(".eml").lower() for each in addresses}
    gone = 0
    for path in (workspace.settings.state_folder / "outbox").glob("*/*"):
        name = _FILED.fullmatch(path.name)
        if name is not None and name["stem"].lower() in stems:
            path.unlink(missing_ok=True)
            gone += path.suffix == ".eml"
    return gone


def _unfile_others(folder: pathlib.Path, kept: set[str]) -> None:
    """Delete the messages in a folder, but those to these addresses: whether theirs is there is still asked for."""
    from storsthlm_cli.delivery.transports.outbox import file_name

    stems = {file_name(each).removesuffix(".eml").lower() for each in kept}
    if not stems:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for path in folder.glob("*"):
        name = _FILED.fullmatch(path.name)
        if name is None or name["stem"].lower() not in stems:
            path.unlink(missing_ok=True)


def _left(workspace: Workspace, key: str, left: Suppression, trace: Trace) -> Iterator[str]:
    """Erase in the databases that are not in use, and yield the files of the tool's own that still have the address.

    The database in use is not among them, nor are the messages to other people.
    """
    home, idle = workspace.settings.state_folder, _idle(workspace)
    for path in idle:
        try:
            with erasing.opened(path) as database:
                erasing.erase(database, key, left, trace)
                erasing.clean(database, path)
        except (Failure, sqlite3.Error):
            yield workspace.shown(path)
    databases = {database_file(workspace), *idle}
    beside = {path.with_name(path.name + end) for path in databases for end in ("-wal", "-shm")}
    for path in sorted(home.rglob("*")):
        if path in databases or path in beside or not path.is_file() or path.is_relative_to(home / "outbox"):
            continue
        if trace.found(path.read_text("utf-8", "replace")):
            yield workspace.shown(path)
