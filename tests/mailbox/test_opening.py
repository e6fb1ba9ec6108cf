from __future__ import annotations

import socket
import threading
from dataclasses import replace

import pytest

from storsthlm_cli.mailbox.opening import Server, open_mailbox
from storsthlm_cli.model.delivery import Login, Security
from storsthlm_cli.model.errors import Failure
from tests.mailbox.dovecot import PASSWORD, USER, Dovecot, token


def refusal(server: Server) -> Failure:
    with pytest.raises(Failure) as caught, open_mailbox(server):
        pass
    told = f"{caught.value.message} {caught.value.hint}"
    assert server.secret() not in told
    assert caught.value.__cause__ is None
    return caught.value


@pytest.mark.parametrize("security", list(Security))
def test_a_password_with_any_letters_lets_in(dovecot: Dovecot, security: Security) -> None:
    with open_mailbox(dovecot.server(security)) as client:
        assert client.folder_exists("INBOX")


def test_a_token_lets_in(dovecot: Dovecot) -> None:
    with open_mailbox(dovecot.by_token(token())) as client:
        assert client.folder_exists("INBOX")


def test_a_token_of_somebody_else_s_is_refused_and_not_shown(dovecot: Dovecot) -> None:
    failure = refusal(dovecot.by_token(token(b"another key")))
    assert failure.message.startswith(f"`127.0.0.1:{dovecot.ports[Security.TLS]}` refused the login of `{USER}`: ")
    assert failure.hint == "run `storsthlm login --server mailbox`"


def test_a_wrong_password_is_refused_in_the_server_s_words(dovecot: Dovecot) -> None:
    failure = refusal(dovecot.server(password="fel lösen"))
    assert "Authentication failed" in failure.message
    assert failure.hint == "run `storsthlm login --server mailbox`"


@pytest.mark.parametrize("login", list(Login))
def test_a_server_that_repeats_the_secret_does_not_get_it_into_the_message(login: Login) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=parrot, args=(listening,))
        thread.start()
        port = listening.getsockname()[1]
        failure = refusal(Server("127.0.0.1", port, Security.PLAIN, USER, login, secret=lambda: "hemligt"))
        thread.join()
    assert "[secret]" in failure.message


def parrot(listening: socket.socket) -> None:
    """Let one client in, and repeat whatever it says."""
    line, _ = listening.accept()
    with line, line.makefile("rwb") as file:
        file.write(b"* OK [CAPABILITY IMAP4rev1] hello\r\n")
        file.flush()
        for command in file:
            tag, name, *_ = command.split()
            if name.upper() == b"AUTHENTICATE":
                file.write(b"+ \r\n")
                file.flush()
                command = file.readline()
            said = b"* CAPABILITY IMAP4rev1\r\n" if name.upper() == b"CAPABILITY" else b""
            file.write(said + tag + (b" OK done" if said else b" NO what is " + command.strip()) + b"\r\n")
            file.flush()


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_that_nobody_vouches_for_is_refused(dovecot: Dovecot, security: Security) -> None:
    failure = refusal(replace(dovecot.server(security), ca_file=None))
    assert "unable to get local issuer certificate" in failure.message
    assert "`mailbox.ca_file`" in str(failure.hint)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_for_another_name_is_refused(dovecot: Dovecot, security: Security) -> None:
    failure = refusal(replace(dovecot.server(security), host="localhost"))
    assert "Hostname mismatch" in failure.message


def test_nobody_listening_is_told_with_what_to_check() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    failure = refusal(Server("127.0.0.1", port, Security.TLS, USER, secret=lambda: PASSWORD))
    assert failure.message == f"could not talk to the mailbox at `127.0.0.1:{port}`: Connection refused"
    assert "`mailbox.port`" in str(failure.hint)


def test_the_password_is_not_shown_with_the_server(dovecot: Dovecot) -> None:
    assert PASSWORD not in repr(dovecot.server())
