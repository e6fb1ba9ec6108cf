"""`storsthlm preview`."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING, Annotated

import typer

from storsthlm_cli.cli.arguments import IssueArgument, JsonFlag
from storsthlm_cli.cli.completing import lists as list_names
from storsthlm_cli.cli.session import Exit, Session, session_of
from storsthlm_cli.model.errors import Failure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storsthlm_cli.model.audience import Subscriber
    from storsthlm_cli.workflows.workspace import Workspace

    Asked = tuple[str | None, Subscriber | None, Sequence[str]]


def preview(
    context: typer.Context,
    issue: IssueArgument = None,
    output: Annotated[
        pathlib.Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Write issue.html, issue.txt and issue.eml there instead."),
    ] = None,
    screenshots: Annotated[
        pathlib.Path | None,
        typer.Option(metavar="DIR", help="Write pictures there instead: 320 to 1000 pixels wide, light and dark."),
    ] = None,
    recipient: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Fill the merge slots for this subscriber, not for an invented reader."),
    ] = None,
    lists: Annotated[
        list[str] | None,
        typer.Option(
            "--list",
            "-l",
            metavar="LIST",
            help="Show the mail that this list gets; look for the subscriber on it only. Repeatable.",
            autocompletion=list_names,
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The page's port. Default: any free one.")] = 0,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    json: JsonFlag = False,
) -> None:
    """Show an issue as its readers will see it.

    Opens a page on this machine that shows the mail at the widths of phones and
    desktops, light and dark, without images, as text and as source, with what a
    phone's inbox shows of it, its weight and all findings. It follows every saved
    change. Stop it with Ctrl-C.

    For example:

      storsthlm preview
      storsthlm preview 2021-06 --output build
      storsthlm preview 2021-06 --screenshots pictures
      storsthlm preview --recipient anna@kommun.example
      storsthlm preview --list press
    """
    session = session_of(context)
    if output is not None and screenshots is not None:
        raise Failure("`--output` and `--screenshots` do not go together", hint="run it twice, once with each")
    if json and output is None and screenshots is None:
        raise Failure("`--json` goes with `--output`", hint="`storsthlm preview --output DIR --json`")
    workspace = session.workspace()
    reader = _reader(workspace, recipient, lists or [])
    asked = (issue, reader, lists if lists and reader is None else ())
    if output is not None:
        _write(session, workspace, asked, output, json)
        return
    if screenshots is not None:
        _photograph(session, workspace, asked, screenshots, json)
        return
    from storsthlm_cli.studio.serving import serve

    serve(workspace, issue, reader, session.consoles, lists=asked[2], port=port, open_browser=open_browser)


def _reader(workspace: Workspace, recipient: str | None, lists: list[str]) -> Subscriber | None:
    if recipient is None:
        return None
    from storsthlm_cli.workflows.readers import find_reader

    return find_reader(workspace, recipient, lists)


def _write(
    session: Session,
    workspace: Workspace,
    asked: Asked,
    output: pathlib.Path,
    json: bool,
) -> None:
    from storsthlm_cli.report.previews import show_preview
    from storsthlm_cli.workflows.previewing import preview as render
    from storsthlm_cli.workflows.previewing import write_preview

    result = render(workspace, *asked)
    files = write_preview(result, output)
    show_preview(session.consoles, result, files, json)
    raise typer.Exit(Exit.NO if result.validation.errors or result.empty else Exit.DONE)


def _photograph(
    session: Session,
    workspace: Workspace,
    asked: Asked,
    folder: pathlib.Path,
    json: bool,
) -> None:
    from storsthlm_cli.report.screenshots import screenshot_progress, show_screenshots
    from storsthlm_cli.workflows.previewing import preview as render
    from storsthlm_cli.workflows.screenshots import take_screenshots

    result = render(workspace, *asked)
    with screenshot_progress(session.consoles) as tell:
        shots = take_screenshots(result, folder, tell)
    show_screenshots(session.consoles, result, shots, json)
    raise typer.Exit(Exit.NO if result.validation.errors or result.empty else Exit.DONE)
