"""A frozen dispatch and a letter, for tests that send."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine as Database

from storsthlm_cli.delivery.engine import Engine
from storsthlm_cli.delivery.ledgers.sql import SqlLedger
from storsthlm_cli.delivery.ports import Transport
from storsthlm_cli.delivery.runs import Ending, Limits
from storsthlm_cli.delivery.transports.connecting import Relay, connect
from storsthlm_cli.delivery.transports.smtp import SmtpTransport
from storsthlm_cli.model.audience import Suppression
from storsthlm_cli.model.delivery import Dispatch, DispatchState, Envelope, Recipient, Row, Security, State
from storsthlm_cli.model.sending import Progress
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.boot import NO_BOOT, boot_id
from storsthlm_cli.store.database import open_database
from storsthlm_cli.store.suppressions import suppress

BOOT = boot_id() or NO_BOOT
SENDER = "nytt@storsthlm.example"
NOW = datetime.datetime(2021, 6, 21, 8, 0, tzinfo=datetime.UTC)


def people(count: int, *, domains: int = 3) -> list[Recipient]:
    """Return invented recipients, spread over some domains."""
    addresses = [f"p{number}@kommun{number % domains}.example" for number in range(1, count + 1)]
    return [Recipient(number, address, address, {}) for number, address in enumerate(addresses, 1)]


def dispatch(*, issue: str = "2021-06", rehearsal: bool = False, content: str = "c1", size: int = 1) -> Dispatch:
    """Return a dispatch that is not written down yet."""
    return Dispatch(
        id="",
        issue=issue,
        lists=("kommuner",),
        transport="smtp",
        rehearsal=rehearsal,
        content=content,
        subject="Nytt från Storsthlm",
        size=size,
        created=NOW,
        state=DispatchState.OPEN,
    )


class PlainLetter:
    """Writes a message that names its recipient."""

    def __init__(self, padding: int = 400) -> None:
        self._padding = (b"hej " * 15 + b"\r\n") * max(1, padding // 62)

    def envelope(self, recipient: Recipient) -> Envelope:
        return Envelope(SENDER, recipient.address)

    def message(self, recipient: Recipient) -> bytes:
        return b"To: <%b>\r\nSubject: hej\r\n\r\n%b" % (recipient.address.encode(), self._padding)


@dataclass(frozen=True, slots=True)
class Book:
    """A database with one dispatch in it."""

    path: Path
    database: Database
    name: str

    def ledger(self, boot: str | None = BOOT) -> SqlLedger:
        return SqlLedger(self.database, self.name, self.path, boot=boot)

    def rows(self, *states: State) -> tuple[Row, ...]:
        return tuple(dispatches.rows(self.database, self.name, states))

    def numbers(self, *states: State) -> list[int]:
        return [row.number for row in self.rows(*states)]

    def states(self) -> dict[State, int]:
        """Count the rows by state, in the database."""
        return {state: count for state, count in dispatches.tally(self.database, self.name).counts.items() if count}

    def again(self) -> Book:
        """Return the same book as another process sees it."""
        return Book(self.path, open_database(self.path), self.name)

    def close(self) -> None:
        self.database.dispose()


def freeze(path: Path, recipients: Sequence[Recipient]) -> Book:
    """Write a dispatch to these recipients into the database at `path`."""
    database = open_database(path)
    made = dispatches.create(database, dispatch(size=len(recipients)), b"letter", recipients)
    return Book(path, database, made.id)


def leave(database: Database, *keys: str) -> None:
    """Suppress these addresses."""
    suppress(database, [Suppression(key, "unsubscribed", "a test", NOW) for key in keys])


def smtp(port: int) -> SmtpTransport:
    """Return a transport to a server on this machine."""
    relay = Relay("127.0.0.1", port, Security.PLAIN, "storsthlm.example")
    return SmtpTransport(lambda: connect(relay))


def send(
    book: Book,
    transport: Transport,
    *,
    connections: int = 4,
    messages: int | None = None,
    lifetime: float = 3600,
    letter: PlainLetter | None = None,
    domains: Mapping[str, int] | None = None,
    refusals: bool = False,
    stop: Callable[[], bool] = lambda: False,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Ending:
    """Run the engine over a book until it ends."""
    ledger = book.ledger()
    try:
        limits = Limits(connections, messages, lifetime, domains or {}, refusals)
        return Engine(ledger, transport, letter or PlainLetter(), limits, stop=stop, tell=tell).run()
    finally:
        ledger.close()


def addresses(recipients: Iterable[Recipient]) -> list[str]:
    """Return the addresses of recipients."""
    return [recipient.address for recipient in recipients]
