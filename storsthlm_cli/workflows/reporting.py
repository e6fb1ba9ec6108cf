"""Report: a dispatch from every side, all dispatches in a row, and one that is watched while it is sent."""

from __future__ import annotations

import datetime
import re
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from storsthlm_cli import __version__
from storsthlm_cli.issues.folders import keys
from storsthlm_cli.model.delivery import Dispatch, DispatchState, Row, State, Tally
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.overview import Overview, Side, Timeline
from storsthlm_cli.model.sending import Progress, Standing
from storsthlm_cli.model.stored import Stored
from storsthlm_cli.store import bounces, dispatches
from storsthlm_cli.store import overview as counting
from storsthlm_cli.store.database import reading
from storsthlm_cli.workflows.abandoned import as_it_will_be, cause, settled, settled_row
from storsthlm_cli.workflows.following import standing, status
from storsthlm_cli.workflows.memory import find_dispatch, outbox, remembered, up_to_date
from storsthlm_cli.workflows.workspace import Workspace

EVERY_SECONDS = 1.0
STILL_SECONDS = 20
"""After so long without a change it is said that nothing moves."""
NAMED = 200
"""Addresses that the report names for one cause: who asks for all has the table."""

_DISPATCH = re.compile(r"(?P<issue>.+)\.\d+")


def standings(workspace: Workspace, given: str | None) -> tuple[Standing, ...]:
    """Return where things stand: of a dispatch, or of those of an issue (the newest for None), the newest first.

    Raises Failure when there is no such issue or dispatch.
    """
    engine = remembered(workspace)
    if given is not None and _names_a_dispatch(workspace, engine, given):
        engine, dispatch = find_dispatch(workspace, given)
        return (as_it_will_be(workspace, engine, standing(reading(engine), dispatch)),)
    found = status(workspace, given)
    return tuple(as_it_will_be(workspace, engine, each) for each in found if engine is not None)


def only(workspace: Workspace, given: str | None) -> Standing:
    """Return where one dispatch stands: the latest of the issue, if an issue is given. Raises Failure if none is."""
    found = standings(workspace, given)
    if not found:
        raise Failure(
            "nothing has been sent of this issue yet", hint="`storsthlm status --all` shows what has been sent"
        )
    return found[0]


def overview(
    workspace: Workspace, standing: Standing, sides: Collection[Side] = tuple(Side), *, addresses: int = 0
) -> Overview:
    """Return a dispatch from these sides, with so many addresses of those who were not reached for the same cause."""
    engine, dispatch = _engine(workspace), standing.dispatch
    zone = ZoneInfo(workspace.settings.newsletter.timezone)
    offset = dispatch.created.astimezone(zone).utcoffset() or datetime.timedelta()
    folder = outbox(workspace, dispatch.id)
    domains = counting.domains(engine, dispatch.id) if Side.DOMAIN in sides else ()
    causes = counting.causes(engine, dispatch.id, addresses) if Side.REASON in sides else ()
    if standing.abandoned:
        domains = tuple(replace(each, tally=settled(each.tally)) for each in domains)
        causes = (cause(engine, dispatch, addresses), *causes) if Side.REASON in sides else ()
    return Overview(
        standing,
        domains,
        causes,
        counting.timeline(engine, dispatch.id, offset) if Side.TIME in sides else Timeline(),
        counting.retries(engine, dispatch.id),
        workspace.shown(folder) if dispatch.rehearsal and folder.is_dir() else "",
        counting.aftermath(engine, dispatch.id),
    )


def history(workspace: Workspace) -> tuple[tuple[Dispatch, Tally], ...]:
    """Return all dispatches of the workspace and how many are in which state, the newest first."""
    engine = remembered(workspace)
    if engine is None:
        return ()
    tallies = counting.tallies(engine)
    return tuple((each, tallies.get(each.id, Tally({}))) for each in dispatches.find(reading(engine)))


def ledger(workspace: Workspace, standing: Standing) -> Stored[Row]:
    """Return all rows of a dispatch, read when they are gone through."""
    rows = dispatches.rows(reading(_engine(workspace)), standing.dispatch.id)
    return Stored(len(rows), lambda: map(settled_row, rows)) if standing.abandoned else rows


def returned(workspace: Workspace, standing: Standing) -> Mapping[int, str]:
    """Return in words what came back of a dispatch, by the recipients' numbers."""
    return bounces.told_of(_engine(workspace), standing.dispatch.id)


def page(workspace: Workspace, standing: Standing) -> str:
    """Return the report of a dispatch as an HTML page; of those not reached for one cause some are named.

    Raises Failure for errors in a template of the workspace's own.
    """
    from storsthlm_cli.rendering.dispatch_report import report_page

    whole = overview(workspace, standing, addresses=NAMED)
    told = {"Skrivet av": f"storsthlm {__version__}"}
    return report_page(whole, workspace.settings.newsletter, workspace.root, told)


def watch(
    workspace: Workspace,
    dispatch: Dispatch,
    *,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Progress]:
    """Yield how far a dispatch has come, each second until nobody sends it any more: ended, or paused."""
    whole = _engine(workspace)
    zone = ZoneInfo(workspace.settings.newsletter.timezone)
    seen: deque[tuple[float, int]] = deque(maxlen=10)
    moved, before = clock(), Tally({})
    while True:
        engine = reading(up_to_date(workspace, whole))
        (now,) = dispatches.find(engine, name=dispatch.id)
        tally = dispatches.tally(engine, now.id)
        moment = clock()
        if tally.counts != before.counts:
            moved, before = moment, tally
        seen.append((moment, tally.planned - tally.open))
        yield Progress(tally, _rate(seen), _note(engine, now, tally, moment, moved, zone))
        if now.state is not DispatchState.OPEN:
            return
        sleep(EVERY_SECONDS)


def _rate(seen: deque[tuple[float, int]]) -> float:
    (began, done), (now, more) = seen[0], seen[-1]
    return (more - done) / (now - began) if now > began else 0.0


def _note(engine: Engine, dispatch: Dispatch, tally: Tally, now: float, moved: float, zone: ZoneInfo) -> str:
    """Return why nothing moves: when the next one is due, or that perhaps nobody is sending."""
    if dispatch.state is not DispatchState.OPEN or now - moved < STILL_SECONDS:
        return ""
    retries = counting.retries(engine, dispatch.id)
    if retries is not None and not tally[State.UNTRIED] and retries.next.timestamp() > now:
        return f"the next one is tried at {retries.next.astimezone(zone):%H:%M:%S}"
    # In steps: where there is no bar to write over, each change is a line of its own.
    still = int(now - moved) // STILL_SECONDS * STILL_SECONDS
    return f"nothing has moved for {still} seconds: is `storsthlm send` still running?"


def _names_a_dispatch(workspace: Workspace, engine: Engine | None, given: str) -> bool:
    """Tell a dispatch from an issue: by its name, or when it would be one of an issue that there is."""
    if engine is not None and dispatches.find(reading(engine), name=given):
        return True
    shaped = _DISPATCH.fullmatch(given)
    known = keys(workspace.issues)
    return shaped is not None and given not in known and shaped["issue"] in known


def _engine(workspace: Workspace) -> Engine:
    engine = remembered(workspace)
    assert engine is not None, "a dispatch is in it"
    return engine
