"""`storsthlm import`."""

from __future__ import annotations

import datetime
import pathlib
from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.days import iso_day
from storsthlm_cli.cli.session import session_of


def import_(
    context: typer.Context,
    file: Annotated[
        pathlib.Path,
        typer.Argument(metavar="FILE", help="A newsletter: .eml, .html, .txt. Or meetings: .ics, .csv, .xlsx."),
    ],
    date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The issue's day. Default: the mail's, else a guess from the text."),
    ] = None,
    key: Annotated[
        str | None, typer.Option("--as", metavar="KEY", help="The issue's folder name. Default: its month, YYYY-MM.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write the draft to stdout, and no file.")] = False,
    json: JsonFlag = False,
) -> None:
    """Make a draft issue of an old newsletter.

    Recognises sections, kickers, captions, quotes, interviews, calendar rows,
    links and contacts; cleans quotation marks and spaces; takes the pictures
    that came with the mail. No line is lost, every guess is marked `check:`,
    and what is not in the draft is listed. Nothing is fetched or overwritten.

    Of a file of meetings, calendar rows for eight weeks are printed instead.

    For example:

      storsthlm import newsletter.eml
      storsthlm import newsletter.txt --date 2019-02-01 --dry-run
      storsthlm import meetings.ics --date 2021-09-07
    """
    from storsthlm_cli.report.importing import show_import, show_rows
    from storsthlm_cli.workflows.importing import holds_meetings, import_issue, import_meetings

    session = session_of(context)
    day = iso_day(date, "--date")
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    if holds_meetings(file):
        show_rows(session.consoles, import_meetings(session.workspace(), file, date=day, today=today), json)
        return
    result = import_issue(session.workspace(), file, date=day, key=key, dry_run=dry_run, today=today)
    show_import(session.consoles, result, json)
