from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.audience.gathering import Gathering
from storsthlm_cli.model.audience import LeftOut, Reason, Subscriber
from storsthlm_cli.model.errors import Failure

GONE = ("gone@x.example", Reason.SUPPRESSED, "unsubscribed (mail, 2021-05-03)")


def rows(name: str, *addresses: str, invalid: tuple[int, ...] = ()) -> list[Subscriber | LeftOut]:
    return [
        LeftOut("x", name, line, Reason.INVALID, "no address")
        if line in invalid
        else Subscriber(address, address.lower(), {}, name, line)
        for line, address in enumerate(addresses, 2)
    ]


def gather(**lists: Iterable[str]) -> Gathering:
    return Gathering({name: rows(name, *addresses) for name, addresses in lists.items()})


def going(gathering: Gathering) -> list[str]:
    return [each.address for each in gathering.audience().recipients]


def staying(gathering: Gathering) -> list[LeftOut]:
    return list(gathering.audience().left_out)


def test_lists_are_united_in_their_order() -> None:
    gathering = gather(b=["b@x.example"], a=["a@x.example"])
    assert gathering.audience().lists == ("b", "a")
    assert going(gathering) == ["b@x.example", "a@x.example"]
    assert staying(gathering) == []


def test_a_recipient_is_the_subscriber_of_the_list() -> None:
    asa = Subscriber("Asa@x.example", "asa@x.example", {"first_name": 'Åsa "\x85', "": "☃"}, "kommuner", 7)
    assert list(Gathering({"kommuner": [asa]}).audience().recipients) == [asa]


def test_the_first_row_of_an_address_counts_and_the_others_name_it() -> None:
    gathering = gather(kommuner=["b@x.example", "a@x.example"], politiker=["A@x.example", "a@X.example"])
    assert [(one.address, one.list) for one in gathering.audience().recipients] == [
        ("b@x.example", "kommuner"),
        ("a@x.example", "kommuner"),
    ]
    assert staying(gathering) == [
        LeftOut("A@x.example", "politiker", 2, Reason.DUPLICATE, "already in kommuner line 3"),
        LeftOut("a@X.example", "politiker", 3, Reason.DUPLICATE, "already in kommuner line 3"),
    ]


def test_a_suppressed_address_gets_nothing_even_if_listed_twice() -> None:
    gathering = gather(a=["gone@x.example", "b@x.example"], b=["Gone@x.example"])
    gathering.leave_out([GONE, ("elsewhere@x.example", Reason.SUPPRESSED, "")])
    assert going(gathering) == ["b@x.example"]
    assert staying(gathering) == [
        LeftOut("gone@x.example", "a", 2, Reason.SUPPRESSED, "unsubscribed (mail, 2021-05-03)"),
        LeftOut("Gone@x.example", "b", 2, Reason.DUPLICATE, "already in a line 2"),
    ]


def test_who_has_the_issue_is_left_out_with_the_words_given() -> None:
    gathering = gather(a=["a@x.example", "b@x.example", "c@x.example"])
    gathering.leave_out([("a@x.example", Reason.HAS_IT, "2021-06.1"), ("b@x.example", Reason.UNKNOWN, "2021-06.2")])
    assert going(gathering) == ["c@x.example"]
    assert [(one.reason, one.detail) for one in staying(gathering)] == [
        (Reason.HAS_IT, "2021-06.1"),
        (Reason.UNKNOWN, "2021-06.2"),
    ]


def test_suppression_beats_having_it() -> None:
    gathering = gather(a=["gone@x.example"])
    gathering.leave_out([GONE])
    gathering.leave_out([("gone@x.example", Reason.HAS_IT, "accepted")])
    assert [one.reason for one in staying(gathering)] == [Reason.SUPPRESSED]


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ([Reason.UNKNOWN, Reason.HAS_IT, Reason.UNKNOWN], (Reason.HAS_IT, "1")),
        ([Reason.HAS_IT, Reason.HAS_IT], (Reason.HAS_IT, "0")),
        ([Reason.UNKNOWN, Reason.REFUSED], (Reason.REFUSED, "1")),
        ([Reason.REFUSED, Reason.UNKNOWN], (Reason.UNKNOWN, "1")),
    ],
)
def test_having_it_outweighs_whatever_other_dispatches_say(said: list[Reason], holds: tuple[Reason, str]) -> None:
    gathering = gather(a=["a@x.example"])
    gathering.leave_out(("a@x.example", reason, str(number)) for number, reason in enumerate(said))
    assert [(one.reason, one.detail) for one in staying(gathering)] == [holds]


def test_those_left_out_stand_in_the_order_of_the_file() -> None:
    addresses = ("a@x.example", "", "a@x.example", "", "b@x.example")
    gathering = Gathering({"a": rows("a", *addresses, invalid=(3, 5))})
    gathering.leave_out([("b@x.example", Reason.HAS_IT, "")])
    assert [one.line for one in staying(gathering)] == [3, 4, 5, 6]


def test_who_came_and_who_went_is_told_in_order() -> None:
    gathering = gather(a=["z@x.example", "b@x.example", "Gone@x.example", "a@x.example", "Has@x.example"])
    gathering.leave_out([GONE, ("has@x.example", Reason.HAS_IT, "")])
    before = ["y@x.example", "has@x.example", "b@x.example", "c@x.example", "gone@x.example"]
    added, removed = gathering.compare((key, key.title()) for key in before)
    assert (list(added), len(added)) == (["z@x.example", "a@x.example"], 2)
    assert (list(removed), len(removed)) == (["Y@X.Example", "C@X.Example", "Gone@X.Example"], 3)


def test_compared_with_nobody_everybody_is_new() -> None:
    added, removed = gather(a=["a@x.example"]).compare(())
    assert (list(added), list(removed)) == (["a@x.example"], [])


def test_a_list_that_cannot_be_read_to_its_end_says_so_itself() -> None:
    def broken() -> Iterable[Subscriber | LeftOut]:
        yield from rows("a", "a@x.example")
        raise Failure("the row that begins on line 3 cannot be read")

    with pytest.raises(Failure, match="line 3"):
        Gathering({"a": broken()})


def test_no_room_on_the_disk_is_told_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **options: object) -> sqlite3.Connection:
        connection = connect("", isolation_level=None)
        connection.execute("PRAGMA max_page_count = 50")
        return connection

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", full)
    with pytest.raises(Failure, match="disk is full") as caught:
        gather(a=[f"a{number}@x.example" for number in range(10_000)])
    assert "`TMPDIR`" in str(caught.value.hint)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="there is no /proc")
def test_the_file_has_no_name_that_anybody_could_open() -> None:
    gathering = gather(a=[f"a{number}@x.example" for number in range(50_000)])
    files = [os.path.realpath(each) for each in Path("/proc/self/fd").iterdir()]
    assert len(gathering.audience().recipients) == 50_000
    assert any("etilqs" in file and file.endswith(" (deleted)") for file in files)


ADDRESSES = st.lists(st.sampled_from(["a@x.example", "A@x.example", "b@x.example", "gone@x.example"]), max_size=6)


@given(ADDRESSES, ADDRESSES, st.booleans())
def test_every_row_is_a_recipient_or_left_out_and_nobody_is_mailed_twice(
    one: list[str], other: list[str], had_it: bool
) -> None:
    gathering = gather(one=one, other=other)
    gathering.leave_out([GONE])
    gathering.leave_out([("b@x.example", Reason.HAS_IT, "accepted")] if had_it else [])
    audience = gathering.audience()
    lines = [(row.list, row.line) for row in audience.recipients]
    lines += [(row.list, row.line) for row in audience.left_out]
    assert sorted(lines) == sorted(
        [("one", n) for n in range(2, len(one) + 2)] + [("other", n) for n in range(2, len(other) + 2)]
    )
    assert len(lines) == len(audience.recipients) + len(audience.left_out)
    keys = [row.key for row in audience.recipients]
    assert len(keys) == len(set(keys))
    assert not set(keys) & ({"gone@x.example"} | ({"b@x.example"} if had_it else set()))
