"""`storsthlm lists`: the lists in lists/, which their owner owns."""

from __future__ import annotations

import typer

from storsthlm_cli.cli.lists.changing import add, import_, remove
from storsthlm_cli.cli.lists.exporting import export
from storsthlm_cli.cli.lists.looking import check, coverage, diff, show

COMMANDS = (show, check, coverage, import_, add, remove, diff, export)

_HELP = """Look at lists, check them, compare and change them.

A list is a CSV file or a workbook (.xlsx) in lists/, which is yours: as Excel
or a register exports it, with a column of addresses. What it is for and where
it comes from stands beside it, in lists/LIST.yaml.

For example:

  storsthlm lists show
  storsthlm lists check kommuner
  storsthlm lists import export.xlsx --to kommuner
"""


def lists() -> typer.Typer:
    """Return the group with all of its commands."""
    app = typer.Typer(
        name="lists",
        help=_HELP,
        rich_markup_mode="rich",
        no_args_is_help=True,
    )
    for command in COMMANDS:
        app.command(command.__name__.strip("_"))(command)
    return app
