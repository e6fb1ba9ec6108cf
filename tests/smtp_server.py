"""A real SMTP server for tests, on a thread of its own: it answers, delays and drops the line as it is told."""

from __future__ import annotations

import asyncio
import base64
import logging
import re
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from types import TracebackType
from typing import Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LOOPBACK = "127.0.0.1"
CLOSING_ROUNDS = 20
"""Of the loop, at the end: see `delivery.transports.outbox`."""
NOBODY = "nobody@test.invalid"
"""Stands for the recipient that a server makes do without when it says 354 to nobody."""


class Moment(Enum):
    """A moment at which the line can be dropped."""

    CONNECT = auto()
    """Instead of the greeting."""
    MAIL = auto()
    RCPT = auto()
    DATA = auto()
    """Instead of the answer to that command."""
    GO_AHEAD = auto()
    """Straight after the 354."""
    BODY = auto()
    """At the first bytes of the message; none of the others is read."""
    DOT = auto()
    """After the dot; the message is not kept."""
    KEPT = auto()
    """After the dot; the message is kept, and nobody told."""


def agree(_: str) -> str:
    """Answer as usual."""
    return ""


def never(_moment: Moment, _recipient: str) -> bool:
    """Drop no line."""
    return False


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How a server behaves. `mail` is asked about the sender; `rcpt`, `data` and `message` about the recipient.

    An empty answer is the usual one. `permissive` says 354 to a transaction without recipients (RFC 2920, 3.1).
    `delay` is the wait in seconds before the final reply. `security` is "plain", "starttls" or "tls". `login` is the
    only user and password that are let in; without it nobody need log in.
    """

    pipelining: bool = True
    mail: Callable[[str], str] = agree
    rcpt: Callable[[str], str] = agree
    data: Callable[[str], str] = agree
    message: Callable[[str], str] = agree
    drop: Callable[[Moment, str], bool] = never
    delay: Callable[[], float] = float
    greeting: str = ""
    permissive: bool = False
    security: str = "plain"
    context: ssl.SSLContext | None = None
    login: tuple[str, str] | None = None
    mechanisms: Sequence[str] = ("PLAIN", "LOGIN")


@dataclass
class Record:
    """What a server saw. `turns` counts arrivals of bytes after an answer: the round trips of all connections."""

    accepted: list[tuple[str, bytes]] = field(default_factory=list)
    connections: int = 0
    turns: int = 0
    logins: int = 0
    empty_messages: int = 0
    clear: list[bytes] = field(default_factory=list)
    """Everything that came unencrypted."""

    @property
    def copies(self) -> Counter[str]:
        """How many messages each recipient got."""
        return Counter(recipient for recipient, _ in self.accepted)


class Server:
    """The server. Use it in a `with` statement; `port` is where it listens, the record what it saw."""

    def __init__(self, manners: Manners | None = None) -> None:
        self.manners = manners or Manners()
        self.record = Record()
        self._conversations: list[_Conversation] = []
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda _loop, _context: None)  # broken lines are what it is for
        self._thread = threading.Thread(target=self._loop.run_forever, name="smtp-server", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._quit(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def accepted(self) -> list[tuple[str, bytes]]:
        """Recipient and bytes of each message that was kept."""
        return self.record.accepted

    @property
    def turns(self) -> int:
        """The round trips of all connections."""
        return self.record.turns

    async def _listen(self) -> asyncio.Server:
        context = self.manners.context if self.manners.security == "tls" else None
        return await self._loop.create_server(self._conversation, LOOPBACK, 0, ssl=context)

    def _conversation(self) -> SMTP:
        self._conversations.append(_Conversation(self.manners, self.record, self._loop))
        return self._conversations[-1]

    async def _quit(self) -> None:
        for listening in self._server.sockets:
            self._loop.remove_reader(listening.fileno())
        await self._go_around()  # who has just been let in gets a conversation, which can be ended
        self._server.close()
        for conversation in self._conversations:
            conversation.hang_up()
        await self._go_around()  # the loop closes an aborted socket when it next goes around
        tasks = [task for task in asyncio.all_tasks(self._loop) if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _go_around(self) -> None:
        for _ in range(CLOSING_ROUNDS):
            await asyncio.sleep(0)


class _Handler:
    """What aiosmtpd asks (it calls the methods by name)."""

    def __init__(self, manners: Manners, record: Record) -> None:
        self._manners = manners
        self._record = record

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        kept = [line for line in responses if self._manners.login or not line.startswith("250-AUTH")]
        return [*kept[:1], *(["250-PIPELINING"] if self._manners.pipelining else []), *kept[1:]]

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self._manners.mail(address)
        if not answer:
            envelope.mail_from = address
        return answer or "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self._manners.rcpt(address)
        if not answer:
            envelope.rcpt_tos.append(address)
        return answer or "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        (recipient,) = envelope.rcpt_tos
        if recipient == NOBODY:
            self._record.empty_messages += envelope.content == b""
            return "554 5.5.1 no valid recipients"
        answer = self._manners.message(recipient)
        gone = self._manners.drop(Moment.DOT, recipient)
        if not answer and not gone:
            assert envelope.original_content is not None
            self._record.accepted.append((recipient, envelope.original_content))
        await asyncio.sleep(self._manners.delay())
        if gone or self._manners.drop(Moment.KEPT, recipient):
            assert isinstance(server, _Conversation)
            server.hang_up()
        return answer or "250 2.0.0 kept"


class _Conversation(SMTP):
    """One connection."""

    def __init__(self, manners: Manners, record: Record, loop: asyncio.AbstractEventLoop) -> None:
        known = {"PLAIN", "LOGIN", "XOAUTH2"}
        super().__init__(
            _Handler(manners, record),
            hostname="mail.test.invalid",
            loop=loop,
            data_size_limit=64 << 20,
            tls_context=manners.context if manners.security == "starttls" else None,
            require_starttls=manners.security == "starttls",
            auth_required=False,
            auth_require_tls=manners.security == "starttls",
            auth_exclude_mechanism=known - set(manners.mechanisms),
            authenticator=self._judge,
        )
        self._manners = manners
        self._record = record
        self._answered = False
        self._cut_next = False
        self._asked = ""

    def hang_up(self) -> None:
        """Close the line at once."""
        if self.transport is not None:
            self.transport.abort()  # type: ignore[attr-defined]  # aiosmtpd annotates the base class

    def data_received(self, data: bytes) -> None:
        """Count a round trip, and take the bytes."""
        if self._answered:
            self._record.turns += 1
            self._answered = False
        if self._manners.security != "tls" and self._tls_protocol is None:
            self._record.clear.append(data)
        if self._cut_next:
            self.hang_up()
            return
        super().data_received(data)

    async def push(self, status: str | bytes) -> None:
        """Send an answer."""
        words = status.encode() if isinstance(status, str) else status
        if words.startswith(b"220 mail"):
            self._record.connections += 1
            if self._manners.drop(Moment.CONNECT, ""):
                self.hang_up()
                return
            words = self._manners.greeting.encode() or words
        self._answered = True
        await super().push(words)

    async def auth_XOAUTH2(self, _: SMTP, words: Sequence[str]) -> AuthResult:  # noqa: N802
        """Take a login by token; one that is refused is told why first, and ends with an empty line."""
        user, token = re.fullmatch(
            r"user=(.*)\x01auth=Bearer (.*)\x01\x01", base64.b64decode(words[1]).decode()
        ).groups()  # type: ignore[union-attr]
        self._record.logins += 1
        if (user, token) == self._manners.login:
            return AuthResult(success=True)
        await self.challenge_auth(b'{"status":"400"}')
        return AuthResult(success=False, handled=False)

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        if not self._dropped(Moment.MAIL, arg):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802
        self._asked = (arg or "").partition("<")[2].partition(">")[0]
        if not self._dropped(Moment.RCPT, arg):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802
        assert self.envelope is not None
        recipient = self.envelope.rcpt_tos[0] if self.envelope.rcpt_tos else ""
        if self._manners.drop(Moment.DATA, recipient):
            self.hang_up()
            return
        answer = self._manners.data(recipient) if recipient else ""
        if answer:
            await self.push(answer)
            return
        if not recipient and self._manners.permissive:
            self.envelope.rcpt_tos.append(NOBODY)
        if recipient and self._manners.drop(Moment.GO_AHEAD, recipient):
            await self.push("354 go ahead")
            self.hang_up()
            return
        self._cut_next = bool(recipient) and self._manners.drop(Moment.BODY, recipient)
        await super().smtp_DATA(arg)

    def _dropped(self, moment: Moment, arg: str | None) -> bool:
        dropped = self._manners.drop(moment, (arg or "").partition("<")[2].partition(">")[0])
        if dropped:
            self.hang_up()
        return dropped

    def _judge(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self._record.logins += 1
        login = (data.login.decode(), data.password.decode())
        return AuthResult(success=login == self._manners.login, handled=False)
