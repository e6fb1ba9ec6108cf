from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from storsthlm_cli.model.delivery import Security
from storsthlm_cli.model.health import Grade, Outcome
from storsthlm_cli.workflows.examining import servers
from tests.delivery.authority import Authority, found
from tests.mailbox.dovecot import PASSWORD as MAILBOX_PASSWORD
from tests.mailbox.dovecot import SENT, Dovecot, running
from tests.smtp_server import Manners, Moment, Server
from tests.stories.conftest import Story
from tests.workflows.examining.looking import asks, opened, told

USER, PASSWORD = "nytt@storsthlm.example", "löser ord å 7"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return found(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running() as server:
        yield server


def over(story: Story, port: int, ca_file: Path | None, *more: str) -> None:
    lines = [
        "host: 127.0.0.1",
        f"port: {port}",
        f"user: {USER}",
        "password_file: .storsthlm/password",
        *([f"ca_file: {ca_file}"] if ca_file else []),
        *more,
    ]
    story.change("storsthlm.yaml", "design:\n", "smtp:\n" + "".join(f"  {line}\n" for line in lines) + "\ndesign:\n")
    path = story.write(".storsthlm/password", PASSWORD + "\n")
    path.chmod(0o600)


def examined(story: Story, size: int = 0, *, busy: bool = False) -> list[Outcome]:
    workspace = opened(story)
    return list(servers.relay(workspace, workspace.settings.smtp.relays[0], size, busy=busy))


def test_a_server_in_order_is_looked_at_step_by_step(story: Story, authority: Authority) -> None:
    with Server(Manners(security="starttls", context=authority.good, login=(USER, PASSWORD))) as server:
        over(story, server.port, authority.file, "connections: 3")
        secret, certificate, login, offers, connections = told(examined(story))
        where = f"127.0.0.1:{server.port}"
        assert secret == f"ok smtp: the password for `{USER}@{where}` is in `password`"
        assert certificate.startswith(f"ok smtp: `{where}` answers in TLSv1.3; its certificate is good for ")
        assert login == f"ok smtp: `{USER}` may log in"
        assert offers.startswith("ok smtp: it offers PIPELINING, SIZE; without DSN ")
        assert connections == "ok smtp: it bears the connections of `smtp.connections`: 3"
        assert server.accepted == []
        assert not [line for line in server.record.clear if PASSWORD.encode() in line]


def test_no_more_connections_are_opened_while_something_is_sent(story: Story, authority: Authority) -> None:
    with Server(Manners(security="starttls", context=authority.good, login=(USER, PASSWORD))) as server:
        over(story, server.port, authority.file)
        assert "bears" not in told(examined(story, busy=True))[-1]
        assert server.record.logins == 1


def test_a_wrong_password_is_tried_once(story: Story, authority: Authority) -> None:
    with Server(Manners(security="starttls", context=authority.good, login=(USER, "another"))) as server:
        over(story, server.port, authority.file)
        outcomes = examined(story)
        assert server.record.logins == 1
    assert outcomes[-1].grade is Grade.ERROR
    assert "refused the login" in outcomes[-1].words
    assert asks(outcomes) == ["login"]
    assert PASSWORD not in str(outcomes)


def test_a_password_that_is_missing_is_told_and_the_rest_is_looked_at(story: Story, authority: Authority) -> None:
    with Server(Manners(security="starttls", context=authority.good, login=(USER, PASSWORD))) as server:
        over(story, server.port, authority.file)
        (story.folder / ".storsthlm/password").unlink()
        secret, certificate = examined(story)
        assert server.record.logins == 0
    assert (secret.grade, secret.help) == (Grade.ERROR, "run `storsthlm login`")
    assert certificate.grade is Grade.OK


@pytest.mark.parametrize("kind", ["elsewhere", "expired"])
def test_a_certificate_that_is_not_good_is_for_the_it_department(story: Story, authority: Authority, kind: str) -> None:
    with Server(Manners(security="starttls", context=getattr(authority, kind), login=(USER, PASSWORD))) as server:
        over(story, server.port, authority.file)
        outcomes = examined(story)
        assert server.record.logins == 0
    assert asks(outcomes) == ["tls"]
    assert outcomes[-1].grade is Grade.ERROR
    assert outcomes[-1].help.startswith("set `smtp.ca_file`")


def test_a_certificate_that_ends_soon_is_a_warning(
    story: Story, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(servers, "_SOON", 10_000_000)
    with Server(Manners(security="starttls", context=authority.good, login=(USER, PASSWORD))) as server:
        over(story, server.port, authority.file)
        outcomes = examined(story)
    assert [each.grade for each in outcomes if each.request] == [Grade.WARNING]
    assert asks(outcomes) == ["expiry"]


def test_a_mail_that_is_too_big_for_the_server_is_an_error(story: Story, authority: Authority) -> None:
    with Server(Manners(security="starttls", context=authority.good, login=(USER, PASSWORD))) as server:
        over(story, server.port, authority.file)
        assert asks(examined(story, 64 << 20)) == []
        outcomes = examined(story, (64 << 20) + 1)
    assert asks(outcomes) == ["size"]
    assert "it takes mails of 67108 kB at most, and that of the newest issue has 67109" in str(told(outcomes))


def test_a_server_that_bears_fewer_connections_says_how_many(story: Story, authority: Authority) -> None:
    seen: list[Moment] = []

    def full(moment: Moment, _: str) -> bool:
        seen.extend([moment] * (moment is Moment.CONNECT))
        return len(seen) > 5  # one to knock, one to see its certificate, then three at a time

    with Server(Manners(security="starttls", context=authority.good, login=(USER, PASSWORD), drop=full)) as server:
        over(story, server.port, authority.file, "connections: 5")
        outcomes = examined(story)
    assert told(outcomes)[-1] == "warning smtp: it bears 3 of 5 connections at a time"
    assert outcomes[-1].help == "set `smtp.connections` to 3"


def test_a_closed_port_is_for_the_it_department(story: Story) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    over(story, port, None)
    outcomes = examined(story)
    assert told(outcomes)[-1] == f"error smtp: `127.0.0.1:{port}` cannot be reached: Connection refused"
    assert asks(outcomes) == ["port"]


def test_a_name_that_nobody_can_have_is_for_the_it_department(story: Story) -> None:
    over(story, 587, None)
    story.change("storsthlm.yaml", "host: 127.0.0.1", f"host: {'x' * 63}.{'y' * 63}.{'z' * 63}.{'w' * 63}")
    outcomes = examined(story)
    assert "nobody knows a server called" in outcomes[-1].words
    assert asks(outcomes) == ["name"]


@pytest.mark.parametrize("host", ["smtp.kommun.example", "smtp.test.", "post.invalid"])
def test_a_name_that_is_kept_for_examples_is_asked_of_nobody(
    story: Story, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("somebody was asked"))
    over(story, 587, None)
    story.change("storsthlm.yaml", "host: 127.0.0.1", f"host: {host}")
    (outcome,) = [each for each in examined(story) if each.grade == "error" and "asked" in each.words]
    assert outcome.words == f"nobody was asked for `{host}`: names that end so are for examples and trials"
    assert outcome.help == "set `smtp.host` to the name of your own"


def test_a_server_without_login_needs_no_password(story: Story) -> None:
    with Server(Manners()) as server:
        smtp = f"smtp: {{host: 127.0.0.1, port: {server.port}, security: plain}}\n\ndesign:\n"
        story.change("storsthlm.yaml", "design:\n", smtp)
        lines = told(examined(story))
    assert lines[:2] == [
        "ok smtp: no user is named: the server must know this machine by itself",
        f"ok smtp: `127.0.0.1:{server.port}` answers, on this very computer and without TLS",
    ]
    assert lines[-1] == "ok smtp: it bears the connections of `smtp.connections`: 4"


def mailbox(story: Story, dovecot: Dovecot, password: str, sent: str = SENT) -> list[Outcome]:
    port = dovecot.ports[Security.TLS]
    story.change(
        "storsthlm.yaml",
        "design:\n",
        f"mailbox:\n  host: 127.0.0.1\n  port: {port}\n  user: {USER}\n  ca_file: {dovecot.folder}/ca.pem\n"
        f"  password_file: .storsthlm/imap\n  sent: {sent}\n\ndesign:\n",
    )
    story.write(".storsthlm/imap", password + "\n").chmod(0o600)
    settings = opened(story).settings.mailbox
    assert settings is not None
    return list(servers.mailbox(settings))


def test_a_mailbox_in_order_is_looked_at_step_by_step(story: Story, dovecot: Dovecot) -> None:
    outcomes = mailbox(story, dovecot, MAILBOX_PASSWORD)
    assert {each.grade for each in outcomes} == {Grade.OK}
    assert "its certificate is good for" in outcomes[1].words
    assert outcomes[-1].words == f"`{USER}` may log in"


def test_a_folder_that_is_not_there_is_named(story: Story, dovecot: Dovecot) -> None:
    outcomes = mailbox(story, dovecot, MAILBOX_PASSWORD, sent="Nowhere")
    assert told(outcomes)[-1] == "error mailbox: it has no folder `Nowhere`"


def test_a_mailbox_that_does_not_open_is_for_the_it_department(story: Story, dovecot: Dovecot) -> None:
    outcomes = mailbox(story, dovecot, "another")
    assert asks(outcomes) == ["mailbox"]
    assert outcomes[-1].help == "run `storsthlm login --server mailbox`"
    assert "another" not in str(outcomes[-1])
