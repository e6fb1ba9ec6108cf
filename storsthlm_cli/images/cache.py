"""A folder that keeps what was costly to make. It may be deleted at any time, and nothing fails without it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pathlib
import re
import tempfile
import time

MOST_BYTES = 200_000_000
"""What a folder may hold; beyond it goes what nobody has asked for longest."""

_DIGEST = 32
_DAY = 24 * 60 * 60
_UNFINISHED = ".part"


class Cache:
    """Bytes by key. Two processes may use one folder: files appear whole or not at all."""

    def __init__(self, folder: pathlib.Path, most: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most = most
        self._grown: int | None = None

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key of letters and digits; None when nothing was, or when it is damaged."""
        path = self._folder / key
        try:
            content = path.read_bytes()
            digest, data = content[:_DIGEST], content[_DIGEST:]
            if hashlib.sha256(data).digest() != digest:
                return None
            if time.time() - path.stat().st_mtime > _DAY:
                os.utime(path)  # it is of use: others go first
        except OSError:
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key. When they cannot be written, they are not kept."""
        with contextlib.suppress(OSError):
            self._make_folder()
            handle, unfinished = tempfile.mkstemp(suffix=_UNFINISHED, dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(data).digest() + data)
                pathlib.Path(unfinished).replace(self._folder / key)
            except BaseException:
                with contextlib.suppress(OSError):
                    pathlib.Path(unfinished).unlink()
                raise
            self._clear(len(data) + _DIGEST)

    def _make_folder(self) -> None:
        """Make the folder and those above it, for the user alone: pictures may not have been published yet."""
        missing = [path for path in (self._folder, *self._folder.parents) if not path.exists()]
        for path in reversed(missing):
            path.mkdir(mode=0o700, exist_ok=True)

    def _clear(self, written: int) -> None:
        """Delete the oldest files when there is too much. The folder is counted at the first writing only."""
        if self._grown is not None and self._grown + written <= self._most:
            self._grown += written
            return
        found = sorted(_files(self._folder))
        total = sum(size for _, size, _ in found)
        for changed, size, path in found:
            stale = path.suffix == _UNFINISHED and time.time() - changed > _DAY
            if stale or total > self._most:
                with contextlib.suppress(OSError):
                    path.unlink()
                    total -= size
        self._grown = total


_OURS = re.compile(rf"[0-9a-f]+|tmp\w+{re.escape(_UNFINISHED)}")
"""Names of files that may be deleted: keys of this cache, and what was not finished under one."""


def _files(folder: pathlib.Path) -> list[tuple[float, int, pathlib.Path]]:
    """Return time of last use, bytes and path of all files that a cache may have put there, and of no others."""
    found = []
    for path in folder.iterdir():
        if not _OURS.fullmatch(path.name):
            continue
        with contextlib.suppress(OSError):
            status = path.stat()
            found.append((status.st_mtime, status.st_size, path))
    return found
