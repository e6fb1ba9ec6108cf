from __future__ import annotations

import binascii
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storsthlm_cli.messages import quoted_printable


class Slot:
    pass


SLOT = Slot()
CHARACTERS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(".= \t\r\nåaaaaaa-"), max_size=200)
LONG = st.text("a. =å", min_size=60, max_size=200)
WORDS = CHARACTERS | LONG


def merged(pieces: list[str | Slot], value: str) -> bytes:
    filled = quoted_printable.value(value)
    return b"".join(filled if isinstance(piece, Slot) else piece for piece in quoted_printable.body(pieces))


def as_sent(text: str) -> bytes:
    return re.sub("\r\n|\r|\n", "\r\n", text).encode()


def decoded(encoded: bytes) -> bytes:
    """Decode by RFC 2045 §6.7, strictly and without Python's reader."""
    lines = encoded.split(b"\r\n")
    joined = b""
    for number, line in enumerate(lines):
        assert len(line) <= 76, line
        assert not line.startswith(b"."), line
        assert not line.endswith((b" ", b"\t")), line
        assert re.fullmatch(rb"(?:[\t -<>-~]|=[0-9A-F]{2})*=?", line), line
        if line.endswith(b"="):
            joined += line[:-1]
        else:
            joined += line + (b"\r\n" if number + 1 < len(lines) else b"")
    return re.sub(rb"=([0-9A-F]{2})", lambda found: bytes.fromhex(found[1].decode()), joined)


@given(st.lists(WORDS | st.just(SLOT), max_size=6), WORDS)
@example([SLOT], "")
@example([SLOT], "\t0")
@example([SLOT, SLOT, "."], ".")
@example(["a", SLOT, ".b"], "." * 80)
@example(["a ", SLOT, "\n"], " ")
@example(["a" * 76, SLOT], "b" * 76)
def test_whatever_the_value_both_readers_get_the_text_back(pieces: list[str | Slot], value: str) -> None:
    encoded = merged(pieces, value)
    # Line breaks of the text become CRLF, those of a value are encoded as what they are.
    expected = b"".join(value.encode() if isinstance(piece, Slot) else as_sent(piece) for piece in pieces)
    assert decoded(encoded) == expected
    assert binascii.a2b_qp(encoded) == expected


def test_text_that_needs_nothing_stays_readable() -> None:
    assert b"".join(quoted_printable.body(["Hej du!\nVi ses."])) == b"Hej du!\r\nVi ses."


def test_a_slot_stands_between_soft_line_breaks() -> None:
    assert merged(["Hej ", SLOT, "!\n"], "Åsa") == b"Hej=20=\r\n=C3=85sa=\r\n!\r\n"


def test_a_slot_alone_on_its_line_needs_none() -> None:
    assert merged(["Hej\n", SLOT, "\n"], "Åsa") == b"Hej\r\n=C3=85sa\r\n"


@pytest.mark.parametrize("value", [".", "..", ".example", "." * 100])
def test_a_value_never_begins_a_line_with_a_dot(value: str) -> None:
    assert all(not line.startswith(b".") for line in merged(["x", SLOT, "y"], value).split(b"\r\n"))


def test_a_broken_surrogate_becomes_a_question_mark() -> None:
    assert merged([SLOT], "a\udcff") == b"a?"
