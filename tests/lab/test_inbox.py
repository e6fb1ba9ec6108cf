"""From the workspace to a real Postfix and back: what it cannot deliver comes home as a report, and is understood."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lab import postfix
from tests.lab.postfix import DOMAIN, PATIENCE, Door, Postfix
from tests.smtp_server import Manners, Server
from tests.stories.conftest import Story

pytestmark = pytest.mark.lab

AWAY = "borta.example"
FATES = {
    "gone": "550 5.1.1 User unknown",
    "full": "552 5.2.2 Mailbox full",
    "strict": "550 5.7.1 Message blocked, the client host is on a block list",
    "left": "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)",
}
"""What the readers' own server says of them, after Postfix has taken the mail."""
READERS = ["anna@kommun.example", "bo@kommun.example", *(f"{name}@{AWAY}" for name in FATES)]


@pytest.fixture(scope="module")
def bouncing() -> Iterator[Postfix]:
    """Give a Postfix that takes mail for all, and passes that for some on to a server that wants it no more."""

    def verdict(address: str) -> str:
        return FATES.get(address.partition("@")[0].strip("<"), "")

    with Server(Manners(rcpt=verdict)) as theirs, postfix.running() as server:
        conf = server.folder / "conf"
        with (conf / "main.cf").open("a", encoding="utf-8") as file:
            file.write(f"transport_maps = inline:{{ {{ {AWAY} = smtp:[127.0.0.1]:{theirs.port} }} }}\n")
        with (conf / "master.cf").open("a", encoding="utf-8") as file:
            file.write("smtp unix - - n - - smtp\n")
        subprocess.run(["/usr/sbin/postfix", "-c", conf, "reload"], check=True, capture_output=True)
        yield server


def reports(server: Postfix, count: int) -> Path:
    """Wait for so many reports, and return the Maildir that they are in."""
    deadline = time.monotonic() + PATIENCE
    while len(server.messages()) < count and time.monotonic() < deadline:
        time.sleep(0.2)
    return server.folder / "mail" / "all"


def test_exactly_the_right_readers_are_left_out_of_the_next_plan(story: Story, bouncing: Postfix) -> None:
    smtp = f"{{host: 127.0.0.1, port: {bouncing.ports[Door.PLAIN]}, security: plain}}"
    story.change("storsthlm.yaml", "design:\n", f"transport: smtp\nsmtp: {smtp}\n\ndesign:\n")
    story.change("storsthlm.yaml", "address: nyhetsbrev@kommun.example", f"address: nyhetsbrev@{DOMAIN}")
    story.change("issues/2021-06/issue.yaml", "date: 2021-06-21", "date: 2099-06-21")
    story.write("lists/alla.csv", "e-post\n" + "".join(f"{each}\n" for each in READERS))
    assert story.run("send", "--list", "alla", "--confirm", str(len(READERS))).code == 0
    maildir = reports(bouncing, len(FATES))
    result = story.run("inbox", "--maildir", str(maildir), "--json")
    assert (result.code, result.err) == (0, "")
    told = {each["address"]: (each["verdict"], each["fault"]) for each in json.loads(result.out)["answers"]}
    assert told == {
        f"gone@{AWAY}": ("suppress", "address"),
        f"full@{AWAY}": ("count", "full"),
        f"strict@{AWAY}": ("warn", "policy"),
        f"left@{AWAY}": ("suppress", "address"),
    }
    plan = json.loads(story.run("send", "--list", "alla", "--again", "--dry-run", "--json").out)
    out = [(each["address"], each["reason"]) for each in plan["plan"]["left_out"]]
    assert out == [(f"gone@{AWAY}", "suppressed"), (f"left@{AWAY}", "suppressed")]
    assert not list((maildir / "new").iterdir())
