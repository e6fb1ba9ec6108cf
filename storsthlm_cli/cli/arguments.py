"""Arguments and flags that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from storsthlm_cli.cli.completing import issues, lists

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
WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="CONDITION",
        help="Only the rows for which this holds: field=value, field!=value or field~part, such as roll~ordförande. "
        "Several must all hold.",
    ),
]
ExceptOption = Annotated[
    list[str] | None,
    typer.Option(
        "--except", metavar="LIST", help="Leave out whoever is on this list, too. Repeatable.", autocompletion=lists
    ),
]
ListArgument = Annotated[
    str, typer.Argument(metavar="LIST", help="A list in lists/, such as kommuner.", autocompletion=lists)
]
NewMemoryFlag = Annotated[
    bool,
    typer.Option(
        "--despite-lost-memory",
        help="Begin a new memory, though a receipt tells of one that is lost: who left before is not in it.",
    ),
]
