"""The tables. `docs/adr/0003` says why a recipient has one row and an attempt that failed one more."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text, text

VERSION = 4
"""Kept in SQLite's user_version; a database of a later version is refused."""

metadata = MetaData()

dispatches = Table(
    "dispatches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("issue", Text, nullable=False, index=True),
    Column("lists", Text, nullable=False),  # JSON array of list names
    Column("transport", Text, nullable=False),
    Column("rehearsal", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("created", Text, nullable=False),  # ISO 8601, UTC
    Column("state", Text, nullable=False),
    Column("ended", Text),
    Column("corrects", Text),  # name of the dispatch whose readers this one puts right
    Column("again", Integer, nullable=False, server_default=text("0")),  # whether those who had it were to get it
    Column("mark", Text),  # what the tokens of its readers call it
    Column("at", Text),  # ISO 8601, UTC: when it is to go out, if not at once
    Column("tool", Text, nullable=False, server_default=text("''")),  # version of the program that froze it
    Column("letter", LargeBinary, nullable=False),  # the frozen message: constant bytes and slots
)
Index("dispatches_mark", dispatches.c.mark, unique=True)

recipients = Table(
    "recipients",
    metadata,
    Column("dispatch", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("address", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("list", Text, nullable=False, server_default=text("''")),  # through which they get it
    Column("fields", Text, nullable=False),  # JSON object
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("claim", Text),  # boot id of the process that may be about to send it
    Column("retry_at", Float),  # POSIX time; only while deferred
    Column("reply", Text, nullable=False, server_default=text("''")),
    Column("updated", Float),  # POSIX time
    sqlite_with_rowid=False,
)
Index(
    "recipients_deferred", recipients.c.dispatch, recipients.c.retry_at, sqlite_where=recipients.c.state == "deferred"
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dispatch", Integer, nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Column("state", Text, nullable=False),
    Column("reply", Text, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dispatch", Integer, nullable=False),
    Column("at", Float, nullable=False),  # POSIX time
    Column("entries", Text, nullable=False),  # JSON array, see `notes.note`
)
"""What is to be put into the recipients' rows (`docs/adr/0028`); empty but while a dispatch runs or after a kill."""

approvals = Table(
    "approvals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("issue", Text, nullable=False, index=True),
    Column("content", Text, nullable=False),
    Column("by", Text, nullable=False),  # JSON object: who the system and git say it was
    Column("at", Text, nullable=False),  # ISO 8601, UTC
    Column("text", Text, nullable=False),  # what was approved, as plain text: a later edit is compared with it
)

suppressions = Table(
    "suppressions",
    metadata,
    Column("key", Text, primary_key=True),  # normalised address; "#" and a digest after an erasure
    Column("list", Text, primary_key=True, server_default=text("''")),  # "" for all
    Column("reason", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("since", Text, nullable=False),  # ISO 8601, UTC
    sqlite_with_rowid=False,
)

departures = Table(
    "departures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("list", Text, nullable=False),
    Column("what", Text, nullable=False),  # suppressed, lifted
    Column("reason", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("at", Text, nullable=False),  # ISO 8601, UTC
)
"""Every change of the suppressions, so that a person can be told what is known of them."""

bounces = Table(
    "bounces",
    metadata,
    Column("dispatch", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("fault", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("words", Text, nullable=False),  # without addresses
    Column("at", Float, nullable=False),  # POSIX time
    sqlite_with_rowid=False,
)
"""What came back, by the row of the recipient: their address is there and nowhere else."""

mails = Table("mails", metadata, Column("name", Text, primary_key=True), Column("at", Float, nullable=False))
"""The mails of the mailbox that were read and left where they are."""

syncs = Table(
    "syncs",
    metadata,
    Column("source", Text, primary_key=True),  # path or address
    Column("journal", Text, nullable=False, index=True),  # mac of its first event; "" while it has none
    Column("n", Integer, nullable=False),  # of the last event that was applied, 0 for none
    Column("mac", Text, nullable=False),  # of that event
    Column("at", Text, nullable=False),  # ISO 8601, UTC: when all that there was had been applied
)
"""How far the journals of other hosts are applied."""

identity = Table("identity", metadata, Column("id", Text, primary_key=True))
"""One row: what this database is called, so that a receipt and a backup can tell which one they are of."""

CHANGES: Mapping[int, tuple[str, ...]] = {
    2: (
        "ALTER TABLE dispatches ADD COLUMN corrects TEXT",
        "ALTER TABLE dispatches ADD COLUMN again INTEGER DEFAULT 0 NOT NULL",
    ),
    4: (
        "ALTER TABLE dispatches ADD COLUMN mark TEXT",
        "UPDATE dispatches SET mark = lower(hex(randomblob(5)))",
        "CREATE UNIQUE INDEX dispatches_mark ON dispatches (mark)",
        "ALTER TABLE dispatches ADD COLUMN at TEXT",
        "ALTER TABLE dispatches ADD COLUMN tool TEXT DEFAULT '' NOT NULL",
        "ALTER TABLE recipients ADD COLUMN list TEXT DEFAULT '' NOT NULL",
        "ALTER TABLE suppressions RENAME TO earlier_suppressions",
        "CREATE TABLE suppressions (key TEXT NOT NULL, list TEXT DEFAULT '' NOT NULL, reason TEXT NOT NULL,"
        " source TEXT NOT NULL, since TEXT NOT NULL, PRIMARY KEY (key, list)) WITHOUT ROWID",
        "INSERT INTO suppressions SELECT key, '', reason, source, since FROM earlier_suppressions",
        "DROP TABLE earlier_suppressions",
    ),
}
"""What a database of an earlier version needs to be of this one, besides its new tables."""
