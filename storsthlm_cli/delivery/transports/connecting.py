"""Opening a connection: greeting, TLS, login. The only place where smtplib is used.

TLS is verified, and a server that does not offer it is refused: a stripped STARTTLS never leads to plain text.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from storsthlm_cli.delivery.ports import Trouble

CONNECT_SECONDS = 60
"""For the connection and the greeting together: giving up early is safe here, since nothing has been sent."""
COMMAND_SECONDS = 300
"""For EHLO, STARTTLS and the login (RFC 5321, 4.5.3.2)."""


class Security(StrEnum):
    """How the connection is protected: STARTTLS after the greeting, TLS from the first byte, or not at all."""

    STARTTLS = "starttls"
    TLS = "tls"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Relay:
    """Where to connect and as whom. `hello` is the name given in EHLO; `password` is never shown."""

    host: str
    port: int
    security: Security
    hello: str
    user: str | None = None
    password: str | None = None
    ca_file: Path | None = None

    def __repr__(self) -> str:
        return f"Relay({self.host}:{self.port}, {self.security})"


@dataclass(frozen=True, slots=True)
class Connection:
    """A socket on which the server waits for MAIL, and whether it takes commands in groups."""

    socket: socket.socket
    pipelining: bool


class NoConnection(Exception):
    """No connection could be had; `trouble` says why and what to do."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.message)
        self.trouble = trouble


def connect(relay: Relay) -> Connection:
    """Return a connection, greeted, encrypted and logged in as `relay` asks. Blocks.

    Raises `NoConnection`. It is fatal when trying again cannot help: certificate, login, no such host, TLS not offered.
    """
    where = f"`{relay.host}:{relay.port}`"
    client: smtplib.SMTP | None = None
    try:
        client = _greet(relay)
        if relay.user is not None:
            client.login(relay.user, relay.password or "")
        return _detach(client)
    except smtplib.SMTPAuthenticationError as error:
        words = f"{error.smtp_code} {_words(error.smtp_error)}"
        raise NoConnection(
            Trouble(f"{where} refused the login of `{relay.user}`: {words}", "run `storsthlm login`", fatal=True)
        ) from None
    except smtplib.SMTPNotSupportedError:
        raise NoConnection(_unsupported(relay, where)) from None
    except smtplib.SMTPResponseException as error:
        words = f"{where} does not want to talk now: {error.smtp_code} {_words(error.smtp_error)}"
        raise NoConnection(Trouble(words, None, fatal=error.smtp_code >= 500)) from None
    except ssl.SSLCertVerificationError as error:
        hint = "set `smtp.ca_file` if the server has a certificate of your own authority; there is no flag to trust it"
        words = f"the certificate of {where} is not valid for it: {error.verify_message}"
        raise NoConnection(Trouble(words, hint, fatal=True)) from None
    except socket.gaierror as error:
        words = f"there is no server called `{relay.host}`: {error.strerror}"
        raise NoConnection(Trouble(words, "check `smtp.host` in storsthlm.yaml", fatal=True)) from None
    except (OSError, smtplib.SMTPException) as error:
        words = f"could not connect to {where}: {getattr(error, 'strerror', None) or error or type(error).__name__}"
        hint = "check `smtp.host` and `smtp.port` in storsthlm.yaml, and that the network is up"
        raise NoConnection(Trouble(words, hint, fatal=False)) from None
    finally:
        if client is not None:
            client.close()


def _greet(relay: Relay) -> smtplib.SMTP:
    """Connect, say EHLO, and start TLS as asked."""
    context = _context(relay) if relay.security is not Security.PLAIN else None
    if relay.security is Security.TLS:
        client: smtplib.SMTP = smtplib.SMTP_SSL(
            relay.host, relay.port, relay.hello, timeout=CONNECT_SECONDS, context=context
        )
    else:
        client = smtplib.SMTP(relay.host, relay.port, relay.hello, timeout=CONNECT_SECONDS)
    try:
        _socket(client).settimeout(COMMAND_SECONDS)
        _expect(client.ehlo(), smtplib.SMTPHeloError)
        if relay.security is Security.STARTTLS:
            _expect(client.starttls(context=context), smtplib.SMTPResponseException)
            _expect(client.ehlo(), smtplib.SMTPHeloError)
    except BaseException:
        client.close()
        raise
    return client


def _context(relay: Relay) -> ssl.SSLContext:
    """Return a context that verifies name and certificate (smtplib's own does not)."""
    context = ssl.create_default_context(cafile=str(relay.ca_file) if relay.ca_file else None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _expect(reply: tuple[int, bytes], kind: type[smtplib.SMTPResponseException]) -> None:
    if not 200 <= reply[0] <= 299:
        raise kind(*reply)


def _socket(client: smtplib.SMTP) -> socket.socket:
    assert client.sock is not None
    return client.sock


def _detach(client: smtplib.SMTP) -> Connection:
    """Take the socket out of the client."""
    sock = _socket(client)
    client.sock = None
    sock.setblocking(False)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
    return Connection(sock, client.has_extn("pipelining"))


def _unsupported(relay: Relay, where: str) -> Trouble:
    if relay.security is Security.STARTTLS:
        words = f"{where} does not offer STARTTLS, so nothing is sent to it"
        return Trouble(words, "is the port right? use `security: tls` for port 465", fatal=True)
    return Trouble(f"{where} offers no login that we know", "is the port right?", fatal=True)


def _words(text: bytes | str) -> str:
    decoded = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(decoded.split())
