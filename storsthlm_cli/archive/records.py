"""The public record of an issue: one zip file that tells by itself what was sent, when, and to how many.

The same record has the same bytes whenever and wherever it is made.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

from storsthlm_cli.source.writing import Value, write

REGISTER = "record.yaml"
"""What the record says of itself, with the SHA-256 of every other file in it."""

_HEADING = "The public record of one issue of a newsletter, made by storsthlm: what was sent, and to how many."
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3


def packed(files: Mapping[str, bytes], facts: Mapping[str, Value]) -> bytes:
    """Return a zip file of the files by their paths, and the register of the facts and of all files' hashes."""
    hashes: dict[str, Value] = {path: hashlib.sha256(files[path]).hexdigest() for path in sorted(files)}
    register = write({**facts, "files": hashes}, heading=_HEADING)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as record:
        _add(record, REGISTER, register.encode())
        for path in sorted(files):
            _add(record, path, files[path])
    return target.getvalue()


def _add(record: zipfile.ZipFile, path: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(path, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    record.writestr(entry, data)
