"""How far asking has come: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from storsthlm_cli.report.consoles import Consoles, write
from storsthlm_cli.report.progress import EVERY_SECONDS


class AskingReport:
    """Shows on stderr how many have answered. Use it as a context manager, and call it with every answer."""

    def __init__(self, consoles: Consoles, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._console = consoles.err
        self._when = clock()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._bar = Progress(*columns, console=self._console, transient=True, disable=not self._console.is_terminal)
        self._task = self._bar.add_task("asking", total=None)

    def __enter__(self) -> AskingReport:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def __call__(self, done: int, total: int) -> None:
        """Take in how many of how many have answered."""
        self._bar.update(self._task, completed=done, total=total)
        now = self._clock()
        if not self._console.is_terminal and now - self._when >= EVERY_SECONDS:
            self._when = now
            write(self._console, f"asked {done} of {total}")
