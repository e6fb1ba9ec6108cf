"""Stdout whose failures are expected ones: a disk may be full, and who reads a pipe may have read enough."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from storsthlm_cli.model.errors import Failure

if TYPE_CHECKING:
    from typing_extensions import Buffer


class NobodyReads(Failure):
    """Who read stdout has closed it (`| head`): what is left to say is wanted by nobody."""


@contextlib.contextmanager
def telling_stdout() -> Iterator[None]:
    """Make writing to a stdout that is a file or a pipe raise Failure where it cannot be done, NobodyReads if closed.

    What is written after that goes nowhere. A terminal, and what a test puts in the place of stdout, stay as they are.
    """
    before = sys.stdout
    if not isinstance(before, io.TextIOWrapper) or not _is_file_or_pipe(before):
        yield
        return
    before.flush()
    told = io.BufferedWriter(_Told(before.fileno(), "w", closefd=False))
    sys.stdout = io.TextIOWrapper(told, encoding=before.encoding, errors=before.errors)
    try:
        yield
    finally:
        sys.stdout = before


def _is_file_or_pipe(stream: io.TextIOWrapper) -> bool:
    try:
        return not os.isatty(stream.fileno())
    except (OSError, ValueError):
        return False


class _Told(io.FileIO):
    """A file descriptor that fails once, in words."""

    _failed = False

    def write(self, data: Buffer, /) -> int:
        if self._failed:
            return memoryview(data).nbytes
        try:
            return super().write(data)
        except BrokenPipeError:
            self._failed = True
            raise NobodyReads("nobody reads stdout any more") from None
        except OSError as error:
            self._failed = True
            reason = error.strerror or str(error)
            raise Failure(
                f"cannot write to stdout: {reason[:1].lower()}{reason[1:]}",
                hint="make room, or let it go elsewhere; if it was to send something, look at `storsthlm status` first",
            ) from error
