"""Unsubscribing on a host that has no database and knows no address: what is asked goes into a signed journal.

`storsthlm sync` carries the journal home. All that this host has is the settings and a copy of the token keys: whether
a token is one of ours it can tell, and whose it is it cannot.
"""

from __future__ import annotations

import datetime
import pathlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from storsthlm_cli.model.delivery import NO_MARK
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.leaving import Ask, Event, Standing
from storsthlm_cli.tokens import RowName
from storsthlm_cli.workflows.event_journal import Journal
from storsthlm_cli.workflows.event_lines import Damaged
from storsthlm_cli.workflows.event_mending import put_aside
from storsthlm_cli.workflows.kept_keys import KeptKeys
from storsthlm_cli.workflows.memory import database_file
from storsthlm_cli.workflows.receiving import MOST_CHANGES as MOST_CHANGES
from storsthlm_cli.workflows.workspace import Workspace

FILE = "events.jsonl"

SAME = datetime.timedelta(minutes=1)
"""Asking the same thing again within this time is asking once."""
SELDOM = datetime.timedelta(hours=1)
"""The same, for who has changed their mind too often."""


def events_file(workspace: Workspace) -> pathlib.Path:
    """Return the path of this host's journal; it need not exist."""
    return workspace.settings.state_folder / FILE


def _told(aside: str) -> str:
    return f"a damaged journal was put aside as `{aside}`, and what is genuine of it gone on with"


_HEED = "find out who has been there, and move that file away; nothing of it may be lost before `sync` has run"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the journal says of one token: where it stands, how often it was used, what it was last used for."""

    standing: Standing
    uses: int
    ask: Ask | None
    at: datetime.datetime


_NOBODY = _Known(Standing(), 0, None, datetime.datetime.min.replace(tzinfo=datetime.UTC))


class ApartReception:
    """The reception (see `workflows.receiving`) of a host without the database. Several processes may share a journal.

    What it keeps in memory is one small record for each token that somebody has used, never for one that was only
    looked at.
    """

    def __init__(
        self,
        workspace: Workspace,
        clock: Callable[[], datetime.datetime] | None = None,
        wrong: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Open the journal, make it if there is none, and read it. `wrong` hears when somebody else has changed it.

        Raises Failure when there is a database here, there are no token keys, or the journal cannot be written.
        """
        if database_file(workspace).exists():
            raise Failure(
                f"there is a database here, `{workspace.shown(database_file(workspace))}`: who leaves belongs into it",
                hint="leave `--apart` out; it is for a host from which nothing is sent",
            )
        self._keys = KeptKeys(workspace)
        self._keys()
        self._now = clock or (lambda: datetime.datetime.now(datetime.UTC))
        self._journal = Journal(events_file(workspace), self._keys)
        self._known: dict[RowName, _Known] = {}
        self._latest = _NOBODY.at
        self._turn = threading.Lock()
        self._wrong = wrong
        with self._turn, self._journal.held():
            self._catch_up_whatever()

    def look(self, token: str) -> Standing | None:
        """Return where the holder of a token stands by this journal; None when it is not one of ours."""
        row = self._keys().reader(token)
        if row is None or row.mark == NO_MARK:
            return Standing(test=True) if row is not None else None
        with self._turn:
            self._look_through()
            return self._known.get(row, _NOBODY).standing

    def do(self, token: str, ask: Ask) -> Standing | None:
        """Write down what the holder of a token asks, and return where they stand; None when it is not one of ours.

        It is on the disk when this returns. Raises Failure when it cannot be written.
        """
        row = self._keys().reader(token)
        if row is None or row.mark == NO_MARK:
            return Standing(test=True) if row is not None else None
        with self._turn, self._journal.held():
            self._catch_up_whatever()
            known, now = self._known.get(row, _NOBODY), self._now()
            often = known.uses >= MOST_CHANGES
            again = known.ask is ask and abs(now - known.at) < (SELDOM if often else SAME)
            if not again and (ask is Ask.LEAVE or not often):
                # No event is earlier than the one before it, whatever the clock does: returning comes after leaving.
                self._hear(self._journal.write(token.strip().lower(), ask, max(now, self._latest)))
            return self._known.get(row, _NOBODY).standing

    def check(self) -> None:
        """Raise Failure when the keys or the journal cannot be read, and while a damaged one lies here unheeded."""
        self._keys()
        with self._turn:
            self._look_through()
        for path in put_aside(self._journal.path):
            raise Failure(_told(path.name), hint=_HEED)

    def _look_through(self) -> None:
        """Read the news without waiting for who is writing; what looks damaged may be half of what they write."""
        try:
            self._catch_up()
        except Damaged:
            with self._journal.held():
                self._catch_up_whatever()

    def _catch_up_whatever(self) -> None:
        """Read the news while the journal is held. One that is damaged must not keep anybody from leaving."""
        try:
            self._catch_up()
        except Damaged as damage:
            aside = self._journal.begin_anew()
            self._wrong(f"{damage.message}; {_told(aside.name)}; {_HEED}")
            self._catch_up()

    def _catch_up(self) -> None:
        for event in self._journal.news():
            if event.number == 1:  # of one that was begun anew
                self._known.clear()
            self._hear(event)

    def _hear(self, event: Event) -> None:
        row = self._keys().reader(event.token)
        self._latest = max(self._latest, event.at)
        if row is not None:
            known = self._known.get(row, _NOBODY)
            uses = known.uses + 1
            self._known[row] = _Known(_after(known.standing, event.ask, uses), uses, event.ask, event.at)


def _after(standing: Standing, ask: Ask, uses: int) -> Standing:
    """Return where somebody stands who stood so, after so many uses of their token."""
    if ask is Ask.RETURN:
        return Standing()
    left = replace(standing, left=True) if ask is Ask.LEAVE else replace(standing, left_list=True)
    return replace(left, may_return=uses < MOST_CHANGES)
