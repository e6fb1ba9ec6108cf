"""From lists to an audience: united, without duplicates, without those who must get nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from storsthlm_cli.audience.temporary import at_once, temporary_database
from storsthlm_cli.model.audience import ERASED, Audience, LeftOut, Reason, Subscriber
from storsthlm_cli.model.stored import Stored, StoredFields, as_json

_TABLE = """
CREATE TABLE rows (
    number INTEGER PRIMARY KEY, list TEXT, line INTEGER, address TEXT, key TEXT, fields TEXT, reason TEXT, detail TEXT,
    through TEXT
)
"""
_INSERT = "INSERT INTO rows (list, line, address, key, fields, reason, detail, through) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_INDEX = "CREATE INDEX rows_by_key ON rows (key, reason)"
_UNITE = """
UPDATE rows SET reason = 'duplicate', detail = (
    SELECT 'already in ' || first.list || ' line ' || first.line
    FROM rows AS first WHERE first.key = rows.key ORDER BY first.number LIMIT 1
)
WHERE key IN (SELECT key FROM rows WHERE key > '' GROUP BY key HAVING count(*) > 1)
    AND number <> (SELECT min(first.number) FROM rows AS first WHERE first.key = rows.key)
"""
_LEAVE_OUT = """
UPDATE rows SET reason = ?, detail = ? WHERE key = ? AND (reason IS NULL OR reason IN ('unknown', 'refused'))
"""
_DIGEST = (
    "CREATE TABLE digests (digest TEXT PRIMARY KEY, key TEXT) WITHOUT ROWID",
    "INSERT OR IGNORE INTO digests SELECT digest(key), key FROM rows WHERE key > ''",
)
_KEY = "SELECT key FROM digests WHERE digest = ?"
_RECIPIENTS = "SELECT address, key, fields, list, line, through FROM rows WHERE reason IS NULL ORDER BY number"
_LEFT_OUT = "SELECT address, list, line, reason, detail FROM rows WHERE reason IS NOT NULL ORDER BY number"
_COUNT = "SELECT count(*) FILTER (WHERE reason IS NULL), count(reason) FROM rows"
_COMPARE = (
    "CREATE INDEX before_by_key ON before (key)",
    "CREATE TABLE added (number INTEGER PRIMARY KEY)",
    """
    INSERT INTO added SELECT number FROM rows INDEXED BY rows_by_key
    WHERE key > '' AND reason IS NULL AND NOT EXISTS (SELECT 1 FROM before WHERE before.key = rows.key)
    ORDER BY number
    """,
    "CREATE TABLE removed (number INTEGER PRIMARY KEY)",
    """
    INSERT INTO removed SELECT number FROM before INDEXED BY before_by_key
    WHERE key > '' AND NOT EXISTS (
        SELECT 1 FROM rows
        WHERE rows.key = before.key AND (reason IS NULL OR reason IN ('has_it', 'unknown', 'refused'))
    ) ORDER BY number
    """,
)


class Gathering:
    """The rows of some lists, each a recipient or left out, in a database of their own.

    SQLite keeps what it cannot hold in its cache in a file without a name in the system's temporary folder, readable
    for nobody else, which is gone with the process. So lists may be as long as the disk allows.
    """

    def __init__(
        self, lists: Mapping[str, Iterable[Subscriber | LeftOut]], digest: Callable[[str], str] | None = None
    ) -> None:
        """Unite the lists in order: of several rows with one address the first counts, the others are its duplicates.

        Every row is either a recipient or left out, never both. `digest` makes of a key what is kept of it after an
        erasure. Raises Failure when there is no room on the disk.
        """
        self._lists = tuple(lists)
        self._digest = digest
        self._digested = False
        self._database = temporary_database()
        with at_once(self._database):
            self._database.execute(_TABLE)
            for rows in lists.values():
                self._database.executemany(_INSERT, map(_stored, rows))
            self._database.execute(_INDEX)
            self._database.execute(_UNITE)

    def __del__(self) -> None:
        self._database.close()

    def leave_out(self, who: Iterable[tuple[str, Reason, str]]) -> None:
        """Leave people out: their normalised address, why, and in what words.

        What is said first stays, but that somebody may have the issue, or refused it, gives way to what is said later.
        """
        with at_once(self._database):
            self._database.executemany(
                _LEAVE_OUT, ((reason.value, detail, self._known(key)) for key, reason, detail in who)
            )

    def audience(self) -> Audience:
        """Return who is to get the issue and who is left out."""
        ((going, staying),) = self._database.execute(_COUNT)
        return Audience(self._lists, Stored(going, self._recipients), Stored(staying, self._left_out))

    def compare(self, before: Iterable[tuple[str, str]]) -> tuple[Stored[str], Stored[str]]:
        """Return the addresses of the recipients who are new, and of those who are gone, each in their order.

        `before` are the normalised address and the address of those to compare with. Nobody is gone who was left out
        as having the issue, or as refusing it.
        """
        with at_once(self._database):
            self._database.execute("CREATE TABLE before (number INTEGER PRIMARY KEY, key TEXT, address TEXT)")
            told = ((self._known(key), address) for key, address in before)
            self._database.executemany("INSERT INTO before (key, address) VALUES (?, ?)", told)
            for statement in _COMPARE:
                self._database.execute(statement)
        return self._addresses("added", "rows"), self._addresses("removed", "before")

    def _known(self, key: str) -> str:
        """Return the key of a row that a key stands for, which may be one that was erased."""
        if not key.startswith(ERASED) or self._digest is None:
            return key
        if not self._digested:
            self._digested = True
            self._database.create_function("digest", 1, self._digest, deterministic=True)
            for statement in _DIGEST:
                self._database.execute(statement)
        row = self._database.execute(_KEY, (key,)).fetchone()
        return str(row[0]) if row is not None else key

    def _recipients(self) -> Iterator[Subscriber]:
        for address, key, fields, name, line, through in self._database.execute(_RECIPIENTS):
            yield Subscriber(address, key, StoredFields(fields), name, line, through)

    def _left_out(self) -> Iterator[LeftOut]:
        for address, name, line, reason, detail in self._database.execute(_LEFT_OUT):
            yield LeftOut(address, name, line, Reason(reason), detail)

    def _addresses(self, numbers: str, table: str) -> Stored[str]:
        ((count,),) = self._database.execute(f"SELECT count(*) FROM {numbers}")  # noqa: S608  # both are ours
        query = f"SELECT address FROM {numbers} JOIN {table} USING (number) ORDER BY number"  # noqa: S608
        return Stored(count, lambda: (address for (address,) in self._database.execute(query)))


def _stored(row: Subscriber | LeftOut) -> tuple[str | int | None, ...]:
    if isinstance(row, Subscriber):
        return (row.list, row.line, row.address, row.key, as_json(row.fields), None, None, row.through)
    return (row.list, row.line, row.address, None, None, row.reason.value, row.detail, None)
