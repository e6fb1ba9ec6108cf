"""`storsthlm backup`."""

from __future__ import annotations

import datetime
import pathlib
from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.session import session_of


def backup(
    context: typer.Context,
    file: Annotated[
        pathlib.Path | None, typer.Argument(metavar="FILE", help="Default: build/backup-TIME.zip. Keep it elsewhere.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a backup that is there, though it has what this one lacks.")
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Keep what the tool remembers in one file: who got what, who has left, and the token key.

    Without that memory, `send` no longer knows who has an issue and who must get
    nothing; without the key, the unsubscribe links in every mail already sent
    stop working, and nothing can mend them. Lists, issues and settings are files
    of yours and not in it. It may run while something is sent.

    The file holds addresses and the key: only you can read it. Keep it on
    another disk, where few people come, and no longer than the lists. Its folder
    must be there.

    A backup of that name is replaced, but not by a poorer one: of another
    database, of an older state, or without keys that it has. Any other file of
    that name stays.

    For example:

      storsthlm backup
      storsthlm backup /media/safe/newsletter.zip
    """
    from storsthlm_cli.report.backups import show_backup
    from storsthlm_cli.workflows.backing_up import back_up

    session = session_of(context)
    workspace = session.workspace()
    path, manifest = back_up(workspace, file, datetime.datetime.now(datetime.UTC), replace=replace)
    show_backup(session.consoles, workspace.shown(path), manifest, json)
