"""`storsthlm lists`: the lists in lists/, which their owner owns."""

from __future__ import annotations

import typer

from storsthlm_cli.cli.lists.changing import add, import_, remove
from storsthlm_cli.cli.lists.exporting import export
from storsthlm_cli.cli.lists.looking import check, coverage, diff, show

COMMANDS = (show, check, coverage, import_, add, remove, diff, export)


def lists() -> typer.Typer:
    """Return the group with all of its commands."""
    app = typer.Typer(
        name="lists",
        help="Look at lists, check them, compare and change them.",
        rich_markup_mode="rich",
        no_args_is_help=True,
    )
    for command in COMMANDS:
        app.command(command.__name__.strip("_"))(command)
    return app
