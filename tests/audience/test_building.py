from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.audience.building import build
from storsthlm_cli.audience.lists import ListFile
from storsthlm_cli.model.audience import LeftOut, Reason, Subscriber, Suppression

GONE = Suppression("gone@x.example", "unsubscribed", "mail", datetime.datetime(2021, 5, 3, 12, 0, tzinfo=datetime.UTC))


def listed(name: str, *addresses: str, invalid: tuple[int, ...] = ()) -> ListFile:
    rows = [
        Subscriber(address, address.lower(), {}, name, line)
        for line, address in enumerate(addresses, 2)
        if line not in invalid
    ]
    wrong = [LeftOut("x", name, line, Reason.INVALID, "no address") for line in invalid]
    return ListFile(name, f"lists/{name}.csv", tuple(rows), tuple(wrong), ())


def test_lists_are_united_in_their_order() -> None:
    audience = build([listed("b", "b@x.example"), listed("a", "a@x.example")], {}, {})
    assert audience.lists == ("b", "a")
    assert [one.address for one in audience.recipients] == ["b@x.example", "a@x.example"]
    assert audience.left_out == ()


def test_the_first_row_of_an_address_counts_and_the_others_name_it() -> None:
    audience = build([listed("kommuner", "a@x.example"), listed("politiker", "A@x.example")], {}, {})
    assert [(one.address, one.list) for one in audience.recipients] == [("a@x.example", "kommuner")]
    assert audience.left_out == (
        LeftOut("A@x.example", "politiker", 2, Reason.DUPLICATE, "already in kommuner.csv line 2"),
    )


def test_a_suppressed_address_gets_nothing_even_if_listed_twice() -> None:
    lists = [listed("a", "gone@x.example", "b@x.example"), listed("b", "Gone@x.example")]
    audience = build(lists, {"gone@x.example": GONE}, {})
    assert [one.address for one in audience.recipients] == ["b@x.example"]
    assert audience.left_out == (
        LeftOut("gone@x.example", "a", 2, Reason.SUPPRESSED, "unsubscribed (mail, 2021-05-03)"),
        LeftOut("Gone@x.example", "b", 2, Reason.DUPLICATE, "already in a.csv line 2"),
    )


def test_who_has_the_issue_is_left_out_with_the_words_given() -> None:
    had = {"a@x.example": (Reason.HAS_IT, "accepted 2021-06-21"), "b@x.example": (Reason.UNKNOWN, "2021-06.1")}
    audience = build([listed("a", "a@x.example", "b@x.example", "c@x.example")], {}, had)
    assert [one.address for one in audience.recipients] == ["c@x.example"]
    assert [(one.reason, one.detail) for one in audience.left_out] == [*had.values()]


def test_suppression_beats_having_it() -> None:
    had = {"gone@x.example": (Reason.HAS_IT, "accepted")}
    audience = build([listed("a", "gone@x.example")], {"gone@x.example": GONE}, had)
    assert [one.reason for one in audience.left_out] == [Reason.SUPPRESSED]


def test_a_list_given_twice_counts_once() -> None:
    once = listed("a", "a@x.example")
    assert build([once, once], {}, {}) == build([once], {}, {})


def test_those_left_out_stand_in_the_order_of_the_file() -> None:
    audience = build([listed("a", "a@x.example", "", "a@x.example", "", invalid=(3, 5))], {}, {})
    assert [one.line for one in audience.left_out] == [3, 4, 5]


ADDRESSES = st.lists(st.sampled_from(["a@x.example", "A@x.example", "b@x.example", "gone@x.example"]), max_size=6)


@given(ADDRESSES, ADDRESSES, st.booleans())
def test_every_row_is_a_recipient_or_left_out_and_nobody_is_mailed_twice(
    one: list[str], other: list[str], had_it: bool
) -> None:
    had = {"b@x.example": (Reason.HAS_IT, "accepted")} if had_it else {}
    audience = build([listed("one", *one), listed("other", *other)], {"gone@x.example": GONE}, had)
    rows = [(row.list, row.line) for row in audience.recipients]
    rows += [(row.list, row.line) for row in audience.left_out]
    assert sorted(rows) == sorted(
        [("one", n) for n in range(2, len(one) + 2)] + [("other", n) for n in range(2, len(other) + 2)]
    )
    keys = [row.key for row in audience.recipients]
    assert len(keys) == len(set(keys))
    assert not set(keys) & ({"gone@x.example"} | set(had))
