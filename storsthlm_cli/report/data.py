"""JSON for machines: one versioned document on stdout, nothing else."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from rich.console import Console

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def write_json(console: Console, body: Mapping[str, object]) -> None:
    """Write `body` as one JSON document with its version first; ASCII only where the stream is not UTF-8."""
    wide = (console.encoding or "").lower().replace("-", "") == "utf8"
    encoder = json.JSONEncoder(ensure_ascii=not wide, indent=2, default=_Streamed)
    console.file.writelines(encoder.iterencode({"version": VERSION, **body}))
    console.file.write("\n")


class _Streamed(list[object]):
    """A collection that is read while it is written. json takes only a list for one, and goes through it once."""

    def __init__(self, items: Collection[object]) -> None:
        super().__init__()
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[object]:
        return iter(self._items)
