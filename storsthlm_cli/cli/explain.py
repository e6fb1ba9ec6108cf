"""`storsthlm explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.session import session_of


def explain(
    context: typer.Context,
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="A finding's code, such as S020.")] = None,
    json: JsonFlag = False,
) -> None:
    """Explain what a finding means and what to do about it.

    Without a code: list all codes. The same texts are in docs/checks.md.

    For example:

      storsthlm explain I104
      storsthlm explain
    """
    from storsthlm_cli.report.explaining import show_codes, show_explanation

    session = session_of(context)
    if code is None:
        show_codes(session.consoles, json)
    else:
        show_explanation(session.consoles, code, json)
