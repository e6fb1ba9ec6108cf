"""`storsthlm record`."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import IssueArgument, JsonFlag
from storsthlm_cli.cli.session import session_of


def record(
    context: typer.Context,
    issue: IssueArgument = None,
    output: Annotated[
        pathlib.Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write this file. Default: build/record-ISSUE.zip."),
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Pack an issue for the public record, as one zip file.

    It holds each text that was mailed, as it was frozen and as an invented
    reader would see it, the web page, the issue file, and record.yaml: when,
    over what, to how many, with the hash of every file. No reader is in it.
    An issue that was never sent is marked so; rehearsals are only counted.

    For example:

      storsthlm record 2021-06
      storsthlm record 2021-06 --output diary/2021-417.zip
    """
    from storsthlm_cli.report.recording import show_record
    from storsthlm_cli.workflows.recording import record as pack

    session = session_of(context)
    workspace = session.workspace()
    show_record(session.consoles, workspace, pack(workspace, issue, output=output), json)
