"""JSON for machines: one versioned document on stdout, nothing else."""

from __future__ import annotations

import itertools
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
    """A collection that is read while it is written. json takes only a list for one, and goes through it once.

    Whether there is anything is what reading it says: what it was counted to be may have changed since.
    """

    def __init__(self, items: Collection[object]) -> None:
        super().__init__()
        rest = iter(items)
        first = list(itertools.islice(rest, 1))
        self._some = bool(first)
        self._items = itertools.chain(first, rest)

    def __len__(self) -> int:
        return int(self._some)

    def __iter__(self) -> Iterator[object]:
        return self._items
