"""Asking many at once, and nobody too much: questions of one lane are asked one after another, lanes side by side."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from storsthlm_cli.model.answers import Answer, Verdict

_ALL_SECONDS = 60.0
_THREADS = 8
_PAUSE = 0.2
"""Seconds between two questions of a lane."""
_TURN = 0.2
"""Seconds: on Windows nobody can interrupt a longer waiting."""


def in_lanes(lanes: Sequence[Sequence[str]], ask: Callable[[str], Answer]) -> Iterator[tuple[str, Answer]]:
    """Ask all questions of all lanes; yield each with its answer as soon as it is there.

    What has not been answered in a minute is not waited for. What `ask` raises is raised here.
    """
    waiting: queue.SimpleQueue[Sequence[str]] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[str, Answer | Exception]] = queue.SimpleQueue()
    stopped = threading.Event()
    for lane in sorted(lanes, key=len, reverse=True):
        waiting.put(lane)

    def work() -> None:
        while not stopped.is_set():
            try:
                lane = waiting.get_nowait()
            except queue.Empty:
                return
            for question in lane:
                try:
                    done.put((question, ask(question)))
                except Exception as error:
                    done.put((question, error))
                if stopped.wait(_PAUSE):
                    return

    # Daemons: Ctrl-C, and the end of the minute, wait for no server.
    for _ in range(min(_THREADS, len(lanes))):
        threading.Thread(target=work, name="asking", daemon=True).start()
    left = [question for lane in lanes for question in lane]
    end = time.monotonic() + _ALL_SECONDS
    try:
        while left and time.monotonic() < end:
            try:
                question, answer = done.get(timeout=_TURN)
            except queue.Empty:
                continue
            if isinstance(answer, Exception):
                raise answer
            left.remove(question)
            yield question, answer
    finally:
        stopped.set()
    yield from ((question, Answer(Verdict.UNANSWERED)) for question in left)
