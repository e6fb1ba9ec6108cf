"""The mail servers and the mailbox: step by step, so that the first step that fails says who can help."""

from __future__ import annotations

import contextlib
import datetime
import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from storsthlm_cli.delivery.transports.connecting import Connection, NoConnection, Relay, connect
from storsthlm_cli.model.delivery import Login, Security
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.health import Ask, Grade, Outcome, Request
from storsthlm_cli.online.reserved import is_reserved, reserved_words
from storsthlm_cli.settings.records import Account, MailboxSettings, RelaySettings
from storsthlm_cli.workflows.transports import relay_of
from storsthlm_cli.workflows.workspace import Workspace

_REACH_SECONDS = 15
_SOON = 21
"""Days before its end at which a certificate should have been renewed: those of Let's Encrypt are at 30."""


def relay(workspace: Workspace, settings: RelaySettings, size: int, *, busy: bool) -> Iterator[Outcome]:
    """Look at a mail server: password, name, port, TLS, login, offers and how many connections it bears.

    `size` is that of the mail in bytes, 0 if unknown. While a `send` is `busy` no connections are tried side by side.
    """
    account, server = settings.account, relay_of(workspace, settings.account)
    secret = _secret(account) if account.user is not None else _NO_USER
    yield replace(secret, topic=account.key)
    if (unreached := _unreached(account)) is not None:
        yield unreached
        return
    try:
        greeted = connect(replace(server, user=None))
    except NoConnection as error:
        yield _wrong(account, error, Ask.TLS)
        return
    yield _certificate(account, greeted.socket)
    _leave(greeted)
    if secret.grade is Grade.ERROR:
        return
    try:
        first = connect(server)
    except NoConnection as error:
        yield _wrong(account, error, Ask.REGISTRATION if account.login is Login.MICROSOFT else Ask.LOGIN)
        return
    try:
        if account.user is not None:
            yield Outcome(account.key, Grade.OK, f"`{account.user}` may log in")
        yield from _offers(account, first, size)
        if not busy:
            yield _side_by_side(account, server, settings.connections)
    finally:
        _leave(first)


_NO_USER = Outcome("", Grade.OK, "no user is named: the server must know this machine by itself")


def mailbox(settings: MailboxSettings) -> Iterator[Outcome]:
    """Look at the mailbox: name, port, TLS, login and its folders."""
    from storsthlm_cli.mailbox.opening import open_mailbox
    from storsthlm_cli.workflows.mailboxes import mailbox_server

    account = settings.account
    secret, unreached = _secret(account), _unreached(account)
    yield secret
    if unreached is not None:
        yield unreached
    if unreached is not None or secret.grade is Grade.ERROR:
        return
    try:
        with open_mailbox(mailbox_server(account)) as client:
            yield _certificate(account, client.socket())
            yield Outcome(account.key, Grade.OK, f"`{account.user}` may log in")
            for key, folder in (("inbox", settings.inbox), ("sent", settings.sent)):
                if not client.folder_exists(folder):
                    words = f"it has no folder `{folder}`"
                    yield Outcome(account.key, Grade.ERROR, words, f"set `mailbox.{key}` to the one that it has")
    except Failure as failure:
        ask = Ask.REGISTRATION if account.login is Login.MICROSOFT else Ask.MAILBOX
        hint = _own_login(account, failure.hint or "")
        yield Outcome(account.key, Grade.ERROR, failure.message, hint, _request(ask, account))


def _unreached(account: Account) -> Outcome | None:
    """Look up the name and knock at the port; None when somebody is there."""
    where = f"{account.host}:{account.port}"
    if is_reserved(account.host):
        way_out = f"set `{account.key}.host` to the name of your own"
        return Outcome(account.key, Grade.ERROR, reserved_words(account.host), way_out)
    try:
        socket.getaddrinfo(account.host, account.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        words = f"nobody knows a server called `{account.host}`"
        way_out = f"check `{account.key}.host`, and that the network is up"
        return Outcome(account.key, Grade.ERROR, words, way_out, _request(Ask.NAME, account))
    try:
        socket.create_connection((account.host, account.port), _REACH_SECONDS).close()
    except OSError as error:
        words = f"`{where}` cannot be reached: {error.strerror or error}"
        way_out = f"check `{account.key}.port`; a firewall may be in the way"
        return Outcome(account.key, Grade.ERROR, words, way_out, _request(Ask.PORT, account))
    return None


def _secret(account: Account) -> Outcome:
    """Look for the secret in the keyring or the file, without using it."""
    from storsthlm_cli.settings.secrets import account_name, password

    try:
        password(account)
    except Failure as failure:
        return Outcome(account.key, Grade.ERROR, failure.message, _own_login(account, failure.hint or ""))
    where = "the keyring" if account.password_file is None else f"`{account.password_file.name}`"
    what = "what fetches tokens" if account.login is Login.MICROSOFT else "the password"
    return Outcome(account.key, Grade.OK, f"{what} for `{account_name(account)}` is in {where}")


def _own_login(account: Account, hint: str) -> str:
    login = "`storsthlm login`"
    return hint.replace(login, f"`storsthlm login --server {account.key}`") if account.key != "smtp" else hint


def _wrong(account: Account, error: NoConnection, ask: Ask) -> Outcome:
    trouble = error.trouble
    hint = _own_login(account, trouble.hint or "")
    return Outcome(account.key, Grade.ERROR, trouble.message, hint, _request(ask, account, words=trouble.message))


def _certificate(account: Account, sock: socket.socket) -> Outcome:
    """Tell how long the certificate is good; that it is so now was proved by connecting."""
    where = f"`{account.host}:{account.port}`"
    if account.security is Security.PLAIN or not isinstance(sock, ssl.SSLSocket):
        return Outcome(account.key, Grade.OK, f"{where} answers, on this very computer and without TLS")
    end = str((sock.getpeercert() or {}).get("notAfter", ""))
    days = (datetime.datetime.fromtimestamp(ssl.cert_time_to_seconds(end), datetime.UTC) - _now()).days
    words = f"{where} answers in {sock.version()}; its certificate is good for {days} more days"
    if days >= _SOON:
        return Outcome(account.key, Grade.OK, words)
    return Outcome(account.key, Grade.WARNING, words, "", _request(Ask.EXPIRY, account, days=str(days)))


def _offers(account: Account, connection: Connection, size: int) -> Iterator[Outcome]:
    """Tell what the server offers that we use, and whether it takes a mail of our size (RFC 1870)."""
    found = [keyword for keyword in _USED if keyword in connection.words]
    losses = [loss for keyword, loss in _USED.items() if keyword not in connection.words]
    yield Outcome(account.key, Grade.OK, "; ".join((f"it offers {', '.join(found) or 'nothing of use'}", *losses)))
    most = connection.words.get("SIZE", "")
    if most.isdecimal() and 0 < int(most) < size:
        words = f"it takes mails of {int(most) // 1000} kB at most, and that of the newest issue has {size // 1000 + 1}"
        request = _request(Ask.SIZE, account, most=str(int(most) // 1000), size=str(size // 1000 + 1))
        yield Outcome(account.key, Grade.ERROR, words, "fewer or smaller images, or `design.images: hosted`", request)


_USED = {
    "PIPELINING": "without PIPELINING each mail takes some round trips more",
    "SIZE": "without SIZE a mail that is too big is found out late",
    "DSN": "without DSN it sends reports of failure in the way it likes",
}


def _side_by_side(account: Account, server: Relay, wanted: int) -> Outcome:
    """Open as many connections as a `send` would; one is open."""

    def attempt(_: int) -> Connection | None:
        with contextlib.suppress(NoConnection):
            return connect(server)
        return None

    more = wanted - 1
    with ThreadPoolExecutor(max(more, 1)) as pool:
        opened = [each for each in pool.map(attempt, range(more)) if each is not None]
    for each in opened:
        _leave(each)
    borne = 1 + len(opened)
    if borne == wanted:
        return Outcome(account.key, Grade.OK, f"it bears the connections of `{account.key}.connections`: {wanted}")
    request = _request(Ask.CONNECTIONS, account, wanted=str(wanted), borne=str(borne))
    words = f"it bears {borne} of {wanted} connections at a time"
    return Outcome(account.key, Grade.WARNING, words, f"set `{account.key}.connections` to {borne}", request)


def _leave(connection: Connection) -> None:
    """Say goodbye, and wait for no answer."""
    with contextlib.suppress(OSError):
        connection.socket.send(b"QUIT\r\n")
    connection.socket.close()


def _request(ask: Ask, account: Account, **more: str) -> Request:
    values = {"host": account.host, "port": str(account.port), "user": account.user or "", "tenant": account.tenant}
    return Request(ask, {**values, "client": account.client_id, **more})


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
