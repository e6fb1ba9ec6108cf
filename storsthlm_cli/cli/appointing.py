"""`send --at`: what is frozen now and goes out later, by waiting here or by a timetable of the system."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from storsthlm_cli.cli.session import Session
from storsthlm_cli.report.timetables import Timetable, timetable

if TYPE_CHECKING:
    from storsthlm_cli.model.delivery import Dispatch
    from storsthlm_cli.model.sending import Plan
    from storsthlm_cli.workflows.workspace import Workspace


def await_time(session: Session, workspace: Workspace, plan: Plan) -> Plan:
    """Freeze the plan, wait for its time, and return the plan that goes on with it. Raises what `wait` raises."""
    from storsthlm_cli.report.waiting import Countdown
    from storsthlm_cli.workflows import scheduling
    from storsthlm_cli.workflows.sending import freeze

    assert plan.at is not None
    dispatch = freeze(workspace, plan)
    with Countdown(session.consoles, plan.at, dispatch.id) as tell:
        scheduling.wait(workspace, dispatch, plan.at.moment, tell=tell, clock=scheduling.WALL)
    return replace(plan, resumes=dispatch)


def print_timetable(
    session: Session, workspace: Workspace, plan: Plan, kind: Timetable, flags: Sequence[str], json: bool
) -> None:
    """Freeze the plan and write what lets the system carry it out at its time, with these flags for the run."""
    from storsthlm_cli.report.data import write_json
    from storsthlm_cli.report.records import plan_data
    from storsthlm_cli.workflows.sending import freeze

    assert plan.at is not None
    dispatch = freeze(workspace, plan)
    text = timetable(kind, [*_command(workspace, dispatch), *flags], plan.at.moment, dispatch.issue)
    if json:
        write_json(
            session.consoles.out,
            {"plan": plan_data(replace(plan, resumes=dispatch)), "standing": None, "timetable": text},
        )
    else:
        session.consoles.out.file.write(text)


def _command(workspace: Workspace, dispatch: Dispatch) -> list[str]:
    """Return the command that goes on with the dispatch, from any folder and with nobody to ask."""
    from storsthlm_cli.workflows.resuming import going_on

    program = [sys.executable, "-m", "storsthlm_cli", "--workspace", str(workspace.root)]
    confirmed = ["--transport", dispatch.transport, "--only", dispatch.id, "--confirm", str(dispatch.size)]
    return [*program, *going_on(dispatch), *confirmed]
