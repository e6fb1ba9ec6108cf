"""Selecting: the rows of the lists that a command names, or the part of them that it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from storsthlm_cli.audience.lists import header_of, rows_of
from storsthlm_cli.audience.segments import condition, select
from storsthlm_cli.model.audience import LeftOut, Reason, Subscriber
from storsthlm_cli.model.selections import Selection
from storsthlm_cli.workflows.workspace import Workspace


def selected_rows(
    workspace: Workspace, selection: Selection, notices: list[str]
) -> Mapping[str, Iterable[Subscriber | LeftOut]]:
    """Return the rows of each list for which all conditions hold. They are read when they are gone through.

    Raises Failure, then or now, for a list that cannot be read, a column that is not there, or what is no condition.
    """
    conditions = [condition(each) for each in selection.where]
    found = {}
    for name in selection.lists:
        path = workspace.list_file(name)
        rows = rows_of(path, name, workspace.shown(path), notices)
        if conditions:
            headings = header_of(path, name, workspace.shown(path)).cells
            rows = select(rows, conditions, workspace.shown(path), headings)
        found[name] = rows
    return found


def excepted(workspace: Workspace, selection: Selection, notices: list[str]) -> Iterator[tuple[str, Reason, str]]:
    """Yield who is left out for being on a list that is excepted: normalised address, reason, which list."""
    for name in selection.without:
        path = workspace.list_file(name)
        for row in rows_of(path, name, workspace.shown(path), notices):
            if isinstance(row, Subscriber):
                yield row.key, Reason.EXCEPTED, name
