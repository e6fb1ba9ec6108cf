"""`storsthlm lists show`, `check`, `coverage` and `diff`: nothing is changed."""

from __future__ import annotations

from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import ExceptOption, JsonFlag, ListArgument, WhereOption
from storsthlm_cli.cli.completing import lists as list_names
from storsthlm_cli.cli.session import Exit, session_of
from storsthlm_cli.model.errors import Failure

AnyList = Annotated[
    str | None,
    typer.Argument(metavar="LIST", help="A list in lists/. Default: all of them.", autocompletion=list_names),
]


def show(
    context: typer.Context,
    name: AnyList = None,
    where: WhereOption = None,
    without: ExceptOption = None,
    json: JsonFlag = False,
) -> None:
    """Show all lists, or who is on one of them.

    A part of a list is shown as `send` would take it: try a condition here
    before you send by it. What lists/LIST.yaml says of the list is shown, too.

    For example:

      storsthlm lists show
      storsthlm lists show kommuner
      storsthlm lists show kommuner --where roll~ordförande
      storsthlm lists show kommuner --where kommun!="Solna stad" --except nya
    """
    from storsthlm_cli.model.selections import selection
    from storsthlm_cli.report.lists import show_list, show_lists
    from storsthlm_cli.workflows.listing import view

    session = session_of(context)
    workspace = session.workspace()
    if name is not None:
        part = selection([name], where or (), without or ())
        show_list(session.consoles, view(workspace, part), json)
        return
    if where or without:
        raise Failure("`--where` and `--except` make a part of one list", hint="name it: `storsthlm lists show LIST`")
    views = [view(workspace, selection([each])) for each in workspace.list_names()]
    show_lists(session.consoles, views, json)


def check(
    context: typer.Context,
    name: AnyList = None,
    remarks: Annotated[
        bool, typer.Option("--remarks", help="Show shared mailboxes, people who have left, and other remarks, too.")
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Tell what is wrong in lists, each row with its place.

    Finds what is no address, who is listed twice, slips of the finger in
    domains (gmial.com, hotmial.com, danderid.se) and headings, and mailboxes
    that nobody reads. Suppressed people and shared mailboxes are counted, and
    shown with `--remarks`. Exits with 1 when there are errors.

    For example:

      storsthlm lists check
      storsthlm lists check kommuner --remarks
    """
    from storsthlm_cli.model.findings import Level
    from storsthlm_cli.report.lists import show_checked
    from storsthlm_cli.workflows.listing import check as check_list

    session = session_of(context)
    workspace = session.workspace()
    names = [name] if name is not None else workspace.list_names()
    checked = [check_list(workspace, each) for each in names]
    show_checked(session.consoles, checked, remarks=remarks, json=json)
    raise typer.Exit(Exit.NO if any(each.number(Level.ERROR) for each in checked) else Exit.DONE)


def coverage(
    context: typer.Context,
    name: ListArgument,
    roles: Annotated[
        list[str] | None,
        typer.Option(
            "--role", metavar="ROLE", help="A role to look for. Default: those in lists/LIST.yaml. Repeatable."
        ),
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Tell which municipality has nobody on a list in a role.

    Each municipality of directory/municipalities.yaml should have somebody in
    each role who may get mail. A role is found in what the column says
    (`ordförande` in `kommunstyrelsens ordförande`, not in `vice ordförande`).
    Addresses whose domain is not one of their municipality's are told. Exits
    with 1 when somebody is missing.

    For example:

      storsthlm lists coverage kommuner
      storsthlm lists coverage kommuner --role ordförande --role registrator
    """
    from storsthlm_cli.report.coverage import show_coverage
    from storsthlm_cli.workflows.listing import coverage as cover

    session = session_of(context)
    found = cover(session.workspace(), name, roles or ())
    show_coverage(session.consoles, name, found, json)
    raise typer.Exit(Exit.NO if found.missing else Exit.DONE)


def diff(
    context: typer.Context,
    one: Annotated[
        str, typer.Argument(metavar="LIST", help="A list, or a file.", show_default=False, autocompletion=list_names)
    ],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another list or file.", autocompletion=list_names)],
    json: JsonFlag = False,
) -> None:
    """Tell what is different in another list.

    Who is new in it, who is gone, and whose fields changed. Rows belong
    together by their address, however it is written.

    For example:

      storsthlm lists diff kommuner nya
      storsthlm lists diff kommuner ~/Hämtningar/export.xlsx
    """
    from storsthlm_cli.report.list_changes import show_changes
    from storsthlm_cli.workflows.changing_lists import difference

    session = session_of(context)
    show_changes(session.consoles, difference(session.workspace(), one, other), json)
