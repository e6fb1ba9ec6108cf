from __future__ import annotations

import email
import email.header
import email.policy
import re
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from storsthlm_cli.messages import headers
from storsthlm_cli.model.errors import Failure

NAUGHTY = [
    "=?utf-8?q?=0A?=",
    "å =?utf-8?q?=0ABcc:_x@y.example?=",
    "=?UTF-8?B?DQpCY2M6IHhAeS5leGFtcGxl?=",
    "=?utf-7?q?+AAo-Bcc:_x?=",
    "=?utf-16?b?AAo=?=",
    "=?unicode_escape?q?=5Cn?=",
    "=?=?utf-8?q?=0A?=?=",
    "=?utf-8*sv?Q?=0D=0A?=",
    "=?utf 8?q?",
    "Hej\nBcc: x@y.example",
    "Hej\r\n\r\nbody",
    "Hej\r",
    "Hej\n",
    "a\x00b",
    "a\x0bb",
    "a\x0cb",
    "a\x1cb",
    "a\x85Bcc: x",
    "a\u2028Bcc: x",
    "a\u2029Bcc: x",
    "a\udc0ab",
    "a\x7fb",
    "a\tb",
]

TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from('=?qb_"\\<>@,. åÖaaaa'), max_size=120
)


def strictly_read(block: bytes) -> list[tuple[str, str]]:
    """Read a header block by RFC 5322 §2.2 and RFC 2047, with no kindness: any fault is an AssertionError."""
    assert block.endswith(b"\r\n")
    lines = block[:-2].decode("ascii").split("\r\n")
    found: list[tuple[str, str]] = []
    for line in lines:
        assert re.fullmatch(r"[ -~]*", line), line
        assert len(line) <= 998, line
        if line.startswith(" "):
            assert line.strip(" "), "a continuation of nothing but space"
            name, value = found.pop()
            found.append((name, value + line))
        else:
            name, colon, value = line.partition(":")
            assert colon
            assert re.fullmatch(r"[!-9;-~]+", name), line
            found.append((name, value))
        words = re.findall(r"=\?[^ ]*\?=", line)
        assert not words or len(line) <= 76, line
        assert all(len(word) <= 75 for word in words)
    return [(name, value.strip(" ")) for name, value in found]


def decoded(value: str) -> str:
    """Decode the encoded words of a header value; space between two of them is nothing (RFC 2047 §6.2)."""
    word = r"=\?utf-8\?q\?([!-<>@-~]|=[0-9A-F]{2})*\?="
    value = re.sub(rf"({word}) +(?=({word})(?: |$))", lambda found: found[1], value)

    def text(found: re.Match[str]) -> str:
        inside = found[0].removeprefix("=?utf-8?q?").removesuffix("?=").replace("_", " ")
        raw = re.sub(r"=([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), inside)
        return raw.encode("latin-1").decode("utf-8")  # fails when a character was split

    return re.sub(r"=\?utf-8\?q\?[^? ]*\?=", text, value)


def plain(value: str) -> str:
    return " ".join(part for part in value.split(" ") if part)


@pytest.mark.parametrize("value", NAUGHTY)
def test_what_could_end_or_reopen_a_header_is_refused(value: str) -> None:
    assert headers.fault(value) is not None
    with pytest.raises(Failure, match="cannot hold"):
        headers.text("Subject", value)
    with pytest.raises(Failure, match="cannot hold"):
        headers.mailbox("From", value, "a@x.example")
    with pytest.raises(Failure, match="cannot hold"):
        headers.machine("List-Id", value)
    assert headers.phrase(value) is None


@given(TEXT)
@example("=?")
@example("a " * 60)
@example("ö" * 100)
@example("x" * 80)
@example("😀" * 40)
def test_a_subject_comes_back_from_two_parsers_and_is_one_header(value: str) -> None:
    if headers.fault(value):
        return
    line = headers.text("Subject", value)
    assert strictly_read(line) == [("Subject", strictly_read(line)[0][1])]
    assert decoded(strictly_read(line)[0][1]) == plain(value)
    assert all(len(part) <= 76 for part in line.split(b"\r\n"))
    compat = email.message_from_bytes(line + b"\r\n", policy=email.policy.compat32)
    assert compat.keys() == ["Subject"]
    unfolded = compat["Subject"].replace("\r\n", "")
    assert str(email.header.make_header(email.header.decode_header(unfolded))) == plain(value)
    modern = email.message_from_bytes(line + b"\r\n", policy=email.policy.default)
    assert modern.keys() == ["Subject"]
    assert modern.get_payload() == ""


@given(TEXT)
@example('Berg, "Anna" \\')
@example("A. B")
@example("w" * 100)
@example("Å" * 40)
@example("a b " * 40)
def test_a_display_name_comes_back_and_leaves_the_address_alone(display: str) -> None:
    if headers.fault(display):
        return
    line = headers.mailbox("From", display, "anna@x.example")
    name, value = strictly_read(line)[0]
    assert name == "From"
    phrase, _, address = value.rpartition(" ")
    assert address.strip("<>") == "anna@x.example"
    if phrase.startswith('"'):
        assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', phrase)
        assert re.sub(r"\\(.)", r"\1", phrase[1:-1]) == plain(display)
    else:
        assert decoded(phrase) == plain(display)
    for policy in (email.policy.compat32, email.policy.default):
        assert email.message_from_bytes(line + b"\r\n", policy=policy).keys() == ["From"]
    modern = email.message_from_bytes(line + b"\r\n", policy=email.policy.default)["From"]
    assert [one.addr_spec for one in modern.addresses] == ["anna@x.example"]


@given(st.text(max_size=80))
def test_no_text_whatever_makes_a_second_header(value: str) -> None:
    try:
        line = headers.text("Subject", value) + headers.mailbox("To", value, "a@x.example")
    except Failure:
        assert headers.fault(value)
        return
    assert [name for name, _ in strictly_read(line)] == ["Subject", "To"]
    for policy in (email.policy.compat32, email.policy.default):
        read = email.message_from_bytes(line + b"\r\nbody", policy=policy)
        assert read.keys() == ["Subject", "To"]
        again = email.message_from_bytes(read.as_bytes(), policy=policy)
        assert again.keys() == ["Subject", "To"], "even after another program has written it anew"


@given(TEXT)
def test_a_character_is_never_split_between_two_encoded_words(value: str) -> None:
    assume(not headers.fault(value))
    for word in re.findall(r"=\?utf-8\?q\?[^? ]*\?=", headers.text("Subject", value).decode("ascii")):
        assert decoded(word) is not None


def test_a_plain_subject_stays_plain() -> None:
    assert headers.text("Subject", "Hej  du ") == b"Subject: Hej du\r\n"


def test_a_no_break_space_survives() -> None:
    assert headers.text("Subject", "kl.\u00a012") == b"Subject: =?utf-8?q?kl=2E=C2=A012?=\r\n"


def test_composed_and_decomposed_letters_stay_what_they_are() -> None:
    loose = unicodedata.normalize("NFD", "Åsa")
    assert decoded(strictly_read(headers.text("Subject", loose))[0][1]) == loose


def test_an_address_without_a_name_stands_alone() -> None:
    assert headers.mailbox("To", "", "a@x.example") == b"To: a@x.example\r\n"


@pytest.mark.parametrize("address", ["a@x.example>", "a b@x.example", "a@x.example\r\nBcc: b@x.example", "å@x.example"])
def test_what_is_no_plain_address_is_refused(address: str) -> None:
    for display in ("", "Anna"):
        with pytest.raises(Failure, match="cannot hold the address"):
            headers.mailbox("To", display, address)


def test_a_machine_read_header_is_folded_after_the_comma_only() -> None:
    long = f"<https://x.example/{'a' * 200}>"
    assert headers.machine("List-Unsubscribe", long, "<mailto:b@x.example>") == (
        f"List-Unsubscribe: {long},\r\n <mailto:b@x.example>\r\n".encode()
    )


def test_a_machine_read_header_takes_ascii_only() -> None:
    with pytest.raises(Failure, match="can hold only ASCII"):
        headers.machine("List-Id", "Nytt från <a.example>")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nytt om kultur", "Nytt om kultur"),
        ("Nytt, allt", '"Nytt, allt"'),
        ("Från oss", None),
        ("", None),
        ("a=?", None),
    ],
)
def test_a_phrase_is_quoted_but_never_encoded(name: str, expected: str | None) -> None:
    assert headers.phrase(name) == expected


def test_no_line_of_a_machine_read_header_is_longer_than_998_octets() -> None:
    assert len(headers.machine("List-Id", "a" * 989)) == 1000
    with pytest.raises(Failure, match="longer than 998"):
        headers.machine("List-Id", "a", "b" * 998)
