"""The real `storsthlm serve` in a process of its own, and a client in another that presses many buttons."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import pathlib
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

PATIENCE = 60
"""Seconds after which something that should have happened has not."""

Answer = tuple[int, dict[str, str], bytes]

CLIENT = """
import http.client, json, sys
job = json.load(sys.stdin)
ports, answered, bad, lost = list(job["ports"]), [], [], 0
connections = {}
for number, path in enumerate(job["paths"]):
    port = ports[number % len(ports)]
    connection = connections.setdefault(port, http.client.HTTPConnection("127.0.0.1", port, timeout=60))
    try:
        if job["method"] == "POST":
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, b"List-Unsubscribe=One-Click", kind)
        else:
            connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
    except (ConnectionError, http.client.HTTPException):
        lost += 1
        connections.pop(port).close()
        if len(ports) > 1:
            ports.remove(port)
        continue
    (answered if answer.status == 200 else bad).append(path)
    if number == 20:
        print("going", flush=True)
print(json.dumps({"answered": answered, "bad": bad, "lost": lost}), flush=True)
"""
"""Asks for each path, of the servers in turn; one that hangs up is asked no more. Tells which paths were answered."""


class Server:
    """The command on a workspace. `said` is all that it wrote."""

    def __init__(self, folder: pathlib.Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "storsthlm_cli", "--workspace", str(folder), "serve", "--port", "0", "--json"]
        self.process = subprocess.Popen(
            [*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.said: list[str] = []
        self._readers = [threading.Thread(target=self._read, args=(self.process.stderr,))]
        self._readers[0].start()
        line = self.process.stdout.readline()
        self.said.append(line)
        self.told = json.loads(line) if line else {}
        self.port = int(self.told["address"].rpartition(":")[2].strip("/")) if line else 0
        self._readers.append(threading.Thread(target=self._read, args=(self.process.stdout,)))
        self._readers[1].start()

    @classmethod
    @contextlib.contextmanager
    def opened(cls, folder: pathlib.Path, *arguments: str) -> Iterator[Server]:
        """Give the running command, ended at the end."""
        server = cls(folder, *arguments)
        try:
            yield server
        finally:
            server.process.kill()
            server.close()

    def close(self) -> None:
        """Wait for the end of the process, and of what it says."""
        self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask for a path."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def _read(self, stream: IO[str]) -> None:
        self.said.extend(stream)


def clients(ports: Sequence[int], shares: Sequence[Sequence[str]], method: str = "POST") -> list[subprocess.Popen[str]]:
    """Start a client process for each share of paths; each says `going` when it has asked for some."""
    found = []
    for share in shares:
        process = subprocess.Popen(
            [sys.executable, "-c", CLIENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
        )
        assert process.stdin is not None
        json.dump({"ports": list(ports), "paths": list(share), "method": method}, process.stdin)
        process.stdin.close()
        found.append(process)
    return found


def wait_for(client: subprocess.Popen[str]) -> None:
    """Wait until a client is in the middle of it."""
    assert client.stdout is not None
    assert client.stdout.readline() == "going\n"


def answers(client: subprocess.Popen[str]) -> Any:
    """Return what a client tells at its end."""
    assert client.stdout is not None
    with client, client.stdout:
        return json.loads(client.stdout.read())
