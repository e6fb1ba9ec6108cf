"""Compiled templates, kept as Python keeps its own: in `__pycache__`, beside what they were made from.

Compiling a design takes far longer than rendering an issue with it. What is kept is code that no sandbox checks again,
so it is believed only beside the designs that come with the program: whoever can write there can change the program
itself. What a workspace brings along is compiled each time. Loads Jinja2: import it where it is used.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import pathlib
import sys
from collections.abc import Iterable

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from storsthlm_cli import __version__

_FOLDER = "__pycache__"


class Bytecode(BytecodeCache):
    """The compiled templates of an environment, as far as these lie in one of the `trusted` folders.

    One whose source, place, options or maker has changed is not used, and written anew. Where nothing can be written
    nothing is kept.
    """

    def __init__(self, trusted: Iterable[pathlib.Path]) -> None:
        self._trusted = tuple(trusted)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the file that a compiled template is kept in, an empty string for none."""
        path = pathlib.Path(filename or name)
        if not any(path.is_relative_to(folder) for folder in self._trusted):
            return ""
        return str(path.parent / _FOLDER / f"{path.name}.{sys.implementation.cache_tag}.jinja")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is kept for it, if anything is."""
        if not bucket.key:
            return
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
            kept = pathlib.Path(bucket.key).read_bytes()
            stamp = _stamp(bucket)
            if kept.startswith(stamp):
                bucket.code = marshal.loads(kept[len(stamp) :])  # noqa: S302  # as trusted as the program

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket; nobody ever reads half of it."""
        if not bucket.key:
            return
        path = pathlib.Path(bucket.key)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            unfinished.write_bytes(_stamp(bucket) + marshal.dumps(bucket.code))
            unfinished.replace(path)


def _stamp(bucket: Bucket) -> bytes:
    """Return what tells whether a compiled template is still the one that would be made now."""
    made = bucket.environment
    options = (made.autoescape, made.trim_blocks, made.lstrip_blocks, made.keep_trailing_newline, made.optimized)
    maker = (__version__, jinja2.__version__, sys.version, type(made).__qualname__, options)
    return hashlib.sha256(repr((maker, bucket.key, bucket.checksum)).encode()).digest()
