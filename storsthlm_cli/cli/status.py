"""`storsthlm status`."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING, Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.completing import issues
from storsthlm_cli.cli.session import Session, session_of
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.overview import Side
from storsthlm_cli.report.consoles import visible, write

if TYPE_CHECKING:
    from storsthlm_cli.model.sending import Standing
    from storsthlm_cli.workflows.workspace import Workspace


def status(
    context: typer.Context,
    given: Annotated[
        str | None,
        typer.Argument(
            metavar="ISSUE|DISPATCH",
            help="An issue, such as 2021-06, or one dispatch of it, such as 2021-06.1. Default: the newest issue.",
            autocompletion=issues,
        ),
    ] = None,
    by: Annotated[
        list[Side] | None, typer.Option(help="Break the figures down; repeatable. Reasons are the servers' words.")
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Follow the latest dispatch, each second, until it ends or Ctrl-C.")
    ] = False,
    csv: Annotated[
        pathlib.Path | None,
        typer.Option(
            metavar="FILE",
            help="Write one line a recipient, for Excel. It holds addresses. A file that is there is replaced.",
        ),
    ] = None,
    html: Annotated[
        pathlib.Path | None,
        typer.Option(
            metavar="FILE",
            help="Write a report in Swedish to hand on. Only who was not reached is named. "
            "A file that is there is replaced.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show all dispatches of the newsletter, one line each.")
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Show where the dispatches of an issue stand, newest first.

    Rows that a person should look at are named: refused, unknown, expired,
    deferred. A rehearsal tells where its messages are. With `--watch` the exit
    code says how the dispatch stands, as that of `send` does. `--csv`, `--html`
    and `--watch` are about the latest dispatch, unless another is named.

    For example:

      storsthlm status
      storsthlm status --watch
      storsthlm status 2021-06.1 --by reason --by domain
      storsthlm status 2021-06 --csv build/ledger.csv --html build/report.html
      storsthlm status --all
    """
    session = session_of(context)
    if everything and (given or by or watch or csv or html):
        raise Failure("`--all` shows one line a dispatch and nothing else", hint="leave the others out, or `--all`")
    workspace = session.workspace()
    if everything:
        from storsthlm_cli.report.overviews import show_history
        from storsthlm_cli.workflows.reporting import history

        return show_history(session.consoles, history(workspace), json)
    if csv is not None or html is not None:
        _write(session, workspace, given, csv, html)
    elif watch:
        _watch(session, workspace, given, by or [], json)
    else:
        from storsthlm_cli.workflows.reporting import standings

        _show(session, workspace, standings(workspace, given), by or [], json)
    return None


def _show(session: Session, workspace: Workspace, found: tuple[Standing, ...], by: list[Side], json: bool) -> None:
    from storsthlm_cli.report.data import write_json
    from storsthlm_cli.report.overviews import overview_data, show_overviews
    from storsthlm_cli.report.syncing import freshness_data, freshness_words
    from storsthlm_cli.workflows.freshness import freshness
    from storsthlm_cli.workflows.reporting import overview

    fresh = freshness(workspace)
    sides = tuple(Side) if json else by
    overviews = [overview(workspace, standing, sides) for standing in found]
    if json:
        told = {"dispatches": [overview_data(each) for each in overviews]}
        write_json(session.consoles.out, told | {"sync": freshness_data(fresh) if fresh is not None else None})
    elif overviews:
        show_overviews(session.consoles.out, overviews, by)
    else:
        write(session.consoles.out, "not sent yet; next: `storsthlm send --list NAME --dry-run`")
    if fresh is not None and not json:
        write(session.consoles.out, freshness_words(fresh))


def _watch(session: Session, workspace: Workspace, given: str | None, by: list[Side], json: bool) -> None:
    """Follow a dispatch on stderr, then show where it stands."""
    from storsthlm_cli.cli.session import code_of
    from storsthlm_cli.report.progress import ProgressReport
    from storsthlm_cli.workflows.reporting import only, watch

    dispatch = only(workspace, given).dispatch
    try:
        with ProgressReport(session.consoles) as tell:
            for progress in watch(workspace, dispatch):
                tell(progress)
    except KeyboardInterrupt:
        write(session.consoles.err, "watched no longer; the sending goes on")
    now = only(workspace, dispatch.id)
    _show(session, workspace, (now,), by, json)
    raise typer.Exit(code_of(now))


def _write(
    session: Session, workspace: Workspace, given: str | None, csv: pathlib.Path | None, html: pathlib.Path | None
) -> None:
    """Write the files that are asked for, and tell where they are."""
    from storsthlm_cli.report.tables import write_table
    from storsthlm_cli.source.replacing import replacing
    from storsthlm_cli.workflows.reporting import ledger, only, page, returned

    standing = only(workspace, given)
    hint = "name another file, in a folder that you can write to"
    if csv is not None:
        with replacing(csv, hint=hint) as file:
            write_table(file, ledger(workspace, standing), returned(workspace, standing))
    if html is not None:
        report = page(workspace, standing)
        with replacing(html, hint=hint) as file:
            file.write(report.encode())
    for path in filter(None, (csv, html)):
        write(session.consoles.out, visible(str(path)))
