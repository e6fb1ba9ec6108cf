"""Test sends from the page: one at a time, and never a second time for the same press of the button."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.errors import BadContent, Failure
from storsthlm_cli.model.sending import Standing
from storsthlm_cli.report.catalogue import sentence
from storsthlm_cli.report.sending import counted
from storsthlm_cli.workflows.memory import outbox
from storsthlm_cli.workflows.sending import TEST, test
from storsthlm_cli.workflows.transports import rehearses
from storsthlm_cli.workflows.workspace import Workspace

Outcome = Mapping[str, object]
UNKNOWN: Outcome = {
    "sent": False,
    "message": "a bug in storsthlm ended this test: who got it is not known",
    "hint": "the terminal tells more; please report it",
    "findings": [],
    "rows": [],
}
"""What is told of an attempt that ended in no way that was thought of."""


@dataclass(slots=True)
class Trials:
    """What became of each attempt, by the name that the page has given it."""

    _outcomes: dict[str, Outcome] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send(
        self, workspace: Workspace, attempt: str, issue: str, addresses: Sequence[str], lists: Sequence[str] = ()
    ) -> Outcome:
        """Send a test of the mail that these lists get, and return the outcome as JSON.

        The same attempt gets the same outcome and sends nothing more.
        """
        with self._lock:
            if attempt not in self._outcomes:
                self._outcomes[attempt] = UNKNOWN
                self._outcomes[attempt] = _sent(workspace, issue, addresses, lists)
            return self._outcomes[attempt]


def _sent(workspace: Workspace, issue: str, addresses: Sequence[str], lists: Sequence[str]) -> Outcome:
    named = list({address.casefold(): address for address in addresses}.values())
    try:
        standing = test(workspace, issue, named, lists, tell=lambda _: None)
    except BadContent as failure:
        return {**_failed(failure), "findings": [sentence(finding) for finding in failure.findings]}
    except Failure as failure:
        return _failed(failure)
    return _told(workspace, standing, named)


def _failed(failure: Failure) -> dict[str, object]:
    # A flag is no way out of a page.
    hint = "" if failure.hint is None or failure.hint.startswith("`--") else failure.hint
    return {"sent": False, "message": failure.message, "hint": hint, "findings": [], "rows": []}


def _told(workspace: Workspace, standing: Standing, addresses: Sequence[str]) -> Outcome:
    """Return who got it and who did not, with the server's words where it said no."""
    prone = {row.address.casefold(): row for row in standing.rows}
    rows = []
    for address in addresses:
        row = prone.get(address.casefold())
        state, reply = (row.state, row.reply) if row is not None else (State.ACCEPTED, "")
        rows.append({"address": address, "state": state.value, "reply": reply})
    filed = f"filed in {workspace.shown(outbox(workspace, TEST))}" if rehearses(workspace) else ""
    reached = standing.tally[State.ACCEPTED] > 0
    return {"sent": reached, "message": counted(standing.tally).plain, "hint": filed, "findings": [], "rows": rows}
