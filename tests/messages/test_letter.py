from __future__ import annotations

import base64
import binascii
import dataclasses
import datetime
import email
import email.message
import email.policy
import email.utils
import hmac
import json
import re
import urllib.parse
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from storsthlm_cli.messages.letter import Letter, load_letter, write_letter
from storsthlm_cli.model.delivery import Recipient
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.newsletter import ImageDelivery, Mailbox, Newsletter
from storsthlm_cli.model.rendered import EmbeddedImage, MergeSlot, Rendered, SlotPlace
from storsthlm_cli.tokens import Key, Keys, RowName

KEYS = Keys((Key("k1", b"k" * 32),))
DATE = datetime.datetime(2021, 6, 21, 8, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
NEWSLETTER = Newsletter(
    name="Nytt",
    list_id="nytt.forbundet.example",
    sender=Mailbox("Nytt från förbundet", "brev@förbundet.example"),
    reply_to=Mailbox("", "svar@x.example"),
    organisation="Förbundet",
    postal_address="Box 1",
    why="Du prenumererar.",
    privacy_url=None,
    archive_url=None,
    unsubscribe_url=None,
    unsubscribe_mail="av+nytt@x.example",
    language="sv",
    timezone="Europe/Stockholm",
    design="vanlig",
    images=ImageDelivery.EMBEDDED,
    colours={},
)
WITH_WEB = dataclasses.replace(NEWSLETTER, unsubscribe_url="https://x.example/av?a=1&lista=nytt&t=")
IMAGES = (
    EmbeddedImage("bild1@nytt", "image/png", bytes(range(256)) * 3, "bild 1 å.png"),
    EmbeddedImage("bild2@nytt", "image/jpeg", b"\xff\xd8" * 50, "bild2.jpg"),
)
RENDERED = Rendered(
    issue="2021-06",
    language="sv",
    subject=("Nytt i juni, ", MergeSlot("first_name", "du", SlotPlace.HEADER)),
    preheader=("I korthet",),
    html=(
        "<p>Hej ",
        MergeSlot("first_name", "du", SlotPlace.HTML),
        "</p>\n.punkt\n" + "lång rad " * 30 + '<a href="https://x.example/?namn=',
        MergeSlot("first_name", "", SlotPlace.URL),
        '">l</a><a href="',
        MergeSlot("@unsubscribe_url", None, SlotPlace.URL),
        '">Avsluta</a> ',
        MergeSlot("@address", None, SlotPlace.HTML),
        "</p>\n",
    ),
    text=(
        "Hej ",
        MergeSlot("first_name", "du", SlotPlace.TEXT),
        "!\n\n.punkt\nAvsluta: ",
        MergeSlot("@unsubscribe_url", None, SlotPlace.TEXT),
        "\n(",
        MergeSlot("@address", None, SlotPlace.TEXT),
        ")\n",
    ),
    embedded=(),
    hosted=(),
)
WITH_IMAGES = dataclasses.replace(RENDERED, embedded=IMAGES)
LETTER = write_letter(WITH_IMAGES, WITH_WEB, KEYS, DATE)

HEADERS = [
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe"),
    *("List-Unsubscribe-Post", "Precedence", "Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language"),
    *("MIME-Version", "Content-Type"),
]
VALUES = st.one_of(
    st.text(max_size=60),
    st.text("å<>&\"'.=?qQ \r\n\x00-", max_size=160),
    st.sampled_from(
        ["", ".", "..", "=?utf-8?q?=0A?=", "?q?=0ABcc:_x?=", "\r\n.\r\nQUIT", "\u2028", "--=_alternative_"]
    ),
)


def someone(**fields: str) -> Recipient:
    return Recipient(1, "Anna.Berg@kommun.example", "anna.berg@kommun.example", fields)


def parsed(message: bytes) -> email.message.EmailMessage:
    read = email.message_from_bytes(message, policy=email.policy.default)
    assert isinstance(read, email.message.EmailMessage)
    return read


Part = tuple[dict[str, str], bytes]


def strictly_parsed(message: bytes) -> tuple[list[tuple[str, str]], list[Part]]:
    """Read a second time, by RFC 5322 and 2046 and with no kindness: the header lines and the leaves."""
    assert message.endswith(b"\r\n")
    assert b"\n" not in message.replace(b"\r\n", b"")
    assert b"\r" not in message.replace(b"\r\n", b"")
    head, _, rest = message.partition(b"\r\n\r\n")
    lines = re.sub(rb"\r\n(?=[ \t])", b"", head).decode("ascii").split("\r\n")
    found: list[tuple[str, str]] = []
    for line in lines:
        split = re.fullmatch(r"([!-9;-~]+): ?(.*)", line)
        assert split, line
        found.append((split[1], split[2]))
    return found, leaves({name.lower(): value for name, value in found}, rest)


def leaves(head: dict[str, str], body: bytes) -> list[Part]:
    boundary = re.search(r'boundary="([^"]+)"', head["content-type"])
    if boundary is None:
        return [(head, body)]
    assert len(boundary[1]) <= 70
    mark = b"--" + boundary[1].encode()
    preamble, *parts, end = re.split(rb"(?:\A|\r\n)" + re.escape(mark), body)
    assert (preamble, end) == (b"", b"--\r\n") or (preamble, end) == (b"", b"--")
    found: list[Part] = []
    for part in parts:
        assert part.startswith(b"\r\n")
        inner, _, content = part[2:].partition(b"\r\n\r\n")
        fields = [line.partition(": ") for line in re.sub(rb"\r\n(?=[ \t])", b"", inner).decode("ascii").split("\r\n")]
        found += leaves({name.lower(): value for name, _, value in fields}, content)
    return found


def check_lines(message: bytes) -> None:
    body = message.partition(b"\r\n\r\n")[2]
    for line in message.split(b"\r\n"):
        assert not line.startswith(b"."), line
        assert len(line) <= 998
        assert line.isascii()
        assert b"\x00" not in line
    for line in body.split(b"\r\n"):
        assert len(line) <= 76 or line.lower().startswith((b"content-", b" filename")), line


@settings(deadline=None)
@given(VALUES, VALUES, VALUES)
@example("?q?=0ABcc:_x?=", "", "")
@example("." * 200, "." * 80, ".")
def test_whatever_a_list_says_the_message_is_well_formed(first: str, last: str, role: str) -> None:
    message = LETTER.message(someone(first_name=first, last_name=last, role=role))
    check_lines(message)
    head, parts = strictly_parsed(message)
    assert [name for name, _ in head] == HEADERS
    for policy in (email.policy.default, email.policy.compat32):
        assert email.message_from_bytes(message, policy=policy).keys() == HEADERS
    assert [part["content-type"] for part, _ in parts] == [
        "text/plain; charset=utf-8",
        "text/html; charset=utf-8",
        "image/png",
        "image/jpeg",
    ]
    text = binascii.a2b_qp(parts[0][1]).decode("utf-8", "strict")
    shown = first.encode("utf-8", "replace").decode() or "du"
    assert text.startswith(f"Hej {shown}!\r\n\r\n.punkt\r\nAvsluta: https://x.example/av?a=1&lista=nytt&t=k1-")
    html = binascii.a2b_qp(parts[1][1]).decode("utf-8", "strict")
    assert html.count("<") == 7
    assert base64.b64decode(parts[2][1]) == IMAGES[0].data


def test_two_parsers_read_the_same_headers() -> None:
    message = LETTER.message(someone(first_name="Åsa", last_name="Öberg"))
    head, _ = strictly_parsed(message)
    read = parsed(message)
    assert [name for name, _ in head] == read.keys() == HEADERS
    token = KEYS.reader_tokens("test")(1)
    digest = KEYS.digests("message-id", "2021-06")("anna.berg@kommun.example")
    for name, value in {
        "Date": "Mon, 21 Jun 2021 08:00:00 +0200",
        "Message-ID": f"<{digest}@xn--frbundet-n4a.example>",
        "List-Id": "Nytt <nytt.forbundet.example>",
        "List-Unsubscribe": f"<https://x.example/av?a=1&lista=nytt&t={token}>, "
        f"<mailto:av+nytt@x.example?subject=unsubscribe%20{token}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "Precedence": "bulk",
        "Content-Language": "sv",
        "Reply-To": "svar@x.example",
    }.items():
        assert dict(head)[name] == value
        assert read[name] == value
    assert read["From"].addresses[0].display_name == "Nytt från förbundet"
    assert read["From"].addresses[0].addr_spec == "brev@xn--frbundet-n4a.example"
    assert read["To"].addresses[0].display_name == "Åsa Öberg"
    assert read["To"].addresses[0].addr_spec == "Anna.Berg@kommun.example"
    assert read["Subject"] == "Nytt i juni, Åsa"
    assert read.defects == []
    assert [part.defects for part in read.walk() if part.defects] == []


def test_the_parts_are_text_then_html_with_its_images() -> None:
    read = parsed(LETTER.message(someone()))
    assert [part.get_content_type() for part in read.walk()] == [
        *("multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "image/jpeg")
    ]
    related = next(part for part in read.walk() if part.get_content_type() == "multipart/related")
    assert related.get_param("type") == "text/html"
    png, jpeg = (part for part in read.walk() if part.get_content_maintype() == "image")
    assert png["Content-ID"] == "<bild1@nytt>"
    assert png.get_filename() == "bild 1 å.png"
    assert png.get_content_disposition() == jpeg.get_content_disposition() == "inline"
    assert png.get_content() == IMAGES[0].data
    assert jpeg.get_content() == IMAGES[1].data


def test_without_embedded_images_there_are_two_parts() -> None:
    read = parsed(write_letter(RENDERED, NEWSLETTER, KEYS, DATE).message(someone()))
    assert [part.get_content_type() for part in read.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_values_are_escaped_for_their_place() -> None:
    read = parsed(LETTER.message(someone(first_name="<b>Bo & Co</b>")))
    html = read.get_body(("html",))
    text = read.get_body(("plain",))
    assert html is not None
    assert text is not None
    assert "Hej &lt;b&gt;Bo &amp; Co&lt;/b&gt;</p>" in html.get_content()
    assert 'href="https://x.example/?namn=%3Cb%3EBo%20%26%20Co%3C%2Fb%3E"' in html.get_content()
    assert "Hej <b>Bo & Co</b>!" in text.get_content()
    assert read["Subject"] == "Nytt i juni, <b>Bo & Co</b>"


def test_the_web_address_of_unsubscribing_is_escaped_in_html_and_plain_in_text() -> None:
    read = parsed(LETTER.message(someone()))
    html, text = read.get_body(("html",)), read.get_body(("plain",))
    assert html is not None
    assert text is not None
    token = KEYS.reader_tokens("test")(1)
    assert f'<a href="https://x.example/av?a=1&amp;lista=nytt&amp;t={token}">Avsluta</a>' in html.get_content()
    assert f"Avsluta: https://x.example/av?a=1&lista=nytt&t={token}\r\n" in text.get_content()


def test_without_a_web_address_only_a_mail_leaves_the_list() -> None:
    read = parsed(write_letter(RENDERED, NEWSLETTER, KEYS, DATE).message(someone()))
    assert "List-Unsubscribe-Post" not in read
    address = read["List-Unsubscribe"].strip("<>")
    split = urllib.parse.urlsplit(address)
    assert (split.scheme, split.path) == ("mailto", "av+nytt@x.example")
    word, token = urllib.parse.parse_qs(split.query)["subject"][0].split(" ")
    assert word == "unsubscribe"
    assert KEYS.reader(token) == RowName("test", 1)
    text = read.get_body(("plain",))
    assert text is not None
    assert f"Avsluta: {address}\r\n" in text.get_content()


def test_the_list_header_is_folded_after_the_comma_only() -> None:
    long = dataclasses.replace(WITH_WEB, unsubscribe_url="https://x.example/" + "a" * 300 + "/")
    message = write_letter(RENDERED, long, KEYS, DATE).message(someone())
    assert re.search(rb"\r\nList-Unsubscribe: <https://x\.example/a{300}/[^\s>]+>,\r\n <mailto:[^\s>]+>\r\n", message)


def test_a_message_holds_nobody_else() -> None:
    one = Recipient(1, "anna@x.example", "anna@x.example", {"first_name": "Anna"})
    other = Recipient(2, "bo@x.example", "bo@x.example", {"first_name": "Bo"})
    LETTER.message(one)
    message = LETTER.message(other)
    assert b"anna" not in message.lower()
    assert LETTER.message(other) == message


def test_the_message_id_is_the_same_for_a_person_and_an_issue_only() -> None:
    other_day = write_letter(RENDERED, NEWSLETTER, KEYS, DATE + datetime.timedelta(days=1))
    other_issue = write_letter(dataclasses.replace(RENDERED, issue="2021-07"), NEWSLETTER, KEYS, DATE)
    shouted = dataclasses.replace(someone(), address="ANNA.BERG@kommun.example")
    somebody_else = Recipient(1, "bo@x.example", "bo@x.example", {})
    same = {parsed(letter.message(who))["Message-ID"] for letter in (LETTER, other_day) for who in (someone(), shouted)}
    assert len(same) == 1
    assert parsed(other_issue.message(someone()))["Message-ID"] not in same
    assert parsed(LETTER.message(somebody_else))["Message-ID"] not in same


def test_the_envelope_is_ascii_and_tells_the_id_and_an_upper_estimate_of_the_size() -> None:
    envelope = LETTER.envelope(someone())
    message = LETTER.message(someone())
    assert (envelope.sender, envelope.recipient) == ("brev@xn--frbundet-n4a.example", "Anna.Berg@kommun.example")
    assert parsed(message)["Message-ID"].startswith(f"<{envelope.id}@")
    assert len(message) <= envelope.size <= len(message) + 4096


@settings(deadline=None)
@given(VALUES, VALUES)
def test_a_frozen_letter_writes_the_very_same_messages(first: str, name: str) -> None:
    again = load_letter(LETTER.dump(), KEYS)
    assert again == LETTER
    recipient = someone(first_name=first, name=name)
    assert again.message(recipient) == LETTER.message(recipient)


def test_a_frozen_letter_does_not_say_what_signs_it() -> None:
    assert b"k" * 16 not in LETTER.dump()
    assert "kkkk" not in repr(LETTER)


def test_the_keys_of_a_letter_are_known_by_what_earlier_versions_wrote() -> None:
    known = hmac.digest(KEYS.keys[0].secret, b"6:letter", "sha256").hex()[:32]
    assert json.loads(LETTER.dump())["keys"] == known


def test_other_token_keys_are_noticed() -> None:
    with pytest.raises(Failure, match="other token keys"):
        load_letter(LETTER.dump(), Keys((Key("k1", b"x" * 32),)))


def test_an_added_key_changes_the_token_and_nothing_else() -> None:
    again = load_letter(LETTER.dump(), Keys((*KEYS.keys, Key("k2", b"2" * 32))))
    message = again.message(someone())
    assert parsed(message)["Message-ID"] == parsed(LETTER.message(someone()))["Message-ID"]
    assert b"k2-" in message


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"null", b"\xff", json.dumps(json.loads(LETTER.dump()) | {"version": 2}).encode()]
)
def test_a_damaged_letter_is_told(data: bytes) -> None:
    with pytest.raises(Failure, match="cannot be read"):
        load_letter(data, KEYS)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"sender": Mailbox("Nytt\nBcc: x", "a@x.example")}, "`From` cannot hold a line break"),
        ({"sender": Mailbox("=?utf-8?q?=0A?=", "a@x.example")}, "`From` cannot hold an encoded word"),
        ({"sender": Mailbox("Nytt", "a@x.example\nBcc: x@y.example")}, "(?s)the sender `.*` is invalid"),
        ({"reply_to": Mailbox("\u2028", "a@x.example")}, "`Reply-To` cannot hold a line break"),
        ({"reply_to": Mailbox("", "å@x.example")}, "the reply address `å@x.example` is invalid: letters such as å"),
        ({"list_id": "nytt"}, "the list id `nytt` is invalid"),
        ({"list_id": "nytt.x.example>\r\nBcc: x"}, "(?s)the list id .* is invalid"),
        ({"unsubscribe_url": "http://x.example/"}, "is not a plain https address"),
        ({"unsubscribe_url": "https://x.example/a>,<b"}, "is not a plain https address"),
        ({"unsubscribe_url": "https://x.example/å"}, "is not a plain https address"),
        ({"unsubscribe_url": "https://x.example/\r\nBcc: x"}, "is not a plain https address"),
        ({"unsubscribe_mail": "av"}, "the unsubscribe address `av` is invalid"),
    ],
)
def test_a_setting_that_cannot_stand_in_a_header_is_told(changed: dict[str, Any], message: str) -> None:
    newsletter = dataclasses.replace(NEWSLETTER, **changed)
    with pytest.raises(Failure, match=message):
        write_letter(RENDERED, newsletter, KEYS, DATE)


@pytest.mark.parametrize(
    "subject",
    [
        ("Hej\nBcc: x@y.example",),
        ("å =?UTF-8?Q?=0A?=Bcc: x@y.example",),
        ("Hej ", MergeSlot("first_name", "=?utf-8?q?=0A?=", SlotPlace.HEADER)),
        ("=?utf-8", MergeSlot("first_name", "?q?=0A?=", SlotPlace.HEADER)),
    ],
)
def test_a_subject_that_could_inject_a_header_is_told_when_the_letter_is_written(
    subject: tuple[str | MergeSlot, ...],
) -> None:
    with pytest.raises(Failure, match="`Subject` cannot hold"):
        write_letter(dataclasses.replace(RENDERED, subject=subject), NEWSLETTER, KEYS, DATE)


def test_a_value_that_completes_an_encoded_word_gives_way_to_the_default() -> None:
    subject = ("=?utf-8 ", MergeSlot("first_name", "du", SlotPlace.HEADER))
    letter: Letter = write_letter(dataclasses.replace(RENDERED, subject=subject), NEWSLETTER, KEYS, DATE)
    assert parsed(letter.message(someone(first_name="?q?=0ABcc:_x?=")))["Subject"] == "=?utf-8 du"


def test_a_name_outside_ascii_is_left_out_of_the_list_id() -> None:
    letter = write_letter(RENDERED, dataclasses.replace(NEWSLETTER, name="Från oss"), KEYS, DATE)
    assert b"\r\nList-Id: <nytt.forbundet.example>\r\n" in letter.message(someone())


def test_a_slot_of_the_tool_that_nothing_fills_is_a_mistake_of_ours() -> None:
    rendered = dataclasses.replace(RENDERED, html=(MergeSlot("@fel", None, SlotPlace.HTML),))
    with pytest.raises(ValueError, match="nothing fills the slot @fel"):
        write_letter(rendered, NEWSLETTER, KEYS, DATE)


def test_a_date_needs_its_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        write_letter(RENDERED, NEWSLETTER, KEYS, datetime.datetime(2021, 6, 21))  # noqa: DTZ001 (the point)


def test_the_boundary_cannot_occur_in_what_is_encoded() -> None:
    boundary = re.search(rb'boundary="(=_alternative_[0-9a-f]+)"', LETTER.message(someone()))
    assert boundary is not None
    copied = boundary[1].decode()
    rendered = dataclasses.replace(RENDERED, html=(f"--{copied}\n",), text=(f"--{copied}--\n", f"{copied}\n"))
    _, parts = strictly_parsed(write_letter(rendered, NEWSLETTER, KEYS, DATE).message(someone()))
    assert [binascii.a2b_qp(content).decode() for _, content in parts] == [
        f"--{copied}--\r\n{copied}\r\n",
        f"--{copied}\r\n",
    ]


# --- corrections and repetitions


def test_an_edition_has_message_ids_of_its_own_that_stay_the_same_and_the_envelope_has_them_too() -> None:
    ids = set()
    for edition in ("", "c" * 64, "again"):
        letter = write_letter(RENDERED, NEWSLETTER, KEYS, DATE, edition=edition)
        another_day = write_letter(RENDERED, NEWSLETTER, KEYS, DATE + datetime.timedelta(days=1), edition=edition)
        message_id = parsed(letter.message(someone()))["Message-ID"]
        assert parsed(another_day.message(someone()))["Message-ID"] == message_id
        assert parsed(load_letter(letter.dump(), KEYS).message(someone()))["Message-ID"] == message_id
        assert message_id.startswith(f"<{letter.envelope(someone()).id}@")
        ids.add(message_id)
    assert len(ids) == 3


def test_a_mail_that_follows_refers_to_the_first_one_that_this_recipient_got() -> None:
    first = parsed(LETTER.message(someone()))
    letter = write_letter(RENDERED, NEWSLETTER, KEYS, DATE, edition="c1", follows=True)
    for each in (letter, load_letter(letter.dump(), KEYS)):
        correction = parsed(each.message(someone()))
        assert correction["In-Reply-To"] == correction["References"] == first["Message-ID"]
        assert correction["Message-ID"] != first["Message-ID"]
    assert "References" not in first
    assert "In-Reply-To" not in first


def test_a_letter_that_an_earlier_version_froze_is_read() -> None:
    stored = json.loads(LETTER.dump())
    del stored["edition"]
    assert load_letter(json.dumps(stored).encode(), KEYS).message(someone()) == LETTER.message(someone())


def test_reports_come_back_to_an_address_of_the_reader_s_own() -> None:
    tagged = dataclasses.replace(NEWSLETTER, bounces="studs+{token}@x.example")
    letter = write_letter(RENDERED, tagged, KEYS, DATE)
    again = load_letter(letter.dump(), KEYS, "0123456789")
    envelope = again.envelope(Recipient(7, "anna@x.example", "anna@x.example", {}))
    token = envelope.sender.removeprefix("studs+").removesuffix("@x.example")
    assert KEYS.reader(token) == RowName("0123456789", 7)
    assert envelope.id == again.id_of("anna@x.example")


def test_reports_come_back_to_one_address_where_no_token_is_in_it() -> None:
    anna = Recipient(7, "anna@x.example", "anna@x.example", {})
    apart = dataclasses.replace(NEWSLETTER, bounces="studs@x.example")
    assert write_letter(RENDERED, apart, KEYS, DATE).envelope(anna).sender == "studs@x.example"
    assert write_letter(RENDERED, NEWSLETTER, KEYS, DATE).envelope(anna).sender == LETTER.sender
