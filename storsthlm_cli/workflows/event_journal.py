"""A journal of events on the disk, to which several processes write: one line at a time, whole or not at all."""

from __future__ import annotations

import datetime
import os
import pathlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.leaving import BEGINNING, Ask, Event, Reached
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.event_lines import Asked, Damaged, follow, line_of, lines_of, reached_after
from storsthlm_cli.workflows.event_mending import begin_anew

_BUSY_SECONDS = 30
_POLL_SECONDS = 0.002
_ID_BYTES = 8
_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)


class Journal:
    """The file, and how far this process has read it. Not for several threads at once.

    Only what has a line break at its end and is on the disk has been answered. What a killed process left without one
    is cut off by who writes next: nobody was told that it was heard.
    """

    def __init__(self, path: pathlib.Path, keys: Callable[[], Keys]) -> None:
        """Make the file, readable by its owner only, if there is none. Raises Failure when it cannot be written."""
        self.path = path
        self._keys = keys
        self._lock = FileLock(f"{path}.lock", timeout=_BUSY_SECONDS, poll_interval=_POLL_SECONDS, thread_local=False)
        self._last, self._end = BEGINNING, 0
        self._file: tuple[int, int] | None = None
        with _failures(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, _FLAGS, 0o600))
            _sync_folder(path.parent)

    @property
    def last(self) -> Reached:
        """How far it was read."""
        return self._last

    def news(self) -> Iterator[Event]:
        """Yield what was written since this was last asked; what is being written at this moment comes next time.

        Of a journal that was begun anew it is all there is. Raises Damaged when the file is shorter than it was, or is
        not as it was written.
        """
        with _failures(self.path):
            facts = self.path.stat()
            size, file_now = facts.st_size, (facts.st_dev, facts.st_ino)
            if file_now != self._file:
                self._last, self._end, self._file = BEGINNING, 0, file_now
            if size == self._end:
                return
            if size < self._end:
                raise Damaged(
                    f"`{self.path.name}` has become shorter while it was used",
                    hint="nothing but storsthlm may change it; put it back as it was",
                )
            with self.path.open("rb") as file:
                file.seek(self._end)
                for event in follow(self._keys(), self._counted(lines_of(file)), self._last, name=self.path.name):
                    self._last = reached_after(self._last, event)
                    self._end = self._reached
                    yield event

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other processes from writing. Raises Failure when they do not stop."""
        with _failures(self.path), self._lock:
            yield

    def begin_anew(self) -> pathlib.Path:
        """Put the damaged journal, which must be held, aside, and go on with what is genuine of it; return its name.

        Raises Failure when that cannot be written.
        """
        with _failures(self.path):
            aside = begin_anew(self.path, self._keys())
            _sync_folder(self.path.parent)
        self._last, self._end, self._file = BEGINNING, 0, None
        return aside

    def write(self, token: str, ask: Ask, at: datetime.datetime) -> Event:
        """Write an event after all the others, and return it when it is on the disk.

        The journal must be held, and its news read. Raises Failure when it cannot be written: then nothing is.
        """
        line, event = line_of(self._keys(), self._last, Asked(secrets.token_hex(_ID_BYTES), at, token, ask))
        with _failures(self.path):
            file = os.open(self.path, _FLAGS, 0o600)
            try:
                if os.fstat(file).st_size > self._end:
                    os.ftruncate(file, self._end)
                try:
                    if os.write(file, line) != len(line):
                        raise OSError(_NO_ROOM)
                except OSError:
                    os.ftruncate(file, self._end)
                    raise
                os.fsync(file)
            finally:
                os.close(file)
        self._last, self._end = reached_after(self._last, event), self._end + len(line)
        return event

    def _counted(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield lines, and keep where the last one ended."""
        self._reached = self._end
        for line in lines:
            self._reached += len(line)
            yield line


_NO_ROOM = "there is no room on the disk"


def _sync_folder(folder: pathlib.Path) -> None:
    """Wait until the file's name is on the disk, where folders can be synced."""
    if os.name == "nt":
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


@contextmanager
def _failures(path: pathlib.Path) -> Iterator[None]:
    try:
        yield
    except Timeout:
        raise Failure(
            f"`{path.name}` has been held by another process for {_BUSY_SECONDS} seconds", hint="end that process"
        ) from None
    except OSError as error:
        raise Failure(
            f"cannot write `{path}`: {error.strerror or error}",
            hint="it must be on a local disk with room, and writable for whoever runs this",
        ) from error
