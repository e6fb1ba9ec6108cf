"""Expected failures: what can go wrong without anybody having made a programming mistake, and the exit codes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.places import Place


class Exit(IntEnum):
    """The exit codes, one meaning each."""

    DONE = 0
    NO = 1
    COULD_NOT_START = 2
    UNFINISHED = 3
    SOME_NOT_REACHED = 4
    BUG = 70
    INTERRUPTED = 130


class Failure(Exception):
    """Something expected went wrong. Caught once, in `cli`.

    `message` is lower case without a full stop, `hint` the way out, `place` where it went wrong when that is a file.
    """

    exit_code = Exit.COULD_NOT_START

    def __init__(self, message: str, *, hint: str | None = None, place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place


class Unfinished(Failure):
    """A dispatch stands unfinished; running `send` again goes on with it."""

    exit_code = Exit.UNFINISHED


class Refused(Failure):
    """The answer is no: nothing was sent."""

    exit_code = Exit.NO


class BadContent(Refused):
    """Findings at error level stand in the way."""

    def __init__(self, message: str, findings: Sequence[Finding], *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.findings = tuple(findings)
