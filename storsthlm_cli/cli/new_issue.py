"""`storsthlm new-issue`."""

from __future__ import annotations

import datetime
import pathlib
from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.completing import issues
from storsthlm_cli.cli.days import iso_day
from storsthlm_cli.cli.session import session_of


def new_issue(
    context: typer.Context,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="ISSUE", help="Begin from this issue. Default: the newest.", autocompletion=issues
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD", help="The day of sending. Default: the next that suits, in two weeks or so."
        ),
    ] = None,
    kinds: Annotated[
        str | None,
        typer.Option(metavar="KIND,KIND,…", help="The sections, in order. Default: those of the other issue."),
    ] = None,
    calendar: Annotated[
        pathlib.Path | None,
        typer.Option(metavar="FILE", help="Meetings for the calendar's next eight weeks: .ics, .csv or .xlsx."),
    ] = None,
    key: Annotated[
        str | None, typer.Option("--as", metavar="KEY", help="The issue's folder name. Default: its month, YYYY-MM.")
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Begin the next issue from the newest one.

    Copies what comes back in every issue (the board, the calendar's meetings
    that are still to come, notices, the closing) and marks it until you change
    it. News are empty, each with an example of its kind beside it. Asks nothing
    and overwrites nothing; what is left to do is listed.

    For example:

      storsthlm new-issue
      storsthlm new-issue --date 2021-09-07 --calendar meetings.ics
      storsthlm new-issue --kinds letter,article,article,calendar
      storsthlm new-issue --from 2021-04 --as 2021-08-extra
    """
    from storsthlm_cli.report.beginnings import show_begun
    from storsthlm_cli.workflows.beginning import begin

    session = session_of(context)
    begun = begin(
        session.workspace(),
        source=source,
        key=key,
        date=iso_day(date, "--date"),
        kinds=[kind.strip() for kind in kinds.split(",")] if kinds is not None else (),
        calendar=calendar,
        today=datetime.datetime.now(datetime.UTC).astimezone().date(),
    )
    show_begun(session.consoles, begun, json)
