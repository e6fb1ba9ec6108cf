"""Nothing that stands in a list, in an issue or in the settings becomes a header, a recipient or a second message."""

from __future__ import annotations

import dataclasses
import email
import email.message
import email.policy
import email.utils

from hypothesis import example, given, settings
from hypothesis import strategies as st

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.messages.letter import Letter, write_letter
from storsthlm_cli.model.delivery import Recipient
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.newsletter import Mailbox
from storsthlm_cli.model.rendered import MergeSlot, SlotPlace
from tests.messages.test_letter import DATE, HEADERS, KEYS, LETTER, RENDERED, WITH_WEB

ATTACKER = "angripare@ond.example"
ENDS = ["\r\n", "\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x00", "=0D=0A", "%0d%0a", "\\r\\n"]
WORDS = ["=?utf-8?q?=0d=0a?=", "=?utf-8?b?DQo=?=", "=?utf-7?q?+AA0ACg-?=", "=?iso-8859-1?q?=0D=0A", "?=", "=?"]
AFTER = [
    f"Bcc: {ATTACKER}",
    f"To: {ATTACKER}",
    f" <{ATTACKER}>",
    f", {ATTACKER}",
    "\r\nhej",
    ".\r\nQUIT\r\n",
    "Content-Type: text/html",
]
ATTACK = st.builds(
    "".join, st.lists(st.sampled_from([*ENDS, *WORDS, *AFTER, "Anna", " ", "å", '"', "<", ">", "@", ";"]))
)
ANYTHING = ATTACK | st.text(max_size=80)


def check(message: bytes, recipient: str) -> email.message.EmailMessage:
    """Hold a message against all that a receiver relies on, and return it as the parser reads it."""
    assert message.isascii()
    assert b"\x00" not in message
    lines = message.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 998
    assert not any(line.startswith(b".") for line in lines)
    head = message.partition(b"\r\n\r\n")[0].split(b"\r\n")
    # what programs read may stand on a longer line: it cannot be folded
    assert all(len(line) <= 78 or line.split(b":")[0].strip() in MACHINE or line.startswith(b" <") for line in head)
    read = email.message_from_bytes(message, policy=email.policy.default)
    assert isinstance(read, email.message.EmailMessage)
    assert read.keys() == HEADERS
    assert [each.addr_spec for each in read["To"].addresses] == [recipient]
    assert email.utils.getaddresses([str(read["To"])])[0][1] == recipient
    assert len(read["From"].addresses) == 1
    for name in HEADERS:
        assert "\n" not in str(read[name])
        assert "\r" not in str(read[name])
    for name in ("To", "From", "Message-ID", "List-Unsubscribe", "List-Id"):
        assert not read[name].defects, name
    again = email.message_from_bytes(read.as_bytes(), policy=email.policy.default)
    assert again.keys() == HEADERS, "even after another program has written it anew"
    assert [part.get_content_type() for part in read.walk()] == [part.get_content_type() for part in SHAPE.walk()]
    return read


MACHINE = {b"List-Unsubscribe", b"Message-ID", b"List-Id", b"Content-Type"}
SHAPE = email.message_from_bytes(
    LETTER.message(Recipient(1, "a@x.example", "a@x.example", {})), policy=email.policy.default
)


@settings(deadline=None)
@given(first=ANYTHING, last=ANYTHING, name=ANYTHING, other=ANYTHING)
@example("=?utf-8?q?=0d=0a?=", "Bcc: x@y.example", "", "")
@example("", "", f"Anna\r\nBcc: {ATTACKER}", "")
@example("=?utf-8", "?q?=0ABcc:_x?=", "", "")
def test_nothing_in_a_subscriber_s_fields_changes_the_headers_or_the_recipient(
    first: str, last: str, name: str, other: str
) -> None:
    fields = {"first_name": first, "last_name": last, "name": name, "kommun": other}
    check(LETTER.message(Recipient(1, "anna@x.example", "anna@x.example", fields)), "anna@x.example")


@settings(deadline=None)
@given(st.tuples(ANYTHING, ANYTHING).map("@".join) | ANYTHING | st.sampled_from(AFTER).map("anna@x.example".__add__))
@example("anna@x.example\r\nRCPT TO:<x@y.example>")
@example("anna@x.example>, <x@y.example")
@example('"anna\r\n"@x.example')
@example("=?utf-8?q?anna?=@x.example")
@example("anna@[127.0.0.1]")
def test_what_is_taken_for_an_address_is_one_recipient_in_the_envelope_and_in_the_message(raw: str) -> None:
    try:
        address = parse(raw)
    except InvalidAddress:
        return
    recipient = Recipient(1, address.address, address.key, {"first_name": "Anna"})
    envelope = LETTER.envelope(recipient)
    assert envelope.recipient == address.address
    assert address.address.isascii()
    assert not set(address.address) & set('\r\n \t<>(),;:\\"[]\x00')
    assert address.address.count("@") == 1
    check(LETTER.message(recipient), address.address)


def written(subject: str, sender: str, name: str, reply: str) -> Letter | None:
    newsletter = dataclasses.replace(
        WITH_WEB,
        name=name,
        sender=Mailbox(sender, "brev@förbundet.example"),
        reply_to=Mailbox(reply, "svar@x.example"),
    )
    slot = MergeSlot("first_name", "du", SlotPlace.HEADER)
    rendered = dataclasses.replace(RENDERED, subject=(subject, slot))
    try:
        return write_letter(rendered, newsletter, KEYS, DATE)
    except Failure:
        return None


@settings(deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING, ANYTHING)
@example("Nytt =?utf-8?q", "Nytt", "Nytt", "", "?=0d=0a?=")
@example("Nytt", f"Nytt <{ATTACKER}>,", "Nytt", f"<{ATTACKER}>", "")
@example("Nytt", "Nytt", f"Nytt <{ATTACKER}>", "", "")
def test_a_subject_a_sender_and_a_name_are_refused_or_stay_what_they_are(
    subject: str, sender: str, name: str, reply: str, first: str
) -> None:
    letter = written(subject, sender, name, reply)
    if letter is None:
        return
    message = letter.message(Recipient(1, "anna@x.example", "anna@x.example", {"first_name": first}))
    read = email.message_from_bytes(message, policy=email.policy.default)
    assert read.keys() == HEADERS
    assert [each.addr_spec for each in read["To"].addresses] == ["anna@x.example"]
    assert [each.addr_spec for each in read["From"].addresses] == ["brev@xn--frbundet-n4a.example"]
    assert [each.addr_spec for each in read["Reply-To"].addresses] == ["svar@x.example"]
    assert read["Bcc"] is None
    assert message.isascii()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text("abcdefgh", min_size=6, max_size=12), min_size=2, max_size=4, unique=True))
def test_no_message_names_anybody_else(names: list[str]) -> None:
    people = [
        Recipient(
            number, f"{name}{number}q@x.example", f"{name}{number}q@x.example", {"first_name": f"{name}{number}q"}
        )
        for number, name in enumerate(names)
    ]
    for one in people:
        message = LETTER.message(one).lower()
        read = check(LETTER.message(one), one.address)
        body = "".join(part.get_content() for part in read.walk() if part.get_content_maintype() == "text").lower()
        for other in people:
            if other is not one:
                assert other.key not in message.decode("ascii") + body
                assert other.fields["first_name"] not in message.decode("ascii") + body
