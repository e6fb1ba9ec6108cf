"""Plans, standings and verifications as data for JSON. Times are ISO 8601 with their offset."""

from __future__ import annotations

from storsthlm_cli.model.delivery import Dispatch, State, Tally
from storsthlm_cli.model.sending import Plan, Standing, Verification
from storsthlm_cli.report.findings import as_data
from storsthlm_cli.report.letters import opening


def plan_data(plan: Plan) -> dict[str, object]:
    """Return a plan with every address, to be sent to or left out; `number` is what `--confirm` wants."""
    difference = plan.difference
    return {
        "issue": plan.issue,
        "subject": plan.subject,
        "transport": plan.transport,
        "rehearsal": plan.rehearsal,
        "content": plan.content,
        "lists": list(plan.audience.lists),
        "number": plan.number,
        "recipients": [recipient.address for recipient in plan.audience.recipients],
        "left_out": [
            {
                "address": row.address,
                "list": row.list,
                "line": row.line,
                "reason": row.reason.value,
                "detail": row.detail,
            }
            for row in plan.audience.left_out
        ],
        "difference": difference
        and {
            "since": difference.since.id,
            "added": list(difference.added),
            "removed": list(difference.removed),
        },
        "size": plan.size,
        "first_message": list(opening(plan.first)) if plan.first else [],
        "resumes": plan.resumes and plan.resumes.id,
        "finished": plan.finished and plan.finished.id,
        "findings": [as_data(finding) for finding in plan.findings],
        "notices": list(plan.notices),
    }


def standing_data(standing: Standing) -> dict[str, object]:
    """Return where a dispatch stands, with the rows that a person should look at."""
    return {
        "dispatch": _dispatch(standing.dispatch),
        "outcomes": _outcomes(standing.tally),
        "planned": standing.tally.planned,
        "open": standing.tally.open,
        "rows": [
            {
                "number": row.number,
                "address": row.address,
                "state": row.state.value,
                "attempts": row.attempts,
                "reply": row.reply,
                "updated": row.updated and row.updated.isoformat(),
            }
            for row in standing.rows
        ],
    }


def verification_data(verification: Verification) -> dict[str, object]:
    """Return the proofs and whether all of them hold."""
    return {
        "holds": verification.holds,
        "proofs": [{"name": proof.name, "holds": proof.holds, "detail": proof.detail} for proof in verification.proofs],
        **standing_data(verification.standing),
    }


def _dispatch(dispatch: Dispatch) -> dict[str, object]:
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
        "ended": dispatch.ended and dispatch.ended.isoformat(),
    }


def _outcomes(tally: Tally) -> dict[str, int]:
    return {state.value: tally[state] for state in State}
