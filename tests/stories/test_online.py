"""`validate --online` as a whole: who is asked, what is told, and that Ctrl-C ends it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
PROBE = """
import sys
from storsthlm_cli.__main__ import main
from storsthlm_cli.online.way import Way
Way.__init__.__defaults__ = (None, lambda machine: True)
sys.exit(main(sys.argv[1:]))
"""
"""Runs `storsthlm` with a way out that leads to this machine, too."""


def test_what_leads_nowhere_public_is_told_and_not_asked(story: Story) -> None:
    result = story.run("validate", "--online")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "asked 0 of 1 link (1 leads nowhere public) and 0 of 1 mail domain (1 leads nowhere public)\n"
        "issue 2021-06: no findings\n"
        "next: `storsthlm preview 2021-06`\n"
    )


def test_json_has_what_ran(story: Story) -> None:
    story.change(ISSUE, "https://kommun.example/moten", "https://127.0.0.1/?token=1")
    data = json.loads(story.run("validate", "--online", "--json").out)
    assert data["ran"] == {
        "online": {"links": {"personal": 1}, "mail_domains": {"private": 1}, "remembered": 0},
    }
    assert "ran" not in json.loads(story.run("validate", "--json").out)


def test_other_dresses_have_it_on_stderr(story: Story) -> None:
    result = story.run("validate", "--online", "--format", "concise")
    assert (result.out, result.err.count("\n")) == ("", 1)


@pytest.mark.parametrize("more", [(), ("--mail",)])
def test_a_link_to_this_machine_is_not_followed(story: Story, more: tuple[str, ...]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        story.change(ISSUE, "https://kommun.example/moten", f"https://127.0.0.1:{port}/")
        result = story.run("validate", "--online", *more)
        listening.settimeout(0.1)
        with pytest.raises(TimeoutError):
            listening.accept()
    assert "error[L111]" in result.out
    assert "asked 0 of 1 link (1 leads nowhere public)" in result.out


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C of another process is a POSIX signal")
def test_ctrl_c_waits_for_nobody(story: Story) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        story.change(ISSUE, "https://kommun.example/moten", f"http://127.0.0.1:{listening.getsockname()[1]}/")
        command = [sys.executable, "-c", PROBE, "validate", "--online"]
        process = subprocess.Popen(command, cwd=story.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        listening.settimeout(60)
        with listening.accept()[0]:
            process.send_signal(signal.SIGINT)
            begun = time.monotonic()
            out, err = process.communicate(timeout=30)
            seconds = time.monotonic() - begun
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err
    assert seconds < 5
