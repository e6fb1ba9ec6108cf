"""A process that has everything loaded and bears one `storsthlm` after the other: who is to be killed is born at once.

`python -m` reads a JSON line with a folder, the arguments and a file for what is printed; it answers with the child's
process id, and when the child has ended with its exit code (-9: it was killed).
"""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
from types import TracebackType
from typing import Self

ROOT = pathlib.Path(__file__).parents[2]


class Nursery:
    """The process. Use it in a `with` statement; `bear` starts a child, `end` waits for it."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __spec__.name], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._answer() == "ready"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def bear(self, folder: pathlib.Path, printed: pathlib.Path, *arguments: str) -> int:
        """Run `storsthlm` in a folder and return its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([str(folder), str(printed), *arguments]) + "\n")
        self._process.stdin.flush()
        return int(self._answer())

    def end(self) -> int:
        """Wait for the child and return its exit code."""
        return int(self._answer())

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def main() -> None:
    """Load everything by sending three messages to nobody, then bear children until stdin ends."""
    from tests.stories.conftest import Story

    with tempfile.TemporaryDirectory() as folder:
        warm = Story(pathlib.Path(folder) / "warm")
        assert warm.run("send", "--list", "kommuner", "--confirm", "3").code == 0
    _hurry()
    assert threading.active_count() == 1
    print("ready", flush=True)
    for line in sys.stdin:
        folder, printed, *arguments = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(folder, printed, arguments)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _hurry() -> None:
    """Wait tenths of seconds where a person would wait minutes."""
    from storsthlm_cli.delivery import engine, retry
    from storsthlm_cli.delivery.transports import relays, smtp

    assert smtp
    retry.FIRST_SECONDS = 0.2
    engine.QUIET_SECONDS = 0.02
    relays.SICK_SECONDS = 0.5


def _live(folder: str, printed: str, arguments: list[str]) -> None:
    from storsthlm_cli.__main__ import main as storsthlm

    code = 70
    try:
        os.chdir(folder)
        out = os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for ours, theirs in ((nothing, 0), (out, 1), (out, 2)):
            os.dup2(ours, theirs)
        code = storsthlm(arguments)
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
