"""The book of approvals. Nothing is ever taken out of it: who takes an approval back adds an entry that says so."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import json

from sqlalchemy import Engine, insert, select

from storsthlm_cli.model.approvals import Approval, Identity
from storsthlm_cli.store.schema import approvals


def add(engine: Engine, entry: Approval) -> None:
    """Write an entry."""
    row = {
        "issue": entry.issue,
        "content": entry.content,
        "by": json.dumps(dataclasses.asdict(entry.by), ensure_ascii=False),
        "at": entry.at.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        "text": entry.text,
    }
    with engine.begin() as connection:
        connection.execute(insert(approvals).values(row))


def history(engine: Engine, issue: str) -> tuple[Approval, ...]:
    """Return all entries about an issue, withdrawals too, oldest first."""
    query = select(approvals).where(approvals.c.issue == issue).order_by(approvals.c.id)
    with engine.connect() as connection:
        return tuple(
            Approval(
                row.issue,
                row.content,
                Identity(**json.loads(row.by)),
                datetime.datetime.fromisoformat(row.at),
                row.text,
            )
            for row in connection.execute(query)
        )


def valid(engine: Engine, issue: str, *, until: datetime.datetime | None = None) -> tuple[Approval, ...]:
    """Return the approvals of an issue that hold, newest first: those after the last withdrawal.

    Each is of its own content only. With `until`, those that held at that moment.
    """
    told = [each for each in history(engine, issue) if until is None or each.at <= until]
    return tuple(itertools.takewhile(lambda each: not each.withdrawal, reversed(told)))


def approval_of(engine: Engine, issue: str, content: str, *, until: datetime.datetime | None = None) -> Approval | None:
    """Return the newest approval of this very content that holds (or held at `until`), None when there is none."""
    return next((each for each in valid(engine, issue, until=until) if each.content == content), None)
