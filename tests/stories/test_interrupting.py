from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.smtp_server import Manners, Server

if TYPE_CHECKING:
    from tests.stories.conftest import Story

SMTP = "transport: smtp\nsmtp: {{host: 127.0.0.1, port: {port}, security: plain, connections: 1}}\n\ndesign:"


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C of another process is a POSIX signal")
def test_ctrl_c_leaves_a_complete_ledger_and_the_same_command_goes_on(story: Story) -> None:
    people = [f"lasare{number}@kommun.example" for number in range(40)]
    story.write("lists/alla.csv", "e-post\n" + "\n".join(people) + "\n")
    command = [sys.executable, "-m", "storsthlm_cli", "send", "--list", "alla", "--confirm", "40"]
    with Server(Manners(delay=lambda: 0.05)) as server:
        story.change("storsthlm.yaml", "design:", SMTP.format(port=server.port))
        process = subprocess.Popen(command, cwd=story.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while len(server.accepted) < 5:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out) == (130, "")
        assert err.endswith("interrupted: the ledger is complete; run the same command again to go on\n")
        story.run("send", "--list", "alla", "--confirm", "40")
        copies = server.record.copies
    assert set(copies) == set(people)
    assert set(copies.values()) == {1}
    assert story.run("verify").code == 0
