"""`storsthlm sync`."""

from __future__ import annotations

import datetime
import pathlib
from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.session import Exit, session_of
from storsthlm_cli.model.errors import Failure


def sync(
    context: typer.Context,
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="SOURCE",
            help="The other host's events.jsonl, or the https address of its `serve`. Default: `sync.from`.",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what it would do, and change nothing.")] = False,
    despite_new_journal: Annotated[
        bool,
        typer.Option(
            "--despite-new-journal", help="Take over a journal that is another or shorter one, from its beginning."
        ),
    ] = False,
    export: Annotated[
        pathlib.Path | None,
        typer.Option(
            metavar="FILE",
            help="Write who must get nothing here for another machine with a database, as digests. "
            "A file that is there is replaced.",
        ),
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Take over who left on a web host that has no database.

    Where `serve` runs apart from `send`, what readers ask is written there into
    a signed journal without addresses. This applies each of its events once, as
    if the reader had come here. Nothing is applied of a journal in which
    anything was changed, taken out or moved. Where one host has both, there is
    nothing to sync.

    With `sync.from` set, a real `send` refuses while the last sync is older
    than `sync.at_most` (24 h). Exits with 4 when somebody asked whose dispatch
    this database does not know.

    Between two machines that both have a database and the same key, such as one
    for `inbox` and one for `send`, `--export` writes who must get nothing to a
    file without addresses; there, `sync FILE` suppresses them too. It only
    adds: whoever is let go of again is so on each machine by itself.

    For example:

      storsthlm sync
      storsthlm sync --dry-run
      storsthlm sync /media/usb/events.jsonl
      storsthlm sync --export suppressed.jsonl
      storsthlm sync https://nyhetsbrev.storsthlm.example/events --json
    """
    from storsthlm_cli.report.syncing import show_exported, show_received, show_taken, write_taken
    from storsthlm_cli.workflows import exchanging
    from storsthlm_cli.workflows.syncing import sync as take_over

    session = session_of(context)
    workspace = session.workspace()
    if export is not None:
        if source is not None or dry_run or despite_new_journal:
            raise Failure("`--export` writes a file and takes nothing over", hint="leave the others out, or `--export`")
        count = exchanging.export(workspace, export, datetime.datetime.now(datetime.UTC))
        show_exported(session.consoles, str(export), count, json)
        return
    if source is not None and exchanging.is_export(pathlib.Path(source)):
        received = exchanging.take_in(workspace, pathlib.Path(source), dry_run=dry_run)
        show_received(session.consoles, received, json, dry_run=dry_run)
        return
    taken = take_over(workspace, source, dry_run=dry_run, despite_new_journal=despite_new_journal)
    if json:
        write_taken(session.consoles, taken, dry_run=dry_run)
    else:
        show_taken(session.consoles, taken, dry_run=dry_run)
    if taken.lost:
        raise typer.Exit(Exit.SOME_NOT_REACHED)
