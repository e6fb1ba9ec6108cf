from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.delivery.transports.replies import ProtocolError, Replies
from storsthlm_cli.model.delivery import Reply

REPLIES = st.builds(
    Reply, st.integers(200, 559), st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), max_size=20)
)


@given(st.lists(REPLIES, max_size=6), st.booleans(), st.lists(st.integers(1, 12), min_size=1))
def test_replies_are_read_the_same_however_the_bytes_arrive(
    replies: list[Reply], doubled: bool, sizes: list[int]
) -> None:
    data = b"".join(
        b"%d-%b\r\n" % (reply.code, reply.text.encode()) * doubled + b"%d %b\r\n" % (reply.code, reply.text.encode())
        for reply in replies
    )
    expected = [Reply(reply.code, f"{reply.text} {reply.text}" if doubled else reply.text) for reply in replies]
    reader = Replies()
    seen: list[Reply] = []
    turn = 0
    while data:
        size = sizes[turn % len(sizes)]
        seen += reader.feed(data[:size])
        data = data[size:]
        turn += 1
    assert seen == expected


@given(st.binary(max_size=200))
def test_any_bytes_are_replies_or_a_protocol_error(data: bytes) -> None:
    with suppress(ProtocolError):
        for reply in Replies().feed(data):
            assert 200 <= reply.code <= 599
            assert reply.text.isprintable()


@pytest.mark.parametrize("end", [b"\r\n", b""])
def test_a_reply_that_never_ends_is_given_up(end: bytes) -> None:
    reader = Replies()

    def flood() -> None:
        for _ in range(100):
            assert list(reader.feed(b"250-" + b"x" * 1000 + end)) == []

    with pytest.raises(ProtocolError, match="without an end"):
        flood()
