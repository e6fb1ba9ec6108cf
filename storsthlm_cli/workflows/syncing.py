"""Sync: take over what readers asked on a host without the database, each event once and in order, or none at all."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from filelock import FileLock, Timeout
from sqlalchemy import Engine

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.leaving import Ask, Event, Standing
from storsthlm_cli.store import syncs
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows import leaving
from storsthlm_cli.workflows.event_lines import reached_after
from storsthlm_cli.workflows.event_sources import News, news_of, source_of
from storsthlm_cli.workflows.memory import open_memory, remembered, token_keys
from storsthlm_cli.workflows.workspace import Workspace

_AT_ONCE = 50
"""Events that are applied before it is written down how far: those few are applied again after a crash."""
_BUSY_SECONDS = 30
_COUNTED = {Ask.LEAVE: "left", Ask.LEAVE_LIST: "left_list", Ask.RETURN: "returned"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a sync took over, or would take over.

    `events` are the new ones, `before` how many had been taken over already. The others count readers, by what they
    asked last: `left` everything or `left_list`, `returned`, and `kept` as of those who came back without an effect,
    since somebody else had suppressed them. `lost` are the readers whose dispatch this database does not know.
    """

    source: str
    events: int
    before: int
    left: int = 0
    left_list: int = 0
    returned: int = 0
    kept: int = 0
    lost: int = 0


def sync(
    workspace: Workspace,
    given: str | None = None,
    *,
    dry_run: bool = False,
    despite_new_journal: bool = False,
    now: datetime.datetime | None = None,
) -> Taken:
    """Take over the events of a source (that of the settings for None), and tell what they changed.

    Raises Failure when there is no source or it cannot be read, Damaged and Refused when its journal is not as it was
    written or not the one that was known, unless `despite_new_journal`: then it is taken over from its beginning. In
    all of these cases nothing has changed.
    """
    begun = now or datetime.datetime.now(datetime.UTC)
    source = source_of(workspace, given)
    keys = token_keys(workspace, make=not dry_run)
    if dry_run:
        engine = remembered(workspace)
        known = syncs.known(engine) if engine is not None and not despite_new_journal else ()
        news = news_of(keys, source, known)
        found = {keys.reader(each.token): (each.ask, _standing(engine, keys, each)) for each in news.events}
        return _taken(source, news, found.values())
    with _alone(workspace):
        engine = open_memory(workspace)
        known = syncs.known(engine)
        news = news_of(keys, source, () if despite_new_journal else known)
        if despite_new_journal:
            for each in known:
                if each.source == source or each.reached.journal == news.end.journal:
                    syncs.forget(engine, each.source)
        reached, found = news.begin, {}
        for count, event in enumerate(news.events, 1):
            reader = leaving.reader_of(engine, keys, event.token)
            standing = None
            if reader is not None:
                standing = leaving.do(engine, keys, reader, event.ask, event.at, late=True)
            found[keys.reader(event.token)] = event.ask, standing
            reached = reached_after(reached, event)
            if count % _AT_ONCE == 0:
                syncs.reached(engine, source, reached, None)
        syncs.reached(engine, source, news.end, begun)
        return _taken(source, news, found.values())


def _standing(engine: Engine | None, keys: Keys, event: Event) -> Standing | None:
    """Return where the reader of an event stands now; None when nobody here knows who that is."""
    reader = leaving.reader_of(engine, keys, event.token) if engine is not None else None
    return leaving.standing(engine, keys, reader) if engine is not None and reader is not None else None


def _taken(source: str, news: News, found: Iterable[tuple[Ask, Standing | None]]) -> Taken:
    """Count readers by what they asked last, and where they stand."""
    counts: Counter[str] = Counter()
    for ask, standing in found:
        counts[_COUNTED[ask] if standing is not None else "lost"] += 1
        if standing is not None and ask is Ask.RETURN:
            counts["kept"] += (standing.left or standing.left_list) and not standing.may_return
    return Taken(source=source, events=len(news.events), before=news.begin.number, **counts)


@contextmanager
def _alone(workspace: Workspace) -> Iterator[None]:
    """Let one process at a time take events over. Raises Failure when another one does not end."""
    folder = workspace.settings.state_folder
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(folder / "sync.lock", timeout=_BUSY_SECONDS)
        lock.acquire()
    except Timeout:
        raise Failure("another `storsthlm sync` is at work", hint="wait until it has ended") from None
    except OSError as error:
        raise Failure(
            f"cannot write to `{workspace.shown(folder)}`: {error.strerror or error}",
            hint="it must be a folder on a local disk with room, writable for you",
        ) from error
    try:
        yield
    finally:
        lock.release()
