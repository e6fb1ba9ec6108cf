"""Arguments and flags that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from storsthlm_cli.cli.completing import issues

IssueArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="ISSUE",
        help="The issue's folder name, such as 2021-06, or its path. Default: the newest.",
        autocompletion=issues,
    ),
]
DispatchArgument = Annotated[
    str | None,
    typer.Argument(metavar="DISPATCH", help="A dispatch, such as 2021-06.1. Default: the latest."),
]
JsonFlag = Annotated[bool, typer.Option("--json", help="Write JSON to stdout, for scripts.")]
