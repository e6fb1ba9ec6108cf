from __future__ import annotations

import base64
import socket
import ssl
import threading
from pathlib import Path

import pytest

from storsthlm_cli.delivery.ports import Trouble
from storsthlm_cli.delivery.transports.connecting import Connection, NoConnection, Relay, connect
from storsthlm_cli.model.delivery import Login, Security
from storsthlm_cli.sasl import bearer
from tests.delivery.authority import Authority
from tests.smtp_server import Manners, Moment, Server

USER = "nytt@storsthlm.example"
PASSWORD = "löser ord å 7"


def relay(server: Server, security: Security, ca_file: Path | None = None, user: str | None = None) -> Relay:
    return Relay(
        "127.0.0.1", server.port, security, "storsthlm.example", user, secret=lambda: PASSWORD, ca_file=ca_file
    )


def trouble_of(relay: Relay) -> Trouble:
    with pytest.raises(NoConnection) as caught:
        hang_up(connect(relay))
    return caught.value.trouble


def hang_up(connection: Connection) -> None:
    connection.socket.close()


def clear_text(server: Server) -> bytes:
    return b"".join(server.record.clear)


def secrets() -> list[bytes]:
    return [
        PASSWORD.encode(),
        base64.b64encode(PASSWORD.encode()),
        base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()),
        base64.b64encode(bearer(USER, PASSWORD).encode()),
        b"AUTH",
    ]


@pytest.mark.parametrize("pipelining", [True, False])
def test_a_connection_knows_whether_the_server_takes_commands_in_groups(pipelining: bool) -> None:
    with Server(Manners(pipelining=pipelining)) as server:
        connection = connect(relay(server, Security.PLAIN))
        assert connection.offers.pipelining is pipelining
        connection.socket.setblocking(True)
        connection.socket.sendall(b"NOOP\r\n")
        assert connection.socket.recv(100).startswith(b"250")
        hang_up(connection)


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_a_login_goes_over_tls_only(authority: Authority, security: Security, mechanism: str) -> None:
    manners = Manners(
        security=security, context=authority.good, login=(USER, PASSWORD), mechanisms=[mechanism], pipelining=True
    )
    with Server(manners) as server:
        connection = connect(relay(server, security, authority.file, USER))
        assert connection.offers.pipelining
        assert isinstance(connection.socket, ssl.SSLSocket)
        hang_up(connection)
        assert server.record.logins == 1
        assert not any(secret in clear_text(server) for secret in secrets())


def test_a_wrong_password_is_tried_once_however_many_ways_there_are(authority: Authority, security: Security) -> None:
    manners = Manners(security=security, context=authority.good, login=(USER, "another"))
    with Server(manners) as server:
        trouble = trouble_of(relay(server, security, authority.file, USER))
        assert server.record.logins == 1
        assert trouble.fatal
        assert trouble.message == (
            f"`127.0.0.1:{server.port}` refused the login of `{USER}`: 535 5.7.8 Authentication credentials invalid"
        )
        assert trouble.hint == "run `storsthlm login`"
        assert PASSWORD not in trouble.message


def test_the_password_is_not_shown_with_the_relay() -> None:
    assert PASSWORD not in repr(
        Relay("mail.example", 587, Security.STARTTLS, "a.example", USER, secret=lambda: PASSWORD)
    )


def test_a_certificate_that_nobody_vouches_for_is_refused(authority: Authority, security: Security) -> None:
    with Server(Manners(security=security, context=authority.good, login=(USER, PASSWORD))) as server:
        trouble = trouble_of(relay(server, security, None, USER))
        assert trouble.fatal
        assert "not valid" in trouble.message
        assert "unable to get local issuer certificate" in trouble.message
        assert "`smtp.ca_file`" in str(trouble.hint)
        assert server.record.logins == 0


def test_a_certificate_for_another_host_is_refused(authority: Authority, security: Security) -> None:
    with Server(Manners(security=security, context=authority.elsewhere, login=(USER, PASSWORD))) as server:
        trouble = trouble_of(relay(server, security, authority.file, USER))
        assert trouble.fatal
        assert "IP address mismatch" in trouble.message
        assert server.record.logins == 0


def test_an_expired_certificate_is_refused(authority: Authority, security: Security) -> None:
    with Server(Manners(security=security, context=authority.expired, login=(USER, PASSWORD))) as server:
        trouble = trouble_of(relay(server, security, authority.file, USER))
        assert trouble.fatal
        assert "expired" in trouble.message
        assert server.record.logins == 0


def test_a_server_without_starttls_gets_neither_password_nor_mail() -> None:
    with Server(Manners(login=(USER, PASSWORD))) as server:
        trouble = trouble_of(relay(server, Security.STARTTLS, None, USER))
        assert trouble.fatal
        assert "offers no STARTTLS, so nothing is sent to it" in trouble.message
        assert not any(secret in clear_text(server) for secret in secrets())


def test_a_server_without_login_is_said_to_be_one(authority: Authority) -> None:
    with Server(Manners(security="starttls", context=authority.good)) as server:
        trouble = trouble_of(relay(server, Security.STARTTLS, authority.file, USER))
        assert trouble.fatal
        assert "offers no login" in trouble.message


def test_a_missing_or_broken_certificate_file_is_named(authority: Authority, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pem"
    broken.write_text("no certificate", "utf-8")
    with Server(Manners(security="starttls", context=authority.good)) as server:
        for path in (tmp_path / "missing.pem", broken):
            trouble = trouble_of(relay(server, Security.STARTTLS, path))
            assert trouble.fatal
            assert f"`{path}`" in trouble.message
            assert "`smtp.ca_file`" in str(trouble.hint)


def test_nobody_listening_is_worth_another_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    trouble = trouble_of(Relay("127.0.0.1", port, Security.PLAIN, "storsthlm.example"))
    assert not trouble.fatal
    assert trouble.message == f"could not connect to `127.0.0.1:{port}`: Connection refused"
    assert "`smtp.host`" in str(trouble.hint)


@pytest.mark.parametrize("host", ["a..example", "x" * 64 + ".example"])
def test_what_cannot_be_a_host_is_said_to_be_none(host: str) -> None:
    trouble = trouble_of(Relay(host, 25, Security.PLAIN, "storsthlm.example"))
    assert trouble.fatal
    assert f"there is no server called `{host}`" in trouble.message


@pytest.mark.parametrize(("greeting", "fatal"), [("554 5.7.1 go away", True), ("421 4.3.2 too busy", False)])
def test_a_server_that_does_not_greet_is_quoted(greeting: str, fatal: bool) -> None:
    with Server(Manners(greeting=greeting)) as server:
        trouble = trouble_of(relay(server, Security.PLAIN))
        assert trouble.fatal is fatal
        assert trouble.message == f"`127.0.0.1:{server.port}` does not want to talk now: {greeting}"


def test_a_line_dropped_instead_of_a_greeting_is_worth_another_try() -> None:
    with Server(Manners(drop=lambda moment, _: moment is Moment.CONNECT)) as server:
        trouble = trouble_of(relay(server, Security.PLAIN))
        assert not trouble.fatal
        assert trouble.message.startswith(f"could not connect to `127.0.0.1:{server.port}`: ")


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN", "XOAUTH2"])
def test_a_server_that_repeats_what_it_does_not_understand_does_not_make_us_show_the_password(mechanism: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        parrot = threading.Thread(target=repeat_everything, args=(listener, mechanism))
        parrot.start()
        port = listener.getsockname()[1]
        login = Login.MICROSOFT if mechanism == "XOAUTH2" else Login.PASSWORD
        told = trouble_of(
            Relay("127.0.0.1", port, Security.PLAIN, "storsthlm.example", USER, login, secret=lambda: PASSWORD)
        ).message
        parrot.join()

    assert "[secret]" in told
    assert not [secret for secret in secrets()[:4] if secret.decode() in told]


def repeat_everything(listener: socket.socket, mechanism: str) -> None:
    """Answer a login with its own words."""
    connection, _ = listener.accept()
    with connection, connection.makefile("rwb", buffering=0) as line:
        line.write(b"220 parrot.example ESMTP\r\n")
        asked = 0
        for command in line:
            if command.upper().startswith(b"EHLO"):
                line.write(f"250-parrot.example\r\n250 AUTH {mechanism}\r\n".encode())
            elif mechanism == "LOGIN" and asked < 2:
                asked += 1
                line.write(b"334 \r\n")
            else:
                line.write(b"535 unknown: " + command.rstrip() + b"\r\n")
                return
