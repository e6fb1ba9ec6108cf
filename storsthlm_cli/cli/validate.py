"""`storsthlm validate`."""

from __future__ import annotations

from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import IssueArgument, JsonFlag
from storsthlm_cli.cli.session import Exit, session_of
from storsthlm_cli.report.dresses import Dress


def validate(
    context: typer.Context,
    issue: IssueArgument = None,
    dress: Annotated[Dress, typer.Option("--format", help="How findings are shown.")] = Dress.FULL,
    remarks: Annotated[
        bool, typer.Option("--remarks", help="Show remarks too: what is only to be known, such as days that are over.")
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Check an issue and point at what is wrong, in the very line.

    Reads the issue, the directory and the images; changes nothing. Dates are
    judged as of the issue's own date. Exits with 1 when there is an error.

    For example:

      storsthlm validate
      storsthlm validate 2021-06 --format concise
      storsthlm validate issues/2021-06/issue.yaml --json
    """
    from storsthlm_cli.report.validation import show_validation
    from storsthlm_cli.workflows.validating import validate as judge

    session = session_of(context)
    validation = judge(session.workspace(), issue)
    show_validation(session.consoles, validation, dress, json, remarks=remarks)
    raise typer.Exit(Exit.NO if validation.errors else Exit.DONE)
