"""`storsthlm resolve`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from storsthlm_cli.cli.arguments import DispatchArgument, JsonFlag
from storsthlm_cli.cli.session import Exit, session_of
from storsthlm_cli.model.errors import Failure

if TYPE_CHECKING:
    from storsthlm_cli.model.delivery import Recipient
    from storsthlm_cli.report.consoles import Consoles
    from storsthlm_cli.workflows.resolving import Unresolved, Word
    from storsthlm_cli.workflows.workspace import Workspace

_ADDRESS = "ADDRESS"


def resolve(
    context: typer.Context,
    dispatch: DispatchArgument = None,
    accepted: Annotated[
        list[str] | None, typer.Option("--accepted", metavar=_ADDRESS, help="This one has got it. Repeatable.")
    ] = None,
    all_accepted: Annotated[
        bool, typer.Option("--all-accepted", help="All of them have, but for those named by --again.")
    ] = False,
    again: Annotated[
        list[str] | None,
        typer.Option("--again", metavar=_ADDRESS, help="Send to this one again: perhaps a second copy. Repeatable."),
    ] = None,
    all_again: Annotated[
        bool, typer.Option("--all-again", help="Send to all of them again, but for those named by --accepted.")
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Settle who was on the wire when a process died, and may have got it or not.

    Without options, their messages are looked for in the Sent folder of the
    mailbox that storsthlm.yaml names: who is found there has got it. Not found
    proves nothing. On a terminal you are then asked about each of the others.
    Of a rehearsal the messages are on this machine, so that nobody is asked.

    Your word is written in the ledger with your name. Whoever is to be sent
    again may get a second copy, under the same Message-ID: programs that know
    it show one. Run `send` afterwards; a finished dispatch is open again. Exits
    with 4 while somebody is unknown.

    For example:

      storsthlm resolve
      storsthlm resolve 2021-06.1 --accepted anna@kommun.example
      storsthlm resolve 2021-06.1 --all-again
    """
    from storsthlm_cli.report.resolving import show_resolution, show_search, write_resolution
    from storsthlm_cli.workflows import resolving

    session = session_of(context)
    consoles, workspace = session.consoles, session.workspace()
    unknown = resolving.unresolved(workspace, dispatch)
    given = bool(accepted or again or all_accepted or all_again)
    if given:
        words = _words(unknown, accepted or (), again or (), all_accepted=all_accepted, all_again=all_again)
        for word, people in words.items():
            unknown = resolving.say(workspace, unknown, word, people)
    else:
        unknown = resolving.search(workspace, unknown)
        show_search(consoles, unknown)
        if consoles.can_ask and not json:
            unknown = _ask_each(consoles, workspace, unknown)
    (write_resolution if json else show_resolution)(consoles, unknown)
    raise typer.Exit(Exit.SOME_NOT_REACHED if unknown.people else Exit.DONE)


def _words(
    unknown: Unresolved, accepted: Sequence[str], again: Sequence[str], *, all_accepted: bool, all_again: bool
) -> Mapping[Word, Sequence[Recipient]]:
    """Return who is meant by which word, again before accepted, since it may be refused. Raises Failure for both."""
    from storsthlm_cli.workflows.resolving import Word, named

    told = {Word.AGAIN: named(unknown, again), Word.ACCEPTED: named(unknown, accepted)}
    named_so = {word: {each.key for each in people} for word, people in told.items()}
    both = [each.address for each in told[Word.AGAIN] if each.key in named_so[Word.ACCEPTED]]
    if both or (all_accepted and all_again):
        who = f"`{both[0]}`" if both else "everybody"
        raise Failure(f"{who} cannot both have got it and be sent it again", hint="nothing was recorded; say one")
    rest = [each for each in unknown.people if not any(each.key in keys for keys in named_so.values())]
    if all_again:
        return {**told, Word.AGAIN: [*told[Word.AGAIN], *rest]}
    return {**told, Word.ACCEPTED: [*told[Word.ACCEPTED], *rest]} if all_accepted else told


def _ask_each(consoles: Consoles, workspace: Workspace, unknown: Unresolved) -> Unresolved:
    """Ask about each on the terminal, and record each answer at once. The end of the input skips the rest."""
    from storsthlm_cli.report.consoles import visible
    from storsthlm_cli.workflows.resolving import Word, say

    words = {"g": Word.ACCEPTED, "a": Word.AGAIN}
    for each in unknown.people:
        answer = None
        while answer not in (*words, "s", ""):
            question = f"{visible(each.address)}: [g]ot it, send [a]gain, [s]kip? "
            consoles.err.print(question, end="", markup=False, highlight=False, soft_wrap=True)
            line = consoles.stdin.readline()
            answer = line.strip().casefold()[:1] if line else ""
            if line and not answer:
                answer = None
        if not answer:
            break
        if answer in words:
            unknown = say(workspace, unknown, words[answer], [each])
    return unknown
