from __future__ import annotations

import http.client
import json
import os
import pathlib
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import IO, Any

import pytest

from storsthlm_cli.__main__ import main

ISSUE = "issues/2021-06/issue.yaml"
PATIENCE = 30
"""Seconds after which something that should have happened has not."""


class Studio:
    """The real command in a process of its own."""

    def __init__(self, folder: pathlib.Path) -> None:
        command = [sys.executable, "-m", "storsthlm_cli", "--workspace", str(folder), "preview", "--no-open"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, args=(self.process.stderr,), daemon=True)
        self._reader.start()
        found = re.fullmatch(r"preview: http://127\.0\.0\.1:(\d+)/\n", self.process.stdout.readline())
        assert found is not None
        self.port = int(found[1])
        self.wait_for("2021-06: no findings")

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line.rstrip("\n"))

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

    def get(self, path: str, host: str | None = None) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{self.port}"})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def state(self) -> Any:
        return json.loads(self.get("/state.json")[2])


@pytest.fixture
def studio(workspace: pathlib.Path) -> Iterator[Studio]:
    studio = Studio(workspace)
    yield studio
    studio.close()


def test_the_page_and_all_that_it_needs_come_from_this_machine(studio: Studio) -> None:
    status, headers, page = studio.get("/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    needed = re.findall(rb'(?:src|href)="([^"]+)"', page)
    assert all(path.startswith(b"/") for path in needed)
    assert all(studio.get(path.decode())[0] == 200 for path in needed)


def test_neither_page_nor_mail_may_load_or_run_what_is_not_ours(studio: Studio) -> None:
    page, mail = studio.get("/")[1], studio.get("/mail.html")[1]
    assert page["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert "script-src" not in mail["content-security-policy"]
    assert "sandbox" in mail["content-security-policy"]
    assert "allow-scripts" not in mail["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_a_foreign_host_name_gets_nothing(studio: Studio, host: str) -> None:
    status, _, body = studio.get("/state.json", host=host or "localhost.evil.example")
    assert status == 400
    assert b"2021-06" not in body


def test_localhost_is_a_name_of_ours(studio: Studio) -> None:
    assert studio.get("/state.json", host=f"localhost:{studio.port}")[0] == 200


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has 127.0.0.2 without being told")
def test_it_listens_on_one_address_alone(studio: Studio) -> None:
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", studio.port), timeout=5):
        pass


def test_a_saved_change_is_told_to_the_page_and_shown(studio: Studio, workspace: pathlib.Path) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", studio.port, timeout=PATIENCE)
    connection.request("GET", "/events")
    events = connection.getresponse()
    assert events.readline() == b"data: 1\n"
    path = workspace / ISSUE
    path.write_text(path.read_text(encoding="utf-8").replace("Nya möten", "Inga möten"), encoding="utf-8")
    assert (events.readline(), events.readline()) == (b"\n", b"data: 2\n")
    assert studio.state()["version"] == 2
    assert "Inga möten" in studio.get("/mail.html")[2].decode()
    connection.close()


def test_a_mistake_does_not_end_the_studio(studio: Studio, workspace: pathlib.Path) -> None:
    path = workspace / ISSUE
    good = path.read_text(encoding="utf-8")
    path.write_text("date: [\n", encoding="utf-8")
    studio.wait_for("2021-06: 1 error")
    assert studio.state()["stale"] is True
    assert "Nya möten" in studio.get("/mail.html")[2].decode()
    path.write_text(good, encoding="utf-8")
    studio.wait_for("2021-06: no findings")
    assert studio.state()["stale"] is False


def test_an_image_that_is_not_in_the_mail_is_not_served(studio: Studio) -> None:
    assert studio.get("/issue-images/../../../storsthlm.yaml")[0] == 404
    assert studio.get("/issue-images/none.png")[0] == 404


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C of another process is a POSIX signal")
def test_ctrl_c_ends_it_in_peace_even_with_a_page_open(studio: Studio) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", studio.port, timeout=PATIENCE)
    connection.request("GET", "/events")
    assert connection.getresponse().readline() == b"data: 1\n"
    studio.process.send_signal(signal.SIGINT)
    assert studio.process.wait(PATIENCE) == 0
    connection.close()


def test_a_taken_port_is_a_failure_that_names_the_way_out(
    workspace: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["--workspace", str(workspace), "preview", "--no-open", "--port", port]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"error: cannot use port {port}: ")
    assert told.endswith("= help: leave `--port` out to use any free one\n")
