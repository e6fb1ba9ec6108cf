"""`storsthlm preview`."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import IssueArgument, JsonFlag
from storsthlm_cli.cli.session import Exit, Session, session_of
from storsthlm_cli.model.errors import Failure


def preview(
    context: typer.Context,
    issue: IssueArgument = None,
    output: Annotated[
        pathlib.Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Write issue.html, issue.txt and issue.eml there instead."),
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The page's port. Default: any free one.")] = 0,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    json: JsonFlag = False,
) -> None:
    """Show an issue as its readers will see it.

    Opens a page on this machine that shows the mail at the widths of phones and
    desktops, its plain text and all findings, and follows every saved change.
    Merge slots are filled for an invented reader. Stop it with Ctrl-C.

    For example:

      storsthlm preview
      storsthlm preview 2021-06 --output build
    """
    session = session_of(context)
    if output is not None:
        _write(session, issue, output, json)
        return
    if json:
        raise Failure("`--json` goes with `--output`", hint="`storsthlm preview --output DIR --json`")
    from storsthlm_cli.studio.serving import serve

    serve(session.workspace(), issue, session.consoles, port=port, open_browser=open_browser)


def _write(session: Session, issue: str | None, output: pathlib.Path, json: bool) -> None:
    from storsthlm_cli.report.previews import show_preview
    from storsthlm_cli.workflows.previewing import preview as render
    from storsthlm_cli.workflows.previewing import write_preview

    result = render(session.workspace(), issue)
    files = write_preview(result, output)
    show_preview(session.consoles, result, files, json)
    raise typer.Exit(Exit.NO if result.validation.errors else Exit.DONE)
