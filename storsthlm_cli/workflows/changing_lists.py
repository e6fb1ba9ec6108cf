"""Lists changed: a file taken in as one, a row added, a person's rows taken away. What was there is kept or told."""

from __future__ import annotations

import datetime
import pathlib
import shlex
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.audience.comparing import compare
from storsthlm_cli.audience.files import check_name, names, open_rows
from storsthlm_cli.audience.lists import header_of, rows_of
from storsthlm_cli.audience.rewriting import write_ours, write_with, write_without
from storsthlm_cli.model.audience import LeftOut, Subscriber
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.model.lists import Changes, Intake
from storsthlm_cli.source.replacing import replacing
from storsthlm_cli.workflows.leavers import leavers_of, told
from storsthlm_cli.workflows.listing import facts_of
from storsthlm_cli.workflows.workspace import Workspace

_HINT = "the list is as it was"
_PIECE = 1 << 20


def difference(workspace: Workspace, one: str, other: str) -> Changes:
    """Return what is different in another list; each is the name of one or the path of a file."""
    return compare(_rows(workspace, one), _rows(workspace, other))


def intake(workspace: Workspace, file: pathlib.Path, name: str) -> Intake:
    """Return what importing a file as a list would change. Nothing is written. Raises Failure when it is no list."""
    check_name(name)
    now, target = workspace.list_file(name), workspace.lists / f"{name}.csv"
    notices: list[str] = []
    source, exists = file.as_posix(), now.is_file()
    if not file.exists():
        raise Failure(f"`{source}` does not exist", hint="name a CSV file or a workbook with a column of addresses")
    header_of(file, name, source)
    invalid = 0

    def counted() -> Iterator[Subscriber | LeftOut]:
        nonlocal invalid
        for row in rows_of(file, name, source, notices):
            invalid += isinstance(row, LeftOut)
            yield row

    before = rows_of(now, name, workspace.shown(now), []) if exists else iter(())
    changes = compare(before, counted())
    leavers = leavers_of(workspace)
    facts, _ = facts_of(workspace, name)
    return Intake(
        name=name,
        source=source,
        target=workspace.shown(target),
        replaces=workspace.shown(now) if exists else None,
        changes=changes,
        invalid=invalid,
        returning=sum(leavers.why(entry.address.lower(), name) is not None for entry in changes.added),
        notices=tuple(notices),
        roles=facts is not None and bool(facts.roles),
    )


def changes_nothing(workspace: Workspace, file: pathlib.Path, name: str) -> bool:
    """Tell whether a list would be, byte for byte, what it is if a file were imported. Raises Failure as `intake`."""
    check_name(name)
    now = workspace.list_file(name)
    if now != workspace.lists / f"{name}.csv" or not now.is_file():
        return False
    with tempfile.TemporaryFile() as new, now.open("rb") as old:
        write_ours(new, open_rows(file, file.as_posix(), []))
        new.seek(0)
        pieces = zip_longest(iter(lambda: new.read(_PIECE), b""), iter(lambda: old.read(_PIECE), b""))
        return all(one == other for one, other in pieces)


def take_in(workspace: Workspace, file: pathlib.Path, name: str) -> pathlib.Path | None:
    """Import a file as a list, in our form. Return the file in which the list as it was before is kept, None for none.

    It lies beside the list, is none itself, and may be deleted. Raises Failure when nothing could be written.
    """
    check_name(name)
    now, target = workspace.list_file(name), workspace.lists / f"{name}.csv"
    kept = _aside(now) if now.is_file() else None
    with replacing(target, hint=_HINT, mode=_mode(now) if kept is not None else 0o666) as new:
        write_ours(new, open_rows(file, file.as_posix(), []))
        if kept is not None and now == target:
            shutil.copy2(now, kept)
    if kept is not None and now != target:
        now.rename(kept)
    return kept


def add(workspace: Workspace, name: str, address: str, values: Mapping[str, str]) -> str:
    """Add a person to a list and return the address as it stands there.

    Raises Refused for somebody who is on it, or must get nothing; Failure for what is no address.
    """
    try:
        found = parse(address)
    except InvalidAddress as error:
        raise Failure(f"`{address}` is not an address: {error}", hint="nobody was added; correct it") from None
    path = workspace.list_file(name)
    shown = workspace.shown(path)
    for row in rows_of(path, name, shown, []):
        if isinstance(row, Subscriber) and row.key == found.key:
            raise Refused(f"`{found.address}` is on the list `{name}` already", hint=f"look at `{shown}:{row.line}`")
    why = leavers_of(workspace).why(found.key, name)
    if why is not None:
        only = f" --list {shlex.quote(name)}" if why.list else ""
        way_out = f'storsthlm suppress {shlex.quote(found.address)}{only} --lift --reason "…"'
        raise Refused(
            f"`{found.address}` must get nothing: {told(why)}",
            hint=f"a list cannot bring back who has left; if they ask for it: `{way_out}`",
        )
    with replacing(path, hint=_HINT, mode=_mode(path)) as file:
        write_with(file, path, shown, found.address, values)
    return found.address


def remove(workspace: Workspace, name: str, addresses: Sequence[str]) -> list[tuple[int, str]]:
    """Take all rows of these people from a list, all people or none. Return the rows: line, address as written.

    Raises Refused when somebody is not on it, Failure for what is no address.
    """
    keys = {}
    for raw in addresses:
        try:
            keys[parse(raw).key] = raw
        except InvalidAddress as error:
            raise Failure(f"`{raw}` is not an address: {error}", hint="nobody was removed; correct it") from None
    path = workspace.list_file(name)
    shown = workspace.shown(path)
    there = {row.key for row in rows_of(path, name, shown, []) if isinstance(row, Subscriber) and row.key in keys}
    missing = [raw for key, raw in keys.items() if key not in there]
    if missing:
        raise Refused(
            f"not on the list `{name}`: {', '.join(f'`{raw}`' for raw in missing)}", hint="nobody was removed"
        )
    with replacing(path, hint=_HINT, mode=_mode(path)) as file:
        return write_without(file, path, shown, keys.keys())


def leavers_among(workspace: Workspace, name: str, addresses: Iterable[str]) -> frozenset[str]:
    """Return who of these, all of them addresses, must get nothing of a list whatever it says."""
    leavers = leavers_of(workspace)
    return frozenset(each for each in addresses if leavers.why(parse(each).key, name) is not None)


def _rows(workspace: Workspace, named: str) -> Iterator[Subscriber | LeftOut]:
    """Return the rows of a list by its name, or of a file by its path."""
    if named in names(workspace.lists):
        path = workspace.list_file(named)
        return rows_of(path, named, workspace.shown(path), [])
    path = pathlib.Path(named)
    if path.is_file():
        return rows_of(path, path.stem, named, [])
    path = workspace.list_file(named)
    return rows_of(path, named, workspace.shown(path), [])


def _aside(path: pathlib.Path) -> pathlib.Path:
    """Return a name that is not taken, beside a list's file, under which it is no list."""
    stamp = f"{datetime.datetime.now(datetime.UTC).astimezone():%Y-%m-%d-%H%M%S}"
    aside, copy = path.with_name(f"{path.name}.{stamp}~"), 1
    while aside.exists():
        copy += 1
        aside = path.with_name(f"{path.name}.{stamp}-{copy}~")
    return aside


def _mode(path: pathlib.Path) -> int:
    return path.stat().st_mode & 0o777
