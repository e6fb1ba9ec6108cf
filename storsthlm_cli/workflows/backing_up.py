"""Back up: database and token key in one file; and put such a file back."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import os
import pathlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from storsthlm_cli import __version__
from storsthlm_cli.issues.folders import keys
from storsthlm_cli.key_file import open_keys
from storsthlm_cli.model.backup import Digest, Manifest, Restored
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.source.replacing import replacing
from storsthlm_cli.store import snapshots
from storsthlm_cli.store.database import settle
from storsthlm_cli.workflows.backup_notes import note
from storsthlm_cli.workflows.erasing import carry_erasures
from storsthlm_cli.workflows.memory import alone, database_file, key_file, open_memory
from storsthlm_cli.workflows.workspace import Workspace

MANIFEST = "manifest.json"
DATABASE, KEY = "state.db", "token.key"

_VERSION = 1
_OWNER_ONLY = 0o600
_PIECE = 1 << 20
_MOST = 1 << 16
"""Bytes of a manifest, at most."""
_DESPITE = "to put it aside nevertheless, say `--despite-newer`"
_BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a database: it belongs to it and to no other."""


def back_up(workspace: Workspace, given: pathlib.Path | None, now: datetime.datetime) -> tuple[pathlib.Path, Manifest]:
    """Write what the workspace remembers into one file that only its owner can read; return its path.

    Without a path it is `build/backup-TIME.zip`. A running `send` goes on meanwhile. A file that is there is replaced
    if it is a backup. Raises Failure when there is nothing to keep, or when it cannot be written.
    """
    source, key = database_file(workspace), key_file(workspace)
    if not source.exists():
        raise Failure("this workspace remembers nothing yet: there is no database", hint="back it up after a `send`")
    path = given or workspace.root / "build" / f"backup-{now.astimezone():%Y-%m-%d-%H%M%S}.zip"
    if path.exists():
        with _backup(path):
            pass
    open_memory(workspace).dispose()  # brings it up to date
    with _scratch(workspace) as folder:
        copy = folder / DATABASE
        snapshots.copy(source, copy)
        found = snapshots.facts(copy)
        files = {DATABASE: copy} | ({KEY: key} if key.exists() else {})
        manifest = Manifest(
            tool=f"storsthlm {__version__}",
            made=now,
            database=found.id,
            changed=found.changed,
            dispatches=found.dispatches,
            suppressions=found.suppressions,
            files={name: _digest(file) for name, file in files.items()},
        )
        with (
            replacing(path, hint="name another file, on a disk with room", mode=_OWNER_ONLY) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            archive.writestr(MANIFEST, json.dumps(_data(manifest), indent=1))
            for name, each in files.items():
                archive.write(each, name)
    note(workspace, path, now, [each.id for each in open_keys(key).keys] if key.exists() else [])
    return path, manifest


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
        archive, manifest = stack.enter_context(_backup(path))
        folder = stack.enter_context(_scratch(workspace))
        for name, digest in manifest.files.items():
            with _readable(path):
                _take_out(archive, name, digest, folder / name)
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
    if newer or here.dispatches > found.dispatches or here.suppressions > found.suppressions:
        counts = f"dispatches: {here.dispatches} here, {found.dispatches} there; "
        counts += f"suppressions: {here.suppressions} here, {found.suppressions} there; "
        counts += f"messages tried: {here.attempts} here, {found.attempts} there"
        return here, f"the memory that is here is newer than the backup ({counts})"
    return here, ""


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


@contextmanager
def _backup(path: pathlib.Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open a backup. Raises Failure for what is none."""
    with ExitStack() as stack:
        with _readable(path):
            archive = stack.enter_context(zipfile.ZipFile(path))
            with archive.open(MANIFEST) as file:
                manifest = _manifest(json.loads(file.read(_MOST)))
        yield archive, manifest


@contextmanager
def _readable(path: pathlib.Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise Failure(f"there is no file `{path}`", hint="name a file that `storsthlm backup` wrote") from None
    except OSError as error:
        raise Failure(
            f"`{path}` cannot be read and unpacked: {error.strerror or error}", hint="is there room on the disk?"
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, TypeError, RuntimeError) as error:
        raise Failure(
            f"`{path}` is no whole backup of storsthlm: {error}", hint="name a file that `storsthlm backup` wrote"
        ) from error


def _take_out(archive: zipfile.ZipFile, name: str, digest: Digest, target: pathlib.Path) -> None:
    """Write a file of a backup to `target`. Raises ValueError when it is not what the manifest says."""
    with archive.open(name) as packed, target.open("xb") as file:
        left = digest.size + 1
        while left and (piece := packed.read(min(left, _PIECE))):
            file.write(piece)
            left -= len(piece)
        file.flush()
        os.fsync(file.fileno())
    target.chmod(_OWNER_ONLY)
    if _digest(target) != digest:
        raise ValueError(f"`{name}` in it is not what was written")


def _digest(path: pathlib.Path) -> Digest:
    with path.open("rb") as file:
        return Digest(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def _data(manifest: Manifest) -> dict[str, object]:
    return {
        "version": _VERSION,
        "tool": manifest.tool,
        "made": manifest.made.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        "database": manifest.database,
        "changed": manifest.changed and manifest.changed.isoformat(),
        "dispatches": manifest.dispatches,
        "suppressions": manifest.suppressions,
        "files": {name: dataclasses.asdict(digest) for name, digest in manifest.files.items()},
    }


def _manifest(data: Any) -> Manifest:
    """Return a manifest. Raises ValueError, KeyError or TypeError for what is none; other files are not asked for."""
    if data["version"] != _VERSION:
        raise ValueError(f"its version is {data['version']}, not {_VERSION}")
    return Manifest(
        tool=str(data["tool"]),
        made=datetime.datetime.fromisoformat(data["made"]),
        database=str(data["database"]),
        changed=datetime.datetime.fromisoformat(data["changed"]) if data["changed"] is not None else None,
        dispatches=int(data["dispatches"]),
        suppressions=int(data["suppressions"]),
        files={
            name: Digest(int(data["files"][name]["size"]), str(data["files"][name]["sha256"]))
            for name in (DATABASE, KEY)
            if name == DATABASE or name in data["files"]
        },
    )
