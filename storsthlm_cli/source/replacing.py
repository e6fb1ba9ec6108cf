"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from storsthlm_cli.model.errors import Failure


@contextmanager
def replacing(path: Path, *, hint: str, mode: int = 0o666) -> Iterator[BinaryIO]:
    """Give a new file to write. When the block has ended well, and the bytes are on the disk, it becomes `path`.

    Folders that lack are made. `mode` is what the umask leaves of it. Raises Failure, with `hint`, when the file cannot
    be written; then what was at `path` is still there.
    """
    path = path.resolve()  # a link stays one, and what it leads to is replaced
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(temporary, _FLAGS, mode), "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise Failure(f"cannot write `{path}`: {error.strerror or error}", hint=hint) from error


_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
