"""The embedded server: a real SMTP server on loopback that files each message as one `.eml`.

It is spoken to by the very same client as any other server, so that a rehearsal rehearses everything.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
from pathlib import Path
from urllib.parse import quote

from aiosmtpd.smtp import SMTP, Envelope, Session

from storsthlm_cli.delivery.transports.connecting import Relay, connect
from storsthlm_cli.delivery.transports.smtp import SmtpTransport
from storsthlm_cli.model.delivery import Security

LOOPBACK = "127.0.0.1"
CLOSING_ROUNDS = 20
"""Of the loop: enough to greet who was just let in, and to close the sockets of who is shown out (it takes 3 or 4)."""
SIZE_LIMIT = 50 * 1024 * 1024
LONGEST_NAME = 200
"""An address has up to 254 letters, a file name up to 255 with all that is put behind it."""


def file_name(address: str, copy: int = 1) -> str:
    """Return the name under which a message to `address` is filed; the second copy says so in its name.

    Two addresses have two names, which every system allows.
    """
    safe = quote(address, safe="@+!#$&'=^`{}~")
    if len(safe) > LONGEST_NAME:
        safe = f"{safe[:LONGEST_NAME]}~{hashlib.sha256(address.encode()).hexdigest()[:16]}"
    return f"{safe}.eml" if copy == 1 else f"{safe} ({copy}).eml"


class _Filer:
    """The server's handler (aiosmtpd calls its methods by name)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_EHLO(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [
            responses[0],
            "250-PIPELINING",
            *responses[1:],
        ]  # the first line is the server's name (RFC 5321, 4.1.1.1)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        try:
            for address in envelope.rcpt_tos:
                self._file(address, content)
        except OSError as error:
            return f"452 4.3.1 could not be filed: {error.strerror}"
        return "250 2.0.0 filed"

    def _file(self, address: str, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        copy = 1
        while (path := self._folder / file_name(address, copy)).exists():
            copy += 1
        part = path.with_name(path.name + ".part")
        try:
            part.write_bytes(content)
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise


class OutboxServer:
    """The server itself, on a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="outbox", daemon=True)
        self._thread.start()
        self._filer = _Filer(folder)
        self._conversations: list[SMTP] = []
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        self.port: int = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        """Stop listening and end the thread."""
        asyncio.run_coroutine_threadsafe(self._quit(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(self._conversation, LOOPBACK, 0)

    def _conversation(self) -> SMTP:
        made = SMTP(self._filer, data_size_limit=SIZE_LIMIT, hostname="outbox.invalid", loop=self._loop)
        self._conversations.append(made)
        return made

    async def _quit(self) -> None:
        """End every conversation and its socket before the loop ends.

        Nobody is let in any more, but who has been gets a conversation before the server closes: asyncio's server would
        forget his socket. Rounds and not seconds are waited for: on a busy machine a moment can pass within one.
        """
        for listening in self._server.sockets:
            self._loop.remove_reader(listening.fileno())
        await self._go_around()
        self._server.close()
        for conversation in self._conversations:
            if isinstance(conversation.transport, asyncio.WriteTransport):
                conversation.transport.abort()
        await self._go_around()
        tasks = [task for task in asyncio.all_tasks(self._loop) if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _go_around(self) -> None:
        for _ in range(CLOSING_ROUNDS):
            await asyncio.sleep(0)


class OutboxTransport(SmtpTransport):
    """The transport over the embedded server; messages end in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._server = OutboxServer(folder)
        relay = Relay(LOOPBACK, self._server.port, Security.PLAIN, hello="storsthlm.invalid")
        super().__init__(lambda: connect(relay))

    def close(self) -> None:
        """See `ports.Transport.close`."""
        super().close()
        self._server.close()
