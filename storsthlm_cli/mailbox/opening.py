"""Opening a mailbox: TLS, login, and every error of the line as a failure with a way out.

TLS is verified, and a server that does not offer it is refused.
"""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from storsthlm_cli.model.delivery import Login, Security
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.sasl import hidden

if TYPE_CHECKING:
    from imapclient import IMAPClient

SECONDS = 60
"""For the connection, and for each answer."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a mailbox is and whose. `secret` returns the password, or for a `login` by token a fresh one."""

    host: str
    port: int
    security: Security
    user: str
    login: Login = Login.PASSWORD
    secret: Callable[[], str] = field(default=lambda: "", repr=False)
    ca_file: Path | None = None

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@contextmanager
def open_mailbox(server: Server) -> Iterator[IMAPClient]:
    """Yield a client that is logged in, with times that know their zone; it is logged out at the end.

    Raises Failure for whatever goes wrong with the line or the server, in the block as well. No secret is in it.
    """
    from imapclient.exceptions import IMAPClientError, LoginError

    secret = server.secret()
    try:
        with _connect(server) as client:
            _log_in(client, server, secret)
            yield client
    except LoginError as error:
        words = f"`{server}` refused the login of `{server.user}`: {_words(error, server, secret)}"
        raise Failure(words, hint="run `storsthlm login --server mailbox`") from None
    except ssl.SSLCertVerificationError as error:
        raise Failure(
            f"the certificate of `{server}` is not valid for it: {error.verify_message}",
            hint="set `mailbox.ca_file` if it is of your own authority; there is no flag to trust it",
        ) from None
    except IMAPClientError as error:
        raise Failure(f"the mailbox at `{server}` answered: {_words(error, server, secret)}") from None
    except OSError as error:
        raise Failure(
            f"could not talk to the mailbox at `{server}`: {error.strerror or error or type(error).__name__}",
            hint="check `mailbox.host`, `mailbox.port` and `mailbox.security`, and that the network is up",
        ) from None


def _connect(server: Server) -> IMAPClient:
    """Connect, encrypted as asked."""
    from imapclient import IMAPClient

    context = None if server.security is Security.PLAIN else _context(server.ca_file)
    at_once = server.security is Security.TLS
    client = IMAPClient(server.host, server.port, ssl=at_once, ssl_context=context, timeout=SECONDS)
    try:
        client.normalise_times = False
        if server.security is Security.STARTTLS:
            if not client.has_capability("STARTTLS"):
                raise Failure(
                    f"the mailbox at `{server}` offers no TLS, so it is not read",
                    hint="is the port right? use `security: tls` for port 993",
                )
            client.starttls(context)
    except BaseException:
        with contextlib.suppress(OSError):
            client.shutdown()
        raise
    return client


def _context(ca_file: Path | None) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
    except OSError as error:  # ssl.SSLError is one
        words = f"the certificates in `{ca_file}` cannot be used: {error.strerror or error}"
        raise Failure(words, hint="`mailbox.ca_file` names a file in PEM format") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _log_in(client: IMAPClient, server: Server, secret: str) -> None:
    """Log in, once. SASL PLAIN takes all letters (RFC 4616), LOGIN only English ones."""
    if server.login is Login.MICROSOFT:
        client.oauth2_login(server.user, secret)
    elif client.has_capability("AUTH=PLAIN"):
        client.plain_login(server.user, secret)
    else:
        client.login(server.user, secret)


def _words(error: Exception, server: Server, secret: str) -> str:
    """Return what an error says, without the secret."""
    said = str(error).encode(errors="surrogateescape")
    return hidden(said, server.user, secret).decode(errors="surrogateescape")
