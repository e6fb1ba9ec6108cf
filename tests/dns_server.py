"""A real name server for tests, on a thread of its own: it knows the names that it is told."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset

LOOPBACK = "127.0.0.1"

Records = Mapping[str, Sequence[str]]
"""By kind: `{"MX": ["10 post.kommun.example."]}`."""


class NameServer:
    """The server. Use it in a `with` statement; `asked` is what came.

    `names` gives the records of a name: None when there is no such name, and what is raised is a failure of the server.
    """

    def __init__(self, names: Callable[[str], Records | None]) -> None:
        self.asked: list[tuple[str, str]] = []
        self._names = names
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((LOOPBACK, 0))
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="name-server")

    @property
    def resolver(self) -> dns.resolver.Resolver:
        """A resolver that asks this server alone."""
        made = dns.resolver.Resolver(configure=False)
        made.nameservers = [LOOPBACK]
        made.port = self._socket.getsockname()[1]
        return made

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._socket.sendto(b"", self._socket.getsockname())
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            data, sender = self._socket.recvfrom(4096)
            if self._ended.is_set():
                return
            self._socket.sendto(self._answer(dns.message.from_wire(data)).to_wire(), sender)

    def _answer(self, query: dns.message.Message) -> dns.message.Message:
        (question,) = query.question
        name, kind = question.name.to_text(omit_final_dot=True), dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, kind))
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        try:
            records = self._names(name)
        except LookupError:
            answer.set_rcode(dns.rcode.SERVFAIL)
            return answer
        if records is None:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        elif kind in records:
            answer.answer.append(dns.rrset.from_text_list(question.name, 60, "IN", kind, list(records[kind])))
        return answer
