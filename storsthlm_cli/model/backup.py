"""Backups of what a workspace remembers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Digest:
    """Size in bytes and SHA-256 (hexadecimal) of a file in a backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself. `changed` is when the database was last changed, None for an empty one."""

    tool: str
    made: datetime.datetime
    database: str
    changed: datetime.datetime | None
    dispatches: int
    suppressions: int
    files: Mapping[str, Digest]


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that was put back. `aside` is where the memory that was there went, None when there was none.

    `doubted` is how many recipients of unfinished dispatches may have been mailed since and are unknown now, `erased`
    how many addresses it held that had been erased here since, and does not hold any more.
    """

    manifest: Manifest
    aside: Path | None
    doubted: int
    erased: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """That a backup was written: where, when, and the ids of the token keys in it."""

    path: Path
    at: datetime.datetime
    keys: tuple[str, ...]
