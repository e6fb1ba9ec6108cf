"""How far a running dispatch has come: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from storsthlm_cli.model.delivery import State, Tally
from storsthlm_cli.model.sending import Progress
from storsthlm_cli.report.consoles import Consoles, visible, write

EVERY_MESSAGES = 50
EVERY_SECONDS = 10.0


class ProgressReport:
    """Shows the progress of one `send` on stderr. Use it as a context manager and call it with every `Progress`."""

    def __init__(self, consoles: Consoles, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._console = consoles.err
        self._bar: Bar | None = None
        self._said = 0
        self._when = clock()
        self._note = ""
        if self._console.is_terminal:
            self._bar = Bar(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                TextColumn("{task.fields[note]}", markup=False),
                console=self._console,
                transient=True,
            )
            self._task = self._bar.add_task("sending", total=None, rate="", note="")

    def __enter__(self) -> ProgressReport:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        """Take in how far it has come; cheap enough for every turn of the send loop."""
        done = progress.tally.planned - progress.tally.open
        if self._bar is not None:
            self._bar.update(
                self._task,
                total=progress.tally.planned,
                completed=done,
                rate=_rate(progress),
                note=" · ".join(filter(None, (troubles(progress.tally), visible(progress.note)))),
            )
            return
        now = self._clock()
        due = done - self._said >= EVERY_MESSAGES or now - self._when >= EVERY_SECONDS
        if due or progress.note != self._note:
            self._said, self._when, self._note = done, now, progress.note
            self._line(progress, done)

    def _line(self, progress: Progress, done: int) -> None:
        parts = [f"{done} of {progress.tally.planned}", troubles(progress.tally)]
        parts.append(_rate(progress))
        parts.append(visible(progress.note))
        write(self._console, ", ".join(filter(None, parts)))


def _rate(progress: Progress) -> str:
    """Return how fast it goes; nothing while it waits."""
    return f"{progress.rate:.0f} a second" if progress.rate and not progress.note else ""


def troubles(tally: Tally) -> str:
    """Return what did not go well so far: `2 refused, 1 deferred`; empty when all went well."""
    states = (State.REFUSED, State.DEFERRED, State.EXPIRED, State.UNKNOWN)
    return ", ".join(f"{tally[state]} {state}" for state in states if tally[state])
