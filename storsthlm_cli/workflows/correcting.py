"""Correct: whose mail a correction puts right. They get it, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine

from storsthlm_cli.model.audience import ERASED, LeftOut, Reason, Subscriber
from storsthlm_cli.model.delivery import Dispatch, State
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.model.selections import named
from storsthlm_cli.model.sending import Wish
from storsthlm_cli.store import addressees, dispatches
from storsthlm_cli.workflows.memory import find_dispatch
from storsthlm_cli.workflows.transports import rehearses
from storsthlm_cli.workflows.workspace import Workspace, find_issue

_UNKNOWN = (State.UNKNOWN, State.ATTEMPTING)
"""What a killed process left on the wire, in a dispatch that was cancelled then, is as unknown."""


def corrected(workspace: Workspace, name: str, issue: str | None) -> Dispatch:
    """Return the dispatch called `name`, to be put right by its issue as it is now.

    Raises Failure when there is none or `issue` is another, Refused when it was a rehearsal and mail is to leave.
    """
    _, dispatch = find_dispatch(workspace, name)
    if issue is not None and find_issue(workspace, issue) != dispatch.issue:
        raise Failure(
            f"dispatch `{name}` is of issue `{dispatch.issue}`",
            hint="leave the issue out: a correction is the same issue, edited",
        )
    if dispatch.rehearsal and not rehearses(workspace):
        raise Refused(
            f"dispatch `{name}` was a rehearsal: there is nobody to be told better",
            hint="`storsthlm send` sends the issue; whoever has it already is left out",
        )
    return dispatch


def lists_of(engine: Engine | None, dispatch: Dispatch) -> tuple[str, ...]:
    """Return the lists that a dispatch went to, or the one that it corrects: its readers get the mail of those."""
    while engine is not None and dispatch.corrects is not None:
        (dispatch,) = dispatches.find(engine, name=dispatch.corrects)
    return named(dispatch.lists).lists


def check_edited(dispatch: Dispatch, content: str) -> None:
    """Raise Refused when what a dispatch sent is still the issue's content."""
    if dispatch.content == content:
        raise Refused(
            f"issue `{dispatch.issue}` is what dispatch `{dispatch.id}` has sent: there is nothing to correct",
            hint="correct the issue first; `--again` sends the same once more",
        )


def readers(engine: Engine, dispatch: Dispatch, *, include_unknown: bool) -> Iterator[Subscriber | LeftOut]:
    """Yield who got the mail of a dispatch, with the fields frozen then; for `list` and `line`, dispatch and number.

    Whose address is no longer kept is left out.
    """
    states = (State.ACCEPTED, *(_UNKNOWN if include_unknown else ()))
    for each in addressees.people(engine, dispatch.id, states):
        if each.key.startswith(ERASED):
            yield LeftOut(each.address, dispatch.id, each.number, Reason.ERASED, "")
            continue
        yield Subscriber(each.address, each.key, each.fields, dispatch.id, each.number, each.list)


def unknown_notice(engine: Engine, wish: Wish) -> tuple[str, ...]:
    """Return a sentence on those who perhaps got what is corrected, and get no correction."""
    if wish.corrects is None or wish.include_unknown:
        return ()
    tally = dispatches.tally(engine, wish.corrects)
    count = sum(tally[state] for state in _UNKNOWN)
    told = f"{count} of dispatch {wish.corrects} perhaps got it and get no correction; `--include-unknown` sends it"
    return (told,) if count else ()
