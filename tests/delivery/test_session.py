from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.delivery.ports import Event, Ready, Returned, Settled, Stage, Trouble
from storsthlm_cli.delivery.transports.commands import Offers, xtext
from storsthlm_cli.delivery.transports.session import SECONDS, Session, Step
from storsthlm_cli.model.delivery import Envelope, Reply, State

BODY = b"Subject: hej\r\n\r\nhej\r\n"
OPEN = b"250 2.1.0 ok\r\n250 2.1.5 ok\r\n354 go\r\n"


def envelope(number: int) -> Envelope:
    return Envelope("nytt@storsthlm.example", f"p{number}@kommun.example")


def commands(number: int) -> bytes:
    return b"MAIL FROM:<nytt@storsthlm.example>\r\nRCPT TO:<p%d@kommun.example>\r\nDATA\r\n" % number


class Line:
    """A session and what has gone out of it."""

    def __init__(self, *, pipelining: bool = True) -> None:
        self.session = Session(Offers(pipelining=pipelining))
        self.sent = 0

    def take(self) -> bytes:
        data = b"".join(self.session.outgoing)
        self.session.outgoing.clear()
        self.sent += len(data)
        return data

    def offer(self, number: int) -> bytes:
        self.session.offer(number, envelope(number))
        return self.take()

    def release(self) -> bytes:
        self.session.release(BODY)
        return self.take()

    def hear(self, data: bytes) -> list[Event]:
        return self.session.receive(data, self.sent)

    def wants(self) -> bool:
        return self.session.wants

    def patience(self) -> int | None:
        return self.session.patience

    def lose(self) -> list[Event]:
        return self.session.lost(self.sent)


def accepted(number: int, words: str = "2.0.0 kept") -> Settled:
    return Settled(number, State.ACCEPTED, Reply(250, words), Stage.MESSAGE)


# --- one round trip a message


def test_a_message_goes_out_with_the_envelope_of_the_next_one() -> None:
    line = Line()
    assert line.offer(1) == commands(1)
    assert line.hear(OPEN) == [Ready(1)]
    line.session.release(BODY)
    assert line.wants()
    line.session.offer(2, envelope(2))
    assert line.take() == BODY + b".\r\n" + commands(2)
    assert line.hear(b"250 2.0.0 kept\r\n" + OPEN) == [accepted(1), Ready(2)]
    assert line.release() == BODY + b".\r\n"
    assert not line.session.idle
    assert line.hear(b"250 2.0.0 kept\r\n") == [accepted(2)]
    assert line.session.idle


@pytest.mark.parametrize("cut", range(1, len(b"250-2.0.0 kept\r\n250 2.0.0 as 7F\r\n" + OPEN)))
def test_replies_may_be_cut_at_any_byte(cut: int) -> None:
    line = Line()
    line.offer(1)
    assert line.hear(OPEN) == [Ready(1)]
    line.release()
    line.offer(2)
    data = b"250-2.0.0 kept\r\n250 2.0.0 as 7F\r\n" + OPEN
    assert line.hear(data[:cut]) + line.hear(data[cut:]) == [accepted(1, "2.0.0 kept 2.0.0 as 7F"), Ready(2)]


def test_a_reply_without_words_or_carriage_return_is_understood() -> None:
    line = Line()
    line.offer(1)
    assert line.hear(b"250\n250\n354\n") == [Ready(1)]
    line.release()
    assert line.hear(b"250\r\n") == [accepted(1, "")]


def test_control_characters_in_a_reply_do_not_reach_the_screen() -> None:
    line = Line()
    line.offer(1)
    (settled,) = line.hear(b"250 ok\r\n550 5.1.1 no \x1b[2J\xff\x07such\r\n554 no\r\n")
    assert isinstance(settled, Settled)
    assert settled.reply is not None
    assert settled.reply.text.isprintable()


def test_another_message_is_wanted_as_soon_as_one_is_ready_and_not_before() -> None:
    line = Line()
    assert line.wants()
    line.offer(1)
    assert not line.wants()
    line.hear(OPEN)
    assert line.wants()
    line.release()
    line.offer(2)
    assert not line.wants()


# --- refusals, in groups


def test_a_refused_recipient_ends_with_the_server_s_words_and_the_next_one_begins_afresh() -> None:
    line = Line()
    line.offer(1)
    events = line.hear(b"250 ok\r\n550 5.1.1 no such user\r\n554 no valid recipients\r\n")
    assert events == [Settled(1, State.REFUSED, Reply(550, "5.1.1 no such user"), Stage.RCPT)]
    assert line.offer(2) == b"RSET\r\n" + commands(2)
    assert line.hear(b"250 reset\r\n" + OPEN) == [Ready(2)]


def test_after_a_354_to_nobody_only_the_dot_follows() -> None:
    line = Line()
    line.offer(1)
    events = line.hear(b"250 ok\r\n550 5.1.1 no\r\n354 go\r\n")
    assert events == [Settled(1, State.REFUSED, Reply(550, "5.1.1 no"), Stage.RCPT)]
    assert line.take() == b".\r\n"
    line.offer(2)
    assert line.hear(b"554 nobody to send to\r\n") == []
    assert line.hear(b"250 reset\r\n" + OPEN) == [Ready(2)]


@pytest.mark.parametrize("answer", [b"250 kept for nobody\r\n", b"554 nobody\r\n"])
def test_what_the_server_says_to_an_empty_message_is_nobody_s_outcome(answer: bytes) -> None:
    line = Line()
    line.offer(1)
    line.hear(b"250 ok\r\n450 4.2.1 busy\r\n354 go\r\n")
    assert line.take() == b".\r\n"
    assert line.hear(answer) == []
    assert line.session.idle
    assert line.offer(2) == commands(2)


def test_a_recipient_put_off_is_deferred() -> None:
    line = Line()
    line.offer(1)
    events = line.hear(b"250 ok\r\n450 4.2.1 greylisted\r\n503 no recipients\r\n")
    assert events == [Settled(1, State.DEFERRED, Reply(450, "4.2.1 greylisted"), Stage.RCPT)]


@pytest.mark.parametrize(("code", "fatal"), [(550, True), (451, False)])
@pytest.mark.parametrize("last", [b"503 no\r\n", b"354 go\r\n"])
def test_a_refused_sender_is_nobody_s_outcome_and_ends_the_connection(code: int, fatal: bool, last: bytes) -> None:
    line = Line()
    line.offer(1)
    events = line.hear(b"%d no\r\n503 need MAIL\r\n" % code + last)
    assert [type(event) for event in events] == [Returned, Trouble]
    assert isinstance(events[1], Trouble)
    assert events[1].fatal is fatal
    assert f"{code} no" in events[1].message
    assert "`nytt@storsthlm.example`" in events[1].message
    assert line.session.sender_refused


def test_a_refused_data_is_that_recipient_s_outcome() -> None:
    line = Line()
    line.offer(1)
    events = line.hear(b"250 ok\r\n250 ok\r\n451 4.3.0 not now\r\n")
    assert events == [Settled(1, State.DEFERRED, Reply(451, "4.3.0 not now"), Stage.DATA)]
    assert line.offer(2).startswith(b"RSET\r\n")


def test_a_refused_message_leaves_the_next_transaction_untouched() -> None:
    line = Line()
    line.offer(1)
    line.hear(OPEN)
    line.release()
    line.offer(2)
    events = line.hear(b"554 5.7.1 no spam\r\n" + OPEN)
    assert events == [Settled(1, State.REFUSED, Reply(554, "5.7.1 no spam"), Stage.MESSAGE), Ready(2)]
    line.release()
    assert line.hear(b"250 2.0.0 kept\r\n") == [accepted(2)]


# --- one command at a time


def test_without_pipelining_each_command_waits_for_its_reply() -> None:
    line = Line(pipelining=False)
    assert line.offer(1) == b"MAIL FROM:<nytt@storsthlm.example>\r\n"
    assert line.hear(b"250 ok\r\n") == []
    assert line.take() == b"RCPT TO:<p1@kommun.example>\r\n"
    assert line.hear(b"250 ok\r\n") == []
    assert line.take() == b"DATA\r\n"
    assert line.hear(b"354 go\r\n") == [Ready(1)]
    assert line.release() == BODY + b".\r\n"
    assert line.offer(2) == b""
    assert line.hear(b"250 2.0.0 kept\r\n") == [accepted(1)]
    assert line.take() == b"MAIL FROM:<nytt@storsthlm.example>\r\n"


def test_without_pipelining_a_refused_recipient_is_followed_by_a_reset_that_is_waited_for() -> None:
    line = Line(pipelining=False)
    line.offer(1)
    line.hear(b"250 ok\r\n")
    events = line.hear(b"550 5.1.1 no\r\n")
    assert events == [Settled(1, State.REFUSED, Reply(550, "5.1.1 no"), Stage.RCPT)]
    line.take()
    assert line.offer(2) == b"RSET\r\n"
    assert line.hear(b"250 ok\r\n") == []
    assert line.take() == b"MAIL FROM:<nytt@storsthlm.example>\r\n"


def test_without_pipelining_a_refused_sender_ends_the_connection() -> None:
    line = Line(pipelining=False)
    line.offer(1)
    events = line.hear(b"550 5.7.1 not yours\r\n")
    assert [type(event) for event in events] == [Returned, Trouble]
    assert line.session.sender_refused


def test_without_pipelining_a_refused_data_is_that_recipient_s_outcome() -> None:
    line = Line(pipelining=False)
    line.offer(1)
    line.hear(b"250 ok\r\n")
    line.hear(b"250 ok\r\n")
    events = line.hear(b"554 5.6.0 no\r\n")
    assert events == [Settled(1, State.REFUSED, Reply(554, "5.6.0 no"), Stage.DATA)]


# --- the server closes


def test_a_421_to_an_idle_connection_is_no_answer_to_anything() -> None:
    line = Line()
    assert line.hear(b"421 4.4.2 idle too long\r\n") == []
    assert line.session.fault == ""
    assert line.lose() == []


def test_a_421_to_mail_is_nobody_s_outcome() -> None:
    line = Line()
    line.offer(1)
    assert line.hear(b"421 4.7.0 too many\r\n") == []
    events = line.lose()
    assert events[0] == Returned(1)
    assert isinstance(events[1], Trouble)
    assert not events[1].fatal


def test_a_421_to_rcpt_is_deferred() -> None:
    line = Line()
    line.offer(1)
    assert line.hear(b"250 ok\r\n421 4.7.0 slow down\r\n") == []
    assert line.lose() == [Settled(1, State.DEFERRED, Reply(421, "4.7.0 slow down"), Stage.RCPT)]


def test_a_421_to_data_is_deferred() -> None:
    line = Line()
    line.offer(1)
    events = line.hear(b"250 ok\r\n250 ok\r\n421 4.7.0 slow down\r\n")
    assert events == [Settled(1, State.DEFERRED, Reply(421, "4.7.0 slow down"), Stage.DATA)]
    assert line.lose() == []


def test_a_421_when_the_server_should_wait_for_the_message_sends_nothing() -> None:
    line = Line()
    line.offer(1)
    line.hear(OPEN)
    assert line.hear(b"421 4.3.2 shutting down\r\n") == []
    assert line.lose() == [Returned(1)]


def test_a_421_to_the_message_defers_it_and_returns_the_next() -> None:
    line = Line()
    line.offer(1)
    line.hear(OPEN)
    line.release()
    line.offer(2)
    events = line.hear(b"421 4.3.2 shutting down\r\n")
    assert events == [Settled(1, State.DEFERRED, Reply(421, "4.3.2 shutting down"), Stage.MESSAGE)]
    assert line.lose() == [Returned(2)]


# --- the line breaks


def test_a_line_lost_before_the_354_returns_the_message() -> None:
    for heard in (b"", b"250 ok\r\n", b"250 ok\r\n250 ok\r\n"):
        line = Line()
        line.offer(1)
        assert line.hear(heard) == []
        assert line.lose() == [Returned(1)]


def test_a_line_lost_before_the_message_left_returns_it() -> None:
    line = Line()
    line.offer(1)
    line.hear(OPEN)
    assert line.lose() == [Returned(1)]


def test_a_line_lost_before_the_dot_left_returns_the_message() -> None:
    line = Line()
    line.offer(1)
    line.hear(OPEN)
    line.release()
    line.sent -= 1
    assert line.lose() == [Returned(1)]


def test_a_line_lost_after_the_dot_leaves_the_message_unknown_and_returns_the_next() -> None:
    line = Line()
    line.offer(1)
    line.hear(OPEN)
    line.release()
    line.offer(2)
    assert line.lose() == [Settled(1, State.UNKNOWN, None, None), Returned(2)]


def test_a_line_lost_with_the_dot_sent_and_the_next_envelope_not_is_still_unknown() -> None:
    line = Line()
    line.offer(1)
    line.hear(OPEN)
    line.release()
    whole = line.sent
    line.offer(2)
    line.sent = whole
    assert line.lose() == [Settled(1, State.UNKNOWN, None, None), Returned(2)]


def test_a_recipient_refused_before_the_line_broke_stays_refused() -> None:
    line = Line()
    line.offer(1)
    assert line.hear(b"250 ok\r\n550 5.1.1 no\r\n") == []
    assert line.lose() == [Settled(1, State.REFUSED, Reply(550, "5.1.1 no"), Stage.RCPT)]


def test_without_pipelining_a_message_that_waits_for_its_turn_is_returned() -> None:
    line = Line(pipelining=False)
    line.offer(1)
    line.hear(b"250 ok\r\n")
    line.hear(b"250 ok\r\n")
    line.take()
    line.hear(b"354 go\r\n")
    line.release()
    line.offer(2)
    assert line.lose() == [Settled(1, State.UNKNOWN, None, None), Returned(2)]


# --- the server talks nonsense


@pytest.mark.parametrize(
    "words",
    [
        b"hello\r\n",
        b"\r\n",
        b"25 ok\r\n",
        b"2500 ok\r\n",
        b"250ok\r\n",
        b"150 ok\r\n",
        b"650 ok\r\n",
        b"250-ok\r\n251 ok\r\n",
        b"334 go on\r\n",
        b"HTTP/1.1 400 Bad Request\r\n",
    ],
)
def test_what_is_no_reply_is_a_fault_and_nobody_s_outcome(words: bytes) -> None:
    line = Line()
    line.offer(1)
    assert line.hear(words) == []
    assert line.session.fault
    assert line.lose() == [Returned(1)]


def test_a_reply_without_an_end_is_a_fault() -> None:
    line = Line()
    line.offer(1)
    for _ in range(70):
        assert line.hear(b"250-" + b"x" * 1000 + b"\r\n") == []
    assert line.session.fault == "a reply without an end"


def test_an_answer_that_nothing_asked_for_is_a_fault() -> None:
    line = Line()
    assert line.hear(b"250 surprise\r\n") == []
    assert "250 surprise" in line.session.fault


def test_what_was_settled_before_the_nonsense_stays_settled() -> None:
    line = Line()
    line.offer(1)
    line.hear(OPEN)
    line.release()
    line.offer(2)
    assert line.hear(b"250 2.0.0 kept\r\n???\r\n") == [accepted(1)]
    assert line.session.fault
    assert line.lose() == [Returned(2)]


@pytest.mark.parametrize("pipelining", [True, False])
def test_a_250_to_data_never_counts_as_accepted(pipelining: bool) -> None:
    line = Line(pipelining=pipelining)
    line.offer(1)
    for words in (b"250 ok\r\n", b"250 ok\r\n", b"250 ok\r\n"):
        assert line.hear(words) == []
    assert line.session.fault
    assert line.lose() == [Returned(1)]


def test_a_354_to_the_dot_leaves_the_message_unknown() -> None:
    line = Line()
    line.offer(1)
    line.hear(OPEN)
    line.release()
    assert line.hear(b"354 go on\r\n") == []
    assert line.session.fault
    assert line.lose() == [Settled(1, State.UNKNOWN, None, None)]


# --- patience


def test_the_final_reply_is_waited_for_as_long_as_the_standard_asks() -> None:
    line = Line()
    assert line.patience() is None
    line.offer(1)
    assert line.patience() == SECONDS[Step.MAIL] == 300
    line.hear(OPEN)
    assert line.patience() is None
    line.release()
    assert line.patience() == 600


# --- whatever the server does

REPLIES = st.sampled_from(
    [b"250 2.1.0 ok\r\n"] * 6
    + [b"354 go\r\n"] * 4
    + [b"250-two\r\n250 lines\r\n", b"450 4.2.1 later\r\n", b"550 5.1.1 no\r\n", b"554 5.7.1 no\r\n"]
    + [b"421 bye\r\n", b"251 moved\r\n", b"500 what\r\n", b"150 ?\r\n", b"nonsense\r\n", b"250 half", b"\r\n"]
)


@given(st.booleans(), st.lists(REPLIES, max_size=40), st.lists(st.booleans(), max_size=40), st.data())
def test_every_message_gets_one_end_whatever_the_server_says(
    pipelining: bool, replies: list[bytes], polite: list[bool], data: st.DataObject
) -> None:
    """Exactly one of Settled and Returned for each offer; accepted only what was sent whole and answered 2xx."""
    session = Session(Offers(pipelining=pipelining))
    queued = 0
    written = b""
    released: dict[int, int] = {}  # number -> the count of bytes with which its dot has left
    ready: list[int] = []
    offered = 0
    seen: list[Event] = []

    def look(events: list[Event]) -> None:
        for event in events:
            if isinstance(event, Ready):
                ready.append(event.number)
            if isinstance(event, Settled) and event.state is State.ACCEPTED:
                assert event.number in released
        seen.extend(events)

    for turn, reply in enumerate(replies):
        for number in ready:
            session.release(BODY)
            released[number] = queued + sum(map(len, session.outgoing))
        ready.clear()
        if session.wants and (turn >= len(polite) or polite[turn]):
            offered += 1
            session.offer(offered, envelope(offered))
        out = b"".join(session.outgoing)
        session.outgoing.clear()
        queued += len(out)
        written += out
        cut = data.draw(st.integers(0, len(reply)))
        for part in (reply[:cut], reply[cut:]):
            if not session.fault and not session.sender_refused:
                look(session.receive(part, queued))
        if session.fault or session.sender_refused:
            break
    sent = data.draw(st.integers(0, queued) | st.just(queued))
    before = {event.number for event in seen if isinstance(event, Settled | Returned)}
    look(session.lost(sent))

    ends = Counter(event.number for event in seen if isinstance(event, Settled | Returned))
    assert ends == Counter(range(1, offered + 1))
    assert max(Counter(event.number for event in seen if isinstance(event, Ready)).values(), default=1) == 1
    for event in seen:
        if isinstance(event, Settled) and event.state is State.UNKNOWN:
            assert released[event.number] <= sent
        if isinstance(event, Returned) and event.number not in before:
            assert released.get(event.number, sent + 1) > sent
    assert written.count(BODY) == len(released)
    assert session.idle


BLOCKS = st.sampled_from(
    [
        OPEN,
        b"250 2.0.0 kept\r\n" + OPEN,
        b"250 2.0.0 kept\r\n",
        b"451 4.2.0 later\r\n" + OPEN,
        b"250-2.0.0 ke",
        b"250 2.0.0 kept\r\n250 2.1.0 ok\r\n",
        b"354 go\r\n",
        b"250-2.1.0 ok\r\n" + OPEN,
        b"250 ok\r\n550 5.1.1 no\r\n554 no\r\n",
        b"250 ok\r\n550 5.1.1 no\r\n354 go\r\n",
    ]
)


@given(st.lists(BLOCKS, max_size=12))
def test_replies_that_are_known_word_for_word_mean_what_they_mean_byte_for_byte(blocks: list[bytes]) -> None:
    """A session that hears single bytes knows no usual replies."""
    heard = []
    for whole in (True, False):
        session, seen, number = Session(Offers(pipelining=True)), list[Event](), 0
        for block in [OPEN, *blocks]:
            if session.ready is not None:
                session.release(BODY)
            if session.wants:
                number += 1
                session.offer(number, envelope(number))
            session.outgoing.clear()
            for part in [block] if whole else [block[at : at + 1] for at in range(len(block))]:
                if not session.fault:
                    seen += session.receive(part, session.queued)
        heard.append((seen, session.fault, session.sender_refused, session.queued, session.lost(session.queued)))
    assert heard[0] == heard[1]


def test_an_acceptance_that_comes_before_the_message_has_left_is_none() -> None:
    session = Session(Offers(pipelining=True))
    session.offer(1, envelope(1))
    session.receive(b"250 ok\r\n250 ok\r\n354 go\r\n", 0)
    session.release(BODY)

    assert session.receive(b"250 2.0.0 early\r\n", 0) == []

    assert session.fault
    assert session.lost(0) == [Returned(1)]


# --- what servers offer beyond the least


def offered(offers: Offers, envelope: Envelope) -> bytes:
    session = Session(offers)
    session.offer(1, envelope)
    return b"".join(session.outgoing)


FULL = Envelope("nytt@storsthlm.example", "anna+nytt=1@kommun.example", "2021-06.a=b+c", 45_000)


def test_the_size_and_the_wish_for_reports_are_told_to_servers_that_know_them() -> None:
    """RFC 1870 §6.1, RFC 3461 §4: `+` and `=` are written as xtext."""
    assert offered(Offers(pipelining=True, size=True, reports=True), FULL) == (
        b"MAIL FROM:<nytt@storsthlm.example> SIZE=45000 RET=HDRS ENVID=2021-06.a+3Db+2Bc\r\n"
        b"RCPT TO:<anna+nytt=1@kommun.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;anna+2Bnytt+3D1@kommun.example\r\n"
        b"DATA\r\n"
    )


def test_other_servers_are_told_nothing_of_them() -> None:
    assert offered(Offers(), FULL) == b"MAIL FROM:<nytt@storsthlm.example>\r\n"
    assert offered(Offers(size=True), FULL) == b"MAIL FROM:<nytt@storsthlm.example> SIZE=45000\r\n"
    assert offered(Offers(size=True, reports=True), envelope(1)) == b"MAIL FROM:<nytt@storsthlm.example>\r\n"


@pytest.mark.parametrize(("code", "words"), [(552, "5.3.4 too big"), (452, "4.3.1 no room"), (552, "too big")])
def test_a_message_too_large_for_the_server_is_nobody_s_outcome(code: int, words: str) -> None:
    line = Line(pipelining=False)
    line.offer(1)
    returned, trouble = line.hear(f"{code} {words}\r\n".encode())
    assert returned == Returned(1)
    assert isinstance(trouble, Trouble)
    assert trouble.fatal is (code == 552)
    assert trouble.hint == ("the mail is too large for it" if code == 552 else None)


@given(st.text(st.characters(codec="ascii"), max_size=60))
def test_an_xtext_is_printable_and_comes_back(text: str) -> None:
    written = xtext(text)
    assert re.fullmatch(r"(?:[!-*,-<>-~]|\+[0-9A-F]{2})*", written)
    assert re.sub(r"\+([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), written) == text
