"""The questions that commands ask on a terminal."""

from __future__ import annotations

from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.report.consoles import Consoles

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


def confirm(consoles: Consoles, wanted: int, given: int | None) -> None:
    """Have the number of recipients confirmed, by `--confirm` or on the terminal.

    Raises Refused for any other number, Failure when there is neither flag nor terminal to ask on.
    """
    if given is not None:
        if given != wanted:
            raise Refused(
                f"`--confirm {given}` is not the number of recipients: nothing was sent",
                hint=f"there are {wanted}; look at `--dry-run` before you confirm them",
            )
        return
    if not consoles.can_ask:
        raise Failure(
            "nobody is here to confirm the number of recipients: nothing was sent",
            hint=f"look at `--dry-run`, then say `--confirm {wanted}`",
        )
    consoles.err.print(f"type the number of recipients ({wanted}) to send, anything else to stop: ", end="")
    answer = consoles.stdin.readline().strip()
    if answer != str(wanted):
        told = f"`{answer}` is not {wanted}" if answer else "no number was typed"
        raise Refused(f"{told}: nothing was sent", hint=f"type {wanted}, or say `--confirm {wanted}`")
