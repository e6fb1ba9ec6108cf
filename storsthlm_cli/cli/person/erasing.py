"""`storsthlm person erase` and `forget`."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag, NewMemoryFlag
from storsthlm_cli.cli.confirming import NobodyHere
from storsthlm_cli.cli.person.looking import PersonArgument
from storsthlm_cli.cli.session import session_of
from storsthlm_cli.model.errors import Failure, Refused


def erase(
    context: typer.Context,
    address: PersonArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Erase without having the address typed again.")] = False,
    despite_lost_memory: NewMemoryFlag = False,
    json: JsonFlag = False,
) -> None:
    """Erase a person's address from all that the tool remembers: article 17.

    They get nothing from then on: a digest of the address stays, under a key
    that only this workspace has, so that no list brings them back and nobody
    gets an issue twice. It also works for somebody nobody has heard of. Run it
    again whenever you like. While a dispatch that they are in is being sent, it
    is refused (exit code 3), but nothing more goes to them.

    List files that still have the address are named, and backups that may have
    it: those are yours to change. Make a new backup before you delete old ones,
    for they hold the token key, too. It cannot be undone.

    For example:

      storsthlm person erase anna@kommun.example
      storsthlm person erase anna@kommun.example --yes --json
    """
    from storsthlm_cli.report.consoles import visible
    from storsthlm_cli.report.persons import show_erasure
    from storsthlm_cli.workflows.erasing import erase as take_out
    from storsthlm_cli.workflows.persons import key_of

    session = session_of(context)
    consoles, key = session.consoles, key_of(address)
    if not yes:
        if not consoles.can_ask:
            raise NobodyHere(
                "nobody is here to confirm it: nothing was erased", hint="say `--yes`; it cannot be undone"
            )
        question = f"type {visible(key)} to erase it, anything else to stop: "
        consoles.err.print(question, end="", markup=False, highlight=False, soft_wrap=True)
        if consoles.stdin.readline().strip().lower() != key:
            raise Refused("that is another address: nothing was erased", hint="type it as it is shown, or say `--yes`")
    now = datetime.datetime.now(datetime.UTC)
    erasure = take_out(session.workspace(), address, now, despite_lost_memory=despite_lost_memory)
    show_erasure(consoles, erasure, json)


def forget(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what it would do, and change nothing.")] = False,
    json: JsonFlag = False,
) -> None:
    """Forget the addresses of dispatches that ended long ago.

    How long is `retention.addresses` in storsthlm.yaml; without it, they are
    kept. Counts, states and times stay, and a digest of each address, so that
    nobody gets an issue twice. An unfinished dispatch, and whoever is unknown,
    keep theirs. `send` and `inbox` do it by themselves, too.

    For example:

      storsthlm person forget --dry-run
    """
    from storsthlm_cli.report.persons import show_forgotten
    from storsthlm_cli.workflows import erasing

    session = session_of(context)
    workspace, now = session.workspace(), datetime.datetime.now(datetime.UTC)
    found = erasing.forgettable(workspace, now) if dry_run else erasing.forget(workspace, now, thorough=True)
    if found is None:
        raise Failure(
            "no time is set after which addresses are forgotten",
            hint='`retention: {addresses: "24 months"}` in storsthlm.yaml',
        )
    show_forgotten(session.consoles, found, json, dry_run=dry_run)
