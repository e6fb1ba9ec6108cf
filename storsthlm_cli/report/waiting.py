"""The countdown to an appointment: live on a terminal, else one line."""

from __future__ import annotations

import datetime
from types import TracebackType

from rich.status import Status

from storsthlm_cli.model.sending import Appointment
from storsthlm_cli.report.consoles import Consoles, write
from storsthlm_cli.report.times import appointed, span


class Countdown:
    """Shows on stderr how long is left. Use it as a context manager and call it with the time that is left."""

    def __init__(self, consoles: Consoles, at: Appointment, dispatch: str) -> None:
        self._console = consoles.err
        self._words = f"dispatch {dispatch} goes out on {appointed(at)}"
        self._status = Status(self._words, console=self._console) if self._console.is_terminal else None

    def __enter__(self) -> Countdown:
        write(self._console, f"{self._words}; Ctrl-C stops the waiting, `storsthlm cancel` gives it up")
        if self._status is not None:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status is not None:
            self._status.stop()

    def __call__(self, left: datetime.timedelta) -> None:
        """Take in how long is left."""
        if self._status is not None:
            self._status.update(f"in {span(left)}")
