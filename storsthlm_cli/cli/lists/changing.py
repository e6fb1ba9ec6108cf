"""`storsthlm lists import`, `add` and `remove`."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag, ListArgument
from storsthlm_cli.cli.completing import lists as list_names
from storsthlm_cli.cli.session import session_of
from storsthlm_cli.model.errors import Failure, Refused


def import_(
    context: typer.Context,
    file: Annotated[
        pathlib.Path, typer.Argument(metavar="FILE", help="A CSV file or a workbook (.xlsx) with addresses.")
    ],
    name: Annotated[
        str,
        typer.Option("--to", metavar="LIST", help="The list that it becomes, or replaces.", autocompletion=list_names),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Import without asking.")] = False,
    json: JsonFlag = False,
) -> None:
    """Take a file from Excel or a register in as a list.

    Shows first who is added, removed and changed, and asks. Then the list is
    written anew in one form (UTF-8, semicolons), and what it was before is
    kept beside it, in a file that ends in ~. Where nothing changes, nothing is
    written. Whoever must get nothing still gets nothing, however often a file
    brings them back.

    For example:

      storsthlm lists import export.xlsx --to kommuner
      storsthlm lists import register.csv --to kommuner --yes
    """
    from storsthlm_cli.cli.confirming import NobodyHere, says_yes
    from storsthlm_cli.report.list_changes import show_intake, show_taken_in, show_unchanged
    from storsthlm_cli.workflows.changing_lists import changes_nothing, intake, take_in

    session = session_of(context)
    workspace = session.workspace()
    found = intake(workspace, file, name)
    if not json or not yes:
        show_intake(session.consoles, found)
    if not (found.changes.added or found.changes.removed or found.changes.changed) and changes_nothing(
        workspace, file, name
    ):
        show_unchanged(session.consoles, found, json)
        return
    if not yes:
        if not session.consoles.can_ask:
            raise NobodyHere(
                "nobody is here to say yes: nothing was imported", hint="look at the changes, then say `--yes`"
            )
        if not says_yes(session.consoles, "import it?"):
            raise Refused("nothing was imported", hint="the list is as it was")
    kept = take_in(workspace, file, name)
    show_taken_in(session.consoles, found, workspace.shown(kept) if kept is not None else None, json)


def add(
    context: typer.Context,
    name: ListArgument,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Whose row is added.")],
    fields: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="COLUMN=VALUE", help="What stands in another column. Repeatable."),
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Add a person to a list.

    The row is written at the end of the CSV file, in its own form; all else in
    it stays as it is. Somebody who must get nothing is refused.

    For example:

      storsthlm lists add kommuner anna@kommun.example
      storsthlm lists add kommuner anna@kommun.example --set förnamn=Anna
    """
    from storsthlm_cli.report.list_changes import show_added
    from storsthlm_cli.workflows.changing_lists import add as add_to

    session = session_of(context)
    values = {}
    for text in fields or ():
        column, equals, value = text.partition("=")
        if not equals or not column.strip():
            raise Failure(f"`{text}` says no column and value", hint="`--set förnamn=Anna`")
        values[column.strip()] = " ".join(value.split())
    show_added(session.consoles, name, add_to(session.workspace(), name, address, values), json)


def remove(
    context: typer.Context,
    name: ListArgument,
    addresses: Annotated[list[str], typer.Argument(metavar="ADDRESS…", help="Whose rows are taken away.")],
    json: JsonFlag = False,
) -> None:
    """Take a person off a list.

    All rows with the address go from the CSV file; all else in it stays as it
    is, and no copy of it is kept. That is for rows that are wrong: a list
    imported again brings them back, unless they are suppressed. Who wants no
    more mail is remembered by `storsthlm suppress ADDRESS`, which no list can
    override.

    For example:

      storsthlm lists remove kommuner anna@kommun.example
    """
    from storsthlm_cli.report.list_changes import show_removed
    from storsthlm_cli.workflows.changing_lists import leavers_among
    from storsthlm_cli.workflows.changing_lists import remove as remove_from

    session = session_of(context)
    workspace = session.workspace()
    rows = remove_from(workspace, name, addresses)
    show_removed(session.consoles, name, rows, leavers_among(workspace, name, (each for _, each in rows)), json)
