"""One SMTP conversation after the greeting, as a state machine without I/O (RFC 5321, RFC 2920).

Where the server offers PIPELINING, the end of a message and the next MAIL, RCPT, DATA go out in one write, so that a
message costs one round trip. Otherwise each command waits for its reply.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto

from storsthlm_cli.delivery.ports import Event, Ready, Returned, Settled, Stage, Trouble
from storsthlm_cli.delivery.transports.commands import DATA, Commands, Offers
from storsthlm_cli.delivery.transports.replies import ProtocolError, Replies
from storsthlm_cli.model.delivery import Envelope, Reply, State

DOT = b".\r\n"
SERVICE_CLOSING = 421


class Step(Enum):
    """A command that a reply is awaited for."""

    RSET = auto()
    MAIL = auto()
    RCPT = auto()
    DATA = auto()
    MESSAGE = auto()
    EMPTY = auto()


SECONDS = {
    Step.RSET: 300,
    Step.MAIL: 300,
    Step.RCPT: 300,
    Step.DATA: 120,
    Step.MESSAGE: 600,
    Step.EMPTY: 600,
}
"""How long to wait for a reply (RFC 5321, 4.5.3.2). A shorter wait at the final dot makes duplicates."""


@dataclass(slots=True)
class _Mail:
    """One transaction under way."""

    number: int
    envelope: Envelope
    refusal: tuple[Stage, Reply] | None = None
    end: int = 0  # the byte count of the connection at which this message is complete


class Session:
    """The conversation on one connection. Bytes go out through `outgoing`, come in through `receive`.

    At most one message is between its first byte and its reply, and at most one more has been announced.
    """

    def __init__(self, offers: Offers) -> None:
        self.outgoing: list[bytes] = []
        self._commands = Commands(offers)
        self._pipelining = offers.pipelining
        self.queued = 0  # bytes ever put into `outgoing`
        self._sent = 0  # bytes that had left when the server spoke
        self._expected: deque[tuple[Step, _Mail]] = deque()
        self._announced: _Mail | None = None  # offered, waiting for its 354 or for the line to be free
        self._ready: _Mail | None = None  # has its 354
        self._sending: _Mail | None = None  # released, waiting for the reply to the dot
        self._open = False  # the server holds a transaction that must be reset first
        self.sender_refused = False  # nothing more will come of this connection
        self.fault = ""  # what was wrong when the server did not speak SMTP; nothing more will come of it either
        self._replies = Replies()
        self._usual = b""  # what this server said, word for word, when it took an envelope and wanted the message

    @property
    def wants(self) -> bool:
        """Whether a message may be offered, now or after the release of the one that is ready."""
        return self._announced is None

    @property
    def ready(self) -> int | None:
        """The number of the message that the server wants now; None when it wants none."""
        return self._ready.number if self._ready is not None else None

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._announced is None and self._ready is None and self._sending is None and not self._expected

    @property
    def patience(self) -> int | None:
        """Seconds that the oldest awaited reply may take; None when none is awaited."""
        return SECONDS[self._expected[0][0]] if self._expected else None

    def offer(self, number: int, envelope: Envelope) -> None:
        """Announce a message. A message that is ready must be released first."""
        self._announced = _Mail(number, envelope)
        if self._pipelining or self._sending is None:
            self._announce(self._announced)

    def release(self, message: bytes) -> None:
        """Send the message that is ready, and its final dot."""
        mail = self._ready
        assert mail is not None
        self._ready, self._sending = None, mail
        self.outgoing += (message, DOT)
        self.queued += len(message) + len(DOT)
        mail.end = self.queued
        self._expected.append((Step.MESSAGE, mail))

    def receive(self, data: bytes, sent: int) -> list[Event]:
        """Take what the server said and return what it means; `sent` is how many bytes the operating system took.

        At bytes that are no SMTP reply, or that nothing asked for, it stops and `fault` says so.
        """
        events: list[Event] = []
        self._sent = sent
        try:
            if self._usual and data.endswith(self._usual):
                self._hear(data[: -len(self._usual)], events)
                if self._awaits_an_envelope and self._replies.whole:
                    self._expected.clear()
                    self._get_ready(events)
                else:
                    self._hear(self._usual, events)
                return events
            learning = self._awaits_an_envelope and self._replies.whole
            self._hear(data, events)
            if learning and data.count(b"\n") == 3 and self._ready is not None and not self._expected:
                self._usual = data
        except ProtocolError as error:
            self.fault = str(error)
        return events

    @property
    def _awaits_an_envelope(self) -> bool:
        """Whether the replies to MAIL, RCPT and DATA of one message are awaited, and nothing else."""
        return len(self._expected) == 3 and self._expected[0][0] is Step.MAIL and self._expected[2][0] is Step.DATA

    def _hear(self, data: bytes, events: list[Event]) -> None:
        for reply in self._replies.feed(data):
            self._take(reply, events)

    def lost(self, sent: int) -> list[Event]:
        """Return what becomes of everything under way when the connection is gone.

        `sent` is how many bytes the operating system took. A message whose final dot is not among them was not
        delivered; one whose dot is and that has no reply is unknown (RFC 1047).
        """
        events: list[Event] = []
        if self._sending is not None:
            mail, self._sending = self._sending, None
            complete = sent >= mail.end
            events.append(Settled(mail.number, State.UNKNOWN, None, None) if complete else Returned(mail.number))
        if self._ready is not None:
            events.append(Returned(self._ready.number))
        if self._announced is not None and self._announced.refusal is not None:
            self._refused(self._announced, events)  # a 421 to RCPT takes the connection with it
        elif self._announced is not None:
            events.append(Returned(self._announced.number))
        self._ready = self._announced = None
        self._expected.clear()
        self.outgoing.clear()
        return events

    def _write(self, data: bytes) -> None:
        self.outgoing.append(data)
        self.queued += len(data)

    def _announce(self, mail: _Mail) -> None:
        if self._open:
            self._command(Step.RSET, mail, b"RSET\r\n")
            self._open = False
            if not self._pipelining:
                return
        if not self._pipelining:
            self._command(Step.MAIL, mail, self._commands.mail(mail.envelope))
            return
        self._write(self._commands.announcement(mail.envelope))
        self._expected += (Step.MAIL, mail), (Step.RCPT, mail), (Step.DATA, mail)

    def _command(self, step: Step, mail: _Mail, line: bytes) -> None:
        self._write(line)
        self._expected.append((step, mail))

    def _take(self, reply: Reply, events: list[Event]) -> None:
        if not self._expected:
            if reply.code == SERVICE_CLOSING:
                return  # the server tires of an idle connection; the end of the line follows
            raise ProtocolError(f"an answer that nothing asked for: {reply}")
        step, mail = self._expected[0]
        early = step is Step.MESSAGE and reply.code < 300 and self._sent < mail.end
        if early or not _answers(step, reply.code):
            raise ProtocolError(f"no answer to {step.name}: {reply}")
        self._expected.popleft()
        if step is Step.MESSAGE:
            self._sending = None
            events.append(Settled(mail.number, _outcome(reply), reply, Stage.MESSAGE))
            if not self._pipelining and self._announced is not None:
                self._announce(self._announced)
            return
        match step:
            case Step.DATA:
                self._data(mail, reply, events)
            case Step.EMPTY:
                self._open = False
            case Step.MAIL | Step.RCPT:
                self._envelope(step, mail, reply, events)
            case Step.RSET:
                if not self._pipelining:
                    self._announce(mail)

    def _envelope(self, step: Step, mail: _Mail, reply: Reply, events: list[Event]) -> None:
        """Take the reply to MAIL or RCPT."""
        if reply.code // 100 != 2 and mail.refusal is None:
            mail.refusal = (Stage.MAIL if step is Step.MAIL else Stage.RCPT, reply)
        if self._pipelining:
            return
        if mail.refusal is not None:
            self._refused(mail, events)
        elif step is Step.MAIL:
            self._command(Step.RCPT, mail, self._commands.rcpt(mail.envelope))
        else:
            self._command(Step.DATA, mail, DATA)

    def _data(self, mail: _Mail, reply: Reply, events: list[Event]) -> None:
        """Take the reply to DATA: 354, or the end of this transaction."""
        if reply.code == 354 and mail.refusal is None:
            self._get_ready(events)
            return
        if reply.code == 354:
            self._write(DOT)  # RFC 2920, 3.1: no recipient was taken, so nothing but the dot may follow
            self._expected.append((Step.EMPTY, mail))
        elif mail.refusal is None:
            mail.refusal = (Stage.DATA, reply)
        self._refused(mail, events)

    def _get_ready(self, events: list[Event]) -> None:
        """Have the announced message sent."""
        mail = self._announced
        assert mail is not None
        self._announced, self._ready = None, mail
        events.append(Ready(mail.number))

    def _refused(self, mail: _Mail, events: list[Event]) -> None:
        """End a transaction that does not get as far as its message."""
        assert mail.refusal is not None
        stage, reply = mail.refusal
        self._announced = None
        self._open = stage is not Stage.MAIL
        if stage is not Stage.MAIL:
            events.append(Settled(mail.number, _outcome(reply), reply, stage))
            return
        self.sender_refused = True
        events.append(Returned(mail.number))
        too_large = reply.code == 552 or reply.text.startswith("5.3.4")
        hint = "the mail is too large for it" if too_large else "may this account send from that address?"
        words = f"the server refused the sender `{mail.envelope.sender}`: {reply}"
        fatal = reply.code >= 500
        events.append(Trouble(words, hint if fatal else None, fatal=fatal))


def _answers(step: Step, code: int) -> bool:
    """Whether a reply can be one to that command (RFC 5321, 4.3.2).

    A server that says 250 to DATA has lost count of its replies: nobody can tell what its next 250 is about.
    """
    return code >= 400 or (code == 354 if step is Step.DATA else code < 300)


def _outcome(reply: Reply) -> State:
    if reply.code < 300:
        return State.ACCEPTED
    return State.DEFERRED if reply.code // 100 == 4 else State.REFUSED
