"""What a workspace's database says of everybody, read past all code of ours."""

from __future__ import annotations

import contextlib
import json
import pathlib
import sqlite3

from storsthlm_cli.model.delivery import State


def states(folder: pathlib.Path) -> dict[str, State]:
    """Return the states of the recipients of the one dispatch by address, in its order; {} before there is one."""
    file = folder / ".storsthlm" / "state.db"
    if not file.exists():
        return {}
    with contextlib.closing(sqlite3.connect(file)) as database:
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'recipients'").fetchone():
            return {}
        with database:  # both at one moment
            database.execute("BEGIN")
            rows = database.execute("SELECT number, address, state FROM recipients ORDER BY number").fetchall()
            notes = database.execute("SELECT entries FROM notes ORDER BY id").fetchall()
    latest = {number: state for number, _, state in rows}
    for (entries,) in notes:
        accepted, _, others, attempting = json.loads(entries)
        latest.update(dict.fromkeys(accepted, "accepted"))
        latest.update({number: state for number, state, *_ in others})
        latest.update(dict.fromkeys(attempting, "attempting"))
    found = {address: State(latest[number]) for number, address, _ in rows}
    assert len(found) == len(rows)
    return found


def by_state(folder: pathlib.Path) -> dict[State, list[str]]:
    """Return the addresses in each state that anybody is in."""
    found: dict[State, list[str]] = {}
    for address, state in states(folder).items():
        found.setdefault(state, []).append(address)
    return found
