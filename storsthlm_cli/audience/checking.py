"""Checking a list: what is wrong in it row by row, with memory for a few rows only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from storsthlm_cli.audience.mailboxes import mailbox_of
from storsthlm_cli.audience.slips import Slips
from storsthlm_cli.audience.temporary import at_once, temporary_database
from storsthlm_cli.model.audience import LeftOut, Subscriber
from storsthlm_cli.model.lists import Fault, Problem
from storsthlm_cli.model.stored import Stored

_TABLES = (
    "CREATE TABLE rows (number INTEGER PRIMARY KEY, line INTEGER, address TEXT, key TEXT, note TEXT)",
    "CREATE TABLE slips (domain TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE gone (key TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID",
)
_UNITE = (
    "CREATE INDEX rows_by_key ON rows (key)",
    """
    CREATE TABLE again AS SELECT number, (
        SELECT first.line FROM rows AS first WHERE first.key = rows.key ORDER BY first.number LIMIT 1
    ) AS first FROM rows
    WHERE key IN (SELECT key FROM rows WHERE key > '' GROUP BY key HAVING count(*) > 1)
        AND number <> (SELECT min(number) FROM rows AS first WHERE first.key = rows.key)
    """,
    "CREATE INDEX again_by_number ON again (number)",
)
_ROWS = """
SELECT line, address, rows.key, note, first, words FROM rows
LEFT JOIN again USING (number) LEFT JOIN gone ON gone.key = rows.key
WHERE rows.key IS NULL OR note IS NOT NULL OR first IS NOT NULL OR words IS NOT NULL
    OR substr(rows.key, instr(rows.key, '@') + 1) IN (SELECT domain FROM slips)
ORDER BY rows.number
"""
"""Those of which there is something to say."""
_NOT_LIVING = """
SELECT (SELECT count(*) FROM again),
    (SELECT count(*) FROM gone WHERE EXISTS (SELECT 1 FROM rows WHERE rows.key = gone.key))
"""
_MOST_DOMAINS = 50_000
"""Domains that are counted: who has more of them finds slips among the first ones only."""


class Check:
    """A list that has been read: its numbers and its problems, which lie in a temporary database."""

    def __init__(
        self,
        file: str,
        rows: Iterable[Subscriber | LeftOut],
        suppressed: Iterable[tuple[str, str]],
        labels: Iterable[str],
    ) -> None:
        """Read the rows of `file`; `suppressed` are normalised addresses and in what words they must get nothing.

        `labels` are those of the municipalities' domains. Raises Failure when there is no room for temporary files.
        """
        self._file = file
        self._database = temporary_database()
        self._domains: Counter[str] = Counter()
        self._meant: Mapping[str, str] = {}
        self.rows = self._valid = 0
        with at_once(self._database):
            for statement in _TABLES:
                self._database.execute(statement)
            self._database.executemany(
                "INSERT INTO rows (line, address, key, note) VALUES (?, ?, ?, ?)", map(self._taken, rows)
            )
            self._database.executemany("INSERT OR IGNORE INTO gone VALUES (?, ?)", suppressed)
            for statement in _UNITE:
                self._database.execute(statement)
            self._database.executemany(
                "INSERT INTO slips VALUES (?)", ((domain,) for domain in self._find_slips(labels))
            )
        ((again, gone),) = self._database.execute(_NOT_LIVING)
        self.living = self._valid - again - gone
        self.counts: Mapping[Fault, int] = Counter(problem.fault for problem in self._problems())

    def __del__(self) -> None:
        self._database.close()

    @property
    def problems(self) -> Stored[Problem]:
        """The problems in the order of the rows."""
        return Stored(sum(self.counts.values()), self._problems)

    def _taken(self, row: Subscriber | LeftOut) -> tuple[int, str | None, str | None, str | None]:
        """Count a row and return it for the database: no address where the normalised one is the same."""
        self.rows += 1
        if isinstance(row, LeftOut):
            return row.line, row.address, None, row.detail
        self._valid += 1
        local, _, domain = row.key.rpartition("@")
        if domain in self._domains or len(self._domains) < _MOST_DOMAINS:
            self._domains[domain] += 1
        return row.line, row.address if row.address != row.key else None, row.key, mailbox_of(local)

    def _find_slips(self, labels: Iterable[str]) -> Iterable[str]:
        """Find the domains that are slips, and what was meant."""
        slips = Slips(labels, self._domains)
        self._meant = {domain: meant for domain in self._domains if (meant := slips.meant(domain)) is not None}
        return self._meant

    def _problems(self) -> Iterator[Problem]:
        for line, written, key, note, first, words in self._database.execute(_ROWS):
            if key is None:
                yield Problem(Fault.INVALID, self._file, line, written, note)
                continue
            address = written or key
            local, _, domain = key.rpartition("@")
            if first is not None:
                yield Problem(Fault.DUPLICATE, self._file, line, address, str(first))
            if domain in self._meant:
                right = f"{address.rpartition('@')[0]}@{self._meant[domain]}"
                yield Problem(Fault.SLIP, self._file, line, address, right)
            if note is not None:
                yield Problem(Fault(note), self._file, line, address, local)
            if words is not None:
                yield Problem(Fault.SUPPRESSED, self._file, line, address, words)
