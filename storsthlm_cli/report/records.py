"""Plans, standings and verifications as data for JSON. Times are ISO 8601 with their offset."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from storsthlm_cli.model.audience import LeftOut
from storsthlm_cli.model.delivery import Dispatch, Row, State, Tally
from storsthlm_cli.model.sending import Plan, Standing, Verification
from storsthlm_cli.model.stored import Stored
from storsthlm_cli.report.approving import approval_data, clearance_data
from storsthlm_cli.report.findings import as_data
from storsthlm_cli.report.letters import opening

T = TypeVar("T")


def plan_data(plan: Plan) -> dict[str, object]:
    """Return a plan with every address, to be sent to or left out; `number` is what `--confirm` wants.

    `whole` is how many recipients the dispatch has that it goes on with, those who have it already too.
    """
    difference = plan.difference
    return {
        "issue": plan.issue,
        "subject": plan.subject,
        "transport": plan.transport,
        "rehearsal": plan.rehearsal,
        "content": plan.content,
        "variant": list(plan.variant),
        "lists": list(plan.audience.lists),
        "number": plan.number,
        "whole": plan.resumes.size if plan.resumes is not None else plan.number,
        "recipients": each_of(lambda recipient: recipient.address, plan.audience.recipients),
        "left_out": each_of(left_out_data, plan.audience.left_out),
        "difference": difference
        and {
            "since": difference.since.id,
            "added": difference.added,
            "removed": difference.removed,
        },
        "size": plan.size,
        "first_message": list(opening(plan.first)) if plan.first else [],
        "resumes": plan.resumes and plan.resumes.id,
        "finished": plan.finished and plan.finished.id,
        "findings": [as_data(finding) for finding in plan.findings],
        "notices": list(plan.notices),
        "corrects": plan.wish.corrects,
        "again": plan.wish.again,
        "at": plan.at and plan.at.moment.isoformat(),
        **clearance_data(plan.clearance),
    }


def standing_data(standing: Standing) -> dict[str, object]:
    """Return where a dispatch stands, with the rows that a person should look at."""
    return {
        "dispatch": dispatch_data(standing.dispatch),
        "outcomes": outcomes_data(standing.tally),
        "planned": standing.tally.planned,
        "open": standing.tally.open,
        "approval": standing.approval and approval_data(standing.approval),
        "rows": each_of(_row, standing.rows),
    }


def verification_data(verification: Verification) -> dict[str, object]:
    """Return the proofs and whether all of them hold."""
    return {
        "holds": verification.holds,
        "proofs": [{"name": proof.name, "holds": proof.holds, "detail": proof.detail} for proof in verification.proofs],
        **standing_data(verification.standing),
    }


def each_of(data: Callable[[T], object], records: Collection[T]) -> Collection[object]:
    """Return the data of each record, made when it is written."""
    return Stored(len(records), lambda: map(data, records))


def left_out_data(row: LeftOut) -> dict[str, object]:
    """Return who is left out, from which row, and why."""
    return {
        "address": row.address,
        "list": row.list,
        "line": row.line,
        "reason": row.reason.value,
        "detail": row.detail,
    }


def _row(row: Row) -> dict[str, object]:
    return {
        "number": row.number,
        "address": row.address,
        "state": row.state.value,
        "attempts": row.attempts,
        "reply": row.reply,
        "updated": row.updated and row.updated.isoformat(),
    }


def dispatch_data(dispatch: Dispatch) -> dict[str, object]:
    """Return what a dispatch is."""
    return {
        "id": dispatch.id,
        "issue": dispatch.issue,
        "lists": list(dispatch.lists),
        "transport": dispatch.transport,
        "rehearsal": dispatch.rehearsal,
        "content": dispatch.content,
        "subject": dispatch.subject,
        "size": dispatch.size,
        "state": dispatch.state.value,
        "created": dispatch.created.isoformat(),
        "at": dispatch.at and dispatch.at.isoformat(),
        "ended": dispatch.ended and dispatch.ended.isoformat(),
        "corrects": dispatch.corrects,
        "again": dispatch.again,
    }


def outcomes_data(tally: Tally) -> dict[str, int]:
    """Return how many are in which state, those that nobody is in too."""
    return {state.value: tally[state] for state in State}
