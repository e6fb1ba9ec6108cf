"""From the workspace to a real Postfix and back: what it cannot deliver comes home as a report, and is understood."""

from __future__ import annotations

import contextlib
import json
import re
import smtplib
import subprocess
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from storsthlm_cli.model.delivery import Security
from tests.lab import postfix
from tests.lab.postfix import DOMAIN, PATIENCE, Door, Postfix
from tests.mailbox import dovecot
from tests.mailbox.dovecot import Dovecot
from tests.mailbox.reports import complaint, dsn, mail
from tests.public.running import Server as Web
from tests.smtp_server import Manners, Server
from tests.stories.conftest import Story

pytestmark = pytest.mark.lab

AWAY = "borta.example"
"""Where the readers are."""
FATES = {
    "gone": "550 5.1.1 User unknown",
    "full": "552 5.2.2 Mailbox full",
    "strict": "550 5.7.1 Message blocked, the client host is on a block list",
    "left": "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)",
    "later": "450 4.2.0 Greylisted, try again later",
}
"""What the readers' own server says of those whose names begin so, after Postfix has taken the mail."""
READERS = ["anna@kommun.example", "bo@kommun.example", *(f"{name}@{AWAY}" for name in FATES)]
CROWD = {
    "gone": 4,
    "left": 1,
    "full": 2,
    "strict": 2,
    "later": 1,
    "holiday": 3,
    "mailto": 3,
    "writing": 1,
    "clicking": 3,
    "complaining": 2,
    "asking": 1,
    "calm": 7,
}
"""Thirty people, by what they do."""
OURS = f"nyhetsbrev@{DOMAIN}"
WAY_OUT = f"avsluta@{DOMAIN}"
ONE_CLICK = b"List-Unsubscribe=One-Click"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@contextlib.contextmanager
def bouncing(*more: str) -> Iterator[tuple[Postfix, Server]]:
    """Give a Postfix that passes mail for the readers on to a server that does not want all of it.

    `more` are lines of its configuration.
    """

    def verdict(address: str) -> str:
        return FATES.get(re.split(r"[@0-9]", address.strip("<"))[0], "")

    with Server(Manners(rcpt=verdict)) as theirs, postfix.running() as server:
        conf = server.folder / "conf"
        with (conf / "main.cf").open("a", encoding="utf-8") as file:
            file.write(f"transport_maps = inline:{{ {{ {AWAY} = smtp:[127.0.0.1]:{theirs.port} }} }}\n")
            file.writelines(f"{line}\n" for line in more)
        with (conf / "master.cf").open("a", encoding="utf-8") as file:
            file.write("smtp unix - - n - - smtp\n")
        subprocess.run(["/usr/sbin/postfix", "-c", conf, "reload"], check=True, capture_output=True)
        yield server, theirs


@pytest.fixture
def mailbox() -> Iterator[Dovecot]:
    """Give a running Dovecot with the newsletter's mailbox."""
    with dovecot.running() as server:
        yield server


def configured(story: Story, server: Postfix, sender: str, web: str = "") -> None:
    """Let the workspace send through Postfix, from an address of its domain."""
    smtp = f"{{host: 127.0.0.1, port: {server.ports[Door.PLAIN]}, security: plain}}"
    story.change("storsthlm.yaml", "design:\n", f"transport: smtp\nsmtp: {smtp}\n\ndesign:\n")
    story.change("storsthlm.yaml", "address: nyhetsbrev@kommun.example", sender)
    story.change("storsthlm.yaml", "unsubscribe_mail: avsluta@kommun.example", f"unsubscribe_mail: {WAY_OUT}{web}")
    story.change("issues/2021-06/issue.yaml", "date: 2021-06-21", "date: 2099-06-21")


def arrived(folder: Path, count: int) -> Path:
    """Wait for so many mails in a Maildir."""
    deadline = time.monotonic() + PATIENCE
    while (there := len(list((folder / "new").glob("*")))) < count and time.monotonic() < deadline:
        time.sleep(0.2)
    assert there == count
    return folder


def test_exactly_the_right_readers_are_left_out_of_the_next_plan(story: Story) -> None:
    with bouncing() as (server, _):
        configured(story, server, f"address: {OURS}")
        story.write("lists/alla.csv", "e-post\n" + "".join(f"{each}\n" for each in READERS))
        assert story.run("send", "--list", "alla", "--confirm", str(len(READERS))).code == 0
        maildir = arrived(server.folder / "mail" / "all", len(FATES) - 1)
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


def people(kind: str) -> list[str]:
    return [f"{kind}{number}@{AWAY}" for number in range(1, CROWD[kind] + 1)]


def received(theirs: Server, count: int) -> dict[str, str]:
    """Wait until so many readers have their mail, and return its header block by address."""
    deadline = time.monotonic() + PATIENCE
    while len(theirs.accepted) < count and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(theirs.accepted) == count
    return {who: data.decode("ascii").replace("\r\n", "\n").partition("\n\n")[0] for who, data in theirs.accepted}


def token_in(head: str) -> str:
    found = re.search(r"unsubscribe%20([0-9a-z-]+)>", head)
    assert found is not None
    return found[1]


def web_address_in(head: str) -> str:
    found = re.search(r"<(https://[^>]+)>", head)
    assert found is not None
    return urllib.parse.urlsplit(found[1]).path


def answering(server: Postfix, heads: dict[str, str]) -> int:
    """Let the readers and their providers write back through Postfix; return how many mails that are."""
    mails: list[tuple[str, str, bytes]] = []
    for who in people("holiday"):
        auto = "Auto-Submitted: auto-replied\n"
        words = mail("Jag är på semester till den 9 augusti.", "Autosvar: Nytt i juni", who, headers=auto)
        mails.append(("", f"studs+{token_in(heads[who])}@{DOMAIN}", words))
    for who in people("mailto"):
        asked = mail("", f"unsubscribe {token_in(heads[who])}", "privat@annanstans.example", WAY_OUT)
        mails.append(("privat@annanstans.example", WAY_OUT, asked))
    mails += [(who, OURS, mail("Ta bort mig, tack.", "SV: Nytt i juni", who)) for who in people("writing")]
    mails += [(who, OURS, mail("När är mötet?", "SV: Nytt i juni", who)) for who in people("asking")]
    mails += [
        ("fbl@leverantor.example", OURS, complaint("abuse", "redacted", heads[who])) for who in people("complaining")
    ]
    calm = people("calm")
    broken = heads[calm[1]].replace(token_in(heads[calm[1]]), token_in(heads[calm[1]])[:-4] + "0000")
    broken = re.sub(r"Message-ID: <[0-9a-f]{4}", "Message-ID: <0000", broken)
    forged = (dsn(recipient=calm[0], letter="Subject: x\n"), dsn(recipient=calm[1], letter=broken))
    mails += [("", OURS, each) for each in forged]
    with smtplib.SMTP("127.0.0.1", server.ports[Door.PLAIN]) as line:
        for sender, to, data in mails:
            line.sendmail(sender, to, data.replace(b"\n", b"\r\n"))
    return len(mails)


def read_over_imap(story: Story, mailbox: Dovecot) -> None:
    story.write("password", dovecot.PASSWORD)
    (story.folder / "password").chmod(0o600)
    settings = (story.folder / "storsthlm.yaml").read_text("utf-8")
    story.write(
        "storsthlm.yaml",
        f"{settings}mailbox:\n  host: 127.0.0.1\n  port: {mailbox.ports[Security.TLS]}\n  user: {dovecot.USER}\n"
        f"  ca_file: {mailbox.folder / 'ca.pem'}\n  password_file: password\n",
    )


def test_of_thirty_people_the_next_plan_leaves_out_exactly_the_right_ones(story: Story, mailbox: Dovecot) -> None:
    crowd = [who for kind in CROWD for who in people(kind)]
    story.write("lists/alla.csv", "e-post\n" + "".join(f"{each}\n" for each in crowd))
    into = (f"virtual_mailbox_base = {mailbox.folder}", "virtual_mailbox_maps = static:mail/")
    with bouncing(*into) as (server, theirs):
        sender = f'address: {OURS}\n  bounces: "studs+{{token}}@{DOMAIN}"'
        configured(story, server, sender, f"\n  unsubscribe_url: https://brev.{DOMAIN}/av/")
        read_over_imap(story, mailbox)
        assert story.run("send", "--list", "alla", "--confirm", str(len(crowd))).code == 0
        returned = sum(CROWD[kind] for kind in ("gone", "left", "full", "strict"))
        heads = received(theirs, len(crowd) - returned - CROWD["later"])
        written = answering(server, heads)
        with Web.opened(story.folder) as web:
            for head in heads.values():
                assert web.ask("GET", web_address_in(head))[0] == 200
            for who in people("clicking"):
                assert web.ask("POST", web_address_in(heads[who]), ONE_CLICK, FORM)[0] == 200
        arrived(mailbox.folder / "mail", returned + written)
        result = story.run("inbox", "--json")
    assert (result.code, result.err) == (0, "")
    told = json.loads(result.out)
    assert (told["mails"], told["filed"]) == (returned + written, returned + written - 2)
    found: dict[tuple[str, str | None], list[str]] = {}
    for each in told["answers"]:
        assert each["doubted"] == (each["address"] in people("calm"))
        found.setdefault((each["verdict"], each["fault"] or each["kind"]), []).append(each["address"])
    assert {key: sorted(each or "" for each in who) for key, who in found.items()} == {
        ("suppress", "address"): people("gone") + people("left"),
        ("suppress", "unsubscription"): people("mailto") + people("writing"),
        ("suppress", "complaint"): people("complaining"),
        ("count", "full"): people("full"),
        ("count", "address"): people("calm")[:1],
        ("warn", "policy"): people("strict"),
        ("note", "auto_reply"): [""] * CROWD["holiday"],
        ("forged", "bounce"): [""],
        ("leave", "personal"): [""],
    }
    plan = json.loads(story.run("send", "--list", "alla", "--again", "--dry-run", "--json").out)["plan"]
    assert {each["reason"] for each in plan["left_out"]} == {"suppressed"}
    unknown, denied = "the address does not work: 5.1.1 User unknown", "the address does not work: 5.4.1"
    why = {
        **dict.fromkeys(people("gone"), unknown),
        **dict.fromkeys(people("left"), denied),
        **dict.fromkeys((*people("mailto"), *people("writing")), "asked to leave (unsubscription of 2021-06.1, "),
        **dict.fromkeys(people("clicking"), "asked to leave (by the reader, on the web, "),
        **dict.fromkeys(people("complaining"), "complained: marked it as spam (complaint of 2021-06.1, "),
    }
    left_out = {each["address"]: each["detail"] for each in plan["left_out"]}
    assert left_out.keys() == why.keys()
    assert {who: words for who, words in left_out.items() if not words.startswith(why[who])} == {}
    assert plan["number"] == len(crowd) - len(why)
