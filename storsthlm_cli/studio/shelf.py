"""The shelf of lists: each file is read once for as long as it is the same, however long it is."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from itertools import islice

from storsthlm_cli.audience.lists import ListFile
from storsthlm_cli.model.audience import Subscriber
from storsthlm_cli.workflows.readers import matching, open_list, reader_on
from storsthlm_cli.workflows.workspace import Workspace

MOST = 30
"""Subscribers that are offered at once; who looks for somebody types another letter."""

_Mark = tuple[int, int]


@dataclass(slots=True)
class Shelf:
    """Lists as read, each with the size and time of its file. Used from several threads."""

    _read: dict[str, tuple[_Mark, ListFile]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, workspace: Workspace, name: str) -> ListFile:
        """Return a list. Raises Failure when there is none or it cannot be read."""
        with self._lock:
            path = workspace.list_file(name)
            known = self._read.get(name)
            mark = (path.stat().st_size, path.stat().st_mtime_ns) if name in workspace.list_names() else (0, 0)
            if known is None or known[0] != mark:
                known = (mark, open_list(workspace, name))
                self._read[name] = known
            return known[1]

    def reader(self, workspace: Workspace, name: str, address: str) -> Subscriber:
        """Return a subscriber of a list by the address. Raises Failure when there is none."""
        return reader_on([self.open(workspace, name)], address)

    def search(self, workspace: Workspace, name: str, words: str) -> tuple[list[Subscriber], int]:
        """Return the first subscribers of a list whose rows have these words, and how many have. Raises Failure."""
        found = matching(self.open(workspace, name).subscribers, words)
        first = list(islice(found, MOST))
        return first, len(first) + sum(1 for _ in found)
