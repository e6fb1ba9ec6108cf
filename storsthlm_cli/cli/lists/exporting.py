"""`storsthlm lists export`."""

from __future__ import annotations

import pathlib
import sys
from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import ExceptOption, ListArgument, WhereOption
from storsthlm_cli.cli.session import session_of
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.report.list_tables import Format


def export(
    context: typer.Context,
    name: ListArgument,
    form: Annotated[Format | None, typer.Option("--format", help="Default: by the name of the file, else csv.")] = None,
    output: Annotated[
        pathlib.Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Default: stdout, but for xlsx. A file that is there is replaced; only you can read it.",
        ),
    ] = None,
    where: WhereOption = None,
    without: ExceptOption = None,
) -> None:
    """Write who would get mail as a list, for another program.

    People who must get nothing, rows listed twice and what is no address are
    left out, so that nobody who has left is carried elsewhere. No cell is a
    formula to Excel. The CSV file is one that Excel opens by a double click.

    For example:

      storsthlm lists export kommuner --output kommuner.xlsx
      storsthlm lists export kommuner --where roll=registrator --format json
    """
    from storsthlm_cli.model.selections import selection
    from storsthlm_cli.report.consoles import write
    from storsthlm_cli.report.list_tables import write_people
    from storsthlm_cli.report.sending import left_out_summary
    from storsthlm_cli.source.replacing import replacing
    from storsthlm_cli.workflows.listing import view

    session = session_of(context)
    suffix = output.suffix.lower().removeprefix(".") if output is not None else ""
    if form is None and suffix and suffix not in list(Format):
        raise Failure(
            f"`{output}` ends in none of {', '.join(f'`.{each}`' for each in Format)}",
            hint="`--output FILE.xlsx`, or say what it is to hold: `--format csv`",
        )
    chosen = form or (Format(suffix) if suffix else Format.CSV)
    if output is None and chosen is Format.XLSX:
        raise Failure("a workbook is no text for the terminal", hint="`--output FILE.xlsx`")
    found = view(session.workspace(), selection([name], where or (), without or ()))
    people = found.audience.recipients
    if output is not None:
        with replacing(output, hint="name a file in a folder that you can write to", mode=0o600) as file:
            write_people(file, name, found.headings, people, chosen)
    else:
        sys.stdout.flush()
        write_people(sys.stdout.buffer, name, found.headings, people, chosen)
    where_to = f" to {output}" if output is not None else ""
    write(
        session.consoles.err, f"{len(people)} written{where_to}; left out: {left_out_summary(found.audience.left_out)}"
    )
