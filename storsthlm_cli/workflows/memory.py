"""What the workspace remembers: where the database, the key, the locks and the outbox are."""

from __future__ import annotations

import contextlib
import difflib
import pathlib
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout
from sqlalchemy import Engine

from storsthlm_cli.key_file import open_keys
from storsthlm_cli.model.delivery import Dispatch
from storsthlm_cli.model.errors import Failure, Unfinished
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.database import exact, failures, open_database, settle, unsettled
from storsthlm_cli.store.network import network_drive
from storsthlm_cli.tokens import UNSAVED, Keys
from storsthlm_cli.workflows.workspace import Workspace


def database_file(workspace: Workspace) -> pathlib.Path:
    """Return the path of the database; it need not exist."""
    return workspace.settings.state_folder / "state.db"


def key_file(workspace: Workspace) -> pathlib.Path:
    """Return the path of the token key; it need not exist."""
    return workspace.settings.state_folder / "token.key"


def token_keys(workspace: Workspace, *, make: bool = False) -> Keys:
    """Return the workspace's token keys; where nothing has been sent yet and none are made, keys that lead nowhere.

    Raises Failure when they are gone although something has been sent: new ones would make every unsubscribe link
    that was mailed a dead one.
    """
    path = key_file(workspace)
    if path.exists():
        return open_keys(path)
    engine = remembered(workspace)
    if engine is not None and dispatches.find(engine):
        raise Failure(
            f"the token keys `{workspace.shown(path)}` are gone: the unsubscribe links already mailed depend on them",
            hint="put the file back from a backup",
        )
    return open_keys(path) if make else UNSAVED


def outbox(workspace: Workspace, dispatch: str) -> pathlib.Path:
    """Return the folder in which the embedded server files the messages of a dispatch."""
    return workspace.settings.state_folder / "outbox" / dispatch


def unsafe_place(workspace: Workspace) -> tuple[str, ...]:
    """Return a notice when the database lies where it is not safe: on a network drive."""
    kind = network_drive(workspace.settings.state_folder)
    if kind is None:
        return ()
    shown = workspace.shown(workspace.settings.state_folder)
    return (f"`{shown}` is on a network drive ({kind}), where a database can lose what was written: use a local disk",)


def put_aside(folder: pathlib.Path) -> None:
    """Give a folder another name, if it is there: it belongs to a database that is gone."""
    copy = 1
    while folder.exists():
        aside = folder.with_name(f"{folder.name} (before {copy})")
        copy += 1
        if not aside.exists():
            folder.rename(aside)


def open_memory(workspace: Workspace) -> Engine:
    """Open the database, which is made when there is none. Raises what `open_database` raises.

    What a process that died had noted is in the rows then; one that is alive brings them up to date itself.
    """
    return up_to_date(workspace, open_database(database_file(workspace)))


def up_to_date(workspace: Workspace, engine: Engine) -> Engine:
    """Return the database with what a process that died had noted in its rows."""
    for issue in unsettled(engine):
        with contextlib.suppress(Busy), alone(workspace, issue, patience=0):
            try:
                with failures(database_file(workspace), Unfinished):
                    settle(engine)
            except Unfinished:  # there is no room to write it
                return exact(engine)
    return engine


def remembered(workspace: Workspace) -> Engine | None:
    """Open the database if there is one; asking makes none."""
    return open_memory(workspace) if database_file(workspace).exists() else None


def find_dispatch(workspace: Workspace, name: str | None) -> tuple[Engine, Dispatch]:
    """Return the dispatch called `name`, the latest for None. Raises Failure when there is none."""
    engine = remembered(workspace)
    known = dispatches.find(engine) if engine is not None else ()
    if engine is None or not known:
        raise Failure("nothing has been sent from this workspace yet", hint="`storsthlm send --list NAME --dry-run`")
    if name is None:
        return engine, known[0]
    for dispatch in known:
        if dispatch.id == name:
            return engine, dispatch
    near = difflib.get_close_matches(name, [dispatch.id for dispatch in known], n=1)
    hint = f"did you mean `{near[0]}`?" if near else f"the latest is `{known[0].id}`; `storsthlm status` shows more"
    raise Failure(f"there is no dispatch `{name}`", hint=hint)


class Busy(Failure):
    """Another process is sending the issue."""


_LOOK_SECONDS, _POLL_SECONDS = 0.5, 0.02
"""How long one who finds an issue taken waits: who only looks at what a dead process left holds it for a moment."""


@contextmanager
def alone(workspace: Workspace, issue: str, *, patience: float = _LOOK_SECONDS) -> Iterator[None]:
    """Hold the lock under which an issue is sent: one process at a time. The system lets it go if the process dies.

    Raises Busy when another process has it, and keeps it for so many seconds. Who only looks has no `patience`.
    """
    folder = workspace.settings.state_folder
    lock = FileLock(folder / f"sending-{issue}.lock", timeout=patience, poll_interval=_POLL_SECONDS)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
    except OSError as error:
        if not isinstance(error, Timeout):
            raise Failure(
                f"cannot write to `{workspace.shown(folder)}`: {error.strerror or error}",
                hint="it must be a folder on a local disk with room, writable for you",
            ) from error
        raise Busy(
            f"another process is sending issue `{issue}` at this moment",
            hint=f"`storsthlm status {issue}` shows how far it is",
        ) from None
    try:
        yield
    finally:
        lock.release()
