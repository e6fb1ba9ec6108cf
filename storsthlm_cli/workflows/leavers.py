"""Who must get nothing, as the rows of lists are held against it.

After an erasure only a digest of an address under the workspace's key is kept. So a row is recognised by its address,
and by its digest where there are any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import Engine

from storsthlm_cli.model.audience import ERASED, LeftOut, Reason, Subscriber, Suppression
from storsthlm_cli.store import suppressions
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.memory import remembered, token_keys
from storsthlm_cli.workflows.workspace import Workspace


def digest_of(keys: Keys) -> Callable[[str], str]:
    """Return what makes of a normalised address what is kept of it after an erasure."""
    made = keys.digests("erased")
    return lambda key: ERASED + made(key)


class Leavers:
    """The suppressions of a workspace, in memory: those for all lists, and those for one."""

    def __init__(self, entries: Iterable[Suppression], digest: Callable[[str], str]) -> None:
        self.digest = digest
        self._known = {(each.key, each.list): each for each in entries}
        self._erased = any(key.startswith(ERASED) for key, _ in self._known)
        self._returned: dict[str, Suppression] = {}

    def why(self, key: str, name: str = "") -> Suppression | None:
        """Return why a normalised address must get nothing, of a list or of all; None when it may."""
        found = self._find(key, name)
        return found if found is not None or not self._erased else self._find(self.digest(key), name)

    def sort_out(self, rows: Iterable[Subscriber | LeftOut]) -> Iterator[Subscriber | LeftOut]:
        """Yield the rows, those of people who must get nothing as left out."""
        for row in rows:
            why = self.why(row.key, row.through or row.list) if isinstance(row, Subscriber) else None
            if why is None or isinstance(row, LeftOut):
                yield row
            else:
                yield LeftOut(row.address, row.list, row.line, Reason.SUPPRESSED, told(why))

    def watched(self, rows: Iterable[Subscriber | LeftOut]) -> Iterator[Subscriber | LeftOut]:
        """Yield the rows as they are, and remember who of them must get nothing, for `returned`."""
        for row in rows:
            why = self.why(row.key, row.list) if isinstance(row, Subscriber) else None
            if why is not None and isinstance(row, Subscriber):
                self._returned[row.key] = why
            yield row

    def returned(self) -> Iterator[tuple[str, str]]:
        """Yield who must get nothing of the rows that were watched: normalised address, and in what words."""
        for key, why in self._returned.items():
            yield key, told(why)

    def _find(self, key: str, name: str) -> Suppression | None:
        return self._known.get((key, "")) or (self._known.get((key, name)) if name else None)


def leavers_of(workspace: Workspace, engine: Engine | None = None) -> Leavers:
    """Return those whom a workspace remembers. Raises Failure when the token keys are gone."""
    found = engine if engine is not None else remembered(workspace)
    try:
        entries = suppressions.remembered(found) if found is not None else ()
        return Leavers(entries, digest_of(token_keys(workspace)))
    finally:
        if found is not None and engine is None:
            found.dispose()


def told(suppression: Suppression) -> str:
    """Return in what words somebody must get nothing."""
    where = f", `{suppression.list}` only" if suppression.list else ""
    return f"{suppression.reason} ({suppression.source}, {suppression.since:%Y-%m-%d}{where})"
