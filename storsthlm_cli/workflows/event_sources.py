"""Where the events of another host come from, and which of them are new."""

from __future__ import annotations

import datetime
import pathlib
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.model.leaving import BEGINNING, Event, Reached
from storsthlm_cli.settings.apart import is_address
from storsthlm_cli.store.syncs import Synced
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.event_access import MAC_HEADER, proof
from storsthlm_cli.workflows.event_lines import follow, lines_of, reached_after
from storsthlm_cli.workflows.workspace import Workspace

_FETCH_SECONDS = 600
_LONGEST = 200
"""Characters of what a command says."""
_EVENTS = "/events"
_OK, _SHORTER = 200, 409
_HINTS = {
    401: "the clocks of both hosts must be right, and their `token.key` the same",
    404: "is it the address of a `serve` on a host without the database?",
}
_OVER = "if it was lost on its host, `--despite-new-journal` takes over the one that is there now, from its beginning"


@dataclass(frozen=True, slots=True)
class News:
    """The events of a journal after `begin`, up to `end`."""

    begin: Reached
    events: Sequence[Event]
    end: Reached


def source_of(workspace: Workspace, given: str | None) -> str:
    """Return where the events are, as it is remembered: an address, or a whole path.

    What the settings name is fetched first if so set, also when it is `given`: an old copy must not count as fresh.
    """
    settings = workspace.settings.sync
    if given is not None and (settings is None or _whole(given) != _whole(settings.source)):
        return _whole(given)
    if settings is None:
        raise Failure(
            "no source is named, and the settings have none",
            hint="`storsthlm sync FILE`, or set `sync.from`; where `serve` and `send` share a database, nothing is "
            "to be done",
        )
    if settings.fetch:
        _fetch(workspace, settings.fetch)
    return settings.source


def _whole(source: str) -> str:
    return source if is_address(source) else str(pathlib.Path(source).expanduser().resolve())


def _fetch(workspace: Workspace, command: Sequence[str]) -> None:
    """Run what brings the file here. Raises Failure when it does not end well: the file would be an old one."""
    try:
        done = subprocess.run(  # noqa: S603 - the words are the settings' own, and no shell reads them
            command,
            cwd=workspace.root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_FETCH_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        why = getattr(error, "strerror", None) or error
        raise Failure(
            f"`{command[0]}` of `sync.fetch_command` cannot be run: {why}", hint="nothing was taken over"
        ) from error
    if done.returncode:
        said = " ".join(done.stdout.decode("utf-8", "replace").split())[-_LONGEST:]
        raise Failure(
            f"`sync.fetch_command` ended with {done.returncode}" + (f": {said}" if said else ""),
            hint="nothing was taken over: the file here may be an old one",
        )


def news_of(keys: Keys, source: str, known: Iterable[Synced]) -> News:
    """Return the events of a source that are not taken over yet; all of them are genuine."""
    rows = tuple(known)
    own = next((each.reached for each in rows if each.source == source), BEGINNING)
    begin = own if is_address(source) else BEGINNING
    lines = _asked(keys, source, own) if is_address(source) else _read(pathlib.Path(source))
    end, events = begin, []
    marks = _marks(rows, source, own.journal)
    for event in follow(keys, lines, begin, name=source):
        end = reached_after(end, event)
        if event.number == 1:
            if own.journal and own.journal != end.journal:
                raise Refused(f"`{source}` is another journal than the one that was taken over before", hint=_OVER)
            marks = _marks(rows, source, end.journal)
        if event.number in marks and marks[event.number].mac != event.mac:
            raise Refused(f"`{source}` was rewritten since it was last taken over, at event {event.number}", hint=_OVER)
        if event.number > max(marks, default=0):
            events.append(event)
    last = max(marks, default=0)
    if end.number < last:
        raise Refused(
            f"`{source}` has become shorter: it has {end.number} events, and {last} were taken over before",
            hint=f"an old copy? fetch it anew; {_OVER}",
        )
    return News(marks[last] if last else BEGINNING, events, end)


def _marks(rows: Iterable[Synced], source: str, journal: str) -> dict[int, Reached]:
    """Return how far a journal is known, by number: from this source, and from others that had the same one."""
    same = (each.reached for each in rows if each.source == source or (journal and each.reached.journal == journal))
    return {each.number: each for each in same if each.number}


def _read(path: pathlib.Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield from lines_of(file)
    except OSError as error:
        raise Failure(
            f"`{path}` cannot be read: {error.strerror or error}",
            hint="name the `events.jsonl` of the host that serves, or a copy of it",
        ) from error


def _asked(keys: Keys, url: str, own: Reached) -> Sequence[bytes]:
    """Ask another host for its events after those that are known. Raises Failure or Refused for another answer."""
    from storsthlm_cli.online.events import fetch

    now = datetime.datetime.now(datetime.UTC)
    whole = url if urlsplit(url).path.endswith(_EVENTS) else url.rstrip("/") + _EVENTS
    answer = fetch(f"{whole}?{urlencode({'after': own.number})}", {"Authorization": proof(keys, own.number, now)})
    if answer.status == _SHORTER:
        raise Refused(
            f"`{url}` has become shorter: it has fewer than the {own.number} events that were taken over", hint=_OVER
        )
    if answer.status != _OK:
        raise Failure(f"`{url}` answered {answer.status}", hint=_HINTS.get(answer.status, "nothing was taken over"))
    if answer.headers.get(MAC_HEADER.lower()) != own.mac:
        raise Refused(f"`{url}` was rewritten since it was last taken over, at event {own.number}", hint=_OVER)
    return answer.lines
