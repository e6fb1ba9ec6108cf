"""Expected failures, as people read them."""

from __future__ import annotations

from rich.text import Text

from storsthlm_cli.model.errors import BadContent, Failure
from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.findings import full
from storsthlm_cli.report.frames import draw, remark, write_lines


def show_failure(consoles: Consoles, failure: Failure) -> None:
    """Write a failure to stderr: findings that caused it first, then the message, the place and the way out."""
    if isinstance(failure, BadContent):
        for finding in failure.findings:
            write_lines(consoles.err, full(finding, consoles.err.width))
            write(consoles.err)
    write_lines(consoles.err, _lines(failure, consoles.err.width))


def _lines(failure: Failure, width: int) -> tuple[Text, ...]:
    head = Text.assemble(("error", "bold red"), (f": {visible(failure.message)}", "bold"))
    hint = (visible(failure.hint),) if failure.hint else ()
    if failure.place is None:
        return (head, *(remark("help", text) for text in hint))
    frame = draw(failure.place, width, "bold red")
    return (head, *frame.lines, *(frame.remark("help", text) for text in hint))


def show_bug(consoles: Consoles, error: Exception) -> None:
    """Write the traceback of a bug to stderr, without the values of variables: they may be addresses or a password."""
    import traceback

    lines = traceback.format_exception(error, limit=None, chain=True)
    write(consoles.err, "".join(lines).rstrip())
    write(consoles.err, Text.assemble(("error", "bold red"), (": this is a bug in storsthlm", "bold")))
    write(consoles.err, remark("help", "please report it with the lines above; nothing you did should cause this"))


def show_interruption(consoles: Consoles, note: str = "") -> None:
    """Say that a person stopped the command."""
    write(consoles.err, f"interrupted{': ' + note if note else ''}", style="bold")
