"""Opening a connection: greeting, TLS, login. The only place where smtplib is used.

TLS is verified, and a server that does not offer it is refused: a stripped STARTTLS never leads to plain text.
"""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from storsthlm_cli.delivery.ports import Trouble
from storsthlm_cli.delivery.transports.commands import Offers
from storsthlm_cli.model.delivery import Login, Security
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.sasl import bearer, encoded, hidden, plain

CONNECT_SECONDS = 60
"""For the connection and the greeting together: giving up early is safe here, since nothing has been sent."""
COMMAND_SECONDS = 300
"""For EHLO, STARTTLS and the login (RFC 5321, 4.5.3.2)."""
CONTINUE = 334


@dataclass(frozen=True, slots=True)
class Relay:
    """Where to connect and as whom. `hello` is the name given in EHLO.

    `secret` returns the password, or for a `login` by token a fresh one. It is asked at each connection, and what it
    returns is never shown.
    """

    host: str
    port: int
    security: Security
    hello: str
    user: str | None = None
    login: Login = Login.PASSWORD
    secret: Callable[[], str] = field(default=lambda: "", repr=False)
    ca_file: Path | None = None

    def __repr__(self) -> str:
        return f"Relay({self.host}:{self.port}, {self.security})"


@dataclass(frozen=True, slots=True)
class Connection:
    """A socket on which the server waits for MAIL, and what it offered after EHLO; `words` are its own, by keyword."""

    socket: socket.socket
    offers: Offers
    words: Mapping[str, str] = field(default_factory=dict)


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
            _log_in(client, relay, relay.user)
        return _detach(client)
    except Failure as error:  # no password or token is to be had
        raise NoConnection(Trouble(error.message, error.hint, fatal=True)) from None
    except smtplib.SMTPAuthenticationError as error:
        words = f"{error.smtp_code} {_words(error.smtp_error)}"
        words = f"{where} refused the login of `{relay.user}`: {words}"
        raise NoConnection(Trouble(words, "run `storsthlm login`", fatal=error.smtp_code >= 500)) from None
    except smtplib.SMTPNotSupportedError as error:
        hint = "is the port right? use `security: tls` for port 465"
        raise NoConnection(Trouble(f"{where} offers no {error}, so nothing is sent to it", hint, fatal=True)) from None
    except smtplib.SMTPResponseException as error:
        words = f"{where} does not want to talk now: {error.smtp_code} {_words(error.smtp_error)}"
        raise NoConnection(Trouble(words, None, fatal=error.smtp_code >= 500)) from None
    except ssl.SSLCertVerificationError as error:
        hint = "set `smtp.ca_file` if the server has a certificate of your own authority; there is no flag to trust it"
        words = f"the certificate of {where} is not valid for it: {error.verify_message}"
        raise NoConnection(Trouble(words, hint, fatal=True)) from None
    except (socket.gaierror, UnicodeError) as error:
        words = f"there is no server called `{relay.host}`: {getattr(error, 'strerror', 'not a name')}"
        later = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        raise NoConnection(Trouble(words, "check `smtp.host` in storsthlm.yaml", fatal=not later)) from None
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
            if not client.has_extn("starttls"):
                raise smtplib.SMTPNotSupportedError("STARTTLS")
            _expect(client.starttls(context=context), smtplib.SMTPResponseException)
            _expect(client.ehlo(), smtplib.SMTPHeloError)
    except BaseException:
        client.close()
        raise
    return client


def _context(relay: Relay) -> ssl.SSLContext:
    """Return a context that verifies name and certificate (smtplib's own does not)."""
    try:
        context = ssl.create_default_context(cafile=str(relay.ca_file) if relay.ca_file else None)
    except OSError as error:  # ssl.SSLError is one
        words = f"the certificates in `{relay.ca_file}` cannot be used: {error.strerror or error}"
        raise NoConnection(Trouble(words, "`smtp.ca_file` names a file in PEM format", fatal=True)) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _log_in(client: smtplib.SMTP, relay: Relay, user: str) -> None:
    """Log in, once (RFC 4954).

    `smtplib.login` tries a wrong password by every mechanism, which locks accounts, and knows no letters but English.
    """
    offered = client.esmtp_features.get("auth", "").upper().split()
    if relay.login is Login.MICROSOFT and "XOAUTH2" not in offered:
        raise smtplib.SMTPNotSupportedError("login by XOAUTH2")
    password = relay.secret()
    if relay.login is Login.MICROSOFT:
        code, words = client.docmd("AUTH", f"XOAUTH2 {encoded(bearer(user, password))}")
        if code == CONTINUE:  # what is wrong, as JSON in base64; an empty line ends it
            details = words
            code, words = client.docmd("")
            words += b" " + _decoded(details)
    elif "PLAIN" in offered:
        code, words = client.docmd("AUTH", f"PLAIN {encoded(plain(user, password))}")
    elif "LOGIN" in offered:
        code, words = client.docmd("AUTH", "LOGIN")
        for secret in (user, password):
            if code == CONTINUE:
                code, words = client.docmd(encoded(secret))
    else:
        raise smtplib.SMTPNotSupportedError("login by PLAIN or LOGIN")
    if not 200 <= code <= 299:
        raise smtplib.SMTPAuthenticationError(code, hidden(words, user, password))


def _decoded(details: bytes) -> bytes:
    try:
        return base64.b64decode(details)
    except ValueError:
        return details


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
    return Connection(
        sock,
        Offers(
            pipelining=client.has_extn("pipelining"),
            size=client.has_extn("size"),
            reports=client.has_extn("dsn"),
        ),
        {keyword.upper(): words.strip() for keyword, words in client.esmtp_features.items()},
    )


def _words(text: bytes | str) -> str:
    decoded = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(decoded.split())
