"""Receipts: what of an issue was sent, in figures and hashes, beside the issue. They outlive the database.

A receipt is written before the first message of a dispatch leaves, and again after each run: whoever loses the database
in between is still told that something was sent.
"""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from storsthlm_cli import __version__
from storsthlm_cli.issues.folders import keys
from storsthlm_cli.model.delivery import Dispatch, DispatchState, State
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.places import Place
from storsthlm_cli.source.replacing import replacing
from storsthlm_cli.source.writing import Value, write
from storsthlm_cli.source.yaml import read_document
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.approvals import approval_of
from storsthlm_cli.store.database import database_id
from storsthlm_cli.workflows.workspace import Workspace

FILE = "receipt.yaml"

_HEADING = "What was sent of this issue, by storsthlm: keep it with the issue, no address is in it. `send` reads it."
_HAD = (State.ACCEPTED, State.UNKNOWN, State.ATTEMPTING)

Entry = Mapping[str, Value]


def write_receipt(workspace: Workspace, engine: Engine, issue: str) -> None:
    """Write the receipt of an issue anew: every real dispatch that the database knows, and those it does not.

    Nothing is written while there has been none. Raises Failure when it cannot be written or the old one not read.
    """
    known = [each for each in dispatches.find(engine, issue=issue) if not each.rehearsal]
    if not known:
        return
    database = database_id(engine)
    zone = ZoneInfo(workspace.settings.newsletter.timezone)
    told = [_entry(engine, each, database, zone) for each in known]
    begun = {_begun(entry) for entry in told}
    told += [entry for entry in _read(workspace, issue) if _begun(entry) not in begun]
    told.sort(key=_begun)
    text = write({"issue": issue, "dispatches": told}, heading=_HEADING)
    hint = (
        "it must be writable: it tells that something was sent when the database is lost; `storsthlm status` shows what"
    )
    with replacing(_path(workspace, issue), hint=hint) as file:
        file.write(text.encode())


def check_memory(
    workspace: Workspace, engine: Engine | None, issue: str | None = None, *, outcome: str = "nothing was sent"
) -> None:
    """Raise Refused when receipts tell of something sent that the database does not know.

    That is a dispatch of this issue; and any at all when the database knows of none, since then those who have left are
    forgotten too. `outcome` is how what was asked for ended. Raises Failure for a receipt that cannot be read.
    """
    found = lost_memory(workspace, engine, issue)
    if found is not None:
        raise Refused(
            f"{found}: whoever has got it or has left is forgotten, and {outcome}",
            hint="`storsthlm restore FILE` brings the memory back from a backup; "
            "if it is lost for good, say `--despite-lost-memory`",
        )


def lost_memory(workspace: Workspace, engine: Engine | None, issue: str | None = None) -> str | None:
    """Return which receipt tells of something that the database does not know, None when there is none.

    Otherwise as `check_memory`.
    """
    known = {each.created for each in dispatches.find(engine) if not each.rehearsal} if engine else set()
    first = (issue,) if issue is not None else ()
    for key in first if known else (*first, *(each for each in keys(workspace.issues) if each != issue)):
        for entry in _read(workspace, key):
            if _begun(entry) not in known and _reached(entry):
                path = workspace.shown(_path(workspace, key))
                told = f"`{path}` tells of dispatch `{entry['dispatch']}` ({entry['planned']} recipients)"
                return f"{told}, of which the database knows nothing"
    return None


def _entry(engine: Engine, dispatch: Dispatch, database: str, zone: ZoneInfo) -> Entry:
    tally = dispatches.tally(engine, dispatch.id)
    approval = approval_of(engine, dispatch.issue, dispatch.content, until=dispatch.ended)
    entry: dict[str, Value] = {
        "dispatch": dispatch.id,
        "begun": _moment(dispatch.created, zone),
        "ended": _moment(dispatch.ended, zone) if dispatch.ended is not None else None,
        "state": dispatch.state.value,
        "over": dispatch.transport,
        "subject": _printable(dispatch.subject),
        "content": dispatch.content,
        "lists": [_printable(name) for name in dispatch.lists],
        "planned": tally.planned,
        **{state.value: tally[state] for state in State if tally[state]},
        "tool": f"storsthlm {__version__}",
        "database": database,
    }
    if dispatch.corrects is not None:
        entry["corrects"] = dispatch.corrects
    if approval is not None:
        entry["approved"] = f"{_printable(str(approval.by))}, {_moment(approval.at, zone)}"
    return entry


def _reached(entry: Entry) -> bool:
    """Whether somebody may have got it: while it stood open, nobody knows how many."""
    unended = entry["state"] in (DispatchState.OPEN, DispatchState.PAUSED)
    return unended or any(entry.get(state.value) for state in _HAD)


def _read(workspace: Workspace, issue: str) -> Iterator[Entry]:
    """Yield what the receipt of an issue tells, nothing when there is none."""
    path = _path(workspace, issue)
    if not path.exists():
        return
    shown = workspace.shown(path)
    document = read_document(path, shown)
    data = document.data
    entries = data.get("dispatches") if isinstance(data, Mapping) else None
    if any(each.level is Level.ERROR for each in document.findings) or not isinstance(entries, list):
        raise _unreadable(shown)
    for entry in entries:
        if not isinstance(entry, Mapping) or not {"dispatch", "begun", "state", "planned"} <= entry.keys():
            raise _unreadable(shown)
        try:
            _begun(entry)
        except ValueError:
            raise _unreadable(shown) from None
        yield entry


def _unreadable(shown: str) -> Failure:
    return Failure(
        f"`{shown}` is no receipt",
        hint="put it back as it was: it tells what was sent of the issue when the database is lost",
        place=Place(shown, 1, 1, 1, 1),
    )


def _path(workspace: Workspace, issue: str) -> pathlib.Path:
    return workspace.issue_folder(issue) / FILE


def _printable(text: str) -> str:
    """Return what any YAML file may hold: a file's name or a person's may have anything in it."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)


def _begun(entry: Entry) -> datetime.datetime:
    """Return when a dispatch was begun, by which it is known. Raises ValueError for what is no moment."""
    return datetime.datetime.fromisoformat(str(entry["begun"])).astimezone(datetime.UTC)


def _moment(when: datetime.datetime, zone: ZoneInfo) -> str:
    """Return a moment to the microsecond: it tells two dispatches of one name apart."""
    return when.astimezone(zone).isoformat(timespec="microseconds")
