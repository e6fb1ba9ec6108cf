"""`storsthlm restore`."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.session import session_of


def restore(
    context: typer.Context,
    file: Annotated[pathlib.Path, typer.Argument(metavar="FILE", help="What `storsthlm backup` wrote.")],
    nothing_sent_since: Annotated[
        bool,
        typer.Option(
            "--nothing-sent-since", help="You know that nothing was sent after the backup: unfinished dispatches go on."
        ),
    ] = False,
    despite_newer: Annotated[
        bool, typer.Option("--despite-newer", help="Give up what is here, though it is newer or of another newsletter.")
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Put a backup in the place of what the tool remembers here.

    What is here is put aside, not deleted. Whoever an unfinished dispatch had
    still to mail may have got it after the backup was made: they become unknown,
    and `storsthlm resolve` asks you about them. Who was erased since stays
    erased, as long as the memory that knows it is still here. Take only a backup
    of your own: its hashes tell damage, not forgery. Refused while something is
    sent.

    For example:

      storsthlm restore /media/safe/newsletter.zip
    """
    from storsthlm_cli.report.backups import show_restored
    from storsthlm_cli.workflows.backing_up import restore as put_back

    session = session_of(context)
    workspace = session.workspace()
    restored = put_back(workspace, file, despite_newer=despite_newer, nothing_sent_since=nothing_sent_since)
    show_restored(session.consoles, workspace, restored, json)
