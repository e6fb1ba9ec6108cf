"""`storsthlm keys`."""

from __future__ import annotations

from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.confirming import NobodyHere, says_yes
from storsthlm_cli.cli.session import session_of
from storsthlm_cli.model.errors import Refused

_HELP = """Show the keys that unsubscribe links hold under, and add one.

Their ids, which one signs, what depends on them, where the last backup is,
and what happens when they are lost. The secrets are never shown.

For example:

  storsthlm keys
  storsthlm keys rotate
"""


def keys() -> typer.Typer:
    """Return the command with the one under it."""
    app = typer.Typer(name="keys", help=_HELP, rich_markup_mode="rich")
    app.callback(invoke_without_command=True)(_show)
    app.command("rotate")(rotate)
    return app


def _show(context: typer.Context, json: JsonFlag = False) -> None:
    from storsthlm_cli.report.keys import show_keys
    from storsthlm_cli.workflows.key_ring import ring

    if context.invoked_subcommand is None:
        session = session_of(context)
        show_keys(session.consoles, ring(session.workspace()), json)


def rotate(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Add it without asking.")] = False,
    json: JsonFlag = False,
) -> None:
    """Add a key, with which links are signed from now on.

    Links already mailed hold on under the earlier keys, which stay in the file.
    So it does not shut anybody out who knows an earlier key. Back the file up
    afterwards: a backup made before lacks the new one.

    For example:

      storsthlm keys rotate
    """
    from storsthlm_cli.report.keys import show_rotated
    from storsthlm_cli.workflows import key_ring

    session = session_of(context)
    workspace = session.workspace()
    if not yes:
        if not session.consoles.can_ask:
            raise NobodyHere("nobody is here to say yes: no key was added", hint="say `--yes`")
        if not says_yes(session.consoles, "sign with a new key from now on? Links already mailed hold on."):
            raise Refused("no key was added", hint="the keys are as they were")
    show_rotated(session.consoles, key_ring.rotate(workspace), json)
