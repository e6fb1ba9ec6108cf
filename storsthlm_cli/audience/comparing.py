"""What is different between two lists, row by row, with memory for a few rows only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from storsthlm_cli.audience.temporary import at_once, temporary_database
from storsthlm_cli.model.audience import LeftOut, Subscriber
from storsthlm_cli.model.lists import Change, Changes, Entry
from storsthlm_cli.model.stored import Stored, as_json

_STATEMENTS = (
    "CREATE INDEX by_key ON rows (side, key, number)",
    """
    CREATE TABLE turns AS
    SELECT number, side, line, key, address, fields, row_number() OVER (PARTITION BY side, key ORDER BY number) AS turn
    FROM rows
    """,
    "CREATE INDEX by_turn ON turns (side, key, turn)",
    """
    CREATE TABLE pairs AS SELECT new.number, new.address, new.line, old.fields AS before, new.fields AS after
    FROM turns AS new JOIN turns AS old ON old.side = 0 AND old.key = new.key AND old.turn = new.turn
    WHERE new.side = 1
    """,
    "CREATE TABLE changed (number INTEGER PRIMARY KEY, address TEXT, line INTEGER, fields TEXT)",
)
_ALONE = """
FROM turns AS one WHERE side = ? AND NOT EXISTS (
    SELECT 1 FROM turns AS other WHERE other.side = 1 - one.side AND other.key = one.key AND other.turn = one.turn
)
"""


def compare(before: Iterable[Subscriber | LeftOut], after: Iterable[Subscriber | LeftOut]) -> Changes:
    """Return what the rows of a second list have that those of a first have not, and the other way round.

    Rows belong together when they have one address, the second with the second where there are several; rows
    without a valid one when the same stands in them. Fields that are empty count as none, and how the address is
    written counts for nothing. Raises Failure when there is no room for temporary files.
    """
    database = temporary_database()
    with at_once(database):
        database.execute("CREATE TABLE rows (number INTEGER PRIMARY KEY, side, line, key, address, fields)")
        for side, rows in enumerate((before, after)):
            database.executemany(
                "INSERT INTO rows (side, line, key, address, fields) VALUES (?, ?, ?, ?, ?)",
                ((side, *_stored(row)) for row in rows),
            )
        for statement in _STATEMENTS:
            database.execute(statement)
        database.executemany("INSERT INTO changed VALUES (?, ?, ?, ?)", _changed(database))
    ((pairs,),) = database.execute("SELECT count(*) FROM pairs")
    ((changed,),) = database.execute("SELECT count(*) FROM changed")
    added, removed = (_alone(database, side) for side in (1, 0))
    return Changes(added, removed, Stored(changed, lambda: _changes(database)), pairs - changed)


def _stored(row: Subscriber | LeftOut) -> tuple[int, str, str, str]:
    if isinstance(row, LeftOut):
        return row.line, row.address, row.address, "{}"
    fields = {name: value for name, value in row.fields.items() if value and name != "address"}
    return row.line, row.key, row.address, as_json(dict(sorted(fields.items())))


def _changed(database: sqlite3.Connection) -> Iterator[tuple[int, str, int, str]]:
    query = "SELECT number, address, line, before, after FROM pairs WHERE before <> after ORDER BY number"
    for number, address, line, before, after in database.execute(query):
        old, new = json.loads(before), json.loads(after)
        names = dict.fromkeys((*new, *old))
        told = [(name, old.get(name, ""), new.get(name, "")) for name in names if old.get(name) != new.get(name)]
        yield number, address, line, json.dumps(told, ensure_ascii=False)


def _changes(database: sqlite3.Connection) -> Iterator[Change]:
    for address, line, fields in database.execute("SELECT address, line, fields FROM changed ORDER BY number"):
        yield Change(address, line, tuple((name, before, after) for name, before, after in json.loads(fields)))


def _alone(database: sqlite3.Connection, side: int) -> Stored[Entry]:
    ((count,),) = database.execute(f"SELECT count(*) {_ALONE}", (side,))

    def read() -> Iterator[Entry]:
        query = f"SELECT line, address, fields {_ALONE} ORDER BY number"
        for line, address, fields in database.execute(query, (side,)):
            known: Mapping[str, str] = json.loads(fields)
            yield Entry(line, address, known)

    return Stored(count, read)
