"""The questions that commands ask on a terminal."""

from __future__ import annotations

from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.report.consoles import Consoles


class NobodyHere(Failure):
    """A question has come up and there is no terminal to ask it on: the hint names the flag that answers it."""


_YES = frozenset({"y", "yes", "j", "ja"})


def says_yes(consoles: Consoles, question: str) -> bool:
    """Ask a question and tell whether the answer is yes, in English or Swedish. Ask only where `can_ask` holds."""
    consoles.err.print(f"{question} (y/n) ", end="", markup=False)
    return consoles.stdin.readline().strip().casefold() in _YES


def goes_on(consoles: Consoles, rest: int) -> bool:
    """Have the number of those still to go typed, and tell whether it was. Without a terminal the answer is no."""
    if not consoles.can_ask:
        return False
    consoles.err.print(f"type the number still to go ({rest}) to go on, anything else to stop: ", end="")
    return consoles.stdin.readline().strip() == str(rest)


def confirm(consoles: Consoles, wanted: int, given: int | None, whole: int | None = None) -> None:
    """Have the number of recipients confirmed, by `--confirm` or on the terminal.

    When a dispatch is gone on with, `wanted` are the rest of the `whole` that it had. By flag the whole will do as
    well: the command that was stopped goes on as it was written, and so does a timetable.

    Raises Refused for any other number, NobodyHere when there is neither flag nor terminal to ask on.
    """
    what = "recipients" if whole is None else "those still to go"
    if given is not None:
        if given not in (wanted, whole):
            rest = f" of {whole}" if whole is not None else ""
            raise Refused(
                f"`--confirm {given}` is not the number of {what}: nothing was sent",
                hint=f"there are {wanted}{rest}; look at `--dry-run` before you confirm them",
            )
        return
    if not consoles.can_ask:
        raise NobodyHere(
            f"nobody is here to confirm the number of {what}: nothing was sent",
            hint=f"look at `--dry-run`, then say `--confirm {wanted}`",
        )
    consoles.err.print(f"type the number of {what} ({wanted}) to send, anything else to stop: ", end="")
    answer = consoles.stdin.readline().strip()
    if answer != str(wanted):
        told = f"`{answer}` is not {wanted}" if answer else "no number was typed"
        raise Refused(f"{told}: nothing was sent", hint=f"type {wanted}, or say `--confirm {wanted}`")
