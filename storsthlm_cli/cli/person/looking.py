"""`storsthlm person history` and `export`."""

from __future__ import annotations

import datetime
import pathlib
from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.session import session_of

PersonArgument = Annotated[str, typer.Argument(metavar="ADDRESS", help="The person's address.")]


def history(context: typer.Context, address: PersonArgument, json: JsonFlag = False) -> None:
    """Show everything that is known of a person.

    Lists and rows they are on, copies of lists that imports have kept, why
    they get nothing and every change of that, each dispatch they were in with
    what the servers said, and what came back. After an erasure it still tells
    when that was and how many mails there had been, for the digest that is
    kept says so to whoever knows the address.

    For example:

      storsthlm person history anna@kommun.example
    """
    from storsthlm_cli.report.data import write_json
    from storsthlm_cli.report.exports import person_data
    from storsthlm_cli.report.persons import show_person
    from storsthlm_cli.workflows.persons import person

    session = session_of(context)
    found = person(session.workspace(), address)
    if json:
        write_json(session.consoles.out, person_data(found))
    else:
        show_person(session.consoles, found)


def export(
    context: typer.Context,
    address: PersonArgument,
    output: Annotated[
        pathlib.Path | None,
        typer.Option(
            metavar="FILE",
            help="A .json, or a .zip with the very mails beside it. A file that is there stays, and is an error. "
            "Default: JSON on the screen.",
        ),
    ] = None,
) -> None:
    """Write a copy of what is kept of a person, for them: article 15.

    All that `history` shows, as JSON, with what each list is for, on what legal
    basis and where it comes from (lists/LIST.yaml), and in words what is kept,
    why, and for how long. A .zip has the mails that were sent to them, too.
    Nothing about anybody else is in it. Only you can read the file of `--output`.

    For example:

      storsthlm person export anna@kommun.example --output anna.zip
      storsthlm person export anna@kommun.example --output anna.json
    """
    from storsthlm_cli.report.data import write_json
    from storsthlm_cli.report.exports import check_output, copy_data, show_copy, write_copy
    from storsthlm_cli.report.persons import warn_of_rest
    from storsthlm_cli.workflows.persons import mails_of, person

    session = session_of(context)
    if output is not None:
        check_output(output)
    workspace = session.workspace()
    found = person(workspace, address)
    warn_of_rest(session.consoles, found)
    data = copy_data(found, workspace.settings, datetime.datetime.now(datetime.UTC))
    if output is None:
        write_json(session.consoles.out, data)
    else:
        count = write_copy(output, data, mails_of(workspace, found))
        show_copy(session.consoles, output, count)
