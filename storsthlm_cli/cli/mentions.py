"""`storsthlm mentions`."""

from __future__ import annotations

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.session import session_of


def mentions(context: typer.Context, json: JsonFlag = False) -> None:
    """Tell when each municipality was last named, over all issues.

    Whoever has waited longest comes first. The official form counts, the short
    one, the genitive and the role of a person who is shown; names of something
    else do not: `Stockholms län`, `Danderyds sjukhus`.

    For example:

      storsthlm mentions
      storsthlm mentions --json
    """
    from storsthlm_cli.report.mentions import show_mentions
    from storsthlm_cli.workflows.mentions import mentions as last_named

    session = session_of(context)
    show_mentions(session.consoles, last_named(session.workspace()), json)
