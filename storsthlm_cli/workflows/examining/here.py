"""What can be looked at on this machine, without asking anybody."""

from __future__ import annotations

import datetime
import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from storsthlm_cli.issues.folders import keys, newest
from storsthlm_cli.model.delivery import Dispatch
from storsthlm_cli.model.errors import BadContent
from storsthlm_cli.model.health import Grade, Outcome
from storsthlm_cli.settings.sources import ENVIRONMENT
from storsthlm_cli.settings.vocabulary import variable
from storsthlm_cli.store import dispatches, snapshots
from storsthlm_cli.store.database import failures, reading
from storsthlm_cli.workflows.freshness import COMMAND, freshness
from storsthlm_cli.workflows.memory import (
    Busy,
    alone,
    database_file,
    key_file,
    outbox,
    remembered,
    token_keys,
    unsafe_place,
)
from storsthlm_cli.workflows.receipts import check_memory, lost_memory
from storsthlm_cli.workflows.workspace import Workspace

_FEW_BYTES = 100_000_000
"""Less room than this on the disk is an error: the ledger of a large dispatch and its letters need some."""
_MANY_BYTES = 1_000_000_000
"""Rehearsals that take more than this are worth a word."""
_OTHERS = 0o077


def settings(workspace: Workspace) -> Iterator[Outcome]:
    """Tell how many values are set, and which by the environment, where nobody sees them."""
    origins = workspace.settings.origins
    hidden = sorted(key for key, origin in origins.items() if origin == ENVIRONMENT)
    written = sum(":" in origin for origin in origins.values())
    words = f"`storsthlm.yaml` can be read; it sets {written} values, the others are defaults"
    if hidden:
        words += ", and the environment sets " + ", ".join(f"`{variable(key)}`" for key in hidden)
    yield Outcome("settings", Grade.OK, words, "`--verbose` shows where each value is from" if hidden else "")


def design(workspace: Workspace, tell: Callable[[int], None]) -> Iterator[Outcome]:
    """Render the newest issue; `tell` hears how many bytes its mail has."""
    from storsthlm_cli.workflows.palettes import palette_of
    from storsthlm_cli.workflows.previewing import preview

    name = workspace.settings.newsletter.design
    palette_of(workspace)
    if not keys(workspace.issues):
        yield Outcome("design", Grade.SKIPPED, f"`{name}` is there, but there is no issue to render in it")
        return
    issue = newest(workspace.issues)
    try:
        size = len(preview(workspace, issue).eml)
    except BadContent as failure:
        words = f"`{name}` is there, but {failure.message}"
        yield Outcome("design", Grade.SKIPPED, words, f"`storsthlm validate {issue}` shows why")
        return
    yield Outcome("design", Grade.OK, f"`{name}` renders issue `{issue}`, a mail of {size // 1000 + 1} kB")
    tell(size)


def key(workspace: Workspace) -> Iterator[Outcome]:
    """Look at the token key: that it is there, whole, for nobody else to read, and where a backup of it is."""
    path = key_file(workspace)
    with failures(database_file(workspace)):
        token_keys(workspace)
    if not path.exists():
        lost = lost_memory(workspace, remembered(workspace))
        if lost is None:
            yield Outcome("token key", Grade.OK, "none yet: the first `send` makes it")
        else:
            words = f"it is gone: {lost}, and the unsubscribe links of its mails depend on the key"
            yield Outcome("token key", Grade.ERROR, words, "`storsthlm restore FILE` brings it back from a backup")
        return
    shown, mode = workspace.shown(path), stat.S_IMODE(path.stat().st_mode)
    if os.name != "nt" and mode & _OTHERS:
        words = f"others can read `{shown}` (mode {mode:04o}), and sign links that unsubscribe people"
        yield Outcome("token key", Grade.ERROR, words, f"run `chmod 600 {shown}`")
        return
    backups = sorted((workspace.root / "build").glob("backup-*.zip"))
    kept = f"the last backup here is `{workspace.shown(backups[-1])}`" if backups else "no backup of it is here"
    yield Outcome("token key", Grade.OK, f"`{shown}` is whole and yours alone; {kept}", _KEEP)


_KEEP = "keep what `storsthlm backup` writes on another disk: links already mailed die with the key"


def memory(workspace: Workspace, now: datetime.datetime | None = None) -> Iterator[Outcome]:
    """Look through the database, and hold it against the receipts; the clock and what is unfinished go by it."""
    path = database_file(workspace)
    engine = remembered(workspace)
    found = snapshots.facts(path) if engine is not None else None
    for issue in keys(workspace.issues):
        check_memory(workspace, engine, issue)
    if engine is None or found is None:
        yield Outcome("database", Grade.OK, "none yet: the first `send` makes it")
        yield _clock(now, None)
        return
    with reading(engine).connect() as connection:
        mode = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one())
    words = f"`{workspace.shown(path)}` is whole: dispatches: {found.dispatches}, suppressions: {found.suppressions}"
    if mode.lower() == "wal":
        yield Outcome("database", Grade.OK, words)
    else:
        words = f"`{workspace.shown(path)}` cannot write ahead (its journal is `{mode}`)"
        yield Outcome("database", Grade.WARNING, words, "put the workspace on a local disk")
    yield _clock(now, found.changed)
    yield from _unfinished(workspace)


def _clock(now: datetime.datetime | None, last: datetime.datetime | None) -> Outcome:
    """Hold the clock against the last moment that was written down."""
    here = now or datetime.datetime.now(datetime.UTC)
    if last is not None and last > here + datetime.timedelta(minutes=1):
        words = f"it is {here:%Y-%m-%d %H:%M} UTC here, but something was written down at {last:%Y-%m-%d %H:%M}"
        return Outcome("clock", Grade.ERROR, words, "set the clock, best by the network: retries and dates go by it")
    return Outcome("clock", Grade.OK, f"it is {here:%Y-%m-%d %H:%M} UTC here")


def _unfinished(workspace: Workspace) -> Iterator[Outcome]:
    found = ongoing(workspace)
    if not found:
        yield Outcome("sending", Grade.OK, "nothing stands unfinished")
    for each in found:
        if at_work(workspace, each):
            yield Outcome("sending", Grade.OK, f"dispatch `{each.id}` is at work at this moment")
        else:
            words = f"dispatch `{each.id}` stands {each.state.value}, and nobody is sending it"
            way_out = f"`storsthlm status {each.id}`; then `send` again, or `storsthlm cancel {each.id}`"
            yield Outcome("sending", Grade.WARNING, words, way_out)


def ongoing(workspace: Workspace) -> Sequence[Dispatch]:
    """Return the dispatches that are not ended. Raises Failure when the database cannot be used."""
    engine = remembered(workspace)
    with failures(database_file(workspace)):
        return [each for each in dispatches.find(engine) if each.ongoing] if engine is not None else []


def at_work(workspace: Workspace, dispatch: Dispatch) -> bool:
    """Tell whether a process is sending a dispatch, or waiting for its time."""
    try:
        with alone(workspace, dispatch.issue):
            return False
    except Busy:
        return True


def disk(workspace: Workspace) -> Iterator[Outcome]:
    """Look at the room on the disk, and at what kind of disk it is."""
    for notice in unsafe_place(workspace):
        yield Outcome("disk", Grade.WARNING, notice)
    folder = workspace.settings.state_folder
    there = folder if folder.exists() else workspace.root
    free = shutil.disk_usage(there).free
    words = f"{free // 1_000_000:,} MB are free where `{workspace.shown(folder)}` is".replace(",", " ")
    if not os.access(there, os.W_OK):
        yield Outcome("disk", Grade.ERROR, f"`{workspace.shown(there)}` is not writable for you", "check whose it is")
    elif free < _FEW_BYTES:
        yield Outcome("disk", Grade.ERROR, words, "make room: a `send` stops when it cannot write down what it does")
    else:
        yield Outcome("disk", Grade.OK, words)


def rehearsals(workspace: Workspace) -> Iterator[Outcome]:
    """Weigh what the embedded server keeps."""
    folder = outbox(workspace, "x").parent
    files = [path.stat().st_size for path in folder.rglob("*.eml")] if folder.is_dir() else []
    size = sum(files)
    words = f"rehearsals and tests left {len(files)} mails, {size // 1_000_000} MB" if files else "it is empty"
    shown = workspace.shown(folder)
    way_out = f"delete what is old below `{shown}`: it names readers" if size > _MANY_BYTES else ""
    yield Outcome("outbox", Grade.WARNING if way_out else Grade.OK, words, way_out)


def other_host(workspace: Workspace) -> Iterator[Outcome]:
    """Tell when another host was last asked who has left, if the settings name one."""
    found = freshness(workspace)
    if found is None:
        return
    zone = ZoneInfo(workspace.settings.newsletter.timezone)
    last = (
        f"the last sync was {found.last.astimezone(zone):%Y-%m-%d %H:%M}" if found.last is not None else "never synced"
    )
    if found.stale:
        yield Outcome("sync", Grade.WARNING, f"{last}: a real `send` refuses", f"run `{COMMAND}`, best by a timer")
    else:
        yield Outcome("sync", Grade.OK, last)


LOOKS: Mapping[str, Callable[[Workspace], Iterator[Outcome]]] = {
    "token key": key,
    "database": memory,
    "disk": disk,
    "outbox": rehearsals,
}
