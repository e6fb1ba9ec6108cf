"""`storsthlm person`: what is known of one person, and what they may ask for."""

from __future__ import annotations

import typer

from storsthlm_cli.cli.person.erasing import erase, forget
from storsthlm_cli.cli.person.looking import export, history

COMMANDS = (history, export, erase, forget)

_HELP = """Answer one person: what is known of you, a copy of it, erase it.

Articles 15 and 17 of the GDPR. Lists are files of yours: what stands in them
is told and shown, and only you change it.

For example:

  storsthlm person history anna@kommun.example
  storsthlm person export anna@kommun.example --output anna.zip
  storsthlm person erase anna@kommun.example
"""


def person() -> typer.Typer:
    """Return the group with all of its commands."""
    app = typer.Typer(name="person", help=_HELP, rich_markup_mode="rich", no_args_is_help=True)
    for command in COMMANDS:
        app.command(command.__name__)(command)
    return app
