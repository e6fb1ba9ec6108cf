"""Lists as they are: what stands in them, whom they reach, and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from storsthlm_cli.audience.checking import Check
from storsthlm_cli.audience.columns import fields_of
from storsthlm_cli.audience.coverage import Municipalities, cover
from storsthlm_cli.audience.facts import judge_facts, judge_headings, read_facts
from storsthlm_cli.audience.gathering import Gathering
from storsthlm_cli.audience.lists import header_of, rows_of
from storsthlm_cli.model.audience import Subscriber
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.lists import Checked, Coverage, ListFacts, ListView
from storsthlm_cli.model.places import Spot
from storsthlm_cli.model.selections import Selection
from storsthlm_cli.model.stored import Stored
from storsthlm_cli.source.yaml import read_document
from storsthlm_cli.workflows.leavers import leavers_of
from storsthlm_cli.workflows.selecting import excepted, selected_rows
from storsthlm_cli.workflows.validating import known_directory
from storsthlm_cli.workflows.workspace import Workspace


def view(workspace: Workspace, selection: Selection) -> ListView:
    """Return what a selection of one list holds: its people, and the rows that get nothing with the reason."""
    (name,) = selection.lists
    path = workspace.list_file(name)
    header = header_of(path, name, workspace.shown(path))
    notices: list[str] = []
    leavers = leavers_of(workspace)
    lists = selected_rows(workspace, selection, notices)
    gathering = Gathering({each: leavers.sort_out(rows) for each, rows in lists.items()})
    gathering.leave_out(excepted(workspace, selection, notices))
    audience = replace(gathering.audience(), lists=selection.names)
    facts, _ = facts_of(workspace, name)
    headings = tuple(cell for cell, field in zip(header.cells, fields_of(header.cells), strict=True) if field)
    return ListView(name, workspace.shown(path), headings, facts, audience, tuple(notices))


def check(workspace: Workspace, name: str) -> Checked:
    """Return everything that is wrong or worth knowing in a list. Raises Failure when it cannot be read at all."""
    path = workspace.list_file(name)
    file = workspace.shown(path)
    header = header_of(path, name, file)
    notices: list[str] = []
    municipalities = Municipalities(known_directory(workspace).municipalities.values())
    leavers = leavers_of(workspace)
    rows = leavers.watched(rows_of(path, name, file, notices))
    found = Check(file, rows, leavers.returned(), municipalities.labels)
    facts, findings = facts_of(workspace, name)
    described = workspace.shown(workspace.lists / f"{name}.yaml")
    first = (
        *judge_facts(facts, file, described, header.cells),
        *judge_headings(header.cells, file, header.line),
    )
    return Checked(
        name=name,
        file=file,
        rows=found.rows,
        living=found.living,
        problems=Stored(len(first) + len(found.problems), lambda: chain(first, found.problems)),
        counts=Counter(found.counts) + Counter(problem.fault for problem in first),
        findings=findings,
        notices=tuple(notices),
    )


def coverage(workspace: Workspace, name: str, roles: Sequence[str]) -> Coverage:
    """Return whom each municipality of the directory has on a list in these roles; for none, those that its facts ask.

    Raises Failure when nobody says which roles are asked for, or there is no municipality in the directory.
    """
    path = workspace.list_file(name)
    file = workspace.shown(path)
    facts, _ = facts_of(workspace, name)
    asked = tuple(dict.fromkeys(roles or [role.content for role in (facts.roles if facts is not None else ())]))
    if not asked:
        raise Failure(
            "no role is asked for",
            hint=f"`--role ordförande`, or `roles: [ordförande]` in `{workspace.shown(workspace.lists)}/{name}.yaml`",
        )
    municipalities = known_directory(workspace).municipalities
    if not municipalities:
        raise Failure("the directory has no municipalities", hint="write them into `directory/municipalities.yaml`")
    rows = (row for row in rows_of(path, name, file, []) if isinstance(row, Subscriber))
    leavers = leavers_of(workspace)
    return cover(rows, municipalities, asked, lambda key: leavers.why(key, name))


def facts_of(workspace: Workspace, name: str) -> tuple[ListFacts | None, tuple[Finding, ...]]:
    """Return what `lists/NAME.yaml` says, None where there is no such file, and what is wrong in it, at its places."""
    path = workspace.lists / f"{name}.yaml"
    if not path.exists():
        return None, ()
    document = read_document(path, workspace.shown(path))
    facts, found = read_facts(document)
    placed = (
        Finding(each.code, each.level, document.place(each.where), each.arguments)
        if isinstance(each.where, Spot)
        else each
        for each in found
    )
    return facts, (*document.findings, *placed)
