"""The public archive: files that `storsthlm archive` wrote into a folder, and nothing else that lies there.

The folder's manifest names what is ours. A path is looked for among its names and never put together with the folder
before it was found, so that no path leads anywhere else.
"""

from __future__ import annotations

import email.utils
import os
import pathlib
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storsthlm_cli.archive.folder import MANIFEST, known

INDEX = "index.html"
TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/atom+xml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
"""What the files of a site are. The system's own table differs from machine to machine."""
_OTHER = "application/octet-stream"

PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""Of a page; it says itself, more strictly, which style sheet it has."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was read: its bytes, media type, ETag (RFC 9110 §8.8.3) and time of change (POSIX time)."""

    data: bytes
    kind: str
    etag: str
    changed: float

    @property
    def headers(self) -> dict[str, str]:
        """What an answer says of it. Who has kept it asks each time whether it is still the same."""
        return {
            "Content-Type": self.kind,
            "ETag": self.etag,
            "Last-Modified": email.utils.formatdate(int(self.changed), usegmt=True),
            "Cache-Control": "no-cache",
        }

    def is_held(self, headers: Mapping[str, str]) -> bool:
        """Tell whether who asks with these headers has the very file (RFC 9110 §13.1)."""
        given = headers.get("if-none-match")
        if given is not None:
            tags = {tag.strip().removeprefix("W/") for tag in given.split(",")}
            return "*" in tags or self.etag in tags
        try:
            since = email.utils.parsedate_to_datetime(headers.get("if-modified-since", "")).timestamp()
        except (ValueError, TypeError, OverflowError, OSError):
            return False
        return int(self.changed) <= since


class Site:
    """The files of a folder. What is written there later is there at once."""

    def __init__(self, folder: pathlib.Path, shown: str) -> None:
        self._folder = folder
        self._shown = shown
        self._names: frozenset[str] = frozenset()
        self._seen: tuple[int, int] | None = None
        self._lock = threading.Lock()

    def find(self, paths: Iterable[str]) -> File | str | None:
        """Return the first file that one of these paths is, or where to go instead, relative to the path; else None.

        A path begins with a slash; "" is the site's own address without one. Raises Failure when the manifest cannot
        be read.
        """
        names = self._now()
        for path in paths:
            name = path.removeprefix("/")
            if path and (name == "" or name.endswith("/")):
                name += INDEX
            elif f"{name}/{INDEX}".removeprefix("/") in names and name not in names:
                return "/"
            if name in names and (file := self._read(name)) is not None:
                return file
        return None

    def _now(self) -> frozenset[str]:
        with self._lock:
            try:
                found = (self._folder / MANIFEST).stat()
            except OSError:
                return frozenset()
            seen = found.st_mtime_ns, found.st_size
            if seen != self._seen:
                self._names, self._seen = frozenset(known(self._folder, self._shown)), seen
            return self._names

    def _read(self, name: str) -> File | None:
        """Return a file; None when it has just gone, is none, or when a link leads out of the folder."""
        path = self._folder / name
        try:
            if not path.resolve().is_relative_to(self._folder.resolve()) or not path.is_file():
                return None
            with path.open("rb") as file:
                found, data = os.fstat(file.fileno()), file.read()
        except OSError:
            return None
        etag = f'"{found.st_mtime_ns:x}-{len(data):x}"'
        return File(data, TYPES.get(path.suffix.lower(), _OTHER), etag, found.st_mtime)
