"""The lines of a journal of events: one JSON object each, chained by macs under the workspace's token keys.

`{"v":1,"n":7,"id":"…","at":"2026-12-01T08:30:00+00:00","token":"…","ask":"leave","mac":"…"}`. A line has exactly one
way to be written, and its mac covers all of it and the mac of the line before: no byte of a journal can be changed, no
line taken out, moved or put in by who has not the key. That its end is missing, only who has seen it can tell.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from storsthlm_cli.model.errors import Refused
from storsthlm_cli.model.leaving import BEGINNING, Ask, Event, Reached
from storsthlm_cli.tokens import Keys

VERSION = 1
LONGEST_LINE = 1000
"""Bytes of a line, at most; ours have less than 300."""

_KEYS = ["v", "n", "id", "at", "token", "ask", "mac"]
_PURPOSE = "event"


class Damaged(Refused):
    """A journal is not as it was written."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An event before it has its place in a journal."""

    id: str
    at: datetime.datetime
    token: str
    ask: Ask


def line_of(keys: Keys, last: Reached, asked: Asked) -> tuple[bytes, Event]:
    """Return the line that comes after `last`, with its line break, and the event that it tells."""
    number = last.number + 1
    at = asked.at.astimezone(datetime.UTC).replace(microsecond=0)
    mac = keys.sign(_PURPOSE, last.mac, *_signed(number, asked.id, at, asked.token, asked.ask))
    event = Event(number, asked.id, at, asked.token, asked.ask, mac)
    return _written(event), event


def follow(keys: Keys, lines: Iterable[bytes], last: Reached = BEGINNING, *, name: str) -> Iterator[Event]:
    """Yield the events of the lines that come after `last`, each as soon as it is known to be genuine.

    A last line without its line break is still being written, or was left behind by a process that died before it
    answered: it is none. Neither is what a file system puts there after a power cut: zeros. `name` is what the journal
    is called in messages. Raises Damaged, and Refused for a journal of a later version or of other keys.
    """
    previous, number = last.mac, last.number
    pieces = iter(lines)
    for line in pieces:
        if not line.endswith(b"\n") and (len(line) <= LONGEST_LINE or _empty(line, pieces)):
            return
        number += 1
        event = _read(line, name, number)
        if (event.mac.partition("-")[0]) not in {key.id for key in keys.keys}:
            raise Refused(
                f"line {number} of `{name}` is signed with a key that is not in the token keys here",
                hint="the host that wrote it must have the `token.key` of this workspace",
            )
        parts = _signed(event.number, event.id, event.at, event.token, event.ask)
        if event.number != number or not keys.verify(event.mac, _PURPOSE, previous, *parts):
            raise _damaged(name, number)
        previous = event.mac
        yield event


def rejoined(keys: Keys, lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of a journal that is damaged as those of a whole one: all up to the damage as they are.

    Of the lines after it each is kept that is genuine after the one before it, under a new number. What is not is left
    out: nobody can tell what it said.
    """
    last, number = BEGINNING, 0
    known, before = "", ""  # macs: of the last line that was kept, as it was, and of the line before
    for line in lines:
        try:
            event = _read(line, "", number + 1)
        except Refused:
            continue
        stated, parts = event.mac, _signed(event.number, event.id, event.at, event.token, event.ask)
        after = next((each for each in (known, before) if keys.verify(stated, _PURPOSE, each, *parts)), None)
        if event.number > number and after is not None:
            known, number = stated, event.number
            if after != last.mac or number != last.number + 1:
                line, event = line_of(keys, last, Asked(event.id, event.at, event.token, event.ask))
            last = reached_after(last, event)
            yield line
        before = stated


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a journal from where it is read, of one that is too long only as much as tells."""
    return iter(lambda: file.readline(LONGEST_LINE + 1), b"")


def reached_after(last: Reached, event: Event) -> Reached:
    """Return how far a journal is known once this event of it is."""
    return Reached(event.number, event.mac, last.journal or event.mac)


def _empty(line: bytes, rest: Iterable[bytes]) -> bool:
    """Tell whether there is nothing but zeros from some byte of a last line on, which is short up to there."""
    return len(line.rstrip(b"\0")) <= LONGEST_LINE and not any(piece.strip(b"\0") for piece in rest)


def _read(line: bytes, name: str, number: int) -> Event:
    try:
        data = json.loads(line) if len(line) <= LONGEST_LINE else None
        if isinstance(data, dict) and isinstance(data.get("v"), int) and data["v"] > VERSION:
            raise Refused(
                f"`{name}` is of a later version of storsthlm (events {data['v']}, expected {VERSION})",
                hint="install the newest storsthlm",
            )
        if not isinstance(data, dict) or list(data) != _KEYS:
            raise _damaged(name, number)
        event = Event(
            int(data["n"]),
            str(data["id"]),
            datetime.datetime.fromisoformat(data["at"]),
            str(data["token"]),
            Ask(data["ask"]),
            str(data["mac"]),
        )
        if event.at.utcoffset() != datetime.timedelta(0) or _written(event) != line:
            raise _damaged(name, number)
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise _damaged(name, number) from None
    return event


def _damaged(name: str, number: int) -> Damaged:
    return Damaged(
        f"line {number} of `{name}` is not as it was written: something was changed, taken out, moved or put in",
        hint="nothing of it was taken over; fetch it anew, and if it is so on the host that writes it, find out who "
        "has been there",
    )


def _signed(number: int, id: str, at: datetime.datetime, token: str, ask: Ask) -> tuple[str, ...]:
    return str(VERSION), str(number), id, at.isoformat(), token, ask.value


def _written(event: Event) -> bytes:
    fields = {
        "v": VERSION,
        "n": event.number,
        "id": event.id,
        "at": event.at.isoformat(),
        "token": event.token,
        "ask": event.ask.value,
        "mac": event.mac,
    }
    return json.dumps(fields, separators=(",", ":")).encode() + b"\n"
