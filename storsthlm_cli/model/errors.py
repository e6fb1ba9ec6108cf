"""Expected failures: what can go wrong without anybody having made a programming mistake."""

from __future__ import annotations

from collections.abc import Sequence

from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.places import Place


class Failure(Exception):
    """Something expected went wrong. Caught once, in `cli`.

    `message` is lower case without a full stop, `hint` the way out, `place` where it went wrong when that is a file.
    """

    exit_code = 2

    def __init__(self, message: str, *, hint: str | None = None, place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place


class Unfinished(Failure):
    """A dispatch stands unfinished; running `send` again goes on with it."""

    exit_code = 3


class Refused(Failure):
    """The answer is no: nothing was sent."""

    exit_code = 1


class BadContent(Refused):
    """Findings at error level stand in the way."""

    def __init__(self, message: str, findings: Sequence[Finding], *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.findings = tuple(findings)
