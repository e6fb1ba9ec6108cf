"""Back up: database and token key in one file; and put such a file back."""

from __future__ import annotations

import datetime
import pathlib
import tempfile
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager

from storsthlm_cli import __version__
from storsthlm_cli.issues.folders import keys
from storsthlm_cli.key_file import open_keys
from storsthlm_cli.model.backup import Manifest, Restored
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.source.replacing import replacing
from storsthlm_cli.store import snapshots
from storsthlm_cli.store.database import settle
from storsthlm_cli.workflows.backup_files import (
    DATABASE,
    KEY,
    OWNER_ONLY,
    digest_of_file,
    keys_in,
    manifest_of,
    opened_backup,
    readable,
    take_out,
    write_backup,
)
from storsthlm_cli.workflows.backup_notes import note
from storsthlm_cli.workflows.erasing import carry_erasures
from storsthlm_cli.workflows.memory import alone, database_file, key_file, open_memory
from storsthlm_cli.workflows.workspace import Workspace

_DESPITE = "to put it aside nevertheless, say `--despite-newer`"
_BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a database: it belongs to it and to no other."""


def back_up(
    workspace: Workspace, given: pathlib.Path | None, now: datetime.datetime, *, replace: bool = False
) -> tuple[pathlib.Path, Manifest]:
    """Write what the workspace remembers into one file that only its owner can read; return its path.

    Without a path it is `build/backup-TIME.zip`. A running `send` goes on meanwhile. A backup that is there is replaced
    if this one has all that it has. Raises Refused otherwise, unless `replace`; Failure when there is nothing to keep,
    when its folder is not there, and when it cannot be written.
    """
    source, key = database_file(workspace), key_file(workspace)
    if not source.exists():
        raise Failure("this workspace remembers nothing yet: there is no database", hint="back it up after a `send`")
    path = given or workspace.root / "build" / f"backup-{now.astimezone():%Y-%m-%d-%H%M%S}.zip"
    ours = (workspace.root / "build").resolve()
    if not path.parent.is_dir() and path.parent.resolve() != ours:
        raise Failure(
            f"there is no folder `{path.parent}`: nothing was backed up",
            hint="is the disk mounted? Folders are not made for a backup: `mkdir` makes one",
        )
    kept = {each.id for each in open_keys(key).keys} if key.exists() else set()
    there = manifest_of(path) if path.exists() else None
    open_memory(workspace).dispose()  # brings it up to date
    with _scratch(workspace) as folder:
        copy = folder / DATABASE
        snapshots.copy(source, copy)
        found = snapshots.facts(copy)
        if there is not None and not replace:
            _check_richer(path, there, found, keys_in(path, folder) - kept)
        files = {DATABASE: copy} | ({KEY: key} if key.exists() else {})
        manifest = Manifest(
            tool=f"storsthlm {__version__}",
            made=now,
            database=found.id,
            changed=found.changed,
            dispatches=found.dispatches,
            suppressions=found.suppressions,
            files={name: digest_of_file(file) for name, file in files.items()},
        )
        with replacing(path, hint="name another file, on a disk with room", mode=OWNER_ONLY) as file:
            write_backup(file, manifest, files)
    note(workspace, path, now, sorted(kept))
    return path, manifest


def _check_richer(path: pathlib.Path, there: Manifest, found: snapshots.Facts, lost: Collection[str]) -> None:
    """Raise Refused when a backup that is there has something that would be lost with it: `lost` are ids of keys."""
    poorer = ""
    if there.database != found.id:
        poorer = "it is of another database than the one that is here"
    elif lost:
        poorer = "it has token keys that are not here, on which unsubscribe links already mailed depend"
    elif there.changed is not None and (found.changed is None or found.changed < there.changed):
        poorer = (
            f"it is newer than what is here (last changed {_told(there.changed)} there, {_told(found.changed)} here)"
        )
    elif there.dispatches > found.dispatches:
        poorer = f"it knows {there.dispatches} dispatches, and this workspace {found.dispatches}"
    if poorer:
        raise Refused(
            f"`{path}` would be lost: {poorer}; nothing was written",
            hint="name another file; if that backup is to go, say `--replace`",
        )


def restore(
    workspace: Workspace, path: pathlib.Path, *, despite_newer: bool = False, nothing_sent_since: bool = False
) -> Restored:
    """Put a backup in the place of what the workspace remembers, which is put aside.

    Whoever was still to be mailed by an unfinished dispatch may have been mailed after the backup was made and becomes
    unknown, unless `nothing_sent_since`, or what is here knows no more. Raises Refused when what is here is newer,
    another newsletter's or unreadable, unless `despite_newer`; Busy while a `send` runs; Failure for what is no whole
    backup. In all of these cases nothing has changed.
    """
    with ExitStack() as stack:
        for issue in keys(workspace.issues):
            stack.enter_context(alone(workspace, issue))
        archive, manifest = stack.enter_context(opened_backup(path))
        folder = stack.enter_context(_scratch(workspace))
        for name, digest in manifest.files.items():
            with readable(path):
                take_out(archive, name, digest, folder / name)
        found = snapshots.facts(folder / DATABASE)
        current, objection = _here(workspace, found, folder / KEY)
        if objection and not despite_newer:
            raise Refused(f"{objection}: nothing was changed", hint=_DESPITE)
        doubted = 0 if nothing_sent_since or current == found else snapshots.doubt(folder / DATABASE)
        same = current is not None and current.id == found.id
        erased = carry_erasures(workspace, folder / DATABASE, folder / KEY) if same else 0
        return Restored(manifest, _exchange(workspace, folder, tuple(manifest.files)), doubted, erased)


def _here(workspace: Workspace, found: snapshots.Facts, key: pathlib.Path) -> tuple[snapshots.Facts | None, str]:
    """Return what is remembered here, None for nothing, and what speaks against giving it up for what was found."""
    if key_file(workspace).exists():
        try:
            lost = {each.id for each in open_keys(key_file(workspace)).keys}
        except Failure:
            lost = set()
        lost -= {each.id for each in open_keys(key).keys} if key.exists() else lost
        if lost:
            return None, "the backup lacks token keys that are here, on which unsubscribe links already mailed depend"
    if not database_file(workspace).exists():
        return None, ""
    try:
        engine = open_memory(workspace)  # brings it up to date
        settle(engine)
        engine.dispose()
        here = snapshots.facts(database_file(workspace))
    except Failure as failure:
        return None, f"the database that is here cannot be judged ({failure.message})"
    if here.changed is None:
        return None, ""
    if here.id != found.id:
        return here, "the backup is of another database than the one that is here"
    newer = found.changed is None or here.changed > found.changed or here.attempts > found.attempts
    left = here.suppressions > found.suppressions or here.departures > found.departures
    if newer or left or here.dispatches > found.dispatches:
        counts = f"dispatches: {here.dispatches} here, {found.dispatches} there; "
        counts += f"suppressions: {here.suppressions} here, {found.suppressions} there; "
        counts += f"messages tried: {here.attempts} here, {found.attempts} there; "
        counts += f"last changed: {_told(here.changed)} here, {_told(found.changed)} there"
        return here, f"the memory that is here is newer than the backup ({counts})"
    return here, ""


def _told(moment: datetime.datetime | None) -> str:
    """Return a moment in the time of this machine, to the second: a lift may follow its backup at once."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}" if moment is not None else "never"


def _exchange(workspace: Workspace, folder: pathlib.Path, names: tuple[str, ...]) -> pathlib.Path | None:
    """Put aside what is here, and the files of a folder into its place; return where the old ones are."""
    home = workspace.settings.state_folder
    old = [home / name for name in (*names, *(DATABASE + end for end in _BESIDE)) if (home / name).exists()]
    moved: list[tuple[pathlib.Path, pathlib.Path]] = []
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    aside = pathlib.Path(tempfile.mkdtemp(prefix=f"before-restore-{today}-", dir=home))
    try:
        for source in old:
            moved.append((source, source.rename(aside / source.name)))
        for name in names:
            (folder / name).rename(home / name)
        if not old:
            aside.rmdir()
    except OSError as error:
        for source, now in reversed(moved):
            now.replace(source)
        aside.rmdir()
        raise Failure(
            f"cannot put the backup into `{workspace.shown(home)}`: {error.strerror or error}",
            hint="end every other storsthlm in this workspace and run it again; what was there is there",
        ) from error
    return aside if old else None


@contextmanager
def _scratch(workspace: Workspace) -> Iterator[pathlib.Path]:
    """Give a folder that only its owner can read, on the disk of the database; it is gone afterwards."""
    home = workspace.settings.state_folder
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=home) as folder:
        yield pathlib.Path(folder)
