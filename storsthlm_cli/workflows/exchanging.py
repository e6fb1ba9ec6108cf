"""Exchange: who must get nothing, told from one database to another without any address.

A file has a first line that says from which database it is, when and how many follow, then one line a suppression:
the digest that is kept of an address after an erasure, the list or all, since when. Each line is signed as those of a
journal are (`event_lines`), so that none can be changed, taken out or moved, and the number tells if the end is there.

Who was let go of again stays suppressed on the other machine: what was taken over is only ever added to.
"""

from __future__ import annotations

import datetime
import json
import pathlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from storsthlm_cli.model.audience import ERASED, Suppression
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.source.replacing import replacing
from storsthlm_cli.store import suppressions
from storsthlm_cli.store.database import database_id, reading
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.event_lines import LONGEST_LINE, Damaged
from storsthlm_cli.workflows.leavers import digest_of
from storsthlm_cli.workflows.memory import open_memory, remembered, token_keys
from storsthlm_cli.workflows.withholding import withhold
from storsthlm_cli.workflows.workspace import Workspace

VERSION = 1
ELSEWHERE = "suppressed on another machine"

_PURPOSE = "suppressed"
_HEAD = ["v", "from", "at", "count", "mac"]
_LINE = ["v", "n", "key", "list", "since", "mac"]
_OWNER_ONLY = 0o600
_HEAD_LINE = re.compile(rb'\{"v":[0-9]+,"from":')


@dataclass(frozen=True, slots=True)
class Received:
    """What a file of suppressions had, and how many of them were not known."""

    source: str
    told: int
    new: int


def export(workspace: Workspace, path: pathlib.Path, now: datetime.datetime) -> int:
    """Write who must get nothing to a file for another machine, and return how many. Raises Failure."""
    engine = remembered(workspace)
    if engine is None:
        raise Failure("this workspace remembers nobody yet: there is no database", hint="nothing was written")
    keys = token_keys(workspace, make=True)
    digest = digest_of(keys)
    entries = [
        (each.key if each.key.startswith(ERASED) else digest(each.key), each.list, each.since)
        for each in suppressions.remembered(reading(engine))
        if each.reason != ELSEWHERE
    ]
    head = {"v": VERSION, "from": database_id(engine), "at": _written(now), "count": len(entries)}
    with replacing(path, hint="name another file, on a disk with room", mode=_OWNER_ONLY) as file:
        line, mac = _signed(keys, head, "")
        file.write(line)
        for number, (key, name, since) in enumerate(entries, 1):
            told = {"v": VERSION, "n": number, "key": key, "list": name, "since": _written(since)}
            line, mac = _signed(keys, told, mac)
            file.write(line)
    return len(entries)


def is_export(path: pathlib.Path) -> bool:
    """Tell whether a file has suppressions, and not the events of another host."""
    try:
        with path.open("rb") as file:
            return _HEAD_LINE.match(file.readline(LONGEST_LINE)) is not None
    except OSError:
        return False


def take_in(workspace: Workspace, path: pathlib.Path, *, dry_run: bool = False) -> Received:
    """Suppress by digest whom another machine suppresses, and return how many were told and new.

    Raises Damaged for a file that is not as it was written, Refused for one of other keys or of this very database;
    then nothing has changed.
    """
    keys = token_keys(workspace, make=not dry_run)
    engine = remembered(workspace) if dry_run else open_memory(workspace)
    told = tuple(_read(keys, path, database_id(engine) if engine is not None else ""))
    known = {(each.key, each.list) for each in suppressions.remembered(engine)} if engine is not None else set()
    new = [each for each in told if (each.key, each.list) not in known]
    if engine is not None and not dry_run:
        new = list(withhold(engine, keys, told))
    return Received(str(path), len(told), len(new))


def _read(keys: Keys, path: pathlib.Path, here: str) -> Iterator[Suppression]:
    """Yield what a file tells, all of which is genuine once this has ended."""
    try:
        lines = path.read_bytes().splitlines(keepends=True)
    except OSError as error:
        raise Failure(
            f"`{path}` cannot be read: {error.strerror or error}",
            hint="name a file that `storsthlm sync --export` wrote",
        ) from error
    head, mac = _verified(keys, path, 0, lines[0] if lines else b"", _HEAD, "")
    if head["from"] == here:
        raise Refused(f"`{path}` is from this very database", hint="take it to the other machine")
    if head["count"] != len(lines) - 1:
        raise Damaged(
            f"`{path}` has {len(lines) - 1} of its {head['count']} suppressions: nothing was taken over",
            hint="copy it anew",
        )
    for number, line in enumerate(lines[1:], 1):
        data, mac = _verified(keys, path, number, line, _LINE, mac)
        since = datetime.datetime.fromisoformat(data["since"])
        yield Suppression(data["key"], ELSEWHERE, f"database {head['from'][:8]}", since, data["list"])


def _verified(
    keys: Keys, path: pathlib.Path, number: int, line: bytes, known: list[str], previous: str
) -> tuple[Mapping[str, Any], str]:
    try:
        data = json.loads(line)
        if isinstance(data.get("v"), int) and data["v"] > VERSION:
            raise Refused(
                f"`{path}` is of a later version of storsthlm (suppressions {data['v']}, expected {VERSION})",
                hint="install the newest storsthlm",
            )
        fields = {key: value for key, value in data.items() if key != "mac"}
        mac = str(data["mac"])
        whole = list(data) == known and data.get("n", number) == number and _line({**fields, "mac": mac}) == line
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        whole = False
    if whole and mac.partition("-")[0] not in {key.id for key in keys.keys}:
        raise Refused(
            f"`{path}` is signed with a key that is not in the token keys here",
            hint="both machines must have the same `token.key`: digests are made with it",
        )
    if not whole or not keys.verify(mac, _PURPOSE, previous, _text(fields)):
        raise Damaged(
            f"line {number + 1} of `{path}` is not as it was written: nothing was taken over", hint="copy it anew"
        )
    return data, mac


def _signed(keys: Keys, fields: Mapping[str, object], previous: str) -> tuple[bytes, str]:
    mac = keys.sign(_PURPOSE, previous, _text(fields))
    return _line({**fields, "mac": mac}), mac


def _line(fields: Mapping[str, object]) -> bytes:
    return _text(fields).encode() + b"\n"


def _text(fields: Mapping[str, object]) -> str:
    return json.dumps(fields, separators=(",", ":"))


def _written(when: datetime.datetime) -> str:
    return when.astimezone(datetime.UTC).isoformat(timespec="seconds")
