"""`storsthlm inbox`."""

from __future__ import annotations

import pathlib
import time
from typing import TYPE_CHECKING, Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.confirming import NobodyHere, says_yes
from storsthlm_cli.cli.forgetting import forget_old
from storsthlm_cli.cli.session import Session, session_of
from storsthlm_cli.model.errors import Failure, Refused

if TYPE_CHECKING:
    from storsthlm_cli.workflows.inboxing import Reading
    from storsthlm_cli.workflows.workspace import Workspace

EVERY_SECONDS = 60


def inbox(
    context: typer.Context,
    maildir: Annotated[
        pathlib.Path | None,
        typer.Option(metavar="DIR", help="Read this Maildir instead of the mailbox in storsthlm.yaml."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what it would do, and change nothing.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Look again each minute, until Ctrl-C.")] = False,
    despite_jump: Annotated[
        bool, typer.Option("--despite-jump", help="Suppress even if a large part of a dispatch came back.")
    ] = False,
    believe_unmarked: Annotated[
        bool, typer.Option("--believe-unmarked", help="Suppress also by reports that do not bear our mark.")
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Read bounces, complaints and "please remove me" in the mailbox.

    Whoever asks to leave, whoever complains and whose address does not work
    gets nothing from now on. A full mailbox counts: three issues in a row end
    it. What tells of us, such as a blocked server, costs nobody their place.
    Answers to a person, and what nobody understands, are left alone.

    What was understood is moved to the folder `mailbox.filed`, nothing is
    deleted. A report is of whoever our own mark in it is of. Without any mark
    anybody could have written it: that an address does not work then counts
    like a full mailbox, and a complaint is left for you, unless you say
    `--believe-unmarked`. A forged mark changes nothing. If more than a tenth
    of a dispatch came back, you are asked first (exit code 2 where nobody can
    answer).

    For example:

      storsthlm inbox --dry-run
      storsthlm inbox --watch
      storsthlm inbox --maildir ~/Maildir --json
    """
    session = session_of(context)
    workspace = session.workspace()
    if watch and (dry_run or json):
        raise Failure("`--watch` goes on by itself", hint="leave `--dry-run` and `--json` out, or `--watch`")
    if not dry_run:
        forget_old(session, workspace)
    _once(
        session, workspace, maildir, dry_run=dry_run, despite_jump=despite_jump, believing=believe_unmarked, json=json
    )
    while watch:
        time.sleep(EVERY_SECONDS)
        _again(session, workspace, maildir, despite_jump, believe_unmarked)


def _once(
    session: Session,
    workspace: Workspace,
    maildir: pathlib.Path | None,
    *,
    dry_run: bool,
    despite_jump: bool,
    believing: bool,
    json: bool,
    quiet: bool = False,
) -> None:
    from storsthlm_cli.report.inbox import show_reading, write_reading
    from storsthlm_cli.workflows import inboxing

    with inboxing.opened(workspace, maildir) as box:
        reading = inboxing.read(workspace, box, believing=believing, again=believing and not quiet)
        if not dry_run:
            if reading.jumps and not despite_jump:
                _ask(session, reading)
            reading = inboxing.apply(workspace, reading)
    if json:
        write_reading(session.consoles, reading, dry_run=dry_run)
    elif reading.mails or not quiet:
        show_reading(session.consoles, reading, dry_run=dry_run)


def _again(
    session: Session, workspace: Workspace, maildir: pathlib.Path | None, despite_jump: bool, believing: bool
) -> None:
    """Look once more; a line that is down now is up again later, but a question ends it."""
    from storsthlm_cli.report.errors import show_failure

    try:
        _once(
            session,
            workspace,
            maildir,
            dry_run=False,
            despite_jump=despite_jump,
            believing=believing,
            json=False,
            quiet=True,
        )
    except (Refused, NobodyHere):
        raise
    except Failure as failure:
        show_failure(session.consoles, failure)


def _ask(session: Session, reading: Reading) -> None:
    """Show what came back and have a person say that it is the readers and not us.

    Raises Refused for anything else, NobodyHere without a terminal.
    """
    from storsthlm_cli.report.inbox import jump_words, show_answers

    told = "; ".join(jump_words(jump) for jump in reading.jumps)
    doubt = "is it the right list, and is our server well? `--dry-run` shows them, `--despite-jump` suppresses them"
    if not session.consoles.can_ask:
        raise NobodyHere(f"{told}, and nobody is here to say why: nothing was changed", hint=doubt)
    show_answers(session.consoles.err, reading)
    if not says_yes(session.consoles, f"{told}. Are they really gone, and suppressed from now on?"):
        raise Refused(f"{told}: nothing was changed", hint=doubt)
