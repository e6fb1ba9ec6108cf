"""`storsthlm dates`."""

from __future__ import annotations

import typer

from storsthlm_cli.cli.arguments import IssueArgument, JsonFlag
from storsthlm_cli.cli.session import session_of


def dates(context: typer.Context, issue: IssueArgument = None, json: JsonFlag = False) -> None:
    """List the days and times that an issue speaks of, and how they are read.

    Every phrase of running text with its place and its meaning as of the issue's
    date: `i mars` in December may be the last March or the next. Rows and facts
    are listed too, and what `validate` objects to in a date stands beside it.

    For example:

      storsthlm dates
      storsthlm dates 2021-06 --json
    """
    from storsthlm_cli.report.dates import show_dates
    from storsthlm_cli.workflows.dates import dates as spoken_of

    session = session_of(context)
    show_dates(session.consoles, spoken_of(session.workspace(), issue), json)
