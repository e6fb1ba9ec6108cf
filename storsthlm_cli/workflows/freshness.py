"""How fresh the unsubscriptions of another host are, and what a real `send` says when they are not."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from storsthlm_cli.model.errors import Refused, Unfinished
from storsthlm_cli.settings.records import SyncSettings
from storsthlm_cli.store import syncs
from storsthlm_cli.workflows.memory import remembered
from storsthlm_cli.workflows.transports import rehearses
from storsthlm_cli.workflows.workspace import Workspace

COMMAND = "storsthlm sync"


@dataclass(frozen=True, slots=True)
class Freshness:
    """When everything was last taken over (None: never), how old that may be, and whether it is older."""

    last: datetime.datetime | None
    at_most: datetime.timedelta
    stale: bool


def freshness(workspace: Workspace, now: datetime.datetime | None = None) -> Freshness | None:
    """Return how fresh what another host knows is here; None when the settings name no other host."""
    settings = workspace.settings.sync
    if settings is None:
        return None
    here = now or datetime.datetime.now(datetime.UTC)
    last = _last(workspace, settings)
    return Freshness(last, settings.at_most, last is None or here - last > settings.at_most)


def stale_notice(workspace: Workspace) -> tuple[str, ...]:
    """Return a notice when a real `send` will refuse, since another host was not heard for too long."""
    words = _staleness(workspace)
    return (f"{words}: a `send` will refuse before `{COMMAND}`",) if words else ()


def demand_fresh(workspace: Workspace, *, unfinished: bool = False) -> None:
    """Raise Refused when a real `send` would go to people who may have left; Unfinished if one stands `unfinished`."""
    words = _staleness(workspace)
    if words:
        kind = Unfinished if unfinished else Refused
        raise kind(
            f"{words}: nothing was sent",
            hint=f"`{COMMAND}`, then run the same command again; `sync.at_most` says how old it may be",
        )


def _staleness(workspace: Workspace) -> str:
    found = freshness(workspace) if not rehearses(workspace) else None
    if found is None or not found.stale:
        return ""
    zone = ZoneInfo(workspace.settings.newsletter.timezone)
    since = f"since {found.last.astimezone(zone):%Y-%m-%d %H:%M}" if found.last is not None else "at all yet"
    return f"who has left on the other host was not taken over {since}"


def _last(workspace: Workspace, settings: SyncSettings) -> datetime.datetime | None:
    """Return when the source of the settings was last taken over: a copy of its journal may be as old as it likes."""
    engine = remembered(workspace)
    known = syncs.known(engine) if engine is not None else ()
    return next((each.at for each in known if each.source == settings.source), None)
