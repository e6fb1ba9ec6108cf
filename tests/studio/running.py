"""The real `storsthlm preview` in a process of its own, and what talks to it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import pathlib
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from typing import IO, Any

PATIENCE = 60
"""Seconds after which something that should have happened has not."""

Answer = tuple[int, dict[str, str], bytes]


class Studio:
    """The command on a workspace. `key` is the session's, which the page keeps and every request needs."""

    def __init__(self, folder: pathlib.Path, *arguments: str, path: str | None = None) -> None:
        command = [sys.executable, "-m", "storsthlm_cli", "--workspace", str(folder), "preview", "--no-open"]
        environment = os.environ | ({"PATH": path} if path is not None else {})
        self.folder = folder
        self.process = subprocess.Popen(
            [*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, args=(self.process.stderr,), daemon=True)
        self._reader.start()
        line = self.process.stdout.readline()
        found = re.fullmatch(r"preview: (http://127\.0\.0\.1:(\d+)/#([\w-]{32}))\n", line)
        assert found is not None, line
        self.address, self.port, self.key = found[1], int(found[2]), found[3]

    @classmethod
    @contextlib.contextmanager
    def opened(cls, folder: pathlib.Path, *arguments: str, path: str | None = None) -> Iterator[Studio]:
        """Give the running command, ended at the end."""
        studio = cls(folder, *arguments, path=path)
        try:
            yield studio
        finally:
            studio.close()

    def close(self) -> None:
        """End the process, then the thread that reads what it says."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()

    def wait_for(self, line: str) -> None:
        """Wait until the command says this line on stderr."""
        while self._lines.get(timeout=PATIENCE) != line:
            pass

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Ask as the page does, with the key; a header that is given empty is left out."""
        given = {"Host": f"127.0.0.1:{self.port}", "X-Storsthlm-Session": self.key, **_named(headers)}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            given = {"Content-Type": "application/json", **given}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, data, {name: value for name, value in given.items() if value})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path."""
        return self.ask("GET", path, **headers)

    def state(self, query: str = "") -> Any:
        """Return what the page is told."""
        return json.loads(self.get(f"/state.json{query}")[2])

    @contextlib.contextmanager
    def events(self, query: str = "") -> Iterator[Iterator[Any]]:
        """Give the states that the page is told of, one after the other."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/events{query}", headers={"X-Storsthlm-Session": self.key})
        answer = connection.getresponse()
        lines = iter(answer.readline, b"")
        try:
            yield (json.loads(line.removeprefix(b"data: ")) for line in lines if line.strip())
        finally:
            answer.close()
            connection.close()

    def mails(self) -> list[str]:
        """Return the names of the messages that the embedded server has filed."""
        return sorted(path.name for path in (self.folder / ".storsthlm").glob("outbox/**/*.eml"))

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line.rstrip("\n"))


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {"-".join(part.capitalize() for part in name.split("_")): value for name, value in headers.items()}


def change(path: pathlib.Path, old: str, new: str) -> None:
    """Replace text in a file, where it stands at least once."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
