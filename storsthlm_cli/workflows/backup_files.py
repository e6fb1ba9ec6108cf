"""The file of a backup: a zip with the database, the token keys, and a manifest that tells what they are."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import os
import pathlib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, BinaryIO

from storsthlm_cli.key_file import open_keys
from storsthlm_cli.model.backup import Digest, Manifest
from storsthlm_cli.model.errors import Failure

MANIFEST = "manifest.json"
DATABASE, KEY = "state.db", "token.key"
OWNER_ONLY = 0o600

_VERSION = 1
_PIECE = 1 << 20
_MOST = 1 << 16
"""Bytes of a manifest, at most."""


def write_backup(file: BinaryIO, manifest: Manifest, files: Mapping[str, pathlib.Path]) -> None:
    """Write a backup of these files, by the names that they have in it."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(_data(manifest), indent=1))
        for name, each in files.items():
            archive.write(each, name)


@contextmanager
def opened_backup(path: pathlib.Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open a backup. Raises Failure for what is none."""
    with ExitStack() as stack:
        with readable(path):
            archive = stack.enter_context(zipfile.ZipFile(path))
            with archive.open(MANIFEST) as file:
                manifest = _manifest(json.loads(file.read(_MOST)))
        yield archive, manifest


def manifest_of(path: pathlib.Path) -> Manifest:
    """Return what a backup says of itself. Raises Failure for what is none."""
    with opened_backup(path) as (_, manifest):
        return manifest


def keys_in(path: pathlib.Path, folder: pathlib.Path) -> frozenset[str]:
    """Return the ids of the token keys in a backup, which are taken out into a folder.

    Raises Failure when they are not what its manifest says.
    """
    with opened_backup(path) as (archive, manifest):
        if KEY not in manifest.files:
            return frozenset()
        with readable(path):
            take_out(archive, KEY, manifest.files[KEY], folder / KEY)
        return frozenset(each.id for each in open_keys(folder / KEY).keys)


@contextmanager
def readable(path: pathlib.Path) -> Iterator[None]:
    """Tell as a Failure what goes wrong while a backup is read."""
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


def take_out(archive: zipfile.ZipFile, name: str, digest: Digest, target: pathlib.Path) -> None:
    """Write a file of a backup to `target`. Raises ValueError when it is not what the manifest says."""
    with archive.open(name) as packed, target.open("xb") as file:
        left = digest.size + 1
        while left and (piece := packed.read(min(left, _PIECE))):
            file.write(piece)
            left -= len(piece)
        file.flush()
        os.fsync(file.fileno())
    target.chmod(OWNER_ONLY)
    if digest_of_file(target) != digest:
        raise ValueError(f"`{name}` in it is not what was written")


def digest_of_file(path: pathlib.Path) -> Digest:
    """Return size and hash of a file."""
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
