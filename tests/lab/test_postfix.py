"""From the workspace to a real Postfix: what arrives, what is refused, what breaks, and who must not be trusted."""

from __future__ import annotations

import base64
import email
import email.policy
import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from storsthlm_cli.delivery import engine, retry
from storsthlm_cli.delivery.transports.commands import Offers
from storsthlm_cli.delivery.transports.connecting import NoConnection, Relay, connect
from storsthlm_cli.model.delivery import Login, Security, State
from storsthlm_cli.sasl import bearer
from tests.lab import postfix
from tests.lab.books import by_state
from tests.lab.gap import Break, Gap
from tests.lab.postfix import DOMAIN, PASSWORD, USER, Door, Postfix
from tests.mailbox import dovecot
from tests.stories.conftest import Result, Story

pytestmark = pytest.mark.lab


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait seconds where a person would wait minutes."""
    monkeypatch.setattr(retry, "FIRST_SECONDS", 0.5)
    monkeypatch.setattr(engine, "QUIET_SECONDS", 0.2)


def to(story: Story, people: Sequence[str], port: int, *more: str) -> None:
    """Have the workspace send to these people through that port."""
    smtp = ", ".join(["host: 127.0.0.1", f"port: {port}", *(more or ["security: plain"])])
    story.change("storsthlm.yaml", "design:\n", f"transport: smtp\nsmtp: {{{smtp}}}\n\ndesign:\n")
    story.change("issues/2021-06/issue.yaml", "date: 2021-06-21", "date: 2099-06-21")
    story.write("lists/alla.csv", "e-post,förnamn\n" + "".join(f"{each},{each[:2]}\n" for each in people))


def send(story: Story, count: int) -> Result:
    return story.run("send", "--list", "alla", "--confirm", str(count))


def locked(server: Postfix, tmp_path: Path, password: str = PASSWORD) -> list[str]:
    """Return the settings of somebody who logs in over TLS."""
    file = tmp_path / "password"
    file.write_text(password + "\n", "utf-8")
    file.chmod(0o600)
    return [f"ca_file: {server.ca_file}", f"user: {USER}", f"password_file: {file}"]


def numbered(count: int, name: str) -> list[str]:
    return [f"{name}{number}@kommun.example" for number in range(count)]


# --- what arrives


@pytest.mark.parametrize(
    ("door", "security"), [(Door.STARTTLS, "starttls"), (Door.TLS, "tls")], ids=["starttls", "tls"]
)
def test_everybody_gets_their_own_message_over_an_encrypted_line_and_the_password_is_in_no_log(
    story: Story, server: Postfix, tmp_path: Path, door: Door, security: str
) -> None:
    people = [f"{security}{number}@{DOMAIN}" for number in range(20)]
    to(story, people, server.ports[door], f"security: {security}", *locked(server, tmp_path))
    assert send(story, 20).code == 0
    copies = server.settled(20)
    assert {address: copies[address] for address in people} == dict.fromkeys(people, 1)
    messages = [email.message_from_bytes(each, policy=email.policy.default) for each in server.messages()]
    mine = {str(each["Delivered-To"]): each for each in messages if str(each["Delivered-To"]) in people}
    assert mine.keys() == set(people)
    for address, message in mine.items():
        assert [each.addr_spec for each in message["To"].addresses] == [address]
        assert not [other for other in people if other != address and other.encode() in message.as_bytes()]
    log = server.log()
    assert "sasl_method=PLAIN" in log
    for secret in (PASSWORD, base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()):
        assert secret not in log


def test_the_server_is_told_the_size_and_where_reports_are_wanted(story: Story, server: Postfix) -> None:
    """A wish that Postfix does not understand would be refused with 501 or 555."""
    to(story, [f"wish+a=b{number}@{DOMAIN}" for number in range(3)], server.ports[Door.PLAIN])
    assert send(story, 3).code == 0
    server.settled(3)
    assert not re.search(r"reject.*wish\+a", server.log())


# --- what is refused


def test_each_refusal_is_its_recipient_s_own(story: Story, server: Postfix) -> None:
    people = [f"gone@{DOMAIN}", f"full@{DOMAIN}", *numbered(20, "fine")]
    to(story, people, server.ports[Door.PLAIN])
    assert send(story, len(people)).code == 4
    found = by_state(story.folder)
    assert found[State.REFUSED] == people[:2]
    assert found[State.ACCEPTED] == people[2:]


def test_who_is_put_off_is_given_up_in_the_end_and_holds_nobody_up(
    story: Story, server: Postfix, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retry, "DOUBLINGS", 2)  # of half a second; the next wait is half an hour
    people = [f"later@{DOMAIN}", f"closing@{DOMAIN}", *numbered(20, "soon")]
    to(story, people, server.ports[Door.PLAIN], "security: plain", "retry_hours: 0.1")
    assert send(story, len(people)).code == 4
    found = by_state(story.folder)
    assert found[State.EXPIRED] == people[:2]
    assert found[State.ACCEPTED] == people[2:]


def test_a_server_that_takes_few_messages_a_minute_gets_them_all_in_its_time(story: Story) -> None:
    """Its minute has five seconds here, and it takes 20 in that time; it is not stormed with attempts."""
    people = numbered(50, "paced")
    with postfix.running(rate=20) as server:
        to(story, people, server.ports[Door.THROTTLED])
        began = time.monotonic()
        assert send(story, 50).code == 0
        assert time.monotonic() - began < 40
        copies = server.settled(50)
        assert copies == Counter(people)
        assert server.log().count("too much mail") <= 20


# --- what breaks


@pytest.mark.parametrize("where", list(Break))
def test_each_line_that_breaks_at_a_dot_leaves_one_unknown_and_nobody_gets_two(
    story: Story, server: Postfix, where: Break
) -> None:
    people = numbered(60, where.name.lower())
    seen: list[int] = []

    def decide() -> float | Break:
        seen.append(1)
        return where if len(seen) % 12 == 0 else 0.0

    with Gap(server.ports[Door.PLAIN], decide) as gap:
        to(story, people, gap.port, "security: plain", "connections: 2")
        assert send(story, 60).code == 4
        breaks = gap.breaks
    found = by_state(story.folder)
    copies = server.settled(len(found[State.ACCEPTED]))
    assert max(copies[address] for address in people) == 1
    assert all(copies[address] == 1 for address in found[State.ACCEPTED])
    assert len(found[State.UNKNOWN]) == breaks == 5
    assert len(found[State.ACCEPTED]) == 55
    assert sum(copies[address] for address in found[State.UNKNOWN]) == (breaks if where is Break.AFTER_THE_DOT else 0)


# --- who must not be trusted


@pytest.mark.parametrize(
    ("door", "settings", "words"),
    [
        (Door.ANOTHER_HOST, "security: tls", "is not valid for it: IP address mismatch"),
        (Door.EXPIRED, "security: tls", "certificate has expired"),
        (Door.NO_TLS, "security: starttls", "offers no STARTTLS"),
        (Door.TLS, "security: tls", "unable to get local issuer certificate"),
        (Door.STARTTLS, "security: tls", "could not connect"),
    ],
    ids=["another host", "expired", "no STARTTLS", "nobody vouches", "the wrong port"],
)
def test_a_server_that_cannot_be_trusted_gets_neither_password_nor_mail(
    story: Story, server: Postfix, tmp_path: Path, door: Door, settings: str, words: str
) -> None:
    people = numbered(5, "trusting")
    login = locked(server, tmp_path)
    to(story, people, server.ports[door], settings, *(login[1:] if "issuer" in words else login))
    before = server.log().count("sasl_method=")
    result = send(story, 5)
    assert (result.code, result.out) == (3, "")
    assert words in result.err
    assert by_state(story.folder) == {State.UNTRIED: people}
    assert server.log().count("sasl_method=") == before
    assert not server.copies() & Counter(people)


def test_a_wrong_password_is_tried_once_and_nothing_is_sent(story: Story, server: Postfix, tmp_path: Path) -> None:
    people = numbered(5, "locked")
    to(story, people, server.ports[Door.TLS], "security: tls", *locked(server, tmp_path, "fel lösenord"))
    before = server.log().count("authentication failed")
    result = send(story, 5)
    assert result.code == 3
    assert "refused the login" in result.err
    assert "fel lösenord" not in result.err + server.log()
    assert server.log().count("authentication failed") == before + 1
    assert by_state(story.folder) == {State.UNTRIED: people}


@pytest.mark.parametrize("right", [True, False])
def test_a_token_opens_the_server_or_is_refused_in_its_words_and_is_in_no_log(server: Postfix, right: bool) -> None:
    secret = dovecot.token(postfix.KEY if right else b"another key")
    relay = Relay(
        *("127.0.0.1", server.ports[Door.TOKENS], Security.TLS, "storsthlm.example", dovecot.USER, Login.MICROSOFT),
        secret=lambda: secret,
        ca_file=server.ca_file,
    )
    if right:
        connection = connect(relay)
        assert connection.offers == Offers(pipelining=True, size=True, reports=True)
        connection.socket.close()
    else:
        with pytest.raises(NoConnection) as refused:
            connect(relay)
        assert refused.value.trouble.fatal
        assert "refused the login of" in refused.value.trouble.message
        assert secret not in refused.value.trouble.message
    log = server.log()
    assert secret not in log
    assert base64.b64encode(bearer(dovecot.USER, secret).encode()).decode() not in log
