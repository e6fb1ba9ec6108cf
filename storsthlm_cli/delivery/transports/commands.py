"""The commands that announce a message: MAIL, RCPT and DATA, with what the server has offered to understand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storsthlm_cli.model.delivery import Envelope

DATA = b"DATA\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What a server offers: commands in groups (RFC 2920), SIZE (RFC 1870), reports of delivery (RFC 3461)."""

    pipelining: bool = False
    size: bool = False
    reports: bool = False


class Commands:
    """Writes commands for one connection. Most of MAIL is the same for all messages of a dispatch and is kept."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers
        self._last = Envelope("", "", size=-1)
        self._mail = b""  # what there was before ENVID in the last one

    def announcement(self, envelope: Envelope) -> bytes:
        """Return all three."""
        return self.mail(envelope) + self.rcpt(envelope) + DATA

    def mail(self, envelope: Envelope) -> bytes:
        """Return MAIL."""
        if envelope.sender != self._last.sender or envelope.size != self._last.size:
            size = f" SIZE={envelope.size}" if self._offers.size and envelope.size else ""
            self._mail = f"MAIL FROM:<{envelope.sender}>{size}".encode("ascii")
            self._last = envelope
        if self._offers.reports and envelope.id:
            return b"%b RET=HDRS ENVID=%b\r\n" % (self._mail, xtext(envelope.id).encode("ascii"))
        return self._mail + b"\r\n"

    def rcpt(self, envelope: Envelope) -> bytes:
        """Return RCPT."""
        reports = f" NOTIFY=FAILURE,DELAY ORCPT=rfc822;{xtext(envelope.recipient)}" if self._offers.reports else ""
        return f"RCPT TO:<{envelope.recipient}>{reports}\r\n".encode("ascii")


def xtext(text: str) -> str:
    """Return ASCII text as a value that may stand in a command (RFC 3461 §4)."""
    return _NOT_XCHAR.sub(lambda match: f"+{ord(match[0]):02X}", text)


_NOT_XCHAR = re.compile(r"[^!-*,-<>-~]")
