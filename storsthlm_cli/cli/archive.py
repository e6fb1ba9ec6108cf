"""`storsthlm archive`."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from storsthlm_cli.cli.arguments import IssueArgument, JsonFlag
from storsthlm_cli.cli.session import Exit, session_of

if TYPE_CHECKING:
    from storsthlm_cli.model.site import WebPage


def archive(
    context: typer.Context,
    issue: IssueArgument = None,
    output: Annotated[
        pathlib.Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Write the site there. Default: build/site."),
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Bring it to the public, as the settings say, and look if it is there.")
    ] = False,
    test: Annotated[
        bool, typer.Option("--test", help="ISSUE may be a draft: its page is in no index, feed or calendar.")
    ] = False,
    withdraw: Annotated[
        bool,
        typer.Option("--withdraw", help="With --publish: take away pages that the public sees and ISSUE is without."),
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Write the public site: web copies, index, feed, calendars.

    The site holds ISSUE and all issues dated before it, sent or not: name the
    last one that is meant for the public. It is static files, for any web
    server, with a calendar file for each meeting. Only what is new is written.
    Only what was written here is ever removed, and a page that the public sees
    only with `--withdraw`. Exits with 1 when the issue has errors, or when the
    public does not show what was published.

    For example:

      storsthlm archive
      storsthlm archive 2021-06 --publish
      storsthlm archive --test --publish
    """
    from storsthlm_cli.report.archiving import show_archive, show_line
    from storsthlm_cli.workflows.archiving import archive as write_site
    from storsthlm_cli.workflows.publishing import check_publishing
    from storsthlm_cli.workflows.publishing import publish as bring
    from storsthlm_cli.workflows.sites import check_withdrawals

    session = session_of(context)
    workspace = session.workspace()
    if publish:
        check_publishing(workspace)

    def check(pages: Sequence[WebPage]) -> None:
        if publish and not withdraw:
            check_withdrawals(workspace, pages)

    written = write_site(workspace, issue, folder=output, test=test, check=check)
    published = None
    if publish:
        published = bring(workspace, written, tell=lambda line: show_line(session.consoles, line))
    show_archive(session.consoles, workspace, written, published, json)
    raise typer.Exit(Exit.NO if published is not None and published.missing is not None else Exit.DONE)
