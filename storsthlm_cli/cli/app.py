"""The application: its commands in their panels, and the one place where failures end."""

from __future__ import annotations

import contextlib
import io
import pathlib
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated

import typer

from storsthlm_cli import __version__
from storsthlm_cli.cli.approve import approve
from storsthlm_cli.cli.archive import archive
from storsthlm_cli.cli.backup import backup
from storsthlm_cli.cli.cancel import cancel
from storsthlm_cli.cli.dates import dates
from storsthlm_cli.cli.doctor import doctor
from storsthlm_cli.cli.explain import explain
from storsthlm_cli.cli.import_ import import_
from storsthlm_cli.cli.inbox import inbox
from storsthlm_cli.cli.keys import keys
from storsthlm_cli.cli.lists import lists
from storsthlm_cli.cli.login import login
from storsthlm_cli.cli.mentions import mentions
from storsthlm_cli.cli.new_issue import new_issue
from storsthlm_cli.cli.pause import pause
from storsthlm_cli.cli.person import person
from storsthlm_cli.cli.preview import preview
from storsthlm_cli.cli.proof import proof
from storsthlm_cli.cli.record import record
from storsthlm_cli.cli.resolve import resolve
from storsthlm_cli.cli.restore import restore
from storsthlm_cli.cli.schema import schema
from storsthlm_cli.cli.send import send
from storsthlm_cli.cli.serve import serve
from storsthlm_cli.cli.session import Exit, Session, session_of
from storsthlm_cli.cli.status import status
from storsthlm_cli.cli.suppress import suppress
from storsthlm_cli.cli.sync import sync
from storsthlm_cli.cli.validate import validate
from storsthlm_cli.cli.verify import verify
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.report.stdout import NobodyReads, telling_stdout
from storsthlm_cli.report.times import read_in

PANELS: Mapping[str, tuple[Callable[..., None], ...]] = {
    "Write": (new_issue, import_, validate, explain, dates, mentions, proof, schema),
    "Look": (preview, archive, record),
    "Send": (send, status, verify, pause, cancel, resolve, approve),
    "Readers": (suppress, inbox, serve, sync),
    "Set up": (login, doctor, backup, restore),
}

GROUPS = {"Readers": (lists, person), "Set up": (keys,)}
"""Commands that are families of commands, in the same panels."""


def storsthlm(
    context: typer.Context,
    workspace: Annotated[
        pathlib.Path | None,
        typer.Option(
            metavar="DIR",
            help="The folder with storsthlm.yaml. Default: the nearest at or above the current folder.",
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.", is_eager=True)] = False,
) -> None:
    """Take a newsletter from YAML to the inbox, with every step proved.

    storsthlm checks what is written, shows what readers will see, sends it once
    to everybody on a list, and keeps the book of who got it and who did not.
    Until a mail server is configured, nothing leaves this machine.

    Exit codes:

    0  done, nothing to object
    1  the answer is no: errors found, or nothing was sent
    2  could not start: wrong usage, unreadable file, bad configuration
    3  a dispatch stands unfinished: run it again to go on
    4  finished, but some recipients were refused, expired or are unknown
    70  a mistake of ours: the traceback, without values, is on stderr
    130  interrupted; the ledger is complete
    """
    session_of(context).folder = workspace
    if version:
        typer.echo(f"storsthlm {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit


def application() -> typer.Typer:
    """Return the application with all of its commands."""
    app = typer.Typer(
        name="storsthlm",
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
    )
    app.callback(invoke_without_command=True)(storsthlm)
    for panel, commands in PANELS.items():
        for command in commands:
            app.command(name_of(command), rich_help_panel=panel)(command)
    for panel, groups in GROUPS.items():
        for group in groups:
            app.add_typer(group(), rich_help_panel=panel)
    return app


def name_of(command: Callable[..., object]) -> str:
    """Return what a command is called on the command line: `import_` as `import`, `new_issue` as `new-issue`."""
    return command.__name__.strip("_").replace("_", "-")


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code. Failures, interruptions and bugs are told on stderr here."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    with telling_stdout():
        session = Session()
        try:
            return _run(arguments, session)
        except NobodyReads as failure:  # they know
            return failure.exit_code
        except Failure as failure:
            from storsthlm_cli.report.errors import show_failure

            show_failure(session.consoles, failure)
            return failure.exit_code
        except Exception as error:
            from storsthlm_cli.report.errors import show_bug

            show_bug(session.consoles, error)
            return Exit.BUG
        finally:
            read_in(None)
            with contextlib.suppress(Failure, BrokenPipeError):
                sys.stdout.flush()


def _run(arguments: Sequence[str], session: Session) -> int:
    _check_arguments(arguments)
    try:
        application()(args=list(arguments), prog_name="storsthlm", obj=session)
    except SystemExit as end:
        code = _code(end)
    else:
        code = Exit.DONE
    sys.stdout.flush()  # here, where a full disk can still be told
    return code


def _check_arguments(arguments: Sequence[str]) -> None:
    """Refuse what is not text: no file, list or issue of ours has such a name, and no terminal can show it."""
    for number, argument in enumerate(arguments, 1):
        try:
            argument.encode("utf-8")
        except UnicodeEncodeError:
            raise Failure(f"argument {number} is not UTF-8", hint="write it anew, in a terminal set to UTF-8") from None


def _code(end: SystemExit) -> int:
    return end.code if isinstance(end.code, int) else Exit.DONE if end.code is None else Exit.NO
